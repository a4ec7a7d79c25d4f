import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { classTable } from "../class-table.js";

/**
 * Refusals carry no code, so the HTTP status stands for one. Source:
 * https://www.plivo.com/docs/messaging/api/response and, for 403 (geo permission), 406, 409 and
 * 422, the package plivo 4.79.
 */
export const refusalStatuses: ReadonlyMap<string, FailureClass> = classTable({
  ACCOUNT: [
    401, // authentication
    404, // no such account
    402, // no credit; unconfirmed
  ],
  ROUTE_BLOCKED: [403], // the account may not send to this country
  CONTENT: [400, 405, 406, 409, 422], // a parameter that is missing or invalid
  THROTTLED: [429],
});

/** What the words of a 400 tell beyond that; the first that fits. Unconfirmed, all of them. */
export const refusalWords: readonly (readonly [RegExp, FailureClass])[] = [
  [/\b(credits?|balance)\b/i, "ACCOUNT"],
  [/\b(dst|destination|to)\b['"` ]*(number|parameter|is|must|not|invalid)/i, "RECIPIENT_PERMANENT"],
];

/** Statuses of messages; null = nothing new. Source: as the codes of messages. */
export const messageStatuses: ReadonlyMap<string, ReceiptStatus | null> = new Map<
  string,
  ReceiptStatus | null
>([
  ["queued", null],
  ["sent", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["read", "READ"], // WhatsApp; unconfirmed
  ["undelivered", "UNDELIVERED"],
  ["failed", "REJECTED"],
  ["rejected", "REJECTED"], // unconfirmed
]);

/** Source: https://www.plivo.com/docs/messaging/troubleshooting/error-codes */
export const messageCodes: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    50, // invalid destination
    70, // destination unavailable for good
    200, // opted out by STOP
  ],
  RECIPIENT_TEMPORARY: [
    80, // destination unavailable for now
    420, // expired
  ],
  ROUTE_BLOCKED: [
    20, // network error at the carrier
    30, // spam
    60, // loop
    90, // no route
    100, // prohibited by the carrier
    201, // no way from a toll-free number to Canada
    450, // destination country barred
    452, // suspected of traffic pumping; unconfirmed
  ],
  VENDOR_DOWN: [300], // could not be dispatched
  ACCOUNT: [
    900, // no credit
    910, // account disabled
  ],
  CONTENT: [
    10, // invalid message
    40, // invalid source
    110, // too long
  ],
  OUTCOME_UNKNOWN: [1000], // unknown
});

/**
 * Statuses of calls. One that is "completed" was answered; whether the words were spoken tells its
 * cause. Source: https://www.plivo.com/docs/voice/api/call/make-a-call
 */
export const callStatuses: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>([
  ["ringing", "ACCEPTED_BY_CARRIER"],
  ["in-progress", "ACCEPTED_BY_CARRIER"],
  ["completed", "DELIVERED"],
  ["busy", "UNDELIVERED"],
  ["failed", "UNDELIVERED"],
  ["timeout", "UNDELIVERED"],
  ["no-answer", "UNDELIVERED"],
  ["cancel", "UNDELIVERED"],
]);

/** Causes after which the words were spoken, or hung up on. Source: as the next. */
export const spokenCauses: ReadonlySet<string> = new Set(["4000", "4010", "4020", "4030", "6000"]);

/** Source: https://www.plivo.com/docs/voice/troubleshooting/hangup-causes */
export const hangupCauses: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    2000, // invalid destination
    3050, // unallocated number
    3120, // the user exists nowhere
  ],
  RECIPIENT_TEMPORARY: [
    2010, // out of service
    2020, // endpoint not registered
    3000, // no answer
    3010, // busy
    3020, // rejected by the callee
    3100, // busy everywhere
    3110, // declined
    6010, // rang out
    6020, // no media: connection lost
    9100, // a machine answered
    "busy", // the status, where there is no cause
    "timeout",
    "no-answer",
  ],
  ROUTE_BLOCKED: [
    2030, // country barred
    2040, // number barred: premium rate
    2050, // prefix barred
    2060, // loop
    2070, // a rule of India's
    3030, // caller id is not Plivo's
    3040, // forbidden
    3070, // the carrier timed out
    3080, // the carrier has an error
    3090, // the carrier is congested
    3130, // blocked as spam
    3140, // caller id must not call
    5020, // no route
  ],
  THROTTLED: [
    1020, // too many calls at a time to this number
    5030, // too many calls at a time, in India
  ],
  VENDOR_DOWN: [
    5000, // network error
    5010, // internal error
  ],
  ACCOUNT: [1010], // no credit
  OUTCOME_UNKNOWN: [
    0, // unknown
    1000, // cancelled by request
    9000, // another leg was faster
    9110, // no key was pressed
    "failed",
    "cancel",
    // What is to be spoken could not be fetched from us, or read:
    ...[7011, 7012, 7013, 7014, 7022, 7023, 7024, 7032, 7033, 7034, 8011, 8012, 8013, 8014],
  ],
});
