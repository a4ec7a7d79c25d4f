import type { BreakerParameters } from "./parameters.js";

/** What a breaker listens to. */
export type BreakerSignal = "RECEIPT" | "CODE";

/** One breaker: two CUSUM charts while it is closed, probes while it is open. */
export interface OutageBreaker {
  /** Log-likelihood ratio of "broken" against "healthy", never below 0, by signal. */
  receiptScore: number;
  codeScore: number;
  /** Null = closed. */
  openedAtSec: number | null;
  openedBy: BreakerSignal;
  /** When the next real send may probe. */
  probeAtSec: number;
  waitSec: number;
  /** Good probes in a row. */
  good: number;
  /** Failures in a row, and outcomes since the last success; for people. */
  failures: number;
  closedAtSec: number;
  flapFactor: number;
}

/** A breaker that has seen nothing bad. */
export function newBreaker(): OutageBreaker {
  return {
    receiptScore: 0,
    codeScore: 0,
    openedAtSec: null,
    openedBy: "RECEIPT",
    probeAtSec: 0,
    waitSec: 0,
    good: 0,
    failures: 0,
    closedAtSec: Number.NEGATIVE_INFINITY,
    flapFactor: 1,
  };
}

/**
 * One step of the chart: log P(outcome | broken) / P(outcome | healthy), where a healthy route hits
 * with `healthy × expected` and a broken one with `broken` of that.
 *
 * @param expected the hit rate that was estimated when the attempt was made, 0..1
 * Source: cumulative sum test (E. S. Page, 1954).
 */
export function cusumStep(
  isHit: boolean,
  expected: number,
  healthy: number,
  broken: number,
): number {
  const usual = Math.min(0.98, Math.max(0.02, healthy * expected));
  const bad = broken * usual;
  return isHit ? Math.log(bad / usual) : Math.log((1 - bad) / (1 - usual));
}

/** Takes one outcome into the charts of a closed breaker; true when that opened it. */
export function scoreBreaker(
  breaker: OutageBreaker,
  signal: BreakerSignal,
  isHit: boolean,
  step: number,
  openAt: number,
  parameters: BreakerParameters,
  atSec: number,
): boolean {
  breaker.failures = isHit ? 0 : breaker.failures + 1;
  const before = signal === "RECEIPT" ? breaker.receiptScore : breaker.codeScore;
  const score = Math.max(0, before + step);
  if (signal === "RECEIPT") {
    breaker.receiptScore = score;
  } else {
    breaker.codeScore = score;
  }
  if (score <= openAt || breaker.openedAtSec !== null) {
    return false;
  }
  const isFlap = atSec - breaker.closedAtSec < parameters.flapSec;
  breaker.flapFactor = isFlap ? Math.min(parameters.flapFactorMax, breaker.flapFactor * 2) : 1;
  breaker.openedAtSec = atSec;
  breaker.openedBy = signal;
  breaker.waitSec = Math.min(parameters.probeSecMax, parameters.probeSec * breaker.flapFactor);
  breaker.probeAtSec = atSec + breaker.waitSec;
  breaker.good = 0;
  return true;
}

/** A probe is on its way: nobody else probes for another wait. */
export function startBreakerProbe(breaker: OutageBreaker, atSec: number): void {
  breaker.probeAtSec = atSec + breaker.waitSec;
}

/**
 * Takes a probe's outcome into an open breaker: enough good ones in a row close it, a bad one makes
 * the wait longer. What the breaker did not open by is no news to it, unless it is bad.
 *
 * @returns true when that closed it
 */
export function endBreakerProbe(
  breaker: OutageBreaker,
  signal: BreakerSignal,
  isHit: boolean,
  parameters: BreakerParameters,
  atSec: number,
): boolean {
  if (isHit && signal !== breaker.openedBy) {
    return false;
  }
  if (!isHit) {
    breaker.good = 0;
    breaker.failures += 1;
    const { probeSecMax, probeShare, probeGrowth } = parameters;
    const outSec = atSec - (breaker.openedAtSec ?? atSec);
    // What has lasted long is likely to last: the chance of an end falls as one over its age.
    const longest = Math.max(probeSecMax, probeShare * outSec);
    breaker.waitSec = Math.min(longest, breaker.waitSec * probeGrowth);
    breaker.probeAtSec = atSec + breaker.waitSec;
    return false;
  }
  breaker.good += 1;
  breaker.failures = 0;
  if (breaker.good < parameters.closeAfter) {
    breaker.probeAtSec = atSec;
    return false;
  }
  closeBreaker(breaker, atSec);
  return true;
}

/** Closes a breaker, whatever it saw. */
export function closeBreaker(breaker: OutageBreaker, atSec: number): void {
  breaker.openedAtSec = null;
  breaker.receiptScore = 0;
  breaker.codeScore = 0;
  breaker.closedAtSec = atSec;
}
