import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { classTable } from "../class-table.js";

/**
 * What the statuses of callbacks mean; null = it says no more than the answer to the request did.
 * "sent" is told when the nearest carrier took the message. Source:
 * https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
 */
export const statuses: ReadonlyMap<string, ReceiptStatus | null> = new Map<
  string,
  ReceiptStatus | null
>([
  ["accepted", null],
  ["scheduled", null],
  ["queued", null],
  ["sending", null],
  ["receiving", null], // inbound
  ["received", null], // inbound
  ["sent", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["read", "READ"],
  ["partially_delivered", "UNDELIVERED"],
  ["undelivered", "UNDELIVERED"],
  ["failed", "REJECTED"],
  ["canceled", "REJECTED"],
]);

/**
 * Codes of REST answers (2xxxx), of delivery (30xxx) and of channels (63xxx). Each has a page,
 * https://www.twilio.com/docs/api/errors/{code}; those of WhatsApp are set beside Meta's own at
 * https://www.twilio.com/docs/whatsapp/tutorial/error-codes. The classes are ours; "unconfirmed"
 * are codes whose page was not at hand.
 */
export const errorCodes: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    21211, // invalid To
    21610, // To opted out
    21614, // To is no mobile number
    21635, // To is a landline
    30004, // blocked at the handset
    30005, // unknown handset
    30006, // landline or unreachable carrier: "do not retry"
    63003, // the channel knows no such recipient
    63024, // invalid recipient of the channel
    63032, // WhatsApp does not let this message reach this user
    21214, // To cannot be reached; unconfirmed
    21217, // To is not valid; unconfirmed
    21265, // To is a short code; unconfirmed
    21266, // To and From are the same; unconfirmed
    30011, // MMS is not taken in the recipient's region; unconfirmed
    63014, // blocked by something the user did; unconfirmed
    63031, // From and To are the same; unconfirmed
    63033, // blocked by the recipient; unconfirmed
    63036, // cannot be reached on this channel; unconfirmed
  ],
  RECIPIENT_TEMPORARY: [
    30003, // handset unreachable: switched off, out of coverage
    30009, // a segment was lost; unconfirmed
  ],
  ROUTE_BLOCKED: [
    21408, // the account may not send to this region
    30007, // filtered by Twilio or a carrier
    30024, // the sender is not provisioned at the carrier
    30034, // from a US number that is not registered
    30035, // from a US number whose registration is pending
    30450, // held by the protection against pumping
    21612, // no way from this From to this To; unconfirmed
    30018, // the carrier wants the sender registered; unconfirmed
    30032, // toll-free number that is not verified; unconfirmed
    30033, // US campaign suspended; unconfirmed
    30037, // outbound messages are switched off; unconfirmed
    30038, // a carrier refuses one-time passwords; unconfirmed
    30039, // taken for a loop; unconfirmed
    30040, // the carrier wants the sender registered; unconfirmed
    30453, // held by fraud protection; unconfirmed
    30454, // held by fraud protection; unconfirmed
    30485, // held by fraud protection; unconfirmed
    63049, // Meta chose not to deliver; unconfirmed
  ],
  THROTTLED: [
    20429, // too many requests
    30001, // queue overflow
    30022, // rate of a US campaign
    63018, // rate of the channel
    63038, // messages of the account per day
    21611, // the sender's queue is full; unconfirmed
    30017, // congestion at the carrier; unconfirmed
    30023, // messages of a US campaign per day; unconfirmed
    30027, // messages to T-Mobile per day; unconfirmed
    30036, // its validity ran out in the queue; unconfirmed
  ],
  VENDOR_DOWN: [
    20503, // service unavailable; unconfirmed
    63012, // the channel's provider has an error of its own
  ],
  ACCOUNT: [
    20003, // authentication
    21608, // a trial account reaches verified numbers only
    30002, // account suspended
    63001, // the channel could not authenticate the account
    63010, // the channel is not set up for the account
    63020, // an error of the business account at Meta
    63022, // the certificate of the sender's name
    20004, // method not allowed; unconfirmed
    20005, // account not active; unconfirmed
    20006, // access denied; unconfirmed
    20008, // not with test credentials; unconfirmed
    20403, // forbidden; unconfirmed
    20404, // no such account; unconfirmed
    21219, // a trial account reaches verified numbers only; unconfirmed
    63002, // the channel does not know the sender; unconfirmed
    63008, // the channel is not set up as it should be; unconfirmed
    63015, // the channel's sandbox reaches those who joined only; unconfirmed
    63051, // business account locked; unconfirmed
  ],
  CONTENT: [
    30010, // above the price that may be paid
    63005, // the channel does not take the content
    63013, // against the channel's policy
    63016, // free text outside of the 24 hours' window
    63019, // media could not be fetched
    63021, // the channel calls the content invalid
    63025, // media is there already
    63027, // no template of that name and language
    63028, // number of the template's variables
    63029, // the template could not be filled in
    63030, // a parameter that the template does not take
    20001, // unknown parameters; unconfirmed
    20422, // invalid parameter; unconfirmed
    21212, // invalid From; unconfirmed
    21264, // From is not verified; unconfirmed
    21267, // From may not be a name here; unconfirmed
    21602, // no body; unconfirmed
    21603, // no From; unconfirmed
    21604, // no To; unconfirmed
    21605, // text too long; unconfirmed
    21606, // From is not ours, or sends no SMS; unconfirmed
    21607, // From of a trial account; unconfirmed
    21609, // invalid StatusCallback; unconfirmed
    21616, // From is the account's twice; unconfirmed
    21617, // text too long; unconfirmed
    21618, // text cannot be sent; unconfirmed
    21619, // neither body nor template; unconfirmed
    21620, // invalid media; unconfirmed
    21621, // From sends no media; unconfirmed
    21622, // the account sends no media; unconfirmed
    21623, // too many media; unconfirmed
    21624, // invalid ValidityPeriod; unconfirmed
    21654, // ContentSid missing; unconfirmed
    21655, // invalid ContentSid; unconfirmed
    21656, // invalid ContentVariables; unconfirmed
    21657, // invalid template; unconfirmed
    21658, // ContentVariables too long; unconfirmed
    21659, // From is not a number of Twilio's; unconfirmed
    21660, // From belongs to another account; unconfirmed
    21661, // From sends no SMS; unconfirmed
    21701, // no such messaging service; unconfirmed
    21703, // the messaging service has no sender; unconfirmed
    21704, // the messaging service has no sender; unconfirmed
    21705, // invalid MessagingServiceSid; unconfirmed
    30012, // validity too short; unconfirmed
    30019, // larger than the carrier takes; unconfirmed
    30044, // longer than a trial account may send; unconfirmed
    63006, // the content has no form on the channel; unconfirmed
    63007, // the account has no such sender on the channel; unconfirmed
    63026, // media too large; unconfirmed
    63040, // template paused; unconfirmed
    63041, // template paused; unconfirmed
    63042, // template disabled; unconfirmed
  ],
  OUTCOME_UNKNOWN: [
    30008, // the carrier does not say why
    30410, // the provider timed out; not sent again, to avoid duplicates
    63023, // the channel does not say why
    20500, // internal error; unconfirmed
    63009, // the channel's provider does not say why; unconfirmed
    63017, // the channel does not say why; unconfirmed
  ],
});
