import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { isObject } from "../read-object.js";

/**
 * Error codes of the Cloud API, in answers and in receipts alike; with each of them the message was
 * not taken, but for OUTCOME_UNKNOWN. Sources:
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes and
 * https://developers.facebook.com/docs/graph-api/guides/error-handling for those below 1000.
 */
export const errorCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ...Object.entries<FailureClass>({
    // Access.
    "0": "ACCOUNT", // the token is expired or revoked
    "3": "ACCOUNT", // capability or permission is missing
    "10": "ACCOUNT", // permission is not granted or was removed
    "102": "ACCOUNT", // session invalid
    "190": "ACCOUNT", // the token has expired
    "33": "ACCOUNT", // the business's number was deleted
    "131005": "ACCOUNT", // access denied
    "131006": "ACCOUNT", // resource not found; unconfirmed
    // Standing of the account.
    "368": "ACCOUNT", // restricted for violating a policy
    "131031": "ACCOUNT", // locked
    "131037": "ACCOUNT", // the display name waits for approval
    "131042": "ACCOUNT", // payment
    "131045": "ACCOUNT", // certificate of the number
    "131046": "ACCOUNT", // PIN of the number missing; unconfirmed
    "133000": "ACCOUNT", // deregistration is not complete
    "133005": "ACCOUNT", // PIN of the number
    "133006": "ACCOUNT", // the number has to be verified again
    "133008": "ACCOUNT", // too many guesses of the PIN
    "133009": "ACCOUNT", // PIN guessed too fast
    "133010": "ACCOUNT", // the business's number is not registered
    "133015": "ACCOUNT", // the number was deleted a moment ago
    "133016": "ACCOUNT", // registered too often
    "134011": "ACCOUNT", // terms of payments not accepted; unconfirmed
    // Limits.
    "4": "THROTTLED", // calls of the app
    "17": "THROTTLED", // calls of the user
    "341": "THROTTLED", // calls of the app, for now
    "613": "THROTTLED", // calls per hour; unconfirmed
    "80007": "THROTTLED", // calls of the account
    "130429": "THROTTLED", // messages per second
    "131048": "THROTTLED", // messages of a number that people blocked or reported
    "131056": "THROTTLED", // messages to one recipient, 1 in 6 s
    // The recipient.
    "131021": "RECIPIENT_PERMANENT", // the recipient is the sender
    "131026": "RECIPIENT_PERMANENT", // not on WhatsApp, old version, terms not accepted
    "131030": "RECIPIENT_PERMANENT", // a test number may not write to this one
    "131043": "RECIPIENT_TEMPORARY", // expired
    "137000": "RECIPIENT_TEMPORARY", // the recipient's identity changed; unconfirmed
    // What Meta does not carry for us, another vendor may.
    "130472": "ROUTE_BLOCKED", // the recipient is part of an experiment
    "130497": "ROUTE_BLOCKED", // the business may not write to this country
    "131049": "ROUTE_BLOCKED", // held back for the health of the network
    "131050": "ROUTE_BLOCKED", // the recipient wants no marketing
    "131063": "ROUTE_BLOCKED", // country not supported; unconfirmed
    // Out of order.
    "2": "VENDOR_DOWN", // down or overloaded
    "131000": "VENDOR_DOWN", // failed to send, no reason known
    "131016": "VENDOR_DOWN", // overloaded
    "131057": "VENDOR_DOWN", // the account is under maintenance
    "133004": "VENDOR_DOWN", // server unavailable
    // The message, its template, its parameters.
    "100": "CONTENT", // parameter unknown or invalid
    "131001": "CONTENT", // too long; unconfirmed
    "131002": "CONTENT", // kind of recipient; unconfirmed
    "131008": "CONTENT", // parameter missing
    "131009": "CONTENT", // value of a parameter
    "131047": "CONTENT", // no template, more than 24 h after the recipient's last message
    "131051": "CONTENT", // kind of message
    "131052": "CONTENT", // media cannot be fetched
    "131053": "CONTENT", // media cannot be uploaded
    "131054": "CONTENT", // no such media; unconfirmed
    "131055": "CONTENT", // not by this method; unconfirmed
    "132000": "CONTENT", // number of parameters
    "132001": "CONTENT", // no such template in this language, or not approved
    "132005": "CONTENT", // too long once filled in
    "132007": "CONTENT", // against the policy of characters
    "132012": "CONTENT", // format of a parameter
    "132015": "CONTENT", // template paused
    "132016": "CONTENT", // template disabled
    "132018": "CONTENT", // parameters of the template; unconfirmed
    "132068": "CONTENT", // flow blocked
    "132069": "CONTENT", // flow throttled
    "134100": "CONTENT", // marketing only
    "134101": "CONTENT", // template not synchronised yet; unconfirmed
    "134102": "CONTENT", // template cannot be used; unconfirmed
    "135000": "CONTENT", // something about the parameters
    // May have been taken.
    "1": "OUTCOME_UNKNOWN", // invalid request or server error, which of them is not said
    "506": "OUTCOME_UNKNOWN", // the same was posted before
  }),
  // 200 to 299: a permission is not granted or was removed.
  ...Array.from({ length: 100 }, (_, index) => [String(200 + index), "ACCOUNT"] as const),
]);

/**
 * What a code means; 100 with subcode 33 says that the number's id is wrong or not ours to use.
 * Source: https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
export function classOf(code: string, subcode: string | null): FailureClass | undefined {
  return code === "100" && subcode === "33" ? "ACCOUNT" : errorCodes.get(code);
}

/** The code of an error object as text; null where there is none of Meta's form. */
export function codeOf(error: unknown): string | null {
  const code = isObject(error) ? error["code"] : null;
  return typeof code === "number" && /^[0-9]{1,7}$/.test(String(code)) ? String(code) : null;
}

/**
 * Statuses of receipts. "sent" has left WhatsApp for the phone and is no more than that. Source:
 * webhooks/reference/messages/status, below the same documentation/business-messaging/whatsapp.
 */
export const receiptStatusOf: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>([
  ["sent", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["read", "READ"],
  ["played", "READ"],
  ["failed", "UNDELIVERED"],
]);
