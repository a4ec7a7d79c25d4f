import type { AttemptStatus, SendStatus } from "./status.js";
import { sendRises } from "./status.js";

/**
 * The send status that its attempts amount to, never below where it stands: QUEUED while none left,
 * SENDING while one is on its way, SENT once a vendor took one (or may have), DELIVERED, READ.
 * FAILED, BLOCKED and CANCELED are decisions, made elsewhere; where the send stands in one of them,
 * only good news lifts it, and only out of FAILED.
 */
export function sendStatusOf(current: SendStatus, attempts: readonly AttemptStatus[]): SendStatus {
  return attempts.reduce<SendStatus>((status, attempt) => {
    const claimed = claimOf(attempt);
    return sendRises(status, claimed) ? claimed : status;
  }, current);
}

function claimOf(attempt: AttemptStatus): SendStatus {
  switch (attempt) {
    case "PLANNED":
    case "CANCELED":
      return "QUEUED";
    case "SUBMITTING":
    case "REJECTED":
      return "SENDING";
    case "UNKNOWN":
    case "SUBMITTED":
    case "TIMED_OUT":
    case "UNDELIVERED":
      return "SENT";
    case "DELIVERED":
      return "DELIVERED";
    case "READ":
      return "READ";
  }
}
