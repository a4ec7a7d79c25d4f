import type { AttemptCause } from "../../core/route/measured/route-event.js";
import type { Market } from "../../market/market.js";
import type { MarketRoute } from "../../market/market-parts.js";
import type { LiveSend } from "../live-send.js";
import { allowedRoutes } from "./allowed-routes.js";
import { type Choice, noChoice, type Offers, type Policy } from "./policy.js";

const timerSec = 30;

/** One vendor for everything, again when the person asks again; nothing happens by itself. */
export function staticPolicy(market: Market): Policy {
  const route = staticRoute(market);
  return {
    choose(send, cause, _atSec, offers) {
      const isAsked = cause === "FIRST" || cause === "RESEND";
      return isAsked && offers.priceMicros(route, send) !== null
        ? { ...noChoice, route }
        : noChoice;
    },
  };
}

/** Fails over in the order of the plan. */
export function fixedPolicy(market: Market): Policy {
  const { order } = market.scenario.plan;
  const routes =
    order === undefined
      ? allowedRoutes(market)
      : order.flatMap((id) => market.routeById.get(id) ?? []);
  return orderedPolicy(market, () => routes);
}

/** Fails over from the cheapest to the dearest by the price of the moment. */
export function cheapestPolicy(market: Market): Policy {
  const routes = allowedRoutes(market);
  return orderedPolicy(market, (send, offers) => {
    const priceOf = (route: MarketRoute): number =>
      offers.priceMicros(route, send) ?? Number.POSITIVE_INFINITY;
    return routes.toSorted((left, right) => compare(priceOf(left), priceOf(right)));
  });
}

/** Fails over by what vendors say of themselves, the best first. */
export function declaredPolicy(market: Market): Policy {
  const routes = allowedRoutes(market).toSorted(
    (left, right) => (right.declaredDelivery ?? 0) - (left.declaredDelivery ?? 0),
  );
  return orderedPolicy(market, () => routes);
}

/**
 * The next route of an order that was not tried, else the one that was tried least: at once after a
 * rejection or a receipt "failed", after 30 s of silence, and when the person asks again.
 */
function orderedPolicy(
  market: Market,
  orderOf: (send: LiveSend, offers: Offers) => readonly MarketRoute[],
): Policy {
  const { failover_deadline_s } = market.scenario.plan;
  return {
    choose(send, cause, atSec, offers): Choice {
      const order = orderOf(send, offers);
      const isLate = atSec - send.roundAtSec > failover_deadline_s;
      const route = isLate && isUnasked(cause) ? null : nextOf(order, send, cause, offers);
      return { ...noChoice, route, waitSec: route === null ? null : timerSec };
    },
  };
}

function nextOf(
  order: readonly MarketRoute[],
  send: LiveSend,
  cause: AttemptCause,
  offers: Offers,
): MarketRoute | null {
  const usable = order.filter((route) => offers.priceMicros(route, send) !== null);
  const timesTried = (route: MarketRoute): number =>
    send.attempts.reduce((count, attempt) => count + (attempt.route === route ? 1 : 0), 0);
  const untried = usable.find((route) => timesTried(route) === 0) ?? null;
  // Who asks again gets another message even when every route had its turn.
  return untried !== null || isUnasked(cause)
    ? untried
    : (usable.toSorted((left, right) => timesTried(left) - timesTried(right))[0] ?? null);
}

function isUnasked(cause: AttemptCause): boolean {
  return cause !== "FIRST" && cause !== "RESEND";
}

function staticRoute(market: Market): MarketRoute {
  const { static: named, order } = market.scenario.plan;
  const route = market.routeById.get(named ?? order?.[0] ?? "") ?? allowedRoutes(market)[0];
  if (route === undefined) {
    throw new Error("a plan allows a route");
  }
  return route;
}

function compare(left: number, right: number): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
