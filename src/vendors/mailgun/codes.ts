import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { classTable } from "../class-table.js";

/**
 * Statuses of `POST /v3/{domain}/messages`; there are no codes besides. With each of them the
 * message was not taken, but for 500. Source:
 * https://documentation.mailgun.com/docs/mailgun/api-reference/api-overview#error-codes;
 * "unconfirmed" are those that the contract of the endpoint does not list.
 */
export const statuses: ReadonlyMap<string, FailureClass> = classTable({
  ACCOUNT: [
    401,
    402, // payment; unconfirmed
    403, // the domain or account may not send, or not to this address in a trial; unconfirmed
    404, // no such domain; unconfirmed
  ],
  THROTTLED: [429],
  CONTENT: [
    400,
    413, // too large; unconfirmed
    415, // unconfirmed
  ],
  OUTCOME_UNKNOWN: [500],
  VENDOR_DOWN: [503], // unconfirmed
});

/** What a 400 begins with when the recipient is to blame. Source: the same API's examples. */
export const recipientComplaint = "to parameter is not a valid address";

/**
 * Events of messages; null = it says no more than the answer to the request did. "failed" is one
 * more thing when it is for good. Source:
 * https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure
 */
export const events: ReadonlyMap<string, ReceiptStatus | null> = new Map<
  string,
  ReceiptStatus | null
>([
  ["accepted", null],
  ["stored", null],
  ["delivered", "DELIVERED"], // taken by the recipient's mail server: as far as mail tells
  ["opened", "READ"],
  ["clicked", "READ"],
  ["failed", "UNDELIVERED"],
  ["rejected", "REJECTED"], // by Mailgun, as content
  ["complained", null], // it came
  ["unsubscribed", null],
  ["list_member_uploaded", null],
  ["list_member_upload_error", null],
  ["list_uploaded", null],
]);

/**
 * `reason` of events that failed for good; "bounce" and the others without a class here leave it to
 * the code. Suppressed addresses are not tried. Sources: the same page, and the counters of
 * mailgun.js (Types/Domains/DomainTags).
 */
export const reasons: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: ["suppress-bounce", "suppress-complaint", "suppress-unsubscribe"],
  RECIPIENT_TEMPORARY: [
    "old", // tried for as long as it may; unconfirmed
    "delayed-bounce",
    "greylisted", // unconfirmed
  ],
  ROUTE_BLOCKED: ["espblock"],
  OUTCOME_UNKNOWN: [
    "bounce",
    "generic",
    "hardfail", // unconfirmed
  ],
});

/**
 * `delivery-status.code` of Mailgun's own; all others are replies of mail servers. Source:
 * https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure (605); the
 * others are unconfirmed.
 */
export const ownCodes: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    498, // no mail server for the domain; unconfirmed
    605, // bounced before
    606, // unsubscribed; unconfirmed
    607, // complained before; unconfirmed
  ],
  RECIPIENT_TEMPORARY: [
    499, // no answer of the server; unconfirmed
    602, // tried for as long as it may; unconfirmed
  ],
});
