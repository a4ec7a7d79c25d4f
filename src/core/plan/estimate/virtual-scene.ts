import type { TryCause } from "../../failover/engine-state.js";
import type { AttemptStatus } from "../../otp/status.js";
import type { AttemptCause } from "../../route/measured/route-event.js";
import type {
  DecideRequest,
  PastAttempt,
  PastOutcome,
} from "../../route/measured/route-request.js";
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
    cause: causeOf(past, cause, round),
    cell,
    prefix: null,
    requestedAtSec: atSec,
    nowAtSec: atSec + nowSec,
    attempts: past.flatMap((one): readonly PastAttempt[] => {
      const { route } = one.odds;
      const submittedAtSec = atSec + one.submittedSec;
      return route === null ? [] : [{ route, submittedAtSec, outcome: outcomeOf(one.status) }];
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

function causeOf(past: readonly VirtualAttempt[], cause: TryCause, round: number): AttemptCause {
  if (cause === "first") {
    return "FIRST";
  }
  if (round > 0) {
    return "RESEND";
  }
  const latest = past.findLast((attempt) => attempt.round === round);
  const outcome = latest === undefined ? "SILENT" : outcomeOf(latest.status);
  return outcome === "REJECTED" ? "REJECTED" : outcome === "FAILED" ? "UNDELIVERED" : "TIMER";
}

function outcomeOf(status: AttemptStatus): PastOutcome {
  switch (status) {
    case "PLANNED":
    case "SUBMITTING":
    case "UNKNOWN":
    case "SUBMITTED":
    case "TIMED_OUT":
      return "SILENT";
    case "REJECTED":
    case "CANCELED":
      return "REJECTED";
    case "UNDELIVERED":
      return "FAILED";
    case "DELIVERED":
    case "READ":
      return "DELIVERED";
  }
}
