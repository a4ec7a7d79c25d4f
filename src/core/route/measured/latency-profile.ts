import { type EstimateView, latencyPoints } from "./estimate-view.js";
import { shareBy } from "./latency-bins.js";

/** The table of patience at arrival: one value per 6 s of age at submission. */
const tableStepSec = 6;
const tableLength = 36;
/** A person needs about this long to type a code, seconds. */
const typingSec = 9;

/** What the planner works out of one latency distribution once, and uses in every decision. */
export interface LatencyProfile {
  readonly latencySec: Float64Array;
  /** F(T) for every wait that is weighed, and F(T − typing time). */
  readonly arrivedBy: Float64Array;
  readonly typedBy: Float64Array;
  /** EG(x) = mean of G(x + L) at x = 0, 6, 12 … s. */
  readonly patience: Float64Array;
  readonly patienceVersion: number;
}

const kept = new WeakMap<Float64Array, LatencyProfile>();

/** The profile of a latency distribution; kept as long as its array lives. O(1) when known. */
export function latencyProfile(
  view: EstimateView,
  latencySec: Float64Array,
  waitsSec: readonly number[],
): LatencyProfile {
  const found = kept.get(latencySec);
  if (found !== undefined && found.patienceVersion === view.patienceVersion) {
    return found;
  }
  const patience = new Float64Array(tableLength);
  for (let index = 0; index < tableLength; index += 1) {
    patience[index] = meanPatience(view, latencySec, index * tableStepSec);
  }
  const profile: LatencyProfile = {
    latencySec,
    arrivedBy: Float64Array.from(waitsSec, (wait) => shareBy(latencySec, wait)),
    typedBy: Float64Array.from(waitsSec, (wait) => shareBy(latencySec, wait - typingSec)),
    patience,
    patienceVersion: view.patienceVersion,
  };
  kept.set(latencySec, profile);
  return profile;
}

/** EG(age): how much patience is left, on average, when a message sent at this age arrives. */
export function patienceAt({ patience }: LatencyProfile, ageSec: number): number {
  const place = Math.min(tableLength - 1, Math.max(0, ageSec / tableStepSec));
  const index = Math.floor(place);
  const from = patience[index] ?? 0;
  const to = patience[Math.min(tableLength - 1, index + 1)] ?? from;
  return from + (to - from) * (place - index);
}

/**
 * E[G(age + L) | L > wait] for every wait: the patience left when a message arrives that has not
 * arrived yet. `into` has one place per wait. O(points + waits).
 */
export function patienceOfLate(
  view: EstimateView,
  { latencySec }: LatencyProfile,
  ageSec: number,
  waitsSec: readonly number[],
  into: Float64Array,
): void {
  let point = latencyPoints - 1;
  let sum = 0;
  let count = 0;
  for (let index = waitsSec.length - 1; index >= 0; index -= 1) {
    const wait = waitsSec[index] ?? 0;
    while (point >= 0 && (latencySec[point] ?? 0) > wait) {
      sum += view.patience(ageSec + (latencySec[point] ?? 0));
      count += 1;
      point -= 1;
    }
    into[index] = count === 0 ? view.patience(ageSec + 2 * wait) : sum / count;
  }
}

function meanPatience(view: EstimateView, latencySec: Float64Array, ageSec: number): number {
  let sum = 0;
  for (let point = 0; point < latencyPoints; point += 1) {
    sum += view.patience(ageSec + (latencySec[point] ?? 0));
  }
  return sum / latencyPoints;
}
