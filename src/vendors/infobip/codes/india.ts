import { classTable, codeRange } from "../../class-table.js";

/**
 * Errors of India's registry of senders and texts (DLT), which stands between Infobip and the
 * operators. Source: "DLT error codes" of
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 */
export const registryErrors = classTable({
  // Of the chain of carriers that Infobip uses, or of the moment; another vendor has its own.
  ROUTE_BLOCKED: [
    4107, // the registry did not answer in time
    4109, // telemarketer blocked
    4117, // entity not allowed for this telemarketer
    ...codeRange(4118, 4120), // telemarketer not registered, inactive or blacklisted
    4137, // against the recipient's preference
    4139, // category blocked by the recipient
    4140, // consent
    4141, // the registry failed
    4144, // parts of the message are missing
    ...codeRange(4154, 4158), // chain of entity and telemarketers
  ],
  // What is registered there – entity, sender, template – or is not.
  CONTENT: [
    4106, // blocked, no reason known
    4108, // sender blocked
    ...codeRange(4110, 4116), // entity blocked, not found, inactive …, or template blocked
    ...codeRange(4121, 4125), // header: the sender's name
    ...codeRange(4126, 4136), // template
    4138, // hour of the day
    ...codeRange(4142, 4143), // ids of entity and template missing
    ...codeRange(4146, 4151), // header or template suspended
    4153, // a link that is not listed
  ],
});
