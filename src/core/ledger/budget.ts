import type { Period } from "../time.js";

/** Every scope. */
export const budgetScopes = ["TENANT", "PLAN", "COUNTRY"] as const;
/** What a budget covers. */
export type BudgetScope = (typeof budgetScopes)[number];

/** Every action. */
export const budgetActions = ["BLOCK", "CHEAPER_STEPS_ONLY", "ALERT_ONLY"] as const;
/** What happens to an attempt that does not fit. */
export type BudgetAction = (typeof budgetActions)[number];

/**
 * A limit on what attempts may cost. planId is set exactly for scope PLAN, country (ISO 3166-1)
 * exactly for COUNTRY. limitMicros above 0, in the tenant's currency; alertAt ascending, 0 < x <=
 * 1, at most 5.
 */
export interface Budget {
  readonly id: string;
  readonly scope: BudgetScope;
  readonly planId: string | null;
  readonly country: string | null;
  readonly period: Period;
  readonly limitMicros: bigint;
  readonly onExhausted: BudgetAction;
  readonly alertAt: readonly number[];
}

/**
 * Whether a budget covers an attempt of this plan and country, or a look-up.
 *
 * @param planId  null = of no plan, as look-ups are
 * @param country of the send; null = none is known, which no COUNTRY budget covers
 */
export function covers(budget: Budget, planId: string | null, country: string | null): boolean {
  switch (budget.scope) {
    case "TENANT":
      return true;
    case "PLAN":
      return planId !== null && budget.planId === planId;
    case "COUNTRY":
      return country !== null && budget.country === country;
  }
}
