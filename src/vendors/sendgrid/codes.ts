import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { classTable } from "../class-table.js";

/**
 * Statuses of `POST /v3/mail/send` that carry errors; there are no codes besides. With each of them
 * the message was not taken, but for OUTCOME_UNKNOWN. Source:
 * https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/responses;
 * "unconfirmed" are those that the contract of Mail Send does not list.
 */
export const statuses: ReadonlyMap<string, FailureClass> = classTable({
  ACCOUNT: [401, 403, 404, 405],
  THROTTLED: [
    429, // unconfirmed
  ],
  CONTENT: [
    400,
    413, // too large
    415, // unconfirmed
  ],
  VENDOR_DOWN: [
    503, // unconfirmed
  ],
  OUTCOME_UNKNOWN: [500],
});

/**
 * Which field an error complains of, and what that makes of it; looked up by the field without its
 * numbers. Source:
 * https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors
 */
export const fields: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: ["personalizations.to", "personalizations.to.email"],
  CONTENT: ["from", "from.email"],
});

/**
 * Events of messages; null = it says no more than the answer to the request did. Source:
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event
 */
export const events: ReadonlyMap<string, ReceiptStatus | null> = new Map<
  string,
  ReceiptStatus | null
>([
  ["processed", null],
  ["deferred", null], // it will be tried again
  ["delivered", "DELIVERED"], // taken by the recipient's mail server: as far as mail tells
  ["open", "READ"],
  ["click", "READ"],
  ["bounce", "UNDELIVERED"],
  ["dropped", "REJECTED"],
  ["spamreport", null], // it came
  ["unsubscribe", null],
  ["group_unsubscribe", null],
  ["group_resubscribe", null],
]);

/**
 * Reasons of `dropped`: SendGrid did not try. Addresses that bounced, complained or left are
 * suppressed. Source: the same page, "Dropped", and the contract of the Event Webhook.
 */
export const dropReasons: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    "Bounced Address",
    "Unsubscribed Address",
    "Spam Reporting Address",
    "Invalid",
  ],
  CONTENT: [
    "Invalid SMTPAPI header",
    "Spam Content (if spam checker app enabled)",
    "Spam Content (if Spam Checker app is enabled)", // unconfirmed
    "Spam Content", // unconfirmed
  ],
  ACCOUNT: ["Recipient List over Package Quota"],
});

/**
 * `bounce_classification` of bounces; the server's own status code, where it has one, says more.
 * Source:
 * https://www.twilio.com/docs/sendgrid/ui/analytics-and-reporting/bounce-and-block-classifications
 */
export const bounceClassifications: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: ["Invalid Address"],
  RECIPIENT_TEMPORARY: [
    "Mailbox Unavailable",
    "Technical Failure",
    "Technical", // unconfirmed
  ],
  ROUTE_BLOCKED: [
    "Reputation",
    "Frequency or Volume Too High",
    "Frequency/Volume", // unconfirmed
  ],
  CONTENT: ["Content"],
  OUTCOME_UNKNOWN: ["Unclassified"],
});

/**
 * `type` of bounces; the same page. An address that bounced is suppressed from then on, one that
 * was blocked is not.
 */
export const bounceTypes: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: ["bounce"],
  ROUTE_BLOCKED: ["blocked"],
  RECIPIENT_TEMPORARY: ["expired"], // unconfirmed
});
