import type { PlanFigures } from "./plan-wish.js";

/** True when one is no worse than the other in anything, and better in something. */
export function dominates(one: PlanFigures, other: PlanFigures): boolean {
  const isNoWorse =
    one.successRate >= other.successRate &&
    one.costMicros <= other.costMicros &&
    one.timeToDeliverMsP95 <= other.timeToDeliverMsP95;
  const isBetter =
    one.successRate > other.successRate ||
    one.costMicros < other.costMicros ||
    one.timeToDeliverMsP95 < other.timeToDeliverMsP95;
  return isNoWorse && isBetter;
}

/** Those that none of the others dominates, equal ones once; in their order. O(n²). */
export function undominated<T>(
  all: readonly T[],
  figuresOf: (one: T) => PlanFigures,
): readonly T[] {
  return all.filter((one, index) => {
    const figures = figuresOf(one);
    return !all.some((other, place) => {
      const others = figuresOf(other);
      return dominates(others, figures) || (place < index && isSame(others, figures));
    });
  });
}

function isSame(one: PlanFigures, other: PlanFigures): boolean {
  return (
    one.successRate === other.successRate &&
    one.costMicros === other.costMicros &&
    one.timeToDeliverMsP95 === other.timeToDeliverMsP95
  );
}
