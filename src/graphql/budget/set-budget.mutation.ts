import {
  Arg,
  Ctx,
  Field,
  Float,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
} from "type-graphql";
import { decodeId } from "../../core/ids.js";
import type { BudgetAction, BudgetScope } from "../../core/ledger/budget.js";
import type { Period } from "../../core/time.js";
import { setBudget } from "../../manage/budgets/set-budget.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { BudgetActionEnum, BudgetPeriodEnum, BudgetScopeEnum } from "./budget-enums.js";
import { BudgetType, toBudget } from "./budget.type.js";

const SetBudgetUserError = userErrorType("setBudget");

@InputType("SetBudgetInput", { description: "A budget as it is to be." })
export class SetBudgetInput {
  @Field(() => BudgetScopeEnum, { description: "What it covers." })
  scope!: BudgetScope;

  @Field(() => ID, { nullable: true, description: "The plan; for scope PLAN, and only then." })
  planId?: string | null;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country; for scope COUNTRY, and only then.",
  })
  country?: string | null;

  @Field(() => BudgetPeriodEnum, { description: "When it starts anew." })
  period!: Period;

  @Field(() => DecimalScalar, {
    description: "The most that may be spent and held in one period, in the tenant's currency.",
  })
  limit!: string;

  @Field(() => BudgetActionEnum, {
    nullable: true,
    defaultValue: "BLOCK",
    description: "What happens to an attempt that does not fit.",
  })
  onExhausted?: BudgetAction | null;

  @Field(() => [Float], {
    nullable: true,
    defaultValue: [0.5, 0.8, 1],
    description:
      "The fractions of the limit, above 0 up to 1, at which to raise an alert; 5 at most.",
  })
  alertAt?: number[] | null;
}

@ObjectType("SetBudgetPayload", { description: "What setBudget did." })
export class SetBudgetPayload {
  @Field(() => BudgetType, {
    nullable: true,
    description: "The budget as it is now; null when it was not set.",
  })
  budget!: BudgetType | null;

  @Field(() => [SetBudgetUserError], { description: "Why it was not done; empty when it was." })
  userErrors!: InstanceType<typeof SetBudgetUserError>[];
}

@Resolver()
export class SetBudgetResolver {
  @Mutation(() => SetBudgetPayload, {
    description:
      "Sets a limit, or changes the one of the same scope, plan, country and period. A new " +
      "one counts what its period already cost. Needs BILLING_WRITE.",
  })
  async setBudget(
    @Arg("input", () => SetBudgetInput, { description: "The budget as it is to be." })
    input: SetBudgetInput,
    @Ctx() context: GraphqlContext,
  ): Promise<SetBudgetPayload> {
    const viewer = requireTenant(context, "BILLING_WRITE");
    const planName = input.planId ?? null;
    const request = {
      scope: input.scope,
      planId: planName === null ? null : decodeId("plan", planName),
      planName,
      country: input.country ?? null,
      period: input.period,
      limit: input.limit,
      onExhausted: input.onExhausted ?? "BLOCK",
      alertAt: input.alertAt ?? [0.5, 0.8, 1],
    };
    const now = context.now();
    const result = await setBudget(context.ports.budgets, viewer, request, now);
    return instance(SetBudgetPayload, {
      budget: result.ok ? toBudget(result.value, now) : null,
      userErrors: result.ok ? [] : toUserErrors(SetBudgetUserError, result.errors, context.locale),
    });
  }
}
