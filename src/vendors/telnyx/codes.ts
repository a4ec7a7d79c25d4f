import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { errorCodes as metaCodes } from "../meta-whatsapp/codes.js";

/**
 * Error codes, in answers and in webhooks alike; with each of them the message was not taken, but
 * for OUTCOME_UNKNOWN. Sources: https://developers.telnyx.com/docs/messaging/messages/error-codes,
 * https://developers.telnyx.com/development/api-fundamentals/api-errors and "Error Codes" of the
 * messaging pages of https://github.com/team-telnyx/knowledge-base
 */
export const errorCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  // What WhatsApp says is passed on under its own codes. Unconfirmed.
  ...[...metaCodes].filter(([code]) => Number(code) >= 130_000 && Number(code) < 140_000),
  ...Object.entries<FailureClass>({
    // The request.
    "10001": "ACCOUNT", // inactive phone number
    "10002": "RECIPIENT_PERMANENT", // invalid phone number
    "10003": "CONTENT", // invalid URL
    "10004": "CONTENT", // missing parameter
    "10005": "ACCOUNT", // resource not found
    "10006": "ACCOUNT", // invalid id
    "10007": "OUTCOME_UNKNOWN", // unexpected error
    "10008": "OUTCOME_UNKNOWN", // request time-out
    "10009": "ACCOUNT", // authentication failed
    "10010": "ACCOUNT", // authorization failed
    "10011": "THROTTLED", // too many requests
    "10012": "OUTCOME_UNKNOWN", // duplicate resource
    "10013": "CONTENT", // missing association
    "10014": "CONTENT", // unsupported media type
    "10015": "CONTENT", // bad request
    "10016": "RECIPIENT_PERMANENT", // not in +E.164 format
    "10017": "ACCOUNT", // associated resource does not exist
    "10019": "CONTENT", // invalid e-mail address; unconfirmed
    "10020": "CONTENT", // invalid type
    "10022": "ACCOUNT", // invalid ids
    "10023": "CONTENT", // invalid JSON
    "10032": "CONTENT", // value not of the list; unconfirmed
    "10033": "CONTENT", // value out of range; unconfirmed
    "10036": "OUTCOME_UNKNOWN", // the same request is under way
    "10038": "ACCOUNT", // feature not permitted at this level of the account; unconfirmed
    "20001": "ACCOUNT", // API key invalid; unconfirmed
    "20002": "ACCOUNT", // API key revoked
    "20006": "ACCOUNT", // access token expired
    "20012": "ACCOUNT", // account inactive, often for want of funds
    "20013": "ACCOUNT", // account blocked
    "20014": "ACCOUNT", // account not verified
    "20015": "ACCOUNT", // feature not enabled
    "20016": "ACCOUNT", // account not verified to level 1
    "20017": "ACCOUNT", // account not verified to level 2
    "20100": "ACCOUNT", // insufficient funds
    // On the way to the handset.
    "40001": "RECIPIENT_PERMANENT", // not routable: landline or no mobile number
    "40002": "ROUTE_BLOCKED", // blocked as spam, for now
    "40003": "ROUTE_BLOCKED", // blocked as spam, the sender for good
    "40004": "RECIPIENT_TEMPORARY", // rejected by the destination, reason unknown
    "40005": "RECIPIENT_TEMPORARY", // expired on its way
    "40006": "RECIPIENT_TEMPORARY", // the recipient's server does not respond
    "40007": "ROUTE_BLOCKED", // loop
    "40008": "ROUTE_BLOCKED", // the carrier did not accept it; another route may
    "40009": "CONTENT", // message body
    "40010": "ROUTE_BLOCKED", // the sender is not registered for 10DLC
    "40011": "THROTTLED", // too many for the carrier
    "40012": "RECIPIENT_PERMANENT", // invalid destination number
    "40013": "CONTENT", // invalid source number
    "40014": "RECIPIENT_TEMPORARY", // expired in the queue
    "40015": "ROUTE_BLOCKED", // filtered by Telnyx as spam
    "40016": "THROTTLED", // T-Mobile's limit of the sender
    "40017": "ROUTE_BLOCKED", // AT&T takes it for spam
    "40018": "THROTTLED", // AT&T's limit of the sender
    "40019": "ROUTE_BLOCKED", // AT&T: campaign and number do not fit
    "40020": "ROUTE_BLOCKED", // artificially inflated traffic
    // Numbers and how they are set up.
    "40100": "CONTENT", // not enabled for messages
    "40150": "ACCOUNT", // not in the registry
    "40151": "ACCOUNT", // enabled elsewhere, pending
    "40155": "ACCOUNT", // letter of authorization required
    // Refused before it left.
    "40300": "RECIPIENT_PERMANENT", // the recipient said STOP
    "40301": "CONTENT", // kind of message
    "40302": "CONTENT", // too large
    "40304": "CONTENT", // combination of contents
    "40305": "CONTENT", // sender is not of this profile
    "40306": "CONTENT", // alphanumeric sender not configured
    "40307": "CONTENT", // alphanumeric sender of another profile
    "40308": "CONTENT", // sender cannot MMS
    "40309": "ROUTE_BLOCKED", // the profile does not allow the destination's region
    "40310": "RECIPIENT_PERMANENT", // invalid destination
    "40311": "ACCOUNT", // secret of the profile
    "40312": "ACCOUNT", // profile disabled
    "40313": "ACCOUNT", // secret of the profile missing
    "40314": "ACCOUNT", // messaging disabled for the account
    "40315": "ROUTE_BLOCKED", // sender with too many failures or spam
    "40316": "CONTENT", // no content
    "40317": "CONTENT", // content of an MMS
    "40318": "THROTTLED", // queue full
    "40319": "CONTENT", // sender and recipient do not fit
    "40320": "ACCOUNT", // sender still being set up
    "40321": "CONTENT", // no number of the pool can send
    "40322": "CONTENT", // blocked content
    "40325": "CONTENT", // alphanumeric sender
    "40328": "CONTENT", // too many parts
    "40329": "ROUTE_BLOCKED", // toll-free number not verified
    "40330": "ROUTE_BLOCKED", // toll-free number not set up
    "40331": "ROUTE_BLOCKED", // the profile allows no destinations
    "40333": "ACCOUNT", // the profile's spend limit
  }),
]);

/**
 * Statuses of a recipient. "sent" is with the carrier and no further; "delivery_unconfirmed" means
 * that the carrier never said. Source: the OpenAPI types of npm `telnyx` 7.24.0.
 */
export const receiptStatusOf: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>([
  ["queued", "UNKNOWN"],
  ["sending", "UNKNOWN"],
  ["sent", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["read", "READ"],
  ["expired", "EXPIRED"],
  ["sending_failed", "REJECTED"],
  ["delivery_failed", "UNDELIVERED"],
  ["delivery_unconfirmed", "UNKNOWN"],
]);
