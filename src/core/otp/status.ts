/** What happened, in closed lists: the words of sends, attempts, receipts and charges. */

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
export type Channel = (typeof channels)[number];

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
export type SendStatus = (typeof sendStatuses)[number];

export const verificationStatuses = [
  "PENDING",
  "VERIFIED",
  "EXPIRED",
  "CHECKS_EXHAUSTED",
  "CANCELED",
] as const;
export type VerificationStatus = (typeof verificationStatuses)[number];

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
export type AttemptStatus = (typeof attemptStatuses)[number];

export const receiptStatuses = [
  "ACCEPTED_BY_CARRIER",
  "DELIVERED",
  "READ",
  "UNDELIVERED",
  "EXPIRED",
  "REJECTED",
  "UNKNOWN",
] as const;
export type ReceiptStatus = (typeof receiptStatuses)[number];

export const chargeStates = ["HELD", "CHARGED", "RELEASED", "MAYBE"] as const;
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
export type FailureClass = (typeof failureClasses)[number];

export const billingTriggers = ["SUBMITTED", "DELIVERED"] as const;
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
