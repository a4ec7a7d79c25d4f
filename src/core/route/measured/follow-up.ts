import type { CellView, EstimateView } from "./estimate-view.js";
import type { AgedProfile } from "./latency-box.js";
import { agedProfile } from "./latency-profile.js";
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
  /** By wait: P(the person has asked for another code by then); worked out where not given. */
  asked?: Float64Array;
  readonly parameters: RouteParameters;
}

const noAsking = new Float64Array(64);
const none: FollowUp = { worth: 0, waitSec: null, next: null };

/**
 * Finds the follow-up b and the wait T that are best after attempt a: fail over when what is gained
 * by not waiting longer exceeds the price of the second message times the chance that it was not
 * needed, after allowing for the person asking anyway. The README has the formula. O(b × T).
 *
 * @param others    promising routes, best first, a itself among them or not
 * @param followUps how many of them are weighed
 * @param waitStep  1 = every wait is weighed, 3 = every third
 */
export function bestFollowUp(
  scene: FollowUpScene,
  first: RouteProspect,
  others: readonly RouteProspect[],
  followUps: number,
  waitStep = 1,
): FollowUp {
  let best = none;
  if (!scene.mayFollow) {
    return none;
  }
  scene.asked ??= askedByWait(scene.people.asksAgain, scene.ageSec, scene.parameters);
  let weighed = 0;
  for (const next of others) {
    if (weighed >= followUps) {
      break;
    }
    if (next.option !== first.option) {
      weighed += 1;
      const found = followUpBy(scene, first, next, others, waitStep, best.worth);
      best = found ?? best;
    }
  }
  return best;
}

/** P(the person has asked for another code by then) for every wait from this age on. */
function askedByWait(asksAgain: number, ageSec: number, parameters: RouteParameters): Float64Array {
  const { waitsSec } = parameters;
  const asked = new Float64Array(waitsSec.length);
  for (let index = 0; index < asked.length; index += 1) {
    const wait = waitsSec[index] ?? 0;
    asked[index] = wait > 20 ? asksAgain * askedBy(wait - ageSec, parameters) : 0;
  }
  return asked;
}

function followUpBy(
  scene: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  others: readonly RouteProspect[],
  waitStep: number,
  atLeast: number,
): FollowUp | null {
  const { history, people, parameters } = scene;
  const { waitsSec } = parameters;
  const arrives = history.lost * first.arrives;
  const notArrived = history.lost - arrives;
  const failsEarly = first.view.failsEarly * (1 - first.lies);
  const quiet = 1 - first.lies - failsEarly;
  const earns = next.earns * afterLossOf(first, next, parameters);
  const third = thirdWorth(scene, first, next, others);
  const aged = agedOf(scene, next);

  // At age x a follow-up earns this per lost message, and costs that per message, lost or dead.
  const { cost, costIfDead } = next;
  const afterFailure =
    notArrived * failsEarly * (earns * aged.afterFailure + third - cost) -
    history.dead * failsEarly * costIfDead;
  const asking = earns * aged.afterAsking;
  const askedSilent = Math.max(
    0,
    notArrived * quiet * (asking - cost) - history.dead * quiet * costIfDead,
  );
  const base = Math.max(0, afterFailure) + liedWorth(scene, first, next, asking);
  let worth = base + people.asksAgain * askedSilent;
  let waitSec: number | null = null;
  if (scene.mayDuplicate) {
    const { arrivedBy, typedBy } = first.profile;
    const { late } = agedOf(scene, first);
    const { afterWait } = aged;
    const asked = scene.asked ?? noAsking;
    const silent = notArrived * quiet;
    const deadCost = history.dead * quiet * costIfDead;
    for (let index = 0; index < waitsSec.length; index += waitStep) {
      if (waitsSec[index]! > scene.waitSecMax) {
        break;
      }
      const pending = 1 - arrivedBy[index]!;
      const gained = Math.max(0, afterWait[index]! - late[index]!);
      // Messages that arrived without a receipt stop the timer when their code is typed.
      const seen = first.covered * (1 - pending) + 0.85 * (1 - first.covered) * typedBy[index]!;
      const unseen = arrives * (1 - seen) + history.pending * pending;
      const gain =
        silent * (earns * afterWait[index]! + third) + arrives * pending * earns * gained;
      const before = asked[index]!;
      const value =
        (1 - before) * (gain - (unseen + silent) * cost - deadCost) + before * askedSilent;
      if (base + value > worth) {
        worth = base + value;
        waitSec = waitsSec[index]!;
      }
    }
  }
  return worth > atLeast ? { worth, waitSec, next: next.option } : null;
}

/** A prospect's moments at the send's age, worked out once per decision. */
function agedOf({ view, ageSec, parameters }: FollowUpScene, prospect: RouteProspect): AgedProfile {
  prospect.aged ??= agedProfile(view, prospect.profile, ageSec, parameters);
  return prospect.aged;
}

/** What can be saved of messages that a receipt calls delivered though they are lost. */
function liedWorth(
  scene: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  asked: number,
): number {
  const { history, people, parameters } = scene;
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
  const confirmed = next.earns * agedOf(scene, next).afterConfirm;
  return Math.max(
    value,
    lied * (confirmed - next.cost) - 0.25 * arrived * next.cost - deadLied * next.costIfDead,
  );
}

/** What a third route adds for every message that the second loses, too. */
function thirdWorth(
  scene: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  others: readonly RouteProspect[],
): number {
  const { parameters } = scene;
  let best = 0;
  // Others come by their worth: behind these none is better.
  const end = Math.min(others.length, parameters.followUps + 2);
  for (let index = 0; index < end; index += 1) {
    const third = others[index]!;
    if (third.option !== first.option && third.option !== next.option) {
      const share = afterLossOf(first, third, parameters) * afterLossOf(next, third, parameters);
      const worth = third.earns * share * agedOf(scene, third).asThird - third.cost;
      best = Math.max(best, worth);
    }
  }
  return best * (1 - next.arrives * afterLossOf(first, next, parameters)) * (1 - next.lies);
}

/** Share of those who will ask again that have asked by then: a lognormal, by a logistic curve. */
export function askedBy(
  sec: number,
  { asksAgainMedianSec, asksAgainSigma }: RouteParameters,
): number {
  if (sec <= 0) {
    return 0;
  }
  const z = Math.log(sec / asksAgainMedianSec) / asksAgainSigma;
  return 1 / (1 + Math.exp(-1.702 * z));
}
