import { classTable, codeRange } from "../../class-table.js";

/** Codes of delivery, in callbacks and in messages that fail at once. Source: as `restErrors`. */
export const deliveryErrors = classTable({
  RECIPIENT_PERMANENT: [
    30005, // unknown handset
    30006, // landline or unreachable carrier: "do not retry"
  ],
  RECIPIENT_TEMPORARY: [
    30003, // handset unreachable: switched off, out of coverage
    30009, // a segment was lost
  ],
  ROUTE_BLOCKED: [
    30004, // blocked, on a do-not-call list, or out of coverage: which of them is not said
    30007, // filtered by Twilio or a carrier
    30010, // above the price that may be paid
    30011, // MMS is not taken there
    30018, // the carrier wants the sender registered
    30024, // the sender is not provisioned at the carrier
    30032, // toll-free number that is not verified
    30033, // US campaign suspended
    30034, // from a US number that is not registered
    30035, // from a US number whose registration is pending
    30037, // outbound messages are switched off; unconfirmed
    30038, // To is a number of Twilio's, which takes no one-time passwords
    30039, // taken for a loop; unconfirmed
    30040, // the carrier wants the sender registered; unconfirmed
    30450, // held by the protection against pumping
    30453, // held by fraud protection
    30454, // held by fraud protection; unconfirmed
    30485, // held by fraud protection; unconfirmed
  ],
  THROTTLED: [
    30001, // queue overflow
    30017, // congestion at the carrier
    30022, // rate of a US campaign
    30023, // messages of a US campaign per day
    30027, // messages to T-Mobile per day
    30036, // its validity ran out in the queue
  ],
  VENDOR_DOWN: [
    ...codeRange(30020, 30021), // internal failure: not processed
  ],
  ACCOUNT: [
    30002, // account suspended
    30112, // no such account
    30404, // not found
  ],
  CONTENT: [
    30012, // validity too short
    30013, // validity too long
    30014, // To is empty or too long
    30015, // kind of channel
    30016, // To and From are of two channels
    30019, // larger than the carrier takes
    ...codeRange(30028, 30031), // parameters
    30042, // a sender's name that is too general, or with special characters
    30044, // longer than a trial account may send; unconfirmed
    ...codeRange(30100, 30111), // links that Twilio is to shorten
    ...codeRange(30113, 30125), // the same
    ...codeRange(30127, 30133), // the same
    30400, // parameters
  ],
  OUTCOME_UNKNOWN: [
    30008, // the carrier does not say why
    ...codeRange(30025, 30026), // a notice: much of T-Mobile's quota is used up
    30409, // too late to cancel
    30410, // the provider timed out; not sent again, to avoid duplicates
  ],
});
