import { periodAt } from "../../core/ledger/period.js";
import type { BudgetState } from "./ports.js";

/** Where a budget stands now. Amounts in the tenant's currency. */
export interface BudgetUse {
  readonly spentMicros: bigint;
  readonly heldMicros: bigint;
  /** limit − spent − held; below 0 when more was spent than the limit allows. */
  readonly availableMicros: bigint;
  /** What was spent beyond the limit; 0 or more. */
  readonly overrunMicros: bigint;
  readonly periodStartsAt: Date;
  /** Null = never. */
  readonly resetsAt: Date | null;
}

/**
 * A budget's use at `now`. A period that nobody has spent in yet has no row: its use is 0.
 * For BLOCK and CHEAPER_STEPS_ONLY available is never below 0; what went beyond shows as overrun.
 */
export function budgetUse(budget: BudgetState, now: Date): BudgetUse {
  const { latest, limitMicros } = budget;
  const { startsAt, endsAt } = periodAt(budget.period, budget.timeZone, now, latest);
  const isBegun = latest !== null && latest.startsAt.getTime() === startsAt.getTime();
  const spentMicros = isBegun ? latest.spentMicros : 0n;
  const heldMicros = isBegun ? latest.heldMicros : 0n;
  const left = limitMicros - spentMicros - heldMicros;
  return {
    spentMicros,
    heldMicros,
    availableMicros: left < 0n && budget.onExhausted !== "ALERT_ONLY" ? 0n : left,
    overrunMicros: spentMicros > limitMicros ? spentMicros - limitMicros : 0n,
    periodStartsAt: startsAt,
    resetsAt: endsAt,
  };
}
