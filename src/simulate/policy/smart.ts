import { MeasuredRouter } from "../../core/route/measured/measured-router.js";
import type { RouteParameters } from "../../core/route/measured/parameters.js";
import { explorationRateByDefault } from "../../core/route/routing-policy.js";
import type { Market } from "../../market/market.js";
import { marketSpace } from "./market-space.js";
import { Planned } from "./planned.js";
import type { Policy } from "./policy.js";

/** How measured routing may differ from the product's, to see what a part is worth. */
export interface SmartChanges {
  readonly parameters?: RouteParameters;
  /** Least chance of every usable route at a first attempt. */
  readonly floor?: number;
  /** Every timer is this long, seconds. */
  readonly waitSec?: number;
  /** False = nothing but the hard stop keeps a budget. */
  readonly isPaced?: boolean;
}

/** Measured routing as the product runs it: it knows prices, and learns all else from events. */
export function smartPolicy(market: Market, changes: SmartChanges = {}): Policy {
  const { parameters, floor = explorationRateByDefault, waitSec, isPaced = true } = changes;
  const router = new MeasuredRouter(marketSpace(market), parameters);
  const planned = new Planned(market, floor, router.viewOf(0));
  return {
    choose(send, cause, atSec, offers) {
      const choice = planned.choose(send, cause, atSec, offers, (request, draw) =>
        router.decide(request, atSec, draw),
      );
      return waitSec === undefined || choice.waitSec === null ? choice : { ...choice, waitSec };
    },
    hear: (event) => router.learn(event),
    ...(isPaced && { pace: (budget, atSec) => planned.pace(budget, atSec) }),
  };
}
