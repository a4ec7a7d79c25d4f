import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";

/**
 * Codes of refusals by the SMS API; with each of them the batch was not taken, but for
 * OUTCOME_UNKNOWN. Source: https://developers.sinch.com/docs/sms/api-reference/status-codes
 */
export const smsRefusalCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["syntax_invalid_json", "CONTENT"],
  ["syntax_invalid_parameter_format", "CONTENT"],
  ["syntax_constraint_violation", "CONTENT"],
  ["unknown_group", "CONTENT"],
  ["unknown_campaign", "CONTENT"],
  ["missing_callback_url", "CONTENT"],
  ["unauthorized", "ACCOUNT"], // unconfirmed
  ["forbidden", "ACCOUNT"], // unconfirmed
  ["resource_not_found", "ACCOUNT"], // unconfirmed
  ["too_many_requests", "THROTTLED"], // unconfirmed
  // Of the gateway before it.
  ["INVALID_ARGUMENT", "CONTENT"],
  ["UNAUTHENTICATED", "ACCOUNT"], // unconfirmed
  ["PERMISSION_DENIED", "ACCOUNT"], // unconfirmed
  ["NOT_FOUND", "ACCOUNT"], // unconfirmed
  ["RESOURCE_EXHAUSTED", "THROTTLED"], // unconfirmed
  ["INTERNAL", "OUTCOME_UNKNOWN"], // unconfirmed
  ["UNAVAILABLE", "OUTCOME_UNKNOWN"], // unconfirmed
]);

/** What a refusal by the SMS API means; its words tell which field it is about. */
export function smsRefusalClass(code: string, text: string): FailureClass | undefined {
  return code === "syntax_invalid_parameter_format" && /'to\[\d+\]'/.test(text)
    ? "RECIPIENT_PERMANENT"
    : smsRefusalCodes.get(code);
}

/**
 * Codes of refusals by the verification API; with each of them nobody was called, but for
 * OUTCOME_UNKNOWN. Source: https://developers.sinch.com/docs/verification/api-reference/errors;
 * "unconfirmed" are codes that its present edition does not list.
 */
export const verificationCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["40001", "RECIPIENT_PERMANENT"], // a parameter, of which the number alone varies
  ["40002", "CONTENT"], // a parameter is missing; unconfirmed
  ["40003", "CONTENT"], // invalid request
  ["40100", "ACCOUNT"], // authorization header
  ["40101", "ACCOUNT"], // timestamp header
  ["40102", "ACCOUNT"], // signature
  ["40103", "ACCOUNT"], // already signed; unconfirmed
  ["40104", "ACCOUNT"], // authorization required
  ["40107", "ACCOUNT"], // authorization
  ["40108", "ACCOUNT"], // credentials; unconfirmed
  ["40200", "ACCOUNT"], // not enough credit
  ["40300", "ROUTE_BLOCKED"], // number on Sinch's list, or destination not offered
  ["40301", "ACCOUNT"], // scheme of authorization; unconfirmed
  ["40302", "ACCOUNT"], // account has no verified number; unconfirmed
  ["40303", "ACCOUNT"], // denied by the application's callback or its settings
  ["40400", "ACCOUNT"], // not found
  ["40900", "OUTCOME_UNKNOWN"], // our reference was used: that call may have been made
  ["42200", "ACCOUNT"], // configuration of the application
  ["42201", "ROUTE_BLOCKED"], // no route to the destination
  ["42202", "ACCOUNT"], // what our callback answered; unconfirmed
  ["42900", "THROTTLED"], // capacity exceeded
  ["42901", "RECIPIENT_TEMPORARY"], // too soon for the same number
  ["50000", "OUTCOME_UNKNOWN"], // internal error
  ["50300", "OUTCOME_UNKNOWN"], // temporarily unavailable
  ["50301", "ACCOUNT"], // configuration error
]);

/**
 * Statuses of a message. "Dispatched" is with the carrier and no further; "Unknown" means that the
 * carrier never said. Source:
 * https://developers.sinch.com/docs/sms/api-reference/sms/tag/Delivery-reports
 */
export const smsStatusOf: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>([
  ["Queued", "UNKNOWN"],
  ["Dispatched", "ACCEPTED_BY_CARRIER"],
  ["Aborted", "REJECTED"],
  ["Cancelled", "REJECTED"],
  ["Canceled", "REJECTED"],
  ["Rejected", "REJECTED"],
  ["Deleted", "UNDELIVERED"],
  ["Delivered", "DELIVERED"],
  ["Failed", "UNDELIVERED"],
  ["Expired", "EXPIRED"],
  ["Unknown", "UNKNOWN"],
]);

