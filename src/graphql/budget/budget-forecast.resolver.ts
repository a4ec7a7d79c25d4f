import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { covers } from "../../core/ledger/budget.js";
import { forecastHistoryDays, forecastSpend } from "../../core/ledger/forecast.js";
import { budgetUse } from "../../manage/budgets/budget-use.js";
import type { BudgetState } from "../../manage/budgets/ports.js";
import { readSpentHours, type SpentHours } from "../../reports/budget-spend.js";
import { requireTenant } from "../auth.js";
import { type GraphqlContext, load, type LoaderKind } from "../context.js";
import { instance } from "../instance.js";
import { toMoney } from "../money.type.js";
import { inSnapshot } from "../reports/report-loaders.js";
import { BudgetForecastType } from "./budget-forecast.type.js";
import { BudgetType } from "./budget.type.js";

const dayMs = 86_400_000;

/** The spending of the tenant that asks: read once for all its budgets. */
const spentHours: LoaderKind<"spent", SpentHours> = {
  keyText: (key) => key,
  async batch(context, keys) {
    const { tenantId } = requireTenant(context);
    const now = context.now();
    // A day more, so that the first hour is whole.
    const from = new Date(now.getTime() - (forecastHistoryDays + 1) * dayMs);
    const spent = await inSnapshot(context, tenantId, (db) =>
      readSpentHours(db, tenantId, from, now),
    );
    return keys.map(() => spent);
  },
};

@Resolver(() => BudgetType)
export class BudgetForecastResolver {
  @FieldResolver(() => BudgetForecastType, {
    nullable: true,
    description:
      "What the period will have spent when it ends; null for period TOTAL, which never ends, " +
      "and with less than 7 days of history or nothing spent in them.",
  })
  async forecast(
    @Root() { row }: BudgetType,
    @Ctx() context: GraphqlContext,
  ): Promise<BudgetForecastType | null> {
    requireTenant(context, "BILLING_READ");
    const now = context.now();
    const use = budgetUse(row, now);
    if (use.resetsAt === null) {
      return null;
    }
    const { firstAt, hours } = await load(context, spentHours, "spent");
    const forecast =
      firstAt === null
        ? null
        : forecastSpend(
            { hours: hours.filter((hour) => isOf(row, hour)), from: firstAt },
            use.spentMicros + use.heldMicros,
            row.limitMicros,
            now,
            use.resetsAt,
          );
    const money = (micros: bigint) => toMoney(micros, row.currency);
    return forecast === null
      ? null
      : instance(BudgetForecastType, {
          spend: money(forecast.micros),
          low: money(forecast.lowMicros),
          high: money(forecast.highMicros),
          historyDays: forecast.historyDays,
          exhaustedAt: forecast.exhaustedAt,
        });
  }
}

function isOf(budget: BudgetState, hour: SpentHours["hours"][number]): boolean {
  return covers(budget, hour.planId, hour.country);
}
