import type { CellView, EstimateView } from "./estimate-view.js";
import { patienceAt, patienceOfLate } from "./latency-profile.js";
import type { RouteParameters } from "./parameters.js";
import { afterLossOf, type RouteProspect } from "./route-prospect.js";
import type { SendHistory } from "./send-history.js";

/** How a send goes on after an attempt that does not arrive. */
export interface FollowUp {
  /** Expected value of going on, beyond the attempt itself; tenant's currency. */
  readonly worth: number;
  /** Null = no timer: only a reported failure or the person's asking again goes on. */
  readonly waitSec: number | null;
  /** Index of the option that follows; null = none. */
  readonly next: number | null;
}

/** What a plan of the rest of a send needs to know. */
export interface FollowUpScene {
  readonly view: EstimateView;
  readonly people: CellView;
  readonly history: SendHistory;
  /** Seconds since the request. */
  readonly ageSec: number;
  /** The longest wait that still ends before the deadline; below the shortest = none does. */
  readonly waitSecMax: number;
  /** False = the attempt is the last that the plan allows. */
  readonly mayFollow: boolean;
  readonly mayDuplicate: boolean;
  readonly parameters: RouteParameters;
}

/** Reports "failed" come about this long after the submission, seconds. */
const failureSec = 6;
/** A person's own resend comes about this long after the request, seconds. */
const resendSec = 40;
const lateScratch = new Float64Array(64);
const none: FollowUp = { worth: 0, waitSec: null, next: null };

/**
 * Finds the follow-up b and the wait T that are best after attempt a: fail over when what is gained
 * by not waiting longer exceeds the price of the second message times the chance that it was not
 * needed, after allowing for the person asking anyway. The README has the formula. O(b × T).
 *
 * @param others    promising routes, best first, a itself among them or not
 * @param followUps how many of them are weighed
 */
export function bestFollowUp(
  scene: FollowUpScene,
  first: RouteProspect,
  others: readonly RouteProspect[],
  followUps: number,
): FollowUp {
  const { waitsSec } = scene.parameters;
  let best = none;
  if (!scene.mayFollow) {
    return none;
  }
  patienceOfLate(scene.view, first.profile, scene.ageSec, waitsSec, lateScratch);
  let weighed = 0;
  for (const next of others) {
    if (weighed >= followUps) {
      break;
    }
    if (next.option !== first.option) {
      weighed += 1;
      const found = followUpBy(scene, first, next, others);
      if (found.worth > best.worth) {
        best = found;
      }
    }
  }
  return best;
}

function followUpBy(
  scene: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  others: readonly RouteProspect[],
): FollowUp {
  const { history, ageSec, people, parameters } = scene;
  const { waitsSec } = parameters;
  const arrives = history.lost * first.arrives;
  const notArrived = history.lost - arrives;
  const failsEarly = first.view.failsEarly * (1 - first.lies);
  const quiet = 1 - first.lies - failsEarly;
  const earns = next.earns * afterLossOf(first, next, parameters);
  const third = thirdWorth(scene, first, next, others);

  // At age x a follow-up earns this per lost message, and costs that per message, lost or dead.
  const gainAt = (age: number): number => earns * patienceAt(next.profile, age);
  const { cost, costIfDead } = next;
  const afterFailure =
    notArrived * failsEarly * (gainAt(ageSec + failureSec) + third - cost) -
    history.dead * failsEarly * costIfDead;
  const asked = gainAt(ageSec + resendSec);
  const askedSilent = notArrived * quiet * (asked - cost) - history.dead * quiet * costIfDead;
  const base = Math.max(0, afterFailure) + liedWorth(scene, first, next, asked);
  let worth = base + people.asksAgain * Math.max(0, askedSilent);
  let waitSec: number | null = null;
  if (scene.mayDuplicate) {
    for (let index = 0; index < waitsSec.length; index += 1) {
      const wait = waitsSec[index] ?? 0;
      if (wait > scene.waitSecMax) {
        break;
      }
      const by = first.profile.arrivedBy[index] ?? 0;
      const typedBy = first.profile.typedBy[index] ?? 0;
      const patience = patienceAt(next.profile, ageSec + wait);
      const late = Math.max(0, patience - (lateScratch[index] ?? 0));
      // Messages that arrived without a receipt stop the timer when their code is typed.
      const unseen =
        arrives * (1 - first.covered * by - 0.85 * (1 - first.covered) * typedBy) +
        history.pending * (1 - by);
      const gain =
        notArrived * quiet * (earns * patience + third) + arrives * (1 - by) * earns * late;
      const spent = (unseen + notArrived * quiet) * cost + history.dead * quiet * costIfDead;
      let value = gain - spent;
      if (wait > 20) {
        const before = people.asksAgain * askedBy(wait - ageSec, parameters);
        value = (1 - before) * value + before * Math.max(0, askedSilent);
      }
      if (base + value > worth) {
        worth = base + value;
        waitSec = wait;
      }
    }
  }
  return { worth, waitSec, next: next.option };
}

/** What can be saved of messages that a receipt calls delivered though they are lost. */
function liedWorth(
  { history, people, parameters, ageSec }: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  asked: number,
): number {
  const lied = history.lost * (1 - first.arrives) * first.lies;
  if (lied < 1e-4) {
    return 0;
  }
  const deadLied = history.dead * first.lies;
  const byAsking = Math.max(0, lied * (asked - next.cost) - deadLied * next.costIfDead);
  const value = people.asksAgain * byAsking;
  if (first.view.trust >= parameters.confirmBelowTrust) {
    return value;
  }
  const arrived = history.lost * first.arrives * first.covered;
  const confirmed = next.earns * patienceAt(next.profile, ageSec + parameters.confirmSec + 6);
  return Math.max(
    value,
    lied * (confirmed - next.cost) - 0.25 * arrived * next.cost - deadLied * next.costIfDead,
  );
}

/** What a third route adds for every message that the second loses, too. */
function thirdWorth(
  { parameters, ageSec }: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  others: readonly RouteProspect[],
): number {
  let best = 0;
  // Others come by their worth: behind these none is better.
  for (const third of others.slice(0, parameters.followUps + 2)) {
    if (third.option !== first.option && third.option !== next.option) {
      const share = afterLossOf(first, third, parameters) * afterLossOf(next, third, parameters);
      const worth = third.earns * share * patienceAt(third.profile, ageSec + 26) - third.cost;
      best = Math.max(best, worth);
    }
  }
  return best * (1 - next.arrives * afterLossOf(first, next, parameters)) * (1 - next.lies);
}

/** Share of those who will ask again that have asked by then: a lognormal, by a logistic curve. */
function askedBy(sec: number, { asksAgainMedianSec, asksAgainSigma }: RouteParameters): number {
  if (sec <= 0) {
    return 0;
  }
  const z = Math.log(sec / asksAgainMedianSec) / asksAgainSigma;
  return 1 / (1 + Math.exp(-1.702 * z));
}
