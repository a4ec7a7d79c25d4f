import { eventsOf } from "../market/market-events.js";
import { openMarket } from "../market/market.js";
import type { Scenario, ScenarioEvent } from "../market/scenario.js";
import { allowedRoutes } from "./policy/allowed-routes.js";

/**
 * What an outage takes away: an upstream that several routes share, wherever they go; or all that
 * one vendor has in one country, and nothing else. Null = something else, or not all of it.
 */
export type OutageKind = "UPSTREAM" | "VENDOR_IN_COUNTRY" | null;

/** Who delivers or accepts less than this part of the usual is dead. */
const deadBelow = 0.2;

/** The kind of an outage event among the routes that the plan allows. */
export function outageKind(scenario: Scenario, event: ScenarioEvent): OutageKind {
  const { deliver_mult = 1, accept_mult = 1 } = event.set;
  if (!event.outage || Math.min(deliver_mult, accept_mult) >= deadBelow) {
    return null;
  }
  const market = openMarket(scenario, 0);
  const ways = allowedRoutes(market).flatMap((route) =>
    market.cells
      .filter((cell) => cell.weight > 0 && market.isOffered(route, cell))
      .map((cell) => ({ route, cell, isHit: eventsOf(scenario, route, cell).includes(event) })),
  );
  const hit = ways.filter(({ isHit }) => isHit);
  const only = <T>(values: readonly T[]): T | null =>
    new Set(values).size === 1 ? (values[0] ?? null) : null;
  const upstream = only(hit.map(({ route }) => route.upstream));
  const isShared = only(hit.map(({ route }) => route.id)) === null;
  const isWhole = (test: (way: (typeof ways)[number]) => boolean): boolean =>
    ways.filter(test).every(({ isHit }) => isHit);
  if (upstream !== null && isShared && isWhole(({ route }) => route.upstream === upstream)) {
    return "UPSTREAM";
  }
  const vendor = only(hit.map(({ route }) => route.vendor));
  const country = only(hit.map(({ cell }) => cell.country));
  return vendor !== null &&
    country !== null &&
    isWhole(({ route, cell }) => route.vendor === vendor && cell.country === country)
    ? "VENDOR_IN_COUNTRY"
    : null;
}
