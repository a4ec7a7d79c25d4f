import type { BudgetFactsFragment, SetBudgetInput } from "./cost.generated.js";

/** What would be sent to make this budget again; a removed one comes back with it. */
export function budgetInput(budget: BudgetFactsFragment): SetBudgetInput {
  const { scope, period, limit, onExhausted, alertAt, plan, country } = budget;
  return {
    scope,
    period,
    limit: limit.amount,
    onExhausted,
    alertAt: [...alertAt],
    ...(scope === "PLAN" && plan !== null ? { planId: plan.id } : {}),
    ...(scope === "COUNTRY" && country !== null ? { country } : {}),
  };
}
