/** What happened, in closed lists: the words of sends, attempts, receipts and charges. */

/** The ways to reach a recipient. */
export const channels = [
  "SMS",
  "WHATSAPP",
  "EMAIL",
  "VOICE",
  "MISSED_CALL",
  "TELEGRAM",
  "VIBER",
  "RCS",
] as const;
/** One way to reach a recipient. */
export type Channel = (typeof channels)[number];

/** How far a send can be; `sendRises` says which may follow which. */
export const sendStatuses = [
  "QUEUED",
  "SENDING",
  "SENT",
  "FAILED",
  "DELIVERED",
  "READ",
  "BLOCKED",
  "CANCELED",
] as const;
/** How far a send is. */
export type SendStatus = (typeof sendStatuses)[number];

/** What can have become of a send's code; all but PENDING are final. */
export const verificationStatuses = [
  "PENDING",
  "VERIFIED",
  "EXPIRED",
  "CHECKS_EXHAUSTED",
  "CANCELED",
] as const;
/** What has become of a send's code. */
export type VerificationStatus = (typeof verificationStatuses)[number];

/** How far an attempt can be; `attemptRises` says which may follow which. */
export const attemptStatuses = [
  "PLANNED",
  "SUBMITTING",
  "UNKNOWN",
  "SUBMITTED",
  "TIMED_OUT",
  "REJECTED",
  "UNDELIVERED",
  "CANCELED",
  "DELIVERED",
  "READ",
] as const;
/** How far an attempt is. */
export type AttemptStatus = (typeof attemptStatuses)[number];

/** What a vendor can say later of a message, in our words. */
export const receiptStatuses = [
  "ACCEPTED_BY_CARRIER",
  "DELIVERED",
  "READ",
  "UNDELIVERED",
  "EXPIRED",
  "REJECTED",
  "UNKNOWN",
] as const;
/** What a vendor says later of a message. */
export type ReceiptStatus = (typeof receiptStatuses)[number];

/** Where an attempt's money can be; MAYBE counts as spent until it is known. */
export const chargeStates = ["HELD", "CHARGED", "RELEASED", "MAYBE"] as const;
/** Where an attempt's money is. */
export type ChargeState = (typeof chargeStates)[number];

/** Classes that a vendor's answer or receipt can have; BUDGET, FRAUD and NO_ROUTE are ours. */
export const failureClasses = [
  "RECIPIENT_PERMANENT",
  "RECIPIENT_TEMPORARY",
  "ROUTE_BLOCKED",
  "THROTTLED",
  "VENDOR_DOWN",
  "OUTCOME_UNKNOWN",
  "ACCOUNT",
  "CONTENT",
  "BUDGET",
  "FRAUD",
  "NO_ROUTE",
] as const;
/** Why an attempt failed; decides where the engine goes next. */
export type FailureClass = (typeof failureClasses)[number];

/** What a vendor can bill for: each message that it accepts, or each that is delivered. */
export const billingTriggers = ["SUBMITTED", "DELIVERED"] as const;
/** What a vendor bills for. */
export type BillingTrigger = (typeof billingTriggers)[number];

const attemptRank: Readonly<Record<AttemptStatus, number>> = {
  PLANNED: 0,
  SUBMITTING: 1,
  UNKNOWN: 2,
  SUBMITTED: 3,
  TIMED_OUT: 4,
  REJECTED: 5,
  UNDELIVERED: 5,
  CANCELED: 5,
  DELIVERED: 6,
  READ: 7,
};

const sendRank: Readonly<Record<SendStatus, number>> = {
  QUEUED: 0,
  SENDING: 1,
  SENT: 2,
  FAILED: 3,
  DELIVERED: 4,
  READ: 5,
  BLOCKED: 6,
  CANCELED: 6,
};

/** True when an attempt in `from` may become `to`: only a higher rank replaces a lower one. */
export function attemptRises(from: AttemptStatus, to: AttemptStatus): boolean {
  return attemptRank[to] > attemptRank[from];
}

/** True when a send in `from` may become `to`; BLOCKED and CANCELED are final. */
export function sendRises(from: SendStatus, to: SendStatus): boolean {
  return sendRank[to] > sendRank[from];
}
