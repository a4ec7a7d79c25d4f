import type { Objective } from "../plan/plan.js";

/** What a verified user is worth, as a multiple of the mean price of one message. */
const worthInPrices: Readonly<Record<Objective, number>> = {
  CONVERSION: 100,
  BALANCED: 20,
  COST: 5,
};

/** Above nothing even where all prices are 0, so that one route can promise more than another. */
const worthMin = 1e-6;

/**
 * V: what a verified user is worth to a plan, in units of the currency of `prices`.
 *
 * @param prices         of one message by every vendor that the plan weighs, in currency units
 * @param worthToTenant  what the tenant says a verified user is worth under BALANCED; the others
 *                       keep their ratio to it. Null = not said: 100, 20 or 5 mean prices
 */
export function objectiveValue(
  objective: Objective,
  prices: readonly number[],
  worthToTenant: number | null,
): number {
  if (worthToTenant !== null) {
    return (worthToTenant * worthInPrices[objective]) / worthInPrices.BALANCED;
  }
  const sum = prices.reduce((total, price) => total + price, 0);
  const mean = prices.length === 0 ? 0 : sum / prices.length;
  return Math.max(worthMin, mean * worthInPrices[objective]);
}
