import type { AttemptStatus, FailureClass, ReceiptStatus } from "../otp/status.js";
import { attemptRises } from "../otp/status.js";

/**
 * The status that a receipt claims for its part; null when it claims nothing. A carrier's
 * acceptance says no more than that the vendor took the message; EXPIRED is one way not to arrive.
 */
export function statusOfReceipt(receipt: ReceiptStatus): AttemptStatus | null {
  switch (receipt) {
    case "ACCEPTED_BY_CARRIER":
      return "SUBMITTED";
    case "DELIVERED":
      return "DELIVERED";
    case "READ":
      return "READ";
    case "UNDELIVERED":
    case "EXPIRED":
      return "UNDELIVERED";
    case "REJECTED":
      return "REJECTED";
    case "UNKNOWN":
      return null;
  }
}

/**
 * The status that a vendor's answer to a submission gives an attempt. A rejection whose class is
 * OUTCOME_UNKNOWN (a code that nobody knows) is not believed: the message may be on its way, so its
 * hold stays.
 */
export function statusOfAnswer(
  kind: "accepted" | "rejected" | "unknown",
  failureClass: FailureClass | null,
): "SUBMITTED" | "REJECTED" | "UNKNOWN" {
  switch (kind) {
    case "accepted":
      return "SUBMITTED";
    case "rejected":
      return failureClass === "OUTCOME_UNKNOWN" ? "UNKNOWN" : "REJECTED";
    case "unknown":
      return "UNKNOWN";
  }
}

/** What its parts make of an attempt. */
export interface PartsProjection {
  /** Null while the parts say nothing yet. */
  readonly status: AttemptStatus | null;
  readonly partsDelivered: number;
  /** Parts whose fate is known: delivered, undelivered or rejected. */
  readonly partsKnown: number;
}

/** Raises one part's status by a receipt; an equal or lower rank changes nothing. */
export function raisePart(
  part: AttemptStatus | null,
  receipt: ReceiptStatus,
): AttemptStatus | null {
  const claimed = statusOfReceipt(receipt);
  if (claimed === null || (part !== null && !attemptRises(part, claimed))) {
    return part;
  }
  return claimed;
}

/**
 * Projects the parts of a message onto its attempt: DELIVERED when all parts are, READ when all
 * were delivered and one was read (a phone reports reading once), UNDELIVERED or REJECTED when one
 * part is, whatever came later of the others.
 *
 * @param parts each part's highest status so far, 1 or more; null = nothing heard
 */
export function projectParts(parts: readonly (AttemptStatus | null)[]): PartsProjection {
  const count = (...wanted: readonly AttemptStatus[]): number =>
    parts.filter((part) => part !== null && wanted.includes(part)).length;
  const read = count("READ");
  const partsDelivered = read + count("DELIVERED");
  const rejected = count("REJECTED");
  const lost = rejected + count("UNDELIVERED");
  const partsKnown = partsDelivered + lost;
  if (parts.length > 0 && partsDelivered === parts.length) {
    return { status: read > 0 ? "READ" : "DELIVERED", partsDelivered, partsKnown };
  }
  if (lost > 0) {
    const status = rejected === parts.length ? "REJECTED" : "UNDELIVERED";
    return { status, partsDelivered, partsKnown };
  }
  const isTaken = partsKnown > 0 || count("SUBMITTED") > 0;
  return { status: isTaken ? "SUBMITTED" : null, partsDelivered, partsKnown };
}
