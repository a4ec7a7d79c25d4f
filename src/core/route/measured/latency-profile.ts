import { type EstimateView, latencyPoints, type RouteView } from "./estimate-view.js";
import type { RouteParameters } from "./parameters.js";
import {
  type AgedProfile,
  type LatencyBox,
  type LatencyProfile,
  newLatencyBox,
} from "./latency-box.js";
import { shareBy } from "./latency-bins.js";

/** The table of patience at arrival: one value per 6 s of age at submission. */
const tableStepSec = 6;
const tableLength = 36;
/** A person needs about this long to type a code, seconds. */
const typingSec = 9;

/** Reports "failed" come about this long after the submission, seconds. */
const failureSec = 6;
/** A person's own resend comes about this long after the request, seconds. */
const resendSec = 40;
/** A third route has its turn about this long after the first, seconds. */
const thirdSec = 26;
/** What a confirm timer causes arrives this much after it, seconds. */
const confirmedSec = 6;

/** Profiles of one latency that are kept: of several tenants, with and without a price of delay. */
const profilesMax = 4;
const boxes = new WeakMap<Float64Array, LatencyBox>();

/** The profile of a route's latency; kept as long as that is the same. O(1) when known. */
export function latencyProfile(
  view: EstimateView,
  { latencySec, latencyBox }: RouteView,
  { waitsSec, delayCostPerSec }: RouteParameters,
): LatencyProfile {
  const { patienceVersion } = view;
  const box = latencyBox ?? boxOf(latencySec);
  const isMeant = (known: LatencyProfile): boolean =>
    known.patienceVersion === patienceVersion && known.delayCostPerSec === delayCostPerSec;
  if (box.latest !== null && isMeant(box.latest)) {
    return box.latest;
  }
  let profile = box.profiles.find(isMeant);
  if (profile === undefined) {
    profile = new Profile(view, latencySec, waitsSec, delayCostPerSec);
    box.profiles.unshift(profile);
    box.profiles.length = Math.min(box.profiles.length, profilesMax);
  }
  box.latest = profile;
  return profile;
}

function boxOf(latencySec: Float64Array): LatencyBox {
  let box = boxes.get(latencySec);
  if (box === undefined) {
    box = newLatencyBox();
    boxes.set(latencySec, box);
  }
  return box;
}

/** The moments of a send of this age; those of a new send are kept. O(points + waits). */
export function agedProfile(
  view: EstimateView,
  profile: LatencyProfile,
  ageSec: number,
  { waitsSec, confirmSec, delayCostPerSec }: RouteParameters,
): AgedProfile {
  if (ageSec === 0 && profile.atOnce !== null) {
    return profile.atOnce;
  }
  const afterWait = new Float64Array(waitsSec.length);
  for (let index = 0; index < afterWait.length; index += 1) {
    afterWait[index] = patienceAt(profile, ageSec + (waitsSec[index] ?? 0));
  }
  const aged: AgedProfile = {
    afterWait,
    late: patienceOfLate(view, profile, ageSec, waitsSec, delayCostPerSec),
    afterFailure: patienceAt(profile, ageSec + failureSec),
    afterAsking: patienceAt(profile, ageSec + resendSec),
    asThird: patienceAt(profile, ageSec + thirdSec),
    afterConfirm: patienceAt(profile, ageSec + confirmSec + confirmedSec),
  };
  if (ageSec === 0) {
    profile.atOnce = aged;
  }
  return aged;
}

/** EG(age): how much patience is left, on average, when a message sent at this age arrives. */
export function patienceAt(profile: LatencyProfile, ageSec: number): number {
  if (ageSec <= 0) {
    return profile.patienceAt(0);
  }
  const place = Math.min(tableLength - 1, ageSec / tableStepSec);
  const index = Math.floor(place);
  const from = profile.patienceAt(index);
  const to = profile.patienceAt(Math.min(tableLength - 1, index + 1));
  return from + (to - from) * (place - index);
}

/** Works out only what is asked for: most routes of a decision are but looked at. */
class Profile implements LatencyProfile {
  readonly patienceVersion: number;
  atOnce: AgedProfile | null = null;
  readonly #patience: number[] = [];
  #arrivedBy: Float64Array | null = null;
  #typedBy: Float64Array | null = null;

  constructor(
    readonly view: EstimateView,
    readonly latencySec: Float64Array,
    readonly waitsSec: readonly number[],
    readonly delayCostPerSec: number,
  ) {
    this.patienceVersion = view.patienceVersion;
  }

  get arrivedBy(): Float64Array {
    const { latencySec, waitsSec } = this;
    this.#arrivedBy ??= Float64Array.from(waitsSec, (wait) => shareBy(latencySec, wait));
    return this.#arrivedBy;
  }

  get typedBy(): Float64Array {
    const { latencySec, waitsSec } = this;
    this.#typedBy ??= Float64Array.from(waitsSec, (wait) => shareBy(latencySec, wait - typingSec));
    return this.#typedBy;
  }

  patienceAt(place: number): number {
    const known = this.#patience[place];
    if (known !== undefined && !Number.isNaN(known)) {
      return known;
    }
    const { view, latencySec, delayCostPerSec } = this;
    while (this.#patience.length <= place) {
      this.#patience.push(Number.NaN);
    }
    const mean = meanPatience(view, latencySec, place * tableStepSec, delayCostPerSec);
    this.#patience[place] = mean;
    return mean;
  }
}

function patienceOfLate(
  view: EstimateView,
  { latencySec }: LatencyProfile,
  ageSec: number,
  waitsSec: readonly number[],
  delayCostPerSec: number,
): Float64Array {
  const late = new Float64Array(waitsSec.length);
  let point = latencyPoints - 1;
  let sum = 0;
  let count = 0;
  for (let index = waitsSec.length - 1; index >= 0; index -= 1) {
    const wait = waitsSec[index] ?? 0;
    while (point >= 0 && (latencySec[point] ?? 0) > wait) {
      sum += worthAt(view, ageSec + (latencySec[point] ?? 0), delayCostPerSec);
      count += 1;
      point -= 1;
    }
    late[index] = count === 0 ? worthAt(view, ageSec + 2 * wait, delayCostPerSec) : sum / count;
  }
  return late;
}

function meanPatience(
  view: EstimateView,
  latencySec: Float64Array,
  ageSec: number,
  delayCostPerSec: number,
): number {
  let sum = 0;
  for (let point = 0; point < latencyPoints; point += 1) {
    sum += worthAt(view, ageSec + (latencySec[point] ?? 0), delayCostPerSec);
  }
  return sum / latencyPoints;
}

/** Share of V that a code of this age is worth: patience that is left, less the delay's price. */
export function worthAt(view: EstimateView, ageSec: number, delayCostPerSec: number): number {
  return view.patience(ageSec) * Math.max(0, 1 - delayCostPerSec * ageSec);
}
