import type { Channel } from "../../otp/status.js";
import { evidenceMin } from "../../route/evidence.js";
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
  /** Attempts behind it, decayed, those elsewhere that it leans on included. */
  readonly evidence: number;
  /** Attempts in the country itself, decayed; 0 = nothing but assumptions. */
  readonly trials: number;
  /** Standard deviation of `arrives`. */
  readonly deviation: number;
}

/** A route that was measured, and how often in the country in question. */
export interface MeasuredPlace {
  /** Its number in the route space; null = nobody has measured it. */
  readonly route: number | null;
  readonly trials: number;
}

/**
 * What a view says of a route, taken apart into what happens to a message and what is heard of it.
 *
 * @param dead share of numbers that no route reaches; e-mail addresses are never dead
 */
export function routeOdds(
  view: RouteView,
  { route, trials }: MeasuredPlace,
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
    trials,
    deviation: Math.sqrt((arrives * (1 - arrives)) / (view.evidence + 1) + trustVariance(view)),
  };
}

/**
 * What trust that is not known well adds: the deviation of the rate of typed codes holds both
 * parts. Receipts cannot be worth more than they say, so a trust of 1 errs to one side.
 */
function trustVariance({
  delivered,
  typedIfDelivered,
  typedIfSilent,
  deviation,
  trust,
  evidence,
}: RouteView): number {
  const byDelivery = (typedIfDelivered - typedIfSilent) ** 2 * delivered * (1 - delivered);
  const byTrust = Math.max(0, deviation ** 2 - byDelivery / (evidence + 1));
  const typed = Math.max(0.05, typedIfDelivered / Math.max(0.05, Math.min(1, trust)));
  return ((trust < 1 ? 1 : 0.25) * byTrust) / typed ** 2;
}

/** Fewer attempts in the country itself say nothing of it, however many there are elsewhere. */
const trialsMin = 10;

/** True where enough is known of a route to tell what a plan would do with it. */
export function isRouteKnown({ evidence, trials }: RouteOdds): boolean {
  return evidence >= evidenceMin && trials >= trialsMin;
}

const slowestShare = 0.5 / latencyPoints;
const slowestFactor = 2.5;

/** Receipts come about this long after the message, seconds; no more than half of their time. */
const receiptDelaySec = 1;

/** When the message arrives whose receipt comes this long after submission, seconds. */
export function arrivalBefore(receiptSec: number): number {
  return receiptSec - Math.min(receiptDelaySec, receiptSec / 2);
}

/**
 * Seconds from submission to the receipt at a quantile, 0..1. Between the measured points on the
 * log scale, because latencies have long tails; beyond the last one twice as long with every
 * halving of what is left, two and a half times at most.
 */
export function receiptSec({ latencySec }: RouteOdds, quantile: number): number {
  const place = Math.min(latencyPoints - 1, Math.max(0, quantile * latencyPoints - 0.5));
  const low = Math.floor(place);
  const from = Math.max(0.01, latencySec[low] ?? 0);
  const to = Math.max(from, latencySec[Math.min(latencyPoints - 1, low + 1)] ?? 0);
  const left = 1 - quantile;
  const beyond = left >= slowestShare ? 1 : Math.min(slowestFactor, slowestShare / left);
  return from * (to / from) ** (place - low) * beyond;
}
