import type { Market } from "../../market/market.js";
import type { MarketRoute } from "../../market/market-parts.js";

/** The routes that the scenario's plan may use, in the order of the file. */
export function allowedRoutes(market: Market): readonly MarketRoute[] {
  const { allowed } = market.scenario.plan;
  return allowed === "*"
    ? market.routes
    : market.routes.filter((route) => allowed.includes(route.id));
}
