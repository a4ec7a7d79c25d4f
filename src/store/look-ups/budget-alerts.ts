import { uuidv7 } from "uuidv7";
import { type Alert, type AlertFacts, budgetCause, severityOf } from "../../core/alert.js";
import { type BudgetUse, thresholdsCrossed } from "../../core/ledger/alerts.js";
import type { Budget } from "../../core/ledger/budget.js";

/** What a batch of look-ups does to one period of a budget. */
export interface PeriodStep {
  readonly tenantId: string;
  readonly currency: string;
  readonly budget: Budget;
  readonly periodId: string;
  readonly endsAt: Date | null;
  readonly before: BudgetUse;
  readonly after: BudgetUse;
  /** True when there was no room for one of them. */
  readonly isRefused: boolean;
}

/** The alerts that are due: of thresholds that were crossed, and of a budget that is used up. */
export function budgetAlerts(step: PeriodStep, now: Date): Alert[] {
  const { budget, before, after, isRefused } = step;
  if (step.endsAt !== null && step.endsAt <= now) {
    // What a period that is over still settles to is in the books; nobody can act on it.
    return [];
  }
  const used = after.spentMicros + after.heldMicros;
  const hasGrown = used > before.spentMicros + before.heldMicros;
  const crossed = thresholdsCrossed(budget.limitMicros, budget.alertAt, before, after);
  const isOver = hasGrown && used > budget.limitMicros;
  return [
    ...(isRefused || isOver ? [alertOf(step, { kind: "BUDGET_EXHAUSTED" }, used, now)] : []),
    ...crossed.map((fraction) => alertOf(step, { kind: "BUDGET_THRESHOLD", fraction }, used, now)),
  ];
}

function alertOf(
  { tenantId, currency, budget, periodId, endsAt }: PeriodStep,
  what: { kind: "BUDGET_EXHAUSTED" } | { kind: "BUDGET_THRESHOLD"; fraction: number },
  usedMicros: bigint,
  now: Date,
): Alert {
  const facts: AlertFacts = {
    ...what,
    scope: budget.scope,
    of: budget.country,
    period: budget.period,
    currency,
    limitMicros: String(budget.limitMicros),
    spentMicros: String(usedMicros),
  };
  const fraction = what.kind === "BUDGET_THRESHOLD" ? what.fraction : undefined;
  return {
    tenantId,
    id: uuidv7(),
    severity: severityOf(facts),
    cause: budgetCause(what.kind, periodId, fraction),
    facts,
    vendorId: null,
    planId: null,
    budgetId: budget.id,
    raisedAt: now,
    endsAt,
  };
}
