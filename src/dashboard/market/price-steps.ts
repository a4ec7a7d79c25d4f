/** A price and when it holds. */
export interface DatedPrice {
  readonly effectiveFrom: string;
  readonly effectiveUntil: string | null;
  readonly price: { readonly amount: string; readonly currency: string };
}

/** A price for each day: what it was, and what is announced. */
export interface PriceSteps {
  readonly times: readonly string[];
  readonly past: readonly (number | null)[];
  readonly ahead: readonly (number | null)[];
}

const dayMs = 86_400_000;
const daysBack = 60;
const daysAhead = 14;

/**
 * Prices day by day, from the first that is known (60 days ago at most) to 14 days ahead of now;
 * the announced line begins where the past one ends.
 */
export function priceSteps(prices: readonly DatedPrice[], now: number): PriceSteps {
  const froms = prices.map(({ effectiveFrom }) => Date.parse(effectiveFrom));
  const start = Math.max(now - daysBack * dayMs, Math.min(now, ...froms));
  const hasAhead = froms.some((from) => from > now);
  const end = hasAhead ? Math.max(now + daysAhead * dayMs, Math.max(...froms) + 2 * dayMs) : now;
  const count = Math.max(2, Math.round((end - start) / dayMs) + 1);
  const moments = Array.from({ length: count }, (_, index) => start + index * dayMs);
  const nowAt = Math.round((now - start) / dayMs);
  return {
    times: moments.map((moment) => new Date(moment).toISOString()),
    past: moments.map((moment, index) =>
      index > nowAt ? null : priceAt(prices, Math.min(moment, now)),
    ),
    ahead: moments.map((moment, index) =>
      !hasAhead || index < nowAt ? null : priceAt(prices, index === nowAt ? now : moment),
    ),
  };
}

function priceAt(prices: readonly DatedPrice[], moment: number): number | null {
  const holds = prices.find(
    ({ effectiveFrom, effectiveUntil }) =>
      Date.parse(effectiveFrom) <= moment &&
      (effectiveUntil === null || moment < Date.parse(effectiveUntil)),
  );
  return holds === undefined ? null : Number(holds.price.amount);
}
