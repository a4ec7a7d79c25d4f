import type { KnownSend, PastFate } from "./known-send.js";
import { PlanCourse } from "./plan-course.js";
import type { ReplayCandidate } from "./replay-log.js";

/** An attempt of a log that the candidate would have made there, too. */
export interface SharedStage {
  readonly route: string;
  /** From 1. */
  readonly place: number;
  /** Product so far of the candidate's chances by those of the log, 100 at the most. */
  readonly weight: number;
  readonly past: readonly PastFate[];
}

/** A product of 1 / propensity beyond this counts as this. */
const weightMax = 100;

/**
 * How far logged sends went as a candidate would have taken them: up to the first message that
 * arrived, or the first attempt that the candidate would not have made. Each send is looked through
 * once: what is fitted changes nothing of it.
 */
export class LoggedCourses {
  readonly #known = new Map<KnownSend, readonly SharedStage[]>();

  constructor(private readonly candidate: ReplayCandidate) {}

  /** In their order; empty = the candidate would have begun otherwise. */
  stagesOf(send: KnownSend): readonly SharedStage[] {
    let found = this.#known.get(send);
    if (found === undefined) {
      found = sharedStages(send, this.candidate);
      this.#known.set(send, found);
    }
    return found;
  }
}

function sharedStages(send: KnownSend, candidate: ReplayCandidate): readonly SharedStage[] {
  const { attempts, fates } = send;
  const course = new PlanCourse(candidate, send);
  const stages: SharedStage[] = [];
  let weight = 1;
  for (const [index, { route, propensity, isResend }] of attempts.entries()) {
    const wanted = course.stage(isResend).find((one) => one.route === route);
    if (wanted === undefined || wanted.chance === 0) {
      return stages;
    }
    weight = Math.min(weightMax, (weight * wanted.chance) / propensity);
    course.take(wanted);
    stages.push({ route, place: index + 1, weight, past: fates.slice(0, index) });
    if (fates[index]?.fate === "ARRIVED") {
      return stages;
    }
  }
  return stages;
}
