import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { classTable } from "../class-table.js";

/**
 * Statuses of messages: "submitted" is told when the channel's provider took one, "rejected" is a
 * refusal or a validity that ran out. Source: https://developer.vonage.com/en/api/messages
 */
export const messageStatuses: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>([
  ["submitted", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["read", "READ"],
  ["rejected", "REJECTED"],
  ["undeliverable", "UNDELIVERED"],
]);

/**
 * Codes of Messages API, in refusals and in receipts, and the words of RFC 7807 answers that all
 * APIs share. Source: the errors of https://developer.vonage.com/en/api/messages and
 * https://developer.vonage.com/en/api-errors. The classes are ours; "unconfirmed" are codes that
 * stand in no copy at hand.
 */
export const errorCodes: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    1040, // cannot be processed: an unknown prefix
    1050, // number barred
    1170, // recipient missing or invalid
    1190, // absent for good: no longer active
    1240, // opted out
    1300, // not in the provider's network
    1310, // no device that takes it
    1430, // recipient invalid on this channel
    2003, // e-mail: suppressed
  ],
  RECIPIENT_TEMPORARY: [
    1180, // absent for now
    1220, // handset busy
    1241, // too many messages to this number
    1260, // destination unreachable
    1290, // the recipient's prepaid balance is used up
    1360, // its validity ran out
  ],
  ROUTE_BLOCKED: [
    1200, // an error after the number was ported
    1210, // refused as spam
    1230, // network failure
    1250, // unroutable
    1251, // no route by the rules for the network
    1270, // age restriction
    1280, // blocked by the carrier
    1282, // refused by the provider, by its policy
    1461, // held back by the provider: too much for this recipient
    1470, // fraud protection: a rule
    1472, // fraud protection: a burst
    1473, // fraud protection: inflated traffic
    1474, // fraud protection: the country
    1475, // fraud protection: the network
    1483, // India: the recipient's consent
    2001, // fraud protection of the provider
    "unavailable-legal", // sanctions
  ],
  THROTTLED: [
    1000, // throttled
    1460, // messages per day
    "rate-limit",
    "throttled",
  ],
  VENDOR_DOWN: [
    1030, // internal error
    1100, // communication failed, not submitted
    1331, // the provider does not respond
  ],
  ACCOUNT: [
    1060, // account barred
    1070, // quota or credit
    1080, // account not enabled
    1110, // invalid signature
    1140, // facility not allowed
    1160, // destination not on the list of a trial account
    1350, // fee not paid, Messenger
    1370, // expired access token, Messenger
    "low-balance",
    "unauthorized",
    "forbidden",
    "not-found", // no such application
    "unprovisioned",
    "account-suspended",
    "application-suspended",
    "jwt-expired",
    "jwt-revoked",
    "invalid-api-key",
    "invalid-signature",
    "invalid-ip", // not on the list of addresses
    "multiple-auth-methods",
    "multi-auth-provided", // unconfirmed
  ],
  CONTENT: [
    1010, // missing parameters
    1020, // invalid parameters
    1021, // invalid tag
    1022, // invalid template, or its parameters
    1090, // too long
    1120, // sender refused
    1130, // invalid validity
    1150, // invalid message class
    1242, // no such pool of numbers
    1340, // outside of the window for answers
    1380, // resource cannot be fetched
    1381, // resource too large
    1382, // type of resource
    1400, // channel not supported
    1410, // parameters of the channel
    1420, // sender invalid on this channel
    1431, // more than one recipient
    1440, // type of message not supported on this channel
    1450, // invalid client_ref
    1451, // message that it refers to
    1476, // sender on a list of those that must not send
    1480, // India: entity
    1481, // India: sender
    1482, // India: content
    1484, // proof of who sends
    2002, // e-mail: too large
    "invalid-params",
    "invalid-id",
    "invalid-json",
    "wrong-verb",
    "accept-header",
    "content-type-header",
    "content-type", // unconfirmed
    "validation", // of a call; unconfirmed
  ],
  OUTCOME_UNKNOWN: [
    1320, // already sent
    1330, // the provider does not say why
    1490, // not all segments were reported: parts may have arrived
    "internal-error",
  ],
});

/**
 * Statuses of calls; null = nothing that the answer to the request did not say. Vonage listens to
 * whoever answers and always tells whether that is a person, who hears the words, or a machine, on
 * which it hangs up: that a call was answered, and that it is over, prove nothing. Source:
 * https://developer.vonage.com/en/voice/voice-api/webhook-reference#event-webhook and
 * https://developer.vonage.com/en/voice/voice-api/concepts/advanced-machine-detection
 */
export const callStatuses: ReadonlyMap<string, ReceiptStatus | null> = new Map<
  string,
  ReceiptStatus | null
>([
  ["started", null],
  ["ringing", "ACCEPTED_BY_CARRIER"],
  ["answered", "ACCEPTED_BY_CARRIER"],
  ["machine", "UNDELIVERED"],
  ["human", "DELIVERED"],
  ["completed", "ACCEPTED_BY_CARRIER"],
  ["disconnected", null],
  ["busy", "UNDELIVERED"],
  ["cancelled", "UNDELIVERED"],
  ["failed", "UNDELIVERED"],
  ["rejected", "UNDELIVERED"],
  ["timeout", "UNDELIVERED"],
  ["unanswered", "UNDELIVERED"],
]);

/** Losses of calls by their `detail`, else by their status. Source: as above. */
export const callLosses: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: ["invalid_number", "number_out_of_service"],
  RECIPIENT_TEMPORARY: [
    "declined",
    "unavailable",
    "busy",
    "timeout",
    "unanswered",
    "rejected",
    "machine",
    "remote_busy", // unconfirmed
  ],
  ROUTE_BLOCKED: ["restricted", "cannot_route", "carrier_timeout", "failed"],
  VENDOR_DOWN: ["internal_error"],
  OUTCOME_UNKNOWN: ["cancelled"],
});