/** Whose fault a status is where no code tells more. Source: as above. */
export const smsStatusClass: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["Rejected", "RECIPIENT_PERMANENT"],
  ["Deleted", "RECIPIENT_PERMANENT"], // invalid number or opted out
  ["Expired", "RECIPIENT_TEMPORARY"],
]);

/**
 * Codes of a message in delivery reports. Sources: "Delivery report error codes" under
 * https://developers.sinch.com/docs/sms/api-reference/sms/delivery-reports and the SDKs' own
 * DeliveryReportErrorCode for those from 400 to 418,
 * https://developers.sinch.com/docs/sms/smpp/10dlc-errors for the others.
 */
export const smsCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["15", "ROUTE_BLOCKED"], // screened as spam
  ["60", "CONTENT"], // campaign of the sender not active
  ["62", "ROUTE_BLOCKED"], // screened by Sinch
  ["64", "THROTTLED"], // quota of the sender
  ["152", "RECIPIENT_PERMANENT"], // teleservice not provisioned
  ["300", "RECIPIENT_PERMANENT"], // destination address
  ["310", "CONTENT"], // source address
  ["321", "ROUTE_BLOCKED"], // rejected by the receiver
  ["332", "VENDOR_DOWN"], // bind mode
  ["334", "CONTENT"], // parameter
  ["349", "ROUTE_BLOCKED"], // request failed
  ["399", "OUTCOME_UNKNOWN"], // unknown
  ["400", "OUTCOME_UNKNOWN"], // queued
  ["401", "OUTCOME_UNKNOWN"], // dispatched
  ["402", "RECIPIENT_PERMANENT"], // unroutable
  ["403", "VENDOR_DOWN"], // internal error
  ["404", "RECIPIENT_TEMPORARY"], // temporary failure
  ["405", "CONTENT"], // unmatched parameter
  ["406", "RECIPIENT_TEMPORARY"], // expired before it reached the carrier
  ["407", "RECIPIENT_TEMPORARY"], // cancelled by the owner
  ["408", "ROUTE_BLOCKED"], // rejected; again would be rejected again
  ["409", "ROUTE_BLOCKED"], // dearer than the limit; unconfirmed
  ["410", "CONTENT"], // no default sender for the destination
  ["411", "CONTENT"], // too many parts
  ["412", "ROUTE_BLOCKED"], // region not provisioned
  ["413", "ACCOUNT"], // account blocked, or out of credit
  ["414", "CONTENT"], // media of an MMS
  ["415", "ROUTE_BLOCKED"], // MMS rejected
  ["416", "RECIPIENT_PERMANENT"], // MMS not supported
  ["417", "RECIPIENT_TEMPORARY"], // MMS: network or phone cannot be reached
  ["418", "OUTCOME_UNKNOWN"], // MMS: the phone does not recognise it
]);

/**
 * Statuses of a verification. Nobody reports codes to Sinch, so that SUCCESSFUL is rare and most
 * calls end as FAIL for the reason "Expired". Source: enums.d.ts of npm `@sinch/verification`.
 */
export const verificationStatusOf: ReadonlyMap<string, ReceiptStatus> = new Map<
  string,
  ReceiptStatus
>([
  ["PENDING", "UNKNOWN"],
  ["SUCCESSFUL", "DELIVERED"],
  ["FAIL", "UNDELIVERED"],
  ["DENIED", "REJECTED"],
  ["ABORTED", "UNDELIVERED"],
  ["ERROR", "UNDELIVERED"],
]);

/** Reasons that say nothing of the call, only of the code that nobody reported. As above. */
export const silentReasons: ReadonlySet<string> = new Set([
  "Expired",
  "Invalid code",
  "Hung up without entering valid code",
]);

/** Why nobody was called, or in vain. Source: as above. */
export const verificationReasons: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>(
  [
    ["Fraud", "ROUTE_BLOCKED"],
    ["Not enough credit", "ACCOUNT"],
    ["Blocked", "ROUTE_BLOCKED"],
    ["Denied by callback", "ACCOUNT"],
    ["Invalid callback", "ACCOUNT"],
    ["Internal error", "VENDOR_DOWN"],
    ["Destination denied", "ROUTE_BLOCKED"],
    ["Network error or number unreachable", "RECIPIENT_TEMPORARY"],
    ["Failed pending", "OUTCOME_UNKNOWN"],
    ["SMS delivery failure", "RECIPIENT_TEMPORARY"],
    ["Invalid CLI", "CONTENT"],
  ],
);
