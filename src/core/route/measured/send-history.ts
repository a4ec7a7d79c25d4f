import { type PastLoss, shareAfter } from "./after-loss.js";
import { arrivalOf, arrivedIfDelivered, lieOf } from "./arrival.js";
import type { EstimateView, RouteView } from "./estimate-view.js";
import { worthAt } from "./latency-profile.js";
import { shareBy } from "./latency-bins.js";
import { type RouteParameters, routeParameters } from "./parameters.js";
import type { PastAttempt } from "./route-request.js";

/** What earlier attempts say about the number and about what is still on its way. */
export interface SendHistory {
  /** P(no route reaches the number). */
  readonly dead: number;
  /** P(the number is alive, and nothing sent so far arrives). */
  readonly lost: number;
  /** P(something sent is still on its way and will arrive); the rest has arrived. */
  readonly pending: number;
  /** Mean of G at the arrival of what is on its way. */
  readonly pendingPatience: number;
  /** Of each attempt that was not rejected, P(lost | the number is alive), in their order. */
  readonly losses: readonly PastLoss[];
}

/** A send so far. */
export interface SendPast {
  readonly cell: number;
  readonly requestedAtSec: number;
  readonly attempts: readonly PastAttempt[];
  /** True when the person has asked for another code. */
  readonly asksAgain: boolean;
}

/** Somebody who types a code does so within about this time of its arrival, seconds. */
const typingSec = 9;
const typingSigma = 0.5;
const typedInTheEnd = 0.88;
/** … and hardly anybody who has it asks for another. */
const asksThoughArrived = 0.06;
const earlySec = 12;

/**
 * Bayes over the states of the number (dead or alive) and of every earlier message (lost, on its
 * way, arrived), given receipts and silence; messages to a live number have no more in common than
 * their upstreams and messengers: who is not on a messenger is not shown dead by two of them.
 *
 * Pure. O(attempts).
 */
export function sendHistory(
  view: EstimateView,
  past: SendPast,
  atSec: number,
  parameters: RouteParameters = routeParameters,
  delayCostPerSec = 0,
): SendHistory {
  const { cell, attempts, requestedAtSec, asksAgain } = past;
  const delta = view.cell(cell, atSec).dead;
  let dead = delta;
  let lost = 1 - delta;
  let notArrived = 1 - delta;
  let alive = 1 - delta;
  let pendingPatience = 0;
  const losses: PastLoss[] = [];
  for (const attempt of attempts) {
    if (attempt.outcome === "REJECTED") {
      continue;
    }
    const seen = view.route(attempt.route, cell, atSec);
    const share = shareAfter(view.space, losses, attempt.route, parameters);
    const odds = oddsOf(seen, attempt, delta, share, atSec, asksAgain);
    dead *= odds.dead;
    lost *= odds.lost;
    notArrived *= odds.lost + odds.pending;
    const ofLive = odds.lost + odds.pending + odds.arrived;
    alive *= ofLive;
    losses.push({ route: attempt.route, lost: odds.lost / Math.max(1e-12, ofLive) });
    if (odds.pending > 0) {
      const sentAtAge = attempt.submittedAtSec - requestedAtSec;
      pendingPatience = latePatience(
        view,
        seen,
        sentAtAge,
        atSec - attempt.submittedAtSec,
        delayCostPerSec,
      );
    }
  }
  const total = Math.max(1e-12, dead + alive);
  return {
    dead: dead / total,
    lost: lost / total,
    pending: (notArrived - lost) / total,
    pendingPatience,
    losses,
  };
}

/**
 * P(what was seen of the attempt, and its state | the number's state).
 *
 * @param share how likely it arrived at a live number, as a share of what is usual
 */
function oddsOf(
  seen: RouteView,
  { outcome, submittedAtSec }: PastAttempt,
  delta: number,
  share: number,
  atSec: number,
  asksAgain: boolean,
): { dead: number; lost: number; pending: number; arrived: number } {
  const arrives = share * Math.min(0.99, arrivalOf(seen) / (1 - delta));
  const told = share * seen.delivered * arrivedIfDelivered(seen);
  const age = atSec - submittedAtSec;
  const untyped = asksAgain ? asksThoughArrived : untypedAfter(age - (seen.latencySec[10] ?? 0));
  const lies = lieOf(seen);
  switch (outcome) {
    case "REJECTED":
      return { dead: 1, lost: 1, pending: 0, arrived: 0 };
    case "FAILED":
      return { dead: 1, lost: 1 - arrives, pending: 0, arrived: 0 };
    case "DELIVERED": {
      const arrived = Math.min(arrives, told) * untyped;
      return { dead: lies, lost: (1 - arrives) * lies, pending: 0, arrived };
    }
    case "SILENT": {
      const quiet = (1 - lies) * (1 - seen.failsEarly * Math.min(1, age / earlySec));
      const by = shareBy(seen.latencySec, age);
      const unreceipted = Math.max(0, arrives - told);
      return {
        dead: quiet,
        lost: (1 - arrives) * quiet,
        pending: arrives * (1 - by),
        arrived: unreceipted * by * untyped,
      };
    }
  }
}

/** P(a code that arrived so long ago is not typed yet). */
function untypedAfter(sec: number): number {
  if (sec <= 0) {
    return 1;
  }
  const z = Math.log(sec / typingSec) / typingSigma;
  return 1 - typedInTheEnd / (1 + Math.exp(-1.702 * z));
}

function latePatience(
  view: EstimateView,
  { latencySec }: RouteView,
  sentAtAgeSec: number,
  waitedSec: number,
  delayCostPerSec: number,
): number {
  let sum = 0;
  let count = 0;
  for (const latency of latencySec) {
    if (latency > waitedSec) {
      sum += worthAt(view, sentAtAgeSec + latency, delayCostPerSec);
      count += 1;
    }
  }
  return count === 0 ? worthAt(view, sentAtAgeSec + 2 * waitedSec, delayCostPerSec) : sum / count;
}
