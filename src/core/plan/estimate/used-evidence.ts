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
 * P(nothing else reaches it | lost) per unit. Routes and cells are taken as independent.
 */
export function evidenceOf(
  used: UsedRoutes,
  { parameters }: VirtualMarket,
): { readonly sampleCount: number; readonly deviation: number } {
  let variance = 0;
  const byCountry = new Map<string, { own: number; leant: number }>();
  for (const [{ route, evidence, deviation }, { country, tried, lost, lostForGood }] of used) {
    const isMissed = lost === 0 ? 1 : lostForGood / lost;
    variance += (tried * isMissed * deviation) ** 2;
    if (route !== null) {
      const key = `${route} ${country}`;
      const sums = byCountry.get(key) ?? { own: 0, leant: 0 };
      byCountry.set(key, sums);
      // What cells lean on in common counts once.
      sums.own += Math.max(0, evidence - parameters.pooling);
      sums.leant = Math.max(sums.leant, Math.min(parameters.pooling, evidence));
    }
  }
  const sampleCount = [...byCountry.values()].reduce((sum, { own, leant }) => sum + own + leant, 0);
  return { sampleCount, deviation: Math.sqrt(variance) };
}
