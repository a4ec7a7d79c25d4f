import { describe, expect, it } from "vitest";
import type { FailureClass } from "../../src/core/otp/status.js";
import { reasons as mailgunReasons } from "../../src/vendors/mailgun/codes.js";
import { mapErrors } from "../../src/vendors/map-errors.js";
import {
  carrierCodes,
  refusalCodes as messagebirdCodes,
} from "../../src/vendors/messagebird/codes.js";
import { errorCodes as metaCodes } from "../../src/vendors/meta-whatsapp/codes.js";
import { hangupCauses, messageCodes } from "../../src/vendors/plivo/codes.js";
import { bounceClassifications, dropReasons } from "../../src/vendors/sendgrid/codes.js";
import { bounces } from "../../src/vendors/ses/codes.js";
import { smsCodes, verificationCodes } from "../../src/vendors/sinch/codes.js";
import { errorCodes as telegramCodes } from "../../src/vendors/telegram/codes.js";
import { errorCodes as telnyxCodes } from "../../src/vendors/telnyx/codes.js";
import { numbersIn } from "./published-codes.js";

interface Published {
  readonly table: ReadonlyMap<string, FailureClass>;
  /** All that the vendor's page lists. */
  readonly codes: readonly string[];
  /** What the page says of some of them, in its own words, and what that makes of a message. */
  readonly samples: readonly (readonly [string, string, FailureClass])[];
}

