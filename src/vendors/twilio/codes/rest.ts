import { classTable, codeRange } from "../../class-table.js";

/**
 * Codes of the REST API's answers. Source: https://www.twilio.com/docs/api/errors/{code}, a page
 * for each; all of them are in https://www.twilio.com/docs/api/errors/twilio-error-codes.json (the
 * copy at hand is of May 2023). Those of calls, numbers, trunks and registrations are left out: no
 * message gets them. The classes are ours; "unconfirmed" are codes whose page was not at hand.
 */
export const restErrors = classTable({
  RECIPIENT_PERMANENT: [
    14101, // invalid To
    21202, // To is a premium number
    21211, // invalid To
    21214, // To cannot be reached
    21217, // To is not valid
    21265, // To is a short code
    21266, // To and From are the same
    21268, // To is an information service
    21610, // To opted out
    21614, // To is no mobile number
    21635, // To is a landline
  ],
  ROUTE_BLOCKED: [
    21216, // To is on Twilio's block list
    21408, // the account may not send to this region
    21612, // no way from this From to this To
    21729, // campaign suspended
  ],
  THROTTLED: [
    20429, // too many requests
    21611, // the sender's queue is full
  ],
  VENDOR_DOWN: [
    20503, // service unavailable
    21702, // the messaging service takes nothing for now: "retry"
    21730, // under maintenance
  ],
  ACCOUNT: [
    403, // forbidden
    404, // not found
    10001, // account not active
    10002, // not with a trial account
    20003, // authentication
    20004, // method not allowed
    20005, // account not active
    20006, // access denied
    20008, // not with test credentials
    20010, // action disabled for the account
    20011, // version of TLS
    20012, // cipher suite of TLS
    ...codeRange(20101, 20107), // access token
    ...codeRange(20151, 20157), // access token
    20159, // signature of the access token
    20160, // access token
    20403, // forbidden
    20404, // no such account
    20410, // a discontinued API
    20423, // invalid SID
    20426, // upgrade required
    21219, // a trial account reaches verified numbers only
    21608, // a trial account reaches verified numbers only
  ],
  CONTENT: [
    400, // bad request
    ...[11200, 11205, 11210, 11215, 11220, 11237], // media cannot be fetched
    11751, // media too large
    12300, // type of media
    14103, // invalid body
    19023, // type of channel
    20001, // unknown parameters
    20413, // too large
    20422, // invalid parameter
    21212, // invalid From
    21264, // From is not verified; unconfirmed
    21267, // From may not be a name with a trial account
    21401, // not a number that sends SMS
    21407, // kind of number that sends no SMS
    21601, // not a number that sends SMS
    21602, // no body
    21603, // no From
    21604, // no To
    21605, // text too long
    21606, // From is not ours, or sends no SMS
    21607, // From of a trial account
    21609, // invalid StatusCallback
    21616, // From is the account's twice
    21617, // text too long
    21618, // text that all carriers filter
    21619, // neither body nor media nor template
    21620, // invalid media
    21621, // From sends no media
    21622, // the account sends no media
    21623, // too many media
    21624, // invalid ValidityPeriod
    21626, // invalid StatusCallbackEvent
    21627, // invalid MaxPrice
    21652, // subject too long
    21653, // too many recipients
    21654, // ContentSid missing
    21655, // invalid ContentSid
    21656, // invalid ContentVariables
    21657, // a name as sender is not supported there
    21658, // a parameter is too long
    21659, // From is not a number of Twilio's
    21660, // From belongs to another account
    21661, // From sends no SMS
    21701, // no such messaging service
    21703, // the messaging service has no sender
    21704, // the messaging service has no sender
    21705, // invalid MessagingServiceSid
    21708, // the messaging service has no name as sender
    21709, // the name as sender is not the messaging service's
    21711, // the sender is not the messaging service's
    21715, // the number cannot do what the messaging service needs
    ...codeRange(21900, 21901), // India: entity, template
    21902, // invoice tag too long
    21910, // From and To are of two channels
    ...[35111, 35114, 35118], // sending later
  ],
  OUTCOME_UNKNOWN: [
    410, // "unknown error code"
    503, // internal error
    20162, // another request changes the same
    20409, // conflict
    20500, // internal error
  ],
});
