import type { RouteOdds } from "./route-odds.js";
import type { VirtualMarket } from "./virtual-market.js";

/** How much of the sends a route carried in one cell, as shares of all sends. */
export interface RouteUse {
  readonly country: string;
  /** Accepted attempts per send. */
  tried: number;
  /** Of those, lost. */
  lost: number;
  /** Of those, of sends that nothing reached. */
  lostForGood: number;
}

/** By route and cell: each has odds of its own. */
export type UsedRoutes = Map<RouteOdds, RouteUse>;

/**
 * What an estimate rests on.
 *
 * Each route's delivery is known within its own deviation; a message more that arrives saves a send
 * when nothing else would have reached it, so the share of delivered sends moves by tried ×
 * P(nothing else reaches it | lost) per unit. What the cells of a country lean on is the same for
 * all of them and errs for all of them; the rest of a cell's evidence is its own.
 */
export function evidenceOf(
  used: UsedRoutes,
  { parameters }: VirtualMarket,
): { readonly sampleCount: number; readonly deviation: number } {
  let variance = 0;
  const byCountry = new Map<string, { trials: number; common: number }>();
  for (const [odds, { country, tried, lost, lostForGood }] of used) {
    const { route, trials, evidence, deviation } = odds;
    const isMissed = lost === 0 ? 1 : lostForGood / lost;
    const moved = tried * isMissed * deviation;
    const leant = evidence === 0 ? 1 : Math.min(1, parameters.pooling / evidence);
    variance += moved ** 2 * (1 - leant ** 2);
    const key = `${route ?? odds.upstream} ${country}`;
    const sums = byCountry.get(key) ?? { trials, common: 0 };
    byCountry.set(key, sums);
    sums.common += moved * leant;
  }
  let sampleCount = 0;
  for (const { trials, common } of byCountry.values()) {
    sampleCount += trials;
    variance += common ** 2;
  }
  return { sampleCount, deviation: Math.sqrt(variance) };
}
