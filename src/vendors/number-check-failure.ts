import type { HttpResult } from "./http-client.js";
import type { NumberCheckFailure } from "./number-check.js";
import { type Answered, unansweredOutcome } from "./outcomes.js";
import { type Complaint, refusalOutcome } from "./refusal-outcome.js";
import type { OpenAccount, SendOutcome } from "./vendor.js";

/** What a check came to that got no answer. */
export function unansweredCheck(result: Exclude<HttpResult, Answered>): NumberCheckFailure {
  return failureOf(unansweredOutcome(result));
}

/** What a vendor's complaint about a check comes to, by the same rules as for a message. */
export function refusedCheck(
  answer: Answered,
  complaint: Omit<Complaint, "secrets">,
  phone: string,
  account: OpenAccount,
): NumberCheckFailure {
  const secrets = [...Object.values(account.credentials), phone, phone.replace(/^\+/, "")];
  return failureOf(refusalOutcome(answer, { ...complaint, secrets }));
}

function failureOf(outcome: SendOutcome): NumberCheckFailure {
  const isRejected = outcome.kind === "rejected";
  return {
    kind: "failed",
    failureClass: isRejected ? outcome.failureClass : "OUTCOME_UNKNOWN",
    charged: isRejected ? "no" : "maybe",
    vendorCode: outcome.kind === "accepted" ? null : outcome.vendorCode,
    vendorText: outcome.kind === "accepted" ? null : outcome.vendorText,
    retryAfterMs: isRejected ? outcome.retryAfterMs : null,
  };
}
