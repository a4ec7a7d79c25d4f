import { decideRoute } from "../../core/route/measured/decide-route.js";
import { routeParameters } from "../../core/route/measured/parameters.js";
import type { Market } from "../../market/market.js";
import { Planned } from "./planned.js";
import type { Policy } from "./policy.js";
import { TrueView } from "./true-view.js";

const fixedTimerSec = 30;

/**
 * The clairvoyant: the product's planner, told the market's parameters of the moment, without need
 * to explore.
 *
 * @param hasOwnTimers false = its waits are 30 s
 */
export function oraclePolicy(market: Market, hasOwnTimers: boolean): Policy {
  const view = new TrueView(market);
  const planned = new Planned(market, 0, view);
  return {
    choose(send, cause, atSec, offers) {
      const choice = planned.choose(send, cause, atSec, offers, (request, draw) =>
        decideRoute(view, request, atSec, draw, routeParameters),
      );
      return hasOwnTimers || choice.waitSec === null
        ? choice
        : { ...choice, waitSec: fixedTimerSec };
    },
    pace: (budget, atSec) => planned.pace(budget, atSec),
  };
}
