import { RouteSpace } from "../../core/route/measured/route-space.js";
import type { Market } from "../../market/market.js";
import { channelName } from "../../market/rate-sheet.js";

/** Routes and cells with the numbers that they have in the market. */
export function marketSpace(market: Market): RouteSpace {
  const space = new RouteSpace();
  for (const { id, channel, upstream } of market.routes) {
    space.route({ id, channel: channelName(channel), upstream });
  }
  for (const { id, country } of market.cells) {
    space.cell({ id, country });
  }
  return space;
}
