import { undominated } from "./dominance.js";
import { brokenWishes, missOf, type PlanFigures, type PlanWish } from "./plan-wish.js";

/** What a suggestion is the best in. */
export const suggestionKinds = [
  "NEAREST",
  "CHEAPEST",
  "CONVERSION",
  "BALANCED",
  "FASTEST",
  "BETWEEN",
] as const;
/** One of `suggestionKinds`. */
export type SuggestionKind = (typeof suggestionKinds)[number];

/** A plan that is picked, and for what. */
export interface Picked<T> {
  readonly kind: SuggestionKind;
  readonly plan: T;
}

const suggestionsMax = 5;
const suggestionsMin = 3;
/** Without a wish for success that can be kept, this share of the best is good enough. */
const successOfBest = 0.9;

/**
 * Three to five different plans of those that no other beats in everything: the cheapest, the one
 * that brings the most codes, a balanced one and the fastest, of those that keep all wishes. Where
 * none does, the nearest comes first. Others fill up to three; fewer where there are not so many.
 *
 * @param all       plans that were estimated
 * @param figuresOf what each comes to
 */
export function pickSuggestions<T>(
  all: readonly T[],
  figuresOf: (plan: T) => PlanFigures,
  wish: PlanWish,
): readonly Picked<T>[] {
  const front = undominated(all, figuresOf);
  const keeping = front.filter((plan) => brokenWishes(wish, figuresOf(plan)).length === 0);
  const among = keeping.length > 0 ? keeping : front;
  const best = Math.max(...among.map((plan) => figuresOf(plan).successRate));
  const { minSuccessRate } = wish;
  const isReached = minSuccessRate !== null && minSuccessRate <= best;
  const floor = isReached ? minSuccessRate : successOfBest * best;
  const cheap = among.filter((plan) => figuresOf(plan).successRate >= floor);
  const picked = new Map<T, SuggestionKind>();
  // What is the best in two respects is told of in the first: the next best would not be the best.
  const pick = (kind: SuggestionKind, plans: readonly T[], score: (one: T) => number): void => {
    const least = Math.min(...plans.map(score));
    const best = plans.filter((plan) => score(plan) === least);
    const [found] = best;
    if (found !== undefined && best.every((plan) => !picked.has(plan))) {
      picked.set(found, kind);
    }
  };
  if (keeping.length === 0) {
    pick("NEAREST", front, (plan) => missOf(wish, figuresOf(plan)));
  }
  pick("CHEAPEST", cheap, (plan) => figuresOf(plan).costMicros);
  pick("CONVERSION", among, (plan) => -figuresOf(plan).successRate);
  pick("FASTEST", cheap, (plan) => figuresOf(plan).timeToDeliverMsP95);
  pick("BALANCED", cheap, balanceOf(cheap.map(figuresOf), figuresOf));
  const rest = front.toSorted(
    (one, other) => missOf(wish, figuresOf(one)) - missOf(wish, figuresOf(other)),
  );
  for (const plan of rest) {
    if (picked.size < suggestionsMin && !picked.has(plan)) {
      picked.set(plan, "BETWEEN");
    }
  }
  return [...picked].map(([plan, kind]) => ({ kind, plan })).slice(0, suggestionsMax);
}

/** The distance to what is best in each respect, each weighing the same; lower is better. */
function balanceOf<T>(
  all: readonly PlanFigures[],
  figuresOf: (plan: T) => PlanFigures,
): (plan: T) => number {
  const respects: readonly ((one: PlanFigures) => number)[] = [
    (one) => -one.successRate,
    (one) => one.costMicros,
    (one) => one.timeToDeliverMsP95,
  ];
  const spans = respects.map((respect) => {
    const values = all.map(respect);
    const low = Math.min(...values);
    return { low, span: Math.max(1e-9, Math.max(...values) - low) };
  });
  return (plan) =>
    respects.reduce((sum, respect, index) => {
      const { low = 0, span = 1 } = spans[index] ?? {};
      return sum + ((respect(figuresOf(plan)) - low) / span) ** 2;
    }, 0);
}
