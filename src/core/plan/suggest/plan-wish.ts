import type { Channel } from "../../otp/status.js";

/** What somebody wants of a plan. */
export interface PlanWish {
  /** ISO 3166-1 alpha-2, one or more. */
  readonly countries: readonly string[];
  /** Null = whichever are measured, e-mail left out. */
  readonly channels: readonly Channel[] | null;
  /** Sends a month. */
  readonly monthlyVolume: number;
  /** Micro-units of the tenant's currency; null = no limit. */
  readonly monthlyBudgetMicros: number | null;
  /** Least share of sends whose code is typed in, 0..1; null = no wish. */
  readonly minSuccessRate: number | null;
  /** What 95 % of the delivered sends are to keep to; null = no wish. */
  readonly maxTimeToDeliverMsP95: number | null;
}

/** What a plan comes to, as far as wishes look at it. */
export interface PlanFigures {
  readonly successRate: number;
  /** Of an average send, micro-units. */
  readonly costMicros: number;
  readonly timeToDeliverMsP95: number;
}

/** A wish that a plan does not keep: what was wanted, and what it is instead. */
export interface BrokenWish {
  readonly wish: "SUCCESS" | "TIME" | "BUDGET";
  /** A share, milliseconds, or micro-units a month. */
  readonly wanted: number;
  readonly actual: number;
}

/** The wishes that these figures do not keep; empty = they keep all. */
export function brokenWishes(wish: PlanWish, figures: PlanFigures): readonly BrokenWish[] {
  const { successRate, timeToDeliverMsP95, costMicros } = figures;
  const { minSuccessRate, maxTimeToDeliverMsP95, monthlyBudgetMicros } = wish;
  const monthly = costMicros * wish.monthlyVolume;
  const broken: BrokenWish[] = [];
  if (minSuccessRate !== null && successRate < minSuccessRate) {
    broken.push({ wish: "SUCCESS", wanted: minSuccessRate, actual: successRate });
  }
  if (maxTimeToDeliverMsP95 !== null && timeToDeliverMsP95 > maxTimeToDeliverMsP95) {
    broken.push({ wish: "TIME", wanted: maxTimeToDeliverMsP95, actual: timeToDeliverMsP95 });
  }
  if (monthlyBudgetMicros !== null && monthly > monthlyBudgetMicros) {
    broken.push({ wish: "BUDGET", wanted: monthlyBudgetMicros, actual: monthly });
  }
  return broken;
}

/** How far figures are from the wishes, as the sum of relative misses; 0 = all are kept. */
export function missOf(wish: PlanWish, figures: PlanFigures): number {
  return brokenWishes(wish, figures).reduce(
    (sum, { wanted, actual }) => sum + Math.abs(actual - wanted) / Math.max(1e-9, wanted),
    0,
  );
}
