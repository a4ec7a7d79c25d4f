import type { TryCause } from "../../failover/engine-state.js";
import type { AttemptStatus } from "../../otp/status.js";
import type { AttemptCause } from "./route-event.js";
import type { PastOutcome } from "./route-request.js";

/** How measured routing sees an earlier attempt of this status. */
export function pastOutcomeOf(status: AttemptStatus): PastOutcome {
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

/**
 * Why measured routing is asked for another attempt. In a later round it is asked for what the end
 * user wished, who may get a vendor that had its turn before.
 *
 * @param latest the round's latest attempt; null = the round begins
 */
export function attemptCauseOf(
  cause: TryCause,
  round: number,
  latest: AttemptStatus | null,
): AttemptCause {
  if (cause === "first") {
    return "FIRST";
  }
  if (round > 0) {
    return "RESEND";
  }
  const outcome = latest === null ? "SILENT" : pastOutcomeOf(latest);
  return outcome === "REJECTED" ? "REJECTED" : outcome === "FAILED" ? "UNDELIVERED" : "TIMER";
}
