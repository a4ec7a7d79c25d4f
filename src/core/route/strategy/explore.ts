import type { Candidate } from "../candidate.js";
import { certainly, type Ordering } from "./strategy.js";

/** The share of choices that goes to others than the best, so that they are measured, too. */
export const explorationShare = 0.02;

/**
 * Orders by a measured score, best first; who has none comes after all others, and equal ones are
 * in plan order: what a vendor declares counts for nothing. The first place goes to one of the
 * others, all alike, in 2 % of the draws.
 *
 * @param scoreOf higher is better; null = too little was measured
 */
export function byEvidence(
  candidates: readonly Candidate[],
  fit: readonly number[],
  draw: number,
  scoreOf: (candidate: Candidate) => number | null,
  reason: "BEST_DELIVERY" | "FASTEST",
): Ordering {
  const scores = new Map(
    fit.map((index) => {
      const candidate = candidates[index];
      return [index, candidate === undefined ? null : scoreOf(candidate)] as const;
    }),
  );
  const scoreAt = (index: number): number => scores.get(index) ?? Number.NEGATIVE_INFINITY;
  const best = fit.toSorted((left, right) => compare(scoreAt(right), scoreAt(left)));
  const isBlind = fit.every((index) => scores.get(index) === null);
  const [first, ...others] = best;
  if (first === undefined || others.length === 0) {
    return { order: best, probabilities: certainly(candidates.length, first), reason };
  }
  const each = explorationShare / others.length;
  const probabilities = candidates.map((_, index) =>
    index === first ? 1 - explorationShare : others.includes(index) ? each : 0,
  );
  const place = Math.floor((draw - (1 - explorationShare)) / each);
  const explored =
    draw < 1 - explorationShare ? undefined : others[Math.min(place, others.length - 1)];
  return explored === undefined
    ? { order: best, probabilities, reason: isBlind ? "NO_EVIDENCE" : reason }
    : {
        order: [explored, ...best.filter((index) => index !== explored)],
        probabilities,
        reason: "EXPLORED",
      };
}

function compare(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
