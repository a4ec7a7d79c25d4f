import type { AttemptStatus, FailureClass } from "../otp/status.js";
import type { HealthState } from "./candidate.js";

/** What a breaker remembers of one account × channel × country. No row means `closedBreaker`. */
export interface BreakerState {
  /** Failures of class VENDOR_DOWN in a row. */
  readonly failures: number;
  /** Null = closed. */
  readonly openedAt: Date | null;
  /**
   * When the next real send may probe; null while closed. A probe on its way pushes it into the
   * future.
   */
  readonly probeAt: Date | null;
  /** How long the breaker waits between probes now; 0 while closed. */
  readonly backoffSec: number;
}

/** A breaker that has seen nothing bad. */
export const closedBreaker: BreakerState = {
  failures: 0,
  openedAt: null,
  probeAt: null,
  backoffSec: 0,
};

/** Failures in a row that open a breaker. */
const failuresToOpen = 5;
const failuresToDegrade = 2;
const backoffSecMin = 30;
const backoffSecMax = 600;

/** What one vendor answer says about the route: null = nothing. */
export type BreakerNews = "down" | "up" | null;

/**
 * Reads an attempt's outcome: VENDOR_DOWN counts against the route, every other answer of the
 * vendor shows that it is up. An attempt that never left, that nobody answered, or whose outcome is
 * unknown says nothing.
 */
export function breakerNews(status: AttemptStatus, failureClass: FailureClass | null): BreakerNews {
  switch (status) {
    case "PLANNED":
    case "SUBMITTING":
    case "CANCELED":
    case "TIMED_OUT":
      return null;
    case "UNKNOWN":
      return failureClass === "VENDOR_DOWN" ? "down" : null;
    case "REJECTED":
    case "UNDELIVERED":
      return failureClass === "VENDOR_DOWN" ? "down" : "up";
    case "SUBMITTED":
    case "DELIVERED":
    case "READ":
      return "up";
  }
}

/**
 * The breaker after one more outcome. 5 failures in a row open it; a probe follows after 30 s,
 * doubling with each failed probe to 10 min; any other outcome closes it. A failure of an attempt
 * that left before the breaker opened changes neither the probe's time nor the wait.
 *
 * @param wasProbe true when the attempt was let through as the probe
 */
export function breakerAfter(
  state: BreakerState,
  news: BreakerNews,
  wasProbe: boolean,
  now: Date,
): BreakerState {
  if (news === null) {
    return state;
  }
  if (news === "up") {
    return state.failures === 0 && state.openedAt === null ? state : closedBreaker;
  }
  const failures = state.failures + 1;
  if (state.openedAt === null) {
    return failures < failuresToOpen
      ? { ...state, failures }
      : { failures, openedAt: now, ...nextProbe(backoffSecMin, now) };
  }
  return wasProbe
    ? { ...state, failures, ...nextProbe(Math.min(state.backoffSec * 2, backoffSecMax), now) }
    : { ...state, failures };
}

/** True when the next attempt may go through an open breaker as its probe. */
export function isProbeDue(state: BreakerState, now: Date): boolean {
  return state.openedAt !== null && state.probeAt !== null && state.probeAt <= now;
}

/**
 * The breaker while its probe is on its way: nobody else probes for another wait, so that a probe
 * whose process died does not keep the breaker open for ever. Only after `isProbeDue`.
 */
export function startProbe(state: BreakerState, now: Date): BreakerState {
  return { ...state, ...nextProbe(state.backoffSec, now) };
}

/** What a breaker means to people. */
export interface BreakerHealth {
  readonly state: HealthState;
  /** Failures behind DEGRADED and OPEN, 0 when healthy. */
  readonly failures: number;
  /** Null unless OPEN. */
  readonly nextProbeAt: Date | null;
}

/**
 * HEALTHY, DEGRADED from 2 failures in a row, OPEN. A pause is told apart by whoever knows of it.
 */
export function healthOf(state: BreakerState): BreakerHealth {
  const { failures } = state;
  if (state.openedAt !== null) {
    return { state: "OPEN", failures, nextProbeAt: state.probeAt };
  }
  return {
    state: failures >= failuresToDegrade ? "DEGRADED" : "HEALTHY",
    failures,
    nextProbeAt: null,
  };
}

function nextProbe(backoffSec: number, now: Date): { probeAt: Date; backoffSec: number } {
  return { probeAt: new Date(now.getTime() + backoffSec * 1000), backoffSec };
}
