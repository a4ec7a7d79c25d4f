import { MeasuredRouter } from "../../core/route/measured/measured-router.js";
import { explorationRateByDefault } from "../../core/route/routing-policy.js";
import type { Market } from "../../market/market.js";
import { marketSpace } from "./market-space.js";
import { Planned } from "./planned.js";
import type { Policy } from "./policy.js";

/** Measured routing as the product runs it: it knows prices, and learns all else from events. */
export function smartPolicy(market: Market): Policy {
  const router = new MeasuredRouter(marketSpace(market));
  const planned = new Planned(market, explorationRateByDefault, router.viewOf(0));
  return {
    choose: (send, cause, atSec, offers) =>
      planned.choose(send, cause, atSec, offers, (request, draw) =>
        router.decide(request, atSec, draw),
      ),
    hear: (event) => router.learn(event),
    pace: (budget, atSec) => planned.pace(budget, atSec),
  };
}
