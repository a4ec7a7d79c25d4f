import type { StrategyName } from "../plan/plan.js";
import type { Candidate } from "./candidate.js";
import { strategyList } from "./strategy-list.js";

/** Why the first vendor of an order is the first; the order is the stored form's, append only. */
export const choiceReasons = [
  "FIRST_IN_PLAN",
  "CHEAPEST",
  "DRAWN_BY_WEIGHT",
  "ONLY_ONE",
  "ALL_OPEN",
  "BEST_DELIVERY",
  "FASTEST",
  "EXPLORED",
  "NO_EVIDENCE",
  "MEASURED",
  "MEASURED_PROBE",
  "MEASURED_OPEN",
] as const;
/** One word of `choiceReasons`. */
export type ChoiceReason = (typeof choiceReasons)[number];

/** The vendors of one step in the order in which to try them. */
export interface VendorChoice {
  /** Indexes into the candidates, best first; empty when none may be used. */
  readonly order: readonly number[];
  /** The chance with which the first one was drawn, above 0 and up to 1; 0 with an empty order. */
  readonly propensity: number;
  /** Chance of each candidate to be first, in the candidates' order. */
  readonly probabilities: readonly number[];
  readonly reason: ChoiceReason;
}

/** Fit in every other way, but known to be down: by failures in a row, or by what was measured. */
export function isOpen({ skippedBecause }: Candidate): boolean {
  return skippedBecause === "BREAKER_OPEN" || skippedBecause === "MEASURED_OPEN";
}

/**
 * Orders the vendors of a step by its strategy. When every candidate that is otherwise fit has its
 * breaker open, the least bad is used (fewest failures in a row); pauses and all other reasons are
 * never overridden.
 *
 * @param draw uniform in [0, 1); only WEIGHTED and the measuring strategies use it
 * Throws for SMART, which `chooseMeasured` asks measured routing for.
 */
export function chooseVendor(
  strategy: StrategyName,
  candidates: readonly Candidate[],
  draw: number,
): VendorChoice {
  const fit = indexesWhere(candidates, (candidate) => candidate.skippedBecause === null);
  if (fit.length === 0) {
    return leastBad(candidates);
  }
  if (strategy === "SMART") {
    throw new Error("SMART needs what was measured");
  }
  const { order, probabilities, reason } = strategyList[strategy](candidates, fit, draw);
  const [first] = order;
  return {
    order,
    propensity: first === undefined ? 0 : (probabilities[first] ?? 0),
    probabilities,
    reason: fit.length === 1 ? "ONLY_ONE" : reason,
  };
}

function leastBad(candidates: readonly Candidate[]): VendorChoice {
  const order = indexesWhere(candidates, isOpen).sort(
    (a, b) => (candidates[a]?.failures ?? 0) - (candidates[b]?.failures ?? 0),
  );
  return {
    order,
    propensity: order.length === 0 ? 0 : 1,
    probabilities: candidates.map((_, index) => (index === order[0] ? 1 : 0)),
    reason: "ALL_OPEN",
  };
}

function indexesWhere(
  candidates: readonly Candidate[],
  test: (candidate: Candidate) => boolean,
): number[] {
  return candidates.flatMap((candidate, index) => (test(candidate) ? [index] : []));
}
