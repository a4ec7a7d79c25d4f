import { classTable, codeRange } from "../../class-table.js";

/**
 * Errors of mobile networks beyond MAP's, of Infobip's own routing and of operators in the United
 * States. Source: "General error codes" of
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 */
export const networkErrors = classTable({
  RECIPIENT_PERMANENT: [
    352, // country code not recognised
    568, // not provisioned for SMS
    573, // the recipient had this short code blocked
    603, // the recipient said STOP
    629, // cannot receive SMS
    2049, // IMSI blacklisted
    2050, // on the operator's list of those not to be disturbed
    2052, // destination blacklisted
    3041, // number deactivated
  ],
  RECIPIENT_TEMPORARY: [
    24, // no radio resource
    256, // memory of the handset full
    257, // protocol of the handset
    258, // handset not equipped
    262, // subscriber of another service centre
    351, // not in the network, deactivated or out of credit: which of them is not said
    502, // no response
    569, // suspended by the operator
    581, // out of prepaid credit
    628, // handset failure, for now
    630, // destination overloaded
    811, // expired before it reached the handset
    1031, // node not reachable
    2048, // time-out
    4098, // validity expired
    4100, // expired before it was handed on
    4101, // validity expired
  ],
  ROUTE_BLOCKED: [
    ...codeRange(259, 261), // service centre
    345, // operator not found
    488, // toll-free number not verified
    500, // protocol of the network
    501, // response not valid
    ...codeRange(503, 504), // protocol of the network
    ...codeRange(507, 509), // protocol of the network
    511, // protocol of the network; unconfirmed
    ...codeRange(560, 566), // short code or content barred by the operator
    571, // campaign rejected by the operator
    572, // campaign not provisioned at the operator
    574, // new subscribers of this short code barred
    592, // network not covered
    594, // campaign id
    597, // the account has no sender that reaches the destination
    598, // not supported for the destination
    604, // campaign's block list
    607, // spam, says the operator
    608, // risk of fraud
    631, // error of the operator's network
    632, // rejected by the operator
    ...codeRange(1024, 1030), // refused dialogue
    ...codeRange(1152, 1166), // routing within the network
    ...codeRange(1281, 1284), // user abort
    ...codeRange(1536, 1541), // provider abort
    ...codeRange(1792, 1796), // abnormal event
    2051, // MSC address
    4097, // not submitted to the GMSC
    4102, // not submitted over SMPP
    4103, // flooding
    4104, // flooding with the same text
  ],
  THROTTLED: [
    541, // messages per second of a campaign at AT&T
    542, // messages of a brand per day at T-Mobile
    609, // messages per day
    4202, // 10DLC limit of the operator
  ],
  ACCOUNT: [
    433, // account access denied
    ...codeRange(577, 580), // a demo's limits
    601, // not provisioned for two-way SMS
    4099, // monthly credit used up
  ],
  CONTENT: [
    323, // kind of request
    355, // text too long
    368, // source address not valid
    375, // source address blocked
    2053, // sender blacklisted
    4096, // PDU
  ],
  OUTCOME_UNKNOWN: [
    255, // unknown error
    633, // unknown error of the operator
    810, // failed, no reason known
    815, // submitted to the operator, not acknowledged
    5492, // the same message was sent already
  ],
});