const published: Readonly<Record<string, Published>> = {
  "Telnyx's messaging errors": {
    table: telnyxCodes,
    codes: numbersIn(
      "10001-10007 10009-10011 10015-10016 20002 20006 20012-20017 20100 40001-40006 40008-40018 " +
        "40100 40150-40151 40300-40302 40304-40306 40308-40322 40328-40329 40333",
    ),
    samples: [
      ["20012", "Account inactive (possibly insufficient funds)", "ACCOUNT"],
      ["40001", "Not routable (landline or non-routable number)", "RECIPIENT_PERMANENT"],
      ["40003", "Sending number permanently blocked by carrier", "ROUTE_BLOCKED"],
      ["40006", "Recipient's carrier server is down", "RECIPIENT_TEMPORARY"],
      ["40010", "Unregistered 10DLC message", "ROUTE_BLOCKED"],
      ["40011", "upstream rate limit exceeded", "THROTTLED"],
      ["40014", "Message expired in queue (not billed)", "RECIPIENT_TEMPORARY"],
      ["40300", "Blocked due to STOP message", "RECIPIENT_PERMANENT"],
      ["40315", "Unhealthy 'from' address (low deliverability / high spam)", "ROUTE_BLOCKED"],
      ["40316", "No content provided for message", "CONTENT"],
      ["40333", "Messaging profile spend limit reached", "ACCOUNT"],
    ],
  },
  "Sinch's delivery reports": {
    table: smsCodes,
    codes: numbersIn("15 60 62 64 152 300 310 321 332 334 349 399 400-408 410-418"),
    samples: [
      ["60", "Campaign is not in an active state", "CONTENT"],
      ["64", "Blocked due to exceeded quota", "THROTTLED"],
      ["152", "Teleservice not provisioned", "RECIPIENT_PERMANENT"],
      ["403", "An unexpected error caused the message to fail", "VENDOR_DOWN"],
      ["406", "Message was expired before reaching SMSC", "RECIPIENT_TEMPORARY"],
      ["413", "The account is blocked", "ACCOUNT"],
      ["417", "the network or the subscriber cannot be reached", "RECIPIENT_TEMPORARY"],
    ],
  },
  "Sinch's verification": {
    table: verificationCodes,
    codes: numbersIn(
      "40001 40003 40100-40102 40104 40107 40200 40300 40303 40400 40900 42200-42201 42900-42901 " +
        "50000 50300-50301",
    ),
    samples: [
      ["40001", "Number +4813 is invalid. Too short.", "RECIPIENT_PERMANENT"],
      ["40200", "Not enough credit.", "ACCOUNT"],
      ["40900", "Reference already defined.", "OUTCOME_UNKNOWN"],
      ["42201", "No route to destination.", "ROUTE_BLOCKED"],
      ["42900", "Request capacity exceeded.", "THROTTLED"],
      ["42901", "Cannot initiate … the same number too quickly.", "RECIPIENT_TEMPORARY"],
      ["50300", "Service is temporarily unavailable", "OUTCOME_UNKNOWN"],
    ],
  },
  "Plivo's messages": {
    table: messageCodes,
    codes: numbersIn("10 20 30 40 50 60 70 80 90 100 110 200 201 300 420 450 900 910 1000"),
    samples: [
      ["20", "The carrier delivering the text message had network issues", "ROUTE_BLOCKED"],
      ["50", "Invalid destination number", "RECIPIENT_PERMANENT"],
      ["70", "not active and no indication of when", "RECIPIENT_PERMANENT"],
      ["80", "turned off or out of coverage", "RECIPIENT_TEMPORARY"],
      ["200", "blocked by STOP from destination number", "RECIPIENT_PERMANENT"],
      ["300", "Failed to dispatch message", "VENDOR_DOWN"],
      ["900", "Insufficient credit", "ACCOUNT"],
    ],
  },
  "Plivo's calls": {
    table: hangupCauses,
    codes: numbersIn(
      "0 1000 1010 1020 2000 2010 2020 2030 2040 2050 2060 2070 3000 3010 3020 3030 3040 3050 " +
        "3070 3080 3090 3100 3110 3120 3130 3140 5000 5010 5020 5030 6010 6020 7011-7014 " +
        "7022-7024 7032-7034 8011-8014 9000 9100 9110",
    ),
    samples: [
      ["2030", "Country disabled in geo permissions", "ROUTE_BLOCKED"],
      ["3000", "No Answer: unavailable or unreachable", "RECIPIENT_TEMPORARY"],
      ["3050", "Unallocated number", "RECIPIENT_PERMANENT"],
      ["5030", "India concurrent call limit exceeded", "THROTTLED"],
      ["1010", "Out Of Credits", "ACCOUNT"],
      ["9100", "Answered by an answering machine", "RECIPIENT_TEMPORARY"],
    ],
  },
  "MessageBird's answers": {
    table: messagebirdCodes,
    codes: numbersIn("2 9 10 20 21 25 98 99"),
    samples: [
      ["2", "Request not allowed", "ACCOUNT"],
      ["10", "Invalid params", "CONTENT"],
      ["25", "Not enough balance", "ACCOUNT"],
      ["99", "Internal error", "OUTCOME_UNKNOWN"],
    ],
  },
  "MessageBird's carriers": {
    table: carrierCodes,
    codes: numbersIn("1 2 3 5 9 11 12 34"),
    samples: [
      ["1", "EC_UNKNOWN_SUBSCRIBER: not associated with an active line", "RECIPIENT_PERMANENT"],
      ["6", "EC_ABSENT_SUBSCRIBER_SM", "RECIPIENT_TEMPORARY"],
      ["34", "system failure; reason: received_network_error", "ROUTE_BLOCKED"],
    ],
  },
  "errors of Meta's Cloud API": {
    table: metaCodes,
    codes: numbersIn(
      "0-4 10 33 100 190 200-299 368 80007 130429 130472 130497 131000 131005 131008-131009 " +
        "131016 131021 131026 131031 131037 131042 131045 131047-131053 131056-131057 " +
        "132000-132001 132005 132007 132012 132015-132016 132068-132069 133000 133004-133006 " +
        "133008-133010 133015-133016 134011 135000",
    ),
    samples: [
      ["131026", "The recipient phone number is not a WhatsApp number", "RECIPIENT_PERMANENT"],
      ["131056", "pair rate limit hit", "THROTTLED"],
      ["131049", "not delivered for a healthy ecosystem", "ROUTE_BLOCKED"],
      ["130472", "User's number is part of an experiment", "ROUTE_BLOCKED"],
      ["131043", "Message expired", "RECIPIENT_TEMPORARY"],
      ["131042", "Business eligibility: payment issue", "ACCOUNT"],
      ["132001", "Template does not exist", "CONTENT"],
      ["190", "Access token has expired", "ACCOUNT"],
    ],
  },
  "Telegram's errors": {
    table: telegramCodes,
    codes: ["ACCESS_TOKEN_INVALID"],
    samples: [
      ["PHONE_NUMBER_NOT_AVAILABLE", "nobody reads a code there", "RECIPIENT_PERMANENT"],
      ["BALANCE_NOT_ENOUGH", "not enough for the message", "ACCOUNT"],
      ["MESSAGE_ALREADY_SENT", "of this request id", "OUTCOME_UNKNOWN"],
    ],
  },
  "SendGrid's sorts of bounces": {
    table: bounceClassifications,
    codes: [
      ...["Content", "Frequency or Volume Too High", "Invalid Address", "Mailbox Unavailable"],
      ...["Reputation", "Technical Failure", "Unclassified"],
    ],
    samples: [["Invalid Address", "does not exist", "RECIPIENT_PERMANENT"]],
  },
  "SendGrid's reasons to drop": {
    table: dropReasons,
    codes: [
      ...["Invalid SMTPAPI header", "Spam Content (if spam checker app enabled)", "Invalid"],
      ...["Unsubscribed Address", "Bounced Address", "Spam Reporting Address"],
      "Recipient List over Package Quota",
    ],
    samples: [["Bounced Address", "suppressed", "RECIPIENT_PERMANENT"]],
  },
  "Mailgun's reasons": {
    table: mailgunReasons,
    codes: ["suppress-bounce", "suppress-complaint", "suppress-unsubscribe", "bounce", "generic"],
    samples: [["suppress-bounce", "Not delivering to previously bounced", "RECIPIENT_PERMANENT"]],
  },
  "Amazon SES's bounces": {
    table: bounces,
    codes: [
      ...["General", "NoEmail", "Suppressed", "OnAccountSuppressionList"].map(
        (subtype) => `Permanent/${subtype}`,
      ),
      ...[
        ...["General", "MailboxFull", "MessageTooLarge", "ContentRejected", "AttachmentRejected"],
      ].map((subtype) => `Transient/${subtype}`),
      "Undetermined/Undetermined",
    ],
    samples: [
      ["Permanent/NoEmail", "no such address", "RECIPIENT_PERMANENT"],
      ["Transient/MailboxFull", "the mailbox was full", "RECIPIENT_TEMPORARY"],
      ["Transient/MessageTooLarge", "too large", "CONTENT"],
    ],
  },
  "the errors of MAP": {
    table: mapErrors,
    codes: numbersIn("1 3 5-13 15 20-21 27-36 44-46 51 71-72"),
    samples: [
      ["1", "unknownSubscriber", "RECIPIENT_PERMANENT"],
      ["5", "unidentifiedSubscriber", "RECIPIENT_TEMPORARY"],
      ["6", "absentSubscriberSM", "RECIPIENT_TEMPORARY"],
      ["13", "callBarred", "RECIPIENT_TEMPORARY"],
      ["21", "facilityNotSupported", "ROUTE_BLOCKED"],
      ["44", "numberChanged", "RECIPIENT_PERMANENT"],
    ],
  },
};

describe.each(Object.entries(published))("the table of %s", (_, { table, codes, samples }) => {
  it("knows all that are published", () => {
    expect(codes.filter((code) => !table.has(code))).toEqual([]);
  });

  it("makes of each what its words say", () => {
    expect(samples.map(([code, words]) => [code, words, table.get(code)])).toEqual(samples);
  });
});
