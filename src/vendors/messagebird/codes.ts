import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { mapErrors } from "../map-errors.js";

/**
 * Error codes of answers; with each of them the message was not taken, but for OUTCOME_UNKNOWN.
 * Source: https://developers.messagebird.com/api/#errors
 */
export const refusalCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["2", "ACCOUNT"], // request not allowed: the access key
  ["9", "CONTENT"], // missing parameters
  ["10", "CONTENT"], // invalid parameters
  ["20", "ACCOUNT"], // not found
  ["21", "CONTENT"], // bad request; unconfirmed
  ["25", "ACCOUNT"], // not enough balance
  ["98", "ACCOUNT"], // no such API
  ["99", "OUTCOME_UNKNOWN"], // internal error
  ["101", "OUTCOME_UNKNOWN"], // duplicate entry; unconfirmed
]);

/** What a refusal means; a parameter that is wrong is the recipient's fault when it is theirs. */
export function refusalClass(code: string, parameter: string | null): FailureClass | undefined {
  const isRecipient = parameter !== null && /^recipients?\b/.test(parameter);
  return isRecipient && (code === "9" || code === "10")
    ? "RECIPIENT_PERMANENT"
    : refusalCodes.get(code);
}

/**
 * Statuses of receipts. "sent" and "buffered" are with the carrier and no further. "answered" does
 * not say by whom: it may be told before a machine is found out and hung up on, so that nothing but
 * the code proves that it was heard. Source: types/messages.d.ts and types/voice_messages.d.ts of
 * npm `messagebird` 4.0.1.
 */
export const receiptStatusOf: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>([
  ["scheduled", "UNKNOWN"],
  ["sent", "ACCEPTED_BY_CARRIER"],
  ["buffered", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["expired", "EXPIRED"],
  ["delivery_failed", "UNDELIVERED"],
  ["calling", "ACCEPTED_BY_CARRIER"],
  ["answered", "ACCEPTED_BY_CARRIER"],
  ["failed", "UNDELIVERED"],
  ["busy", "UNDELIVERED"],
  ["machine", "UNDELIVERED"],
]);

/**
 * Codes of carriers in receipts (`statusErrorCode`): the numbers of MAP, but for those that the
 * vendor reads otherwise. Source: "SMS Platform Extended Error Codes" under
 * https://docs.bird.com/api/channels-api/message-status-and-interactions
 */
export const carrierCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ...mapErrors,
  // Counted among unknown subscribers, whose number is "not associated with an active line".
  ["2", "RECIPIENT_PERMANENT"], // unknown base station
  ["3", "RECIPIENT_PERMANENT"], // unknown MSC
  ["5", "RECIPIENT_PERMANENT"], // unidentified subscriber
  ["10", "RECIPIENT_PERMANENT"], // bearer service not provisioned
  ["12", "RECIPIENT_PERMANENT"], // call barred
  // Of the platform itself.
  ["101", "OUTCOME_UNKNOWN"], // delivery failed, no reason known; unconfirmed
  ["103", "RECIPIENT_PERMANENT"], // opted out; unconfirmed
  ["104", "CONTENT"], // sender not registered; unconfirmed
  ["106", "ROUTE_BLOCKED"], // filtered; unconfirmed
]);

/** Reasons of receipts (`statusReason`), for where no carrier gave a code. Source: as above. */
export const statusReasons: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["unknown subscriber", "RECIPIENT_PERMANENT"],
  ["incorrect number", "RECIPIENT_PERMANENT"], // unconfirmed
  ["opted out", "RECIPIENT_PERMANENT"], // unconfirmed
  ["unavailable subscriber", "RECIPIENT_TEMPORARY"],
  ["expired", "RECIPIENT_TEMPORARY"],
  ["busy", "RECIPIENT_TEMPORARY"], // unconfirmed
  ["no answer", "RECIPIENT_TEMPORARY"], // unconfirmed
  ["machine", "RECIPIENT_TEMPORARY"], // unconfirmed
  ["received network error", "ROUTE_BLOCKED"],
  ["carrier rejected", "ROUTE_BLOCKED"], // unconfirmed
  ["capacity limit reached", "THROTTLED"], // unconfirmed
  ["insufficient balance", "ACCOUNT"], // unconfirmed
  ["generic delivery failure", "OUTCOME_UNKNOWN"],
]);

/** The reason with which an "expired" message may well have arrived: the carrier never said. */
export const silentReason = "dlr not received";
