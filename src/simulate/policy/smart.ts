import { MeasuredRouter } from "../../core/route/measured/measured-router.js";
import { RouteSpace } from "../../core/route/measured/route-space.js";
import type { Market } from "../../market/market.js";
import { channelName } from "../../market/rate-sheet.js";
import { Planned } from "./planned.js";
import type { Policy } from "./policy.js";

const floor = 0.004;

/** Measured routing as the product runs it: it knows prices, and learns all else from events. */
export function smartPolicy(market: Market): Policy {
  const router = new MeasuredRouter(spaceOf(market));
  const planned = new Planned(market, floor);
  return {
    choose: (send, cause, atSec, offers) =>
      planned.choose(send, cause, offers, (request, draw) => router.decide(request, atSec, draw)),
    hear: (event) => router.learn(event),
    pace: (budget, atSec) => planned.pace(budget, atSec),
  };
}

/** Routes and cells get the numbers that they have in the market. */
function spaceOf(market: Market): RouteSpace {
  const space = new RouteSpace();
  for (const { id, channel, upstream } of market.routes) {
    space.route({ id, channel: channelName(channel), upstream });
  }
  for (const { id, country } of market.cells) {
    space.cell({ id, country });
  }
  return space;
}
