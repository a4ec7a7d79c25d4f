import { afterLossOf } from "./after-loss.js";
import type { CellView, EstimateView } from "./estimate-view.js";
import type { AgedProfile } from "./latency-box.js";
import { agedProfile } from "./latency-profile.js";
import type { RouteParameters } from "./parameters.js";
import type { RouteProspect } from "./route-prospect.js";
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
  asked?: readonly number[];
  readonly parameters: RouteParameters;
}

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
  if (!scene.mayFollow) {
    return none;
  }
  scene.asked ??= askedByWait(scene.people.asksAgain, scene.ageSec, scene.parameters);
  fillLoss(scene, first);
  let best = none;
  let weighed = 0;
  for (let place = 0; place < others.length && weighed < followUps; place += 1) {
    const next = others[place]!;
    if (next.option !== first.option) {
      weighed += 1;
      best = followUpBy(scene, first, next, others, best.worth) ?? best;
    }
  }
  return best;
}

/** P(the person has asked for another code by then) for every wait from this age on. */
function askedByWait(
  asksAgain: number,
  ageSec: number,
  parameters: RouteParameters,
): readonly number[] {
  return parameters.waitsSec.map((wait) =>
    wait > 20 ? asksAgain * askedBy(wait - ageSec, parameters) : 0,
  );
}

/** More waits than are ever weighed. */
const waitsMax = 64;

/** What may become of the first attempt: the same for whatever follows it. All are P(…). */
const loss = {
  /** A live number, and it does not arrive: reported failed early, silent, or called delivered. */
  failed: 0,
  silent: 0,
  lied: 0,
  /** The same for a dead number. */
  deadFailed: 0,
  deadSilent: 0,
  deadLied: 0,
  /** It arrives, and a receipt says so. */
  told: 0,
  /** How many waits end before the deadline. */
  waits: 0,
  /** By wait: it will arrive and has not yet; the timer fires. */
  pending: new Float64Array(waitsMax),
  fires: new Float64Array(waitsMax),
};

/** Works out `loss` for a first attempt. O(T). */
function fillLoss(scene: FollowUpScene, first: RouteProspect): void {
  const { history, parameters, waitSecMax } = scene;
  const { waitsSec } = parameters;
  const { arrivedBy, typedBy } = first.profile;
  const { lies, covered } = first;
  const arrives = history.lost * first.arrives;
  const notArrived = history.lost - arrives;
  const failsEarly = first.view.failsEarly * (1 - lies);
  const quiet = 1 - lies - failsEarly;
  loss.failed = notArrived * failsEarly;
  loss.silent = notArrived * quiet;
  loss.lied = history.lost * (1 - first.arrives) * lies;
  loss.deadFailed = history.dead * failsEarly;
  loss.deadSilent = history.dead * quiet;
  loss.deadLied = history.dead * lies;
  loss.told = arrives * covered;
  loss.waits = 0;
  // Messages that arrived without a receipt stop the timer when their code is typed.
  const stopped = 0.85 * (1 - covered);
  while (loss.waits < waitsSec.length && waitsSec[loss.waits]! <= waitSecMax) {
    const wait = loss.waits;
    const pending = 1 - arrivedBy[wait]!;
    const seen = covered * (1 - pending) + stopped * typedBy[wait]!;
    loss.pending[wait] = arrives * pending;
    loss.fires[wait] = arrives * (1 - seen) + history.pending * pending + loss.silent;
    loss.waits += 1;
  }
}

/** The best wait with this follow-up, if it is worth more than `atLeast`. */
function followUpBy(
  scene: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  others: readonly RouteProspect[],
  atLeast: number,
): FollowUp | null {
  const { people, parameters } = scene;
  const { silent, pending, fires } = loss;
  const afterLoss = afterLossOf(first, next, parameters);
  const earns = next.earns * afterLoss;
  const third = thirdWorth(scene, first, next, others, afterLoss);
  const aged = agedOf(scene, next);

  // At age x a follow-up earns this per lost message, and costs that per message, lost or dead.
  const { cost, costIfDead } = next;
  const afterFailure =
    loss.failed * (earns * aged.afterFailure + third - cost) - loss.deadFailed * costIfDead;
  const asking = earns * aged.afterAsking;
  const deadCost = loss.deadSilent * costIfDead;
  const askedSilent = Math.max(0, silent * (asking - cost) - deadCost);
  const base = Math.max(0, afterFailure) + liedWorth(scene, first, next, asking);
  let worth = base + people.asksAgain * askedSilent;
  let waitSec: number | null = null;
  if (scene.mayDuplicate) {
    const { late } = agedOf(scene, first);
    const { afterWait } = aged;
    const asked = scene.asked!;
    for (let wait = 0; wait < loss.waits; wait += 1) {
      const patience = afterWait[wait]!;
      const gained = Math.max(0, patience - late[wait]!);
      const gain = silent * (earns * patience + third) + pending[wait]! * earns * gained;
      const before = asked[wait]!;
      const value = (1 - before) * (gain - fires[wait]! * cost - deadCost) + before * askedSilent;
      if (base + value > worth) {
        worth = base + value;
        waitSec = parameters.waitsSec[wait]!;
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
  const { people, parameters } = scene;
  const { lied, deadLied, told } = loss;
  if (lied < 1e-4) {
    return 0;
  }
  const byAsking = Math.max(0, lied * (asked - next.cost) - deadLied * next.costIfDead);
  const value = people.asksAgain * byAsking;
  if (first.view.trust >= parameters.confirmBelowTrust) {
    return value;
  }
  const confirmed = next.earns * agedOf(scene, next).afterConfirm;
  return Math.max(
    value,
    lied * (confirmed - next.cost) - 0.25 * told * next.cost - deadLied * next.costIfDead,
  );
}

/** What a third route adds for every message that the second loses, too. */
function thirdWorth(
  scene: FollowUpScene,
  first: RouteProspect,
  next: RouteProspect,
  others: readonly RouteProspect[],
  afterLoss: number,
): number {
  const { parameters } = scene;
  let best = 0;
  // Others come by their worth: behind these none is better.
  const end = Math.min(others.length, parameters.followUps + 2);
  for (let index = 0; index < end; index += 1) {
    const third = others[index]!;
    if (third !== first && third !== next) {
      const share = afterLossOf(first, third, parameters) * afterLossOf(next, third, parameters);
      const worth = third.earns * share * agedOf(scene, third).asThird - third.cost;
      best = Math.max(best, worth);
    }
  }
  return best * (1 - next.arrives * afterLoss) * (1 - next.lies);
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
