import { Field, Float, ID, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { BudgetAction, BudgetScope } from "../../core/ledger/budget.js";
import type { Period } from "../../core/time.js";
import { budgetUse } from "../../manage/budgets/budget-use.js";
import type { BudgetState } from "../../manage/budgets/ports.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { Node } from "../node.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { BudgetActionEnum, BudgetPeriodEnum, BudgetScopeEnum } from "./budget-enums.js";

@ObjectType("Budget", {
  implements: Node,
  description: "A hard limit: no attempt starts that any budget has no room for.",
})
export class BudgetType implements Node {
  @Field(() => ID, { description: "The budget's id." })
  id!: string;

  @Field(() => BudgetScopeEnum, { description: "What it covers." })
  scope!: BudgetScope;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country that it covers; null for other scopes.",
  })
  country!: string | null;

  @Field(() => BudgetPeriodEnum, { description: "When it starts anew." })
  period!: Period;

  @Field(() => MoneyType, { description: "The most that may be spent and held in one period." })
  limit!: MoneyType;

  @Field(() => MoneyType, {
    description: "What the period's attempts cost; amounts that may have been billed included.",
  })
  spent!: MoneyType;

  @Field(() => MoneyType, { description: "What is reserved for attempts that are not settled." })
  held!: MoneyType;

  @Field(() => MoneyType, {
    description: "What is left; below 0 only where onExhausted is ALERT_ONLY.",
  })
  available!: MoneyType;

  @Field(() => MoneyType, { description: "What vendors billed beyond the limit." })
  overrun!: MoneyType;

  @Field(() => DateTimeScalar, { description: "When the current period began." })
  periodStartsAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the next period begins; null for period TOTAL.",
  })
  resetsAt!: Date | null;

  @Field(() => BudgetActionEnum, {
    description: "What happens to an attempt that does not fit.",
  })
  onExhausted!: BudgetAction;

  @Field(() => [Float], {
    description: "The fractions of the limit, above 0 up to 1, at which an alert is raised.",
  })
  alertAt!: readonly number[];

  /** For the link to the plan. */
  planUuid!: string | null;

  /** For the forecast. */
  row!: BudgetState;
}

/** A budget as the API shows it at `now`. */
export function toBudget(row: BudgetState, now: Date): BudgetType {
  const use = budgetUse(row, now);
  const money = (micros: bigint) => toMoney(micros, row.currency);
  return instance(BudgetType, {
    id: encodeId("budget", row.id),
    scope: row.scope,
    country: row.country,
    period: row.period,
    limit: money(row.limitMicros),
    spent: money(use.spentMicros),
    held: money(use.heldMicros),
    available: money(use.availableMicros),
    overrun: money(use.overrunMicros),
    periodStartsAt: use.periodStartsAt,
    resetsAt: use.resetsAt,
    onExhausted: row.onExhausted,
    alertAt: row.alertAt,
    planUuid: row.planId,
    row,
  });
}
