import type { TryCause } from "../../failover/engine-state.js";
import { attemptCauseOf, pastOutcomeOf } from "../../route/measured/past-outcome.js";
import type { DecideRequest, PastAttempt } from "../../route/measured/route-request.js";
import type { VirtualAttempt } from "./virtual-attempt.js";
import type { VirtualCell, VirtualMarket } from "./virtual-market.js";

/** A virtual send as measured routing is asked about it. */
export interface VirtualScene extends Omit<DecideRequest, "options"> {
  /** The moment of the question, in the view's seconds. */
  readonly nowAtSec: number;
}

/** When a choice is made; seconds count from the request. */
export interface ChoiceMoment {
  readonly nowSec: number;
  /** The beginning of the running round. */
  readonly roundSec: number;
  /** 0 = the send itself, +1 per resend. */
  readonly round: number;
  /** Uniform in [0, 1). */
  readonly draw: number;
}

/** What measured routing has to know of a send for its next attempt. O(attempts). */
export function virtualScene(
  { spec, atSec, policy }: VirtualMarket,
  { cell, value }: VirtualCell,
  past: readonly VirtualAttempt[],
  cause: TryCause,
  { nowSec, roundSec, round }: ChoiceMoment,
): VirtualScene {
  const started = past.filter((attempt) => attempt.round === round).length;
  return {
    cause: attemptCauseOf(
      cause,
      round,
      past.findLast((attempt) => attempt.round === round)?.status ?? null,
    ),
    cell,
    prefix: null,
    requestedAtSec: atSec,
    nowAtSec: atSec + nowSec,
    attempts: past.flatMap((one): readonly PastAttempt[] => {
      const { route } = one.odds;
      const submittedAtSec = atSec + one.submittedSec;
      return route === null ? [] : [{ route, submittedAtSec, outcome: pastOutcomeOf(one.status) }];
    }),
    resends: round,
    value,
    shadowPrice: 0,
    floor: policy.explorationRate,
    deadlineSec: Math.min(roundSec + spec.deadlineSec, spec.code.ttlSec),
    attemptsMax: past.length + Math.max(1, spec.maxAttempts - started),
    mayDuplicate: true,
    guard: "OFF",
  };
}
