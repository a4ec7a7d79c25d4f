import { type AttemptFate, attemptFate } from "../market/attempt-fate.js";
import type { Market } from "../market/market.js";
import type { MarketRoute } from "../market/market-parts.js";
import type { LiveSend } from "./live-send.js";

/** Hands messages to routes, which take so many a second and let the others wait. */
export class RouteQueues {
  /** When a route takes the next message that it has not queued, by route index. */
  readonly #freeFrom: Float64Array;

  constructor(readonly market: Market) {
    this.#freeFrom = new Float64Array(market.routes.length);
  }

  /** What will become of the next message of a send. O(its attempts). */
  hand(route: MarketRoute, send: LiveSend, nowSec: number): AttemptFate {
    const { attempts, cell, isAttack, key } = send;
    const freeFrom = Math.max(this.#freeFrom[route.index] as number, nowSec);
    const fate = attemptFate(this.market, {
      sendKey: key,
      cell,
      route,
      attemptOnRoute: attempts.filter((one) => one.route === route).length,
      atSec: nowSec,
      lostOnUpstream: attempts.filter(
        (one) => one.route.upstream === route.upstream && one.fate.lossCause !== null,
      ).length,
      queueSec: freeFrom - nowSec,
      isAttack,
    });
    if (route.capPerSec !== null && fate.refusedBecause !== "queue_full") {
      this.#freeFrom[route.index] = freeFrom + 1 / route.capPerSec;
    }
    return fate;
  }
}
