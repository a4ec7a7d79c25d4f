import type { Channel } from "../../otp/status.js";
import { evidenceMin } from "../../route/evidence.js";
import { arrivalOf, lieOf } from "../../route/measured/arrival.js";
import type { RouteView } from "../../route/measured/estimate-view.js";
import { routeParameters } from "../../route/measured/parameters.js";
import { isReceiptDoubted } from "../../route/measured/plan-wait.js";
import type { ReceiptHonesty } from "./receipt-honesty.js";

/** What may become of a message on one route to one cell, as far as it is known. */
export interface RouteOdds {
  /** Its number in the route space; null = nobody has measured it. */
  readonly route: number | null;
  readonly channel: Channel;
  /** What it dies with; two routes of one upstream fail together. */
  readonly upstream: number;
  readonly accept: number;
  /** P(arrives | accepted, a number that can be reached this way, nothing lost before). */
  readonly arrives: number;
  /** Share of live numbers that are not on the channel, whatever the vendor; 0 = no messenger. */
  readonly absent: number;
  /** P(receipt "delivered" | arrives). */
  readonly covered: number;
  /** P(receipt "delivered" | does not arrive). */
  readonly lies: number;
  /** P(reported failed early | does not arrive, no receipt "delivered"). */
  readonly failsEarly: number;
  /** The same of a number that is not on the channel. */
  readonly failsAbsent: number;
  /** P(reported failed later | does not arrive, no receipt "delivered"). */
  readonly failsLate: number;
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

/** Points that a latency is told by here: the planner's 20 blur where slow messages begin. */
export const finePoints = 200;

/** A route that was measured, and how often in the country in question. */
export interface MeasuredPlace {
  /** Its number in the route space; null = nobody has measured it. */
  readonly route: number | null;
  /** Attempts in the country alone, decayed; 0 up. */
  readonly trials: number;
  /** P(reported failed, but not early | no receipt "delivered"), 0..1. */
  readonly failsLate: number;
  /** Share of live numbers that are not on the channel; null = not known, so assumed. */
  readonly absent: number | null;
  /** Quantiles of the seconds from submission to the receipt, at (i + 0.5) / their number. */
  readonly latencySec: Float64Array;
  /** How far its receipts "delivered" are to be believed. */
  readonly honesty: ReceiptHonesty;
}

/**
 * What a view says of a route, taken apart into what happens to a message and what is heard of it.
 *
 * @param dead share of numbers that no route reaches; e-mail addresses are never dead
 */
export function routeOdds(
  view: RouteView,
  place: MeasuredPlace,
  channel: Channel,
  upstream: number,
  dead: number,
): RouteOdds {
  const { route, trials, failsLate, honesty, latencySec } = place;
  const alive = channel === "EMAIL" ? 1 : 1 - dead;
  const honest = honesty.share;
  const told = { ...view, trust: honest };
  const arrival = arrivalOf(told);
  const reached = Math.min(0.995, arrival / Math.max(0.01, alive));
  const assumed = messengers.has(channel) ? absentOf(view, reached) : 0;
  const absent = place.absent ?? assumed;
  const arrives = Math.min(0.995, reached / (1 - absent));
  const lies = lieOf(told);
  const unheard = lostOfSilent(view, arrival, lies);
  const failsAll = Math.min(1, view.failsEarly / unheard);
  const failsAbsent = absent > 0 ? Math.max(failsAll, absentTold) : failsAll;
  const absentOfLost = Math.min(0.9, (alive * absent) / Math.max(0.005, 1 - arrival));
  const failsEarly = Math.max(0, (failsAll - absentOfLost * failsAbsent) / (1 - absentOfLost));
  return {
    route,
    channel,
    upstream,
    accept: view.accept,
    arrives,
    absent,
    covered: Math.min(1, (view.delivered * honest) / Math.max(0.01, arrival)),
    lies,
    failsEarly,
    failsAbsent,
    failsLate: Math.min(failsLate / unheard, 1 - failsEarly),
    typed: Math.min(
      0.995,
      (view.typedIfDelivered / Math.max(0.05, view.trust)) * honesty.conversion,
    ),
    latencySec,
    isDoubted: isReceiptDoubted(view, routeParameters),
    evidence: view.evidence,
    trials,
    deviation: deviationOf(view, arrives, honesty),
  };
}

/** P(it does not arrive | no receipt "delivered"): only what is lost is reported failed. */
function lostOfSilent({ delivered }: RouteView, arrival: number, lies: number): number {
  const lost = ((1 - arrival) * (1 - lies)) / Math.max(0.005, 1 - delivered);
  return Math.min(1, Math.max(0.01, lost));
}

/** Channels that a number is on or is not. */
export const messengers: ReadonlySet<Channel> = new Set(["WHATSAPP", "TELEGRAM", "VIBER", "RCS"]);
/** Of messages to numbers that are not on a messenger, it says so of this share. */
const absentTold = 0.95;
/** Of live numbers, before anything is measured; as the model of replays has it. */
const absentUsually = 0.06;

/** A messenger says soon that a number is not on it, and loses messages besides. */
function absentOf({ delivered, failsEarly }: RouteView, reached: number): number {
  return Math.min(absentUsually, (1 - delivered) * failsEarly, (1 - reached) / 2);
}

/** Networks of one country and one route differ by so much, as a standard deviation. */
const cellSpread = 0.05;

/** By chance, by what is taken from other networks, and by receipts that may lie. */
function deviationOf(
  { evidence, delivered }: RouteView,
  arrives: number,
  { deviation }: ReceiptHonesty,
): number {
  const byChance = (arrives * (1 - arrives)) / (evidence + 1);
  const leant = Math.min(1, routeParameters.pooling / Math.max(1, evidence));
  return Math.sqrt(byChance + (leant * cellSpread) ** 2 + (delivered * deviation) ** 2);
}

/** Fewer attempts in the country itself say nothing of it, however many there are elsewhere. */
const trialsMin = 10;

/** True where enough is known of a route to tell what a plan would do with it. */
export function isRouteKnown({ evidence, trials }: RouteOdds): boolean {
  return evidence >= evidenceMin && trials >= trialsMin;
}

const slowestFactor = 2.5;

/** Receipts come about this long after the message, seconds; no more than half of their time. */
const receiptDelaySec = 1.25;

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
  const points = latencySec.length;
  const slowestShare = 0.5 / points;
  const place = Math.min(points - 1, Math.max(0, quantile * points - 0.5));
  const low = Math.floor(place);
  const from = Math.max(0.01, latencySec[low] ?? 0);
  const to = Math.max(from, latencySec[Math.min(points - 1, low + 1)] ?? 0);
  const left = 1 - quantile;
  const beyond = left >= slowestShare ? 1 : Math.min(slowestFactor, slowestShare / left);
  return from * (to / from) ** (place - low) * beyond;
}
