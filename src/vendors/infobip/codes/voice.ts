import { classTable, codeRange } from "../../class-table.js";

/** Errors that say that a machine took the call. */
export const machineErrors: ReadonlySet<string> = new Set(["5001", "10002"]);

/**
 * Errors of calls: older ones from 5000, present ones from 10000. Source: "Voice and WebRTC error
 * codes" and "Voice error codes (deprecated)" of
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 */
export const voiceErrors = classTable({
  RECIPIENT_PERMANENT: [
    5404, // destination not found
    5484, // number incomplete
    10303, // destination not found: prefix or format
    10305, // invalid destination
  ],
  RECIPIENT_TEMPORARY: [
    5001, // answered by a machine, which got nothing
    5002, // busy
    5003, // no answer
    5408, // time-out
    5410, // gone
    5480, // not available for now
    5486, // busy here; unconfirmed
    5487, // ended by the recipient
    5603, // declined
    10002, // answered by a machine, which got nothing
    ...codeRange(10100, 10103), // the recipient's device
    10200, // no answer
    10201, // busy
    10203, // declined
    10204, // not available for now
    10304, // destination unavailable
    10307, // time-out
  ],
  ROUTE_BLOCKED: [
    5403, // rejected by the operator
    5407, // authentication between operators
    5488, // not acceptable to the operator
    5501, // not implemented
    10300, // rejected
    10308, // error in the network
    10312, // congestion
    10313, // takes no calls of this kind
  ],
  VENDOR_DOWN: [
    5500, // internal error; unconfirmed
    5503, // service unavailable
    10309, // service unavailable
  ],
  ACCOUNT: [
    10301, // no credit
    10302, // credentials
  ],
  CONTENT: [
    5004, // file cannot be downloaded
    5005, // format of the file
    5400, // bad request
    ...codeRange(5413, 5415), // request too large, or of an unsupported type
    10306, // invalid request
    10311, // feature not available
    ...codeRange(10400, 10402), // address that the call fetches from
  ],
  OUTCOME_UNKNOWN: [
    5000, // answered
    5481, // no record of the call
    5491, // pending
    10000, // normal hang-up
    10001, // answered on another device
    10003, // answered by somebody
    10004, // as long as a call may be
    10202, // cancelled before it was routed
    10310, // unknown
  ],
});
