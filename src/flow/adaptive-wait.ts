import type { PlanStep } from "../core/plan/plan.js";
import type { Candidate } from "../core/route/candidate.js";
import { unitsOf } from "../core/route/choose-measured.js";
import { planWait } from "../core/route/measured/plan-wait.js";
import type { RouteOption } from "../core/route/measured/route-request.js";
import { endingWith, type Wait, waitOf } from "../core/route/wait.js";
import type { ChoiceScene } from "./choose-in-step.js";
import { atSecOf, type MeasuredBoard } from "./measured-board.js";

/** A vendor that the plan lets follow. */
export interface Follower {
  readonly step: PlanStep;
  /** Of its step, from 1. */
  readonly position: number;
  readonly candidate: Candidate;
}

/** The attempt whose wait is asked for. */
export interface WaitingAttempt {
  readonly step: PlanStep;
  readonly candidate: Candidate;
  /** True where measured routing chose the vendor: then its priors do, too. */
  readonly isMeasured: boolean;
  readonly isProbe: boolean;
}

/** Below this many attempts a latency says too little to wait by. */
const evidenceMin = 20;
/** Of those that may follow these are looked at, the plan's next first. */
const followersMax = 6;
/** Of followers that measured routing may order these are weighed. */
const smartNexts = 4;

/**
 * How long an attempt waits: as the plan says; where it says nothing, as long as waiting on is
 * worth more than asking the vendor that follows, by measured latency, trust and patience, and no
 * longer than the plan goes on.
 *
 * @param followers in the plan's order; empty = nobody
 */
export function adaptiveWait(
  moment: ChoiceScene,
  attempt: WaitingAttempt,
  followers: readonly Follower[],
): Wait {
  const { waitSec } = attempt.step;
  if (waitSec !== null) {
    return { ...waitOf(waitSec), next: attempt.isMeasured ? placeOf(followers[0]) : null };
  }
  const { requestedAtSec, deadlineSec } = moment.scene;
  const leftSec = requestedAtSec + deadlineSec - atSecOf(moment.now);
  return endingWith(plannedWait(moment, attempt, followers, leftSec), leftSec * 1000);
}

/** The same where the plan leaves it open. */
function plannedWait(
  { work, scene, value, now }: ChoiceScene,
  { step, candidate, isMeasured, isProbe }: WaitingAttempt,
  followers: readonly Follower[],
  leftSec: number,
): Wait {
  const { measured: board, rules } = work.view;
  const next = placeOf(followers[0]);
  const atSec = atSecOf(now);
  const view = board.viewOf(rules.tenantId);
  const first = optionOf(board, candidate);
  const seen = view.route(first.route, scene.cell, atSec);
  if (!isMeasured && seen.evidence < evidenceMin) {
    return waitOf(null);
  }
  const others = followers.slice(0, followersMax).map((one) => optionOf(board, one.candidate));
  const nexts = followers[0]?.step.strategy === "SMART" ? smartNexts : 1;
  const { parameters } = board.router;
  const request = { ...scene, value, options: [first, ...others] };
  const wait = planWait(view, request, nexts, isProbe, atSec, parameters);
  if (wait.waitSec === null) {
    return { waitMs: leftSec * 1000, reason: wait.reason, next, arrivedBy: null };
  }
  // Where the code has to be typed in, or the message read, people need their time, too.
  const personSec = step.waitFor === "DELIVERED" ? 0 : parameters.confirmSec;
  return {
    waitMs: Math.round((wait.waitSec + personSec) * 1000),
    reason: wait.reason,
    next: wait.next === null ? next : placeOf(followers[wait.next - 1]),
    arrivedBy: wait.arrivedBy,
  };
}

function placeOf(follower: Follower | undefined): Wait["next"] {
  return follower === undefined
    ? null
    : { step: follower.position, vendorIndex: follower.candidate.vendorIndex };
}

function optionOf(board: MeasuredBoard, candidate: Candidate): RouteOption {
  const { accountId, channel, tenantPriceMicros, price } = candidate;
  if (accountId === null) {
    throw new Error("a vendor that may be used has an account");
  }
  return {
    route: board.routeOf(accountId, channel),
    price: unitsOf(tenantPriceMicros ?? 0n),
    isBilledOnDelivery: price?.billedOn === "DELIVERED",
    isAvailable: true,
  };
}
