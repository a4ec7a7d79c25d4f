import type { FailureClass } from "../core/otp/status.js";
import { type Answered, rejectedOutcome, unknown, unmappedOutcome } from "./outcomes.js";
import type { SendOutcome } from "./vendor.js";
import { vendorText } from "./vendor-text.js";
import { wireCode } from "./wire-code.js";

/** What a vendor's answer says against a message. */
export interface Complaint {
  /** As the vendor wrote it; null when its answer has none. */
  readonly code: string | null;
  /** What the table says of the code; undefined when the code is in none. */
  readonly failureClass: FailureClass | undefined;
  readonly text: unknown;
  readonly secrets: readonly string[];
}

/**
 * What becomes of a message that a vendor complains of. Only a code of the table proves that it was
 * not taken, or a status that no vendor takes a message with: 401 and 429 always, 403 where there
 * is no code. All else, OUTCOME_UNKNOWN in the table included, is unknown with its code kept; a
 * code that is in no table is marked.
 */
export function refusalOutcome(answer: Answered, complaint: Complaint): SendOutcome {
  const { code, text, secrets } = complaint;
  const failureClass = complaint.failureClass ?? classOfStatus(answer.status, code);
  if (failureClass !== undefined && failureClass !== "OUTCOME_UNKNOWN") {
    const shown = complaint.failureClass === undefined ? wireCode(code, secrets) : code;
    return rejectedOutcome({
      failureClass,
      code: shown ?? `http_${answer.status}`,
      text,
      secrets,
      headers: answer.headers,
    });
  }
  return code !== null && failureClass === undefined
    ? unmappedOutcome(code, text, secrets)
    : unknown(wireCode(code, secrets) ?? `http_${answer.status}`, vendorText(text, secrets));
}

function classOfStatus(status: number, code: string | null): FailureClass | undefined {
  switch (status) {
    case 401:
      return "ACCOUNT";
    case 403:
      return code === null ? "ACCOUNT" : undefined;
    case 429:
      return "THROTTLED";
    default:
      return undefined;
  }
}
