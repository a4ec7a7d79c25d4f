import type { FailureClass } from "../../core/otp/status.js";
import { classTable } from "../class-table.js";

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * Errors of reports by id: of GSM networks below 5000, of calls from 5000, of WhatsApp from 7000.
 * Source of GSM's:
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 * Those of calls and WhatsApp are there as far as the client libraries of Infobip name them.
 */
export const errorCodes: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    1, // unknown subscriber
    9, // illegal subscriber
    11, // teleservice not provisioned
    12, // illegal equipment
    2049, // IMSI blacklisted
    2050, // destination blacklisted by the operator
    2052, // destination blacklisted
    5404, // call: destination not found
  ],
  RECIPIENT_TEMPORARY: [
    2, // unknown base station
    3, // unknown MSC; unconfirmed
    5, // unidentified subscriber
    6, // absent subscriber
    7, // unknown equipment
    8, // roaming not allowed
    13, // call barred
    27, // absent subscriber
    31, // busy
    32, // delivery failure
    33, // waiting list full
    72, // USSD busy
    256, // memory of the handset full
    257, // protocol of the handset
    258, // handset not equipped
    262, // subscriber of another service centre
    502, // no response
    1031, // node not reachable
    2048, // time-out
    4100, // cancelled
    4101, // validity expired
    5001, // call: answered by a machine, which got nothing
    5002, // call: busy
    5003, // call: no answer
    5408, // call: time-out; unconfirmed
    5480, // call: not available; unconfirmed
    5486, // call: busy here; unconfirmed
    5603, // call: declined; unconfirmed
  ],
  ROUTE_BLOCKED: [
    10, // bearer service not provisioned
    20, // supplementary services do not fit
    21, // facility not supported
    34, // system failure
    35, // data missing
    36, // unexpected data
    51, // resource limitation
    ...range(259, 261), // service centre
    500, // protocol of the network
    501, // response not valid
    ...range(503, 504),
    ...range(507, 509),
    511,
    ...range(1024, 1030), // refused dialogue
    ...range(1152, 1166), // routing within the network
    ...range(1281, 1284), // user abort
    ...range(1536, 1541), // provider abort
    ...range(1792, 1796), // abnormal event
    2051, // MSC address
    4097, // not submitted to the GMSC
    4102, // not submitted over SMPP
    4103, // flooding
    4104, // flooding with the same text
    5403, // call: forbidden
  ],
  VENDOR_DOWN: [
    5500, // call: internal error; unconfirmed
    5503, // call: service unavailable; unconfirmed
  ],
  CONTENT: [
    71, // unknown alphabet
    2053, // sender blacklisted
    4096, // PDU
    5004, // call: file cannot be downloaded
    5005, // call: format of the file
    7009, // WhatsApp: template and its parameters
  ],
  OUTCOME_UNKNOWN: [
    255, // unknown error
    5000, // call: answered
    10000, // call: normal hang-up
  ],
});

/** Errors of WhatsApp and Viber that are told by name alone. Unconfirmed. */
export const errorNames: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["EC_INVALID_TEMPLATE", "CONTENT"],
  ["EC_INVALID_TEMPLATE_ARGS", "CONTENT"],
  ["EC_UNKNOWN_USER", "RECIPIENT_PERMANENT"],
]);

/** Of the moment by their nature, though reported as permanent for the message that they ended. */
const passing: ReadonlySet<string> = new Set(
  [4100, 4101, 5001, 5002, 5003, 5408, 5480, 5486, 5603].map(String),
);

/**
 * What an error of a report means. Infobip's own word on whether it is permanent decides between
 * the two ways in which it can be the recipient's fault.
 *
 * @param permanent as reported; null = not told
 * @returns undefined for an error that is in no list
 */
export function classOfError(
  id: string,
  name: string | null,
  permanent: boolean | null,
): FailureClass | undefined {
  const failureClass = errorCodes.get(id) ?? errorNames.get(name ?? "");
  const isRecipient =
    failureClass === "RECIPIENT_PERMANENT" || failureClass === "RECIPIENT_TEMPORARY";
  if (!isRecipient || permanent === null || passing.has(id)) {
    return failureClass;
  }
  return permanent ? "RECIPIENT_PERMANENT" : "RECIPIENT_TEMPORARY";
}
