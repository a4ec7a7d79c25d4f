import { certainly, type Strategy } from "./strategy.js";

/**
 * WEIGHTED: drawn in proportion to the weights of those that may be used, then the others by
 * falling weight, equal ones in plan order. Weight 0 is only ever a fallback; when all weights are
 * 0 the plan's order holds.
 */
export const weighted: Strategy = (candidates, fit, draw) => {
  const weightOf = (index: number): number => candidates[index]?.weight ?? 0;
  const total = fit.reduce((sum, index) => sum + weightOf(index), 0);
  const byWeight = fit.toSorted((left, right) => weightOf(right) - weightOf(left));
  if (total === 0) {
    return {
      order: byWeight,
      probabilities: certainly(candidates.length, byWeight[0]),
      reason: "FIRST_IN_PLAN",
    };
  }
  const chosen = drawn(fit, weightOf, draw * total);
  const isFit = new Set(fit);
  return {
    order: [chosen, ...byWeight.filter((index) => index !== chosen)],
    probabilities: candidates.map((_, index) => (isFit.has(index) ? weightOf(index) / total : 0)),
    reason: "DRAWN_BY_WEIGHT",
  };
};

/** The index whose span of the weights, laid end to end, holds `point`. */
function drawn(fit: readonly number[], weightOf: (index: number) => number, point: number): number {
  let end = 0;
  let latest = 0;
  for (const index of fit) {
    const weight = weightOf(index);
    if (weight > 0) {
      end += weight;
      latest = index;
      if (point < end) {
        return index;
      }
    }
  }
  return latest;
}
