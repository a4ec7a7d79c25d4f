import type { Candidate } from "../candidate.js";

/** An order of candidates, and the chance that each had of being first. */
export interface Ordering {
  /** The fit indexes, best first. */
  readonly order: readonly number[];
  /** One per candidate, summing to 1 over the fit ones. */
  readonly probabilities: readonly number[];
  readonly reason:
    | "FIRST_IN_PLAN"
    | "CHEAPEST"
    | "DRAWN_BY_WEIGHT"
    | "BEST_DELIVERY"
    | "FASTEST"
    | "EXPLORED"
    | "NO_EVIDENCE";
}

/**
 * Orders candidates; pure, and the same for the same input.
 *
 * @param fit  indexes of the candidates that may be used, at least one, in plan order
 * @param draw uniform in [0, 1)
 */
export type Strategy = (
  candidates: readonly Candidate[],
  fit: readonly number[],
  draw: number,
) => Ordering;

/** Probabilities of a choice that is certain. */
export function certainly(count: number, chosen: number | undefined): readonly number[] {
  return Array.from({ length: count }, (_, index) => (index === chosen ? 1 : 0));
}
