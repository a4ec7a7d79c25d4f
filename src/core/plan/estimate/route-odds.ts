import type { Channel } from "../../otp/status.js";
import { arrivalOf, arrivedIfDelivered, lieOf } from "../../route/measured/arrival.js";
import { latencyPoints, type RouteView } from "../../route/measured/estimate-view.js";
import { routeParameters } from "../../route/measured/parameters.js";
import { isReceiptDoubted } from "../../route/measured/plan-wait.js";

/** What may become of a message on one route to one cell, as far as it is known. */
export interface RouteOdds {
  /** Its number in the route space; null = nobody has measured it. */
  readonly route: number | null;
  readonly channel: Channel;
  /** What it dies with; two routes of one upstream fail together. */
  readonly upstream: number;
  readonly accept: number;
  /** P(arrives | accepted, a number that is alive, nothing lost before). */
  readonly arrives: number;
  /** P(receipt "delivered" | arrives). */
  readonly covered: number;
  /** P(receipt "delivered" | does not arrive). */
  readonly lies: number;
  /** P(reported failed early | no receipt "delivered"). */
  readonly failsEarly: number;
  /** P(a person types the code | it arrives at once). */
  readonly typed: number;
  readonly latencySec: Float64Array;
  /** True = a receipt "delivered" says too little to end an adaptive wait. */
  readonly isDoubted: boolean;
  /** Attempts behind it, decayed; 0 = nothing but assumptions. */
  readonly evidence: number;
  /** Standard deviation of `arrives`. */
  readonly deviation: number;
}

/**
 * What a view says of a route, taken apart into what happens to a message and what is heard of it.
 *
 * @param dead share of numbers that no route reaches; e-mail addresses are never dead
 */
export function routeOdds(
  view: RouteView,
  route: number | null,
  channel: Channel,
  upstream: number,
  dead: number,
): RouteOdds {
  const alive = channel === "EMAIL" ? 1 : 1 - dead;
  const arrival = arrivalOf(view);
  const honest = arrivedIfDelivered(view);
  const arrives = Math.min(0.995, arrival / Math.max(0.01, alive));
  return {
    route,
    channel,
    upstream,
    accept: view.accept,
    arrives,
    covered: Math.min(1, (view.delivered * honest) / Math.max(0.01, arrival)),
    lies: lieOf(view),
    failsEarly: view.failsEarly,
    typed: Math.min(0.995, view.typedIfDelivered / Math.max(0.05, honest)),
    latencySec: view.latencySec,
    isDoubted: isReceiptDoubted(view, routeParameters),
    evidence: view.evidence,
    deviation: Math.sqrt((arrives * (1 - arrives)) / (view.evidence + 1)),
  };
}

const slowestShare = 0.5 / latencyPoints;
const slowestFactor = 2.5;

/**
 * Seconds from submission to arrival at a quantile, 0..1. Between the measured points on the log
 * scale, because latencies have long tails; beyond the last one twice as long with every halving of
 * what is left, two and a half times at most.
 */
export function arrivalSec({ latencySec }: RouteOdds, quantile: number): number {
  const place = Math.min(latencyPoints - 1, Math.max(0, quantile * latencyPoints - 0.5));
  const low = Math.floor(place);
  const from = Math.max(0.01, latencySec[low] ?? 0);
  const to = Math.max(from, latencySec[Math.min(latencyPoints - 1, low + 1)] ?? 0);
  const left = 1 - quantile;
  const beyond = left >= slowestShare ? 1 : Math.min(slowestFactor, slowestShare / left);
  return from * (to / from) ** (place - low) * beyond;
}
