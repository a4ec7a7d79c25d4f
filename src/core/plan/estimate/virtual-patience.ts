import { routeParameters } from "../../route/measured/parameters.js";

/** How people ask for another code, and what it does to their patience. */
export interface AskingHabits {
  /** From the request to the next one, seconds: median, and log-scale deviation. */
  readonly medianSec: number;
  readonly sigma: number;
  /** So much longer somebody stays for each time that they have asked, seconds. */
  readonly staysSec: number;
}

/** Patience, taken apart. */
export interface VirtualPatience {
  /** P(still there | never asked again), 1 at 0, never rising; `ageSec` of the request. */
  stays(ageSec: number): number;
  /** P(asks again | nothing has arrived, still there), of P(asks again | nothing has arrived). */
  chanceOf(asksAgain: number): number;
}

/** What is assumed of it: nobody measures it. */
export const usualAsking: AskingHabits = {
  medianSec: routeParameters.asksAgainMedianSec,
  sigma: routeParameters.asksAgainSigma,
  staysSec: 20,
};

const stepSec = 2;
const rounds = 3;
const chanceMax = 0.95;

/**
 * Patience as it is measured is that of people of whom some have asked again, and stay longer for
 * it; a message that came because somebody asked meets exactly those. Here it is that of people who
 * have not asked, such that both together come to what was measured. O((length / 2 s)²).
 *
 * @param measured  P(still there), as of an `EstimateView`
 * @param asksAgain P(asks again | nothing has arrived) of all people
 */
export function virtualPatience(
  measured: (ageSec: number) => number,
  asksAgain: number,
  habits: AskingHabits,
  lengthSec: number,
): VirtualPatience {
  const steps = Math.ceil(lengthSec / stepSec) + 1;
  const asking = Float64Array.from(
    { length: steps },
    (_, step) => askedBy((step + 0.5) * stepSec, habits) - askedBy((step - 0.5) * stepSec, habits),
  );
  let base = Float64Array.from({ length: steps }, (_, step) => measured(step * stepSec));
  const chanceOf = (share: number): number => {
    const there = asking.reduce((sum, one, step) => sum + one * (base[step] ?? 0), 0);
    return Math.min(chanceMax, share / Math.max(0.01, there));
  };
  for (let round = 0; round < rounds; round += 1) {
    base = withoutAsking(measured, asking, chanceOf(asksAgain), habits.staysSec);
  }
  return {
    stays(ageSec) {
      const place = Math.min(steps - 1, Math.max(0, ageSec / stepSec));
      const low = Math.floor(place);
      const from = base[low] ?? 0;
      return from + ((base[Math.min(steps - 1, low + 1)] ?? 0) - from) * (place - low);
    },
    chanceOf,
  };
}

/** measured(t) = P(there, not asked by t) + Σ P(asked at τ) P(was there at τ and at t − stays). */
function withoutAsking(
  measured: (ageSec: number) => number,
  asking: Float64Array,
  chance: number,
  staysSec: number,
): Float64Array<ArrayBuffer> {
  const base = new Float64Array(asking.length);
  const longer = Math.round(staysSec / stepSec);
  let asked = 0;
  base[0] = 1;
  for (let step = 1; step < base.length; step += 1) {
    asked += chance * (asking[step - 1] ?? 0);
    let stayed = 0;
    for (let at = 0; at < step; at += 1) {
      stayed += chance * (asking[at] ?? 0) * (base[Math.max(at, step - longer)] ?? 0);
    }
    const left = (measured(step * stepSec) - stayed) / (1 - asked);
    base[step] = Math.min(base[step - 1] ?? 0, Math.max(0, left));
  }
  return base;
}

function askedBy(sec: number, { medianSec, sigma }: AskingHabits): number {
  if (sec <= 0) {
    return 0;
  }
  return 1 / (1 + Math.exp((-1.702 * Math.log(sec / medianSec)) / sigma));
}
