import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import type { AwsTables } from "../aws-refusal.js";
import { classTable } from "../class-table.js";

/**
 * Errors of SendEmail by their names in the SDK (@aws-sdk/client-sesv2, models/errors); all of them
 * say that the message was not sent. The classes are ours. Source:
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export const tables: AwsTables = {
  errors: classTable({
    ACCOUNT: [
      "AccountSuspendedException",
      "SendingPausedException",
      "LimitExceededException", // "too many instances of the resource type", the daily quota here
    ],
    THROTTLED: ["TooManyRequestsException"],
    VENDOR_DOWN: [
      "InternalServiceErrorException",
      "ConcurrentModificationException", // of other operations
    ],
    CONTENT: [
      "BadRequestException",
      "MailFromDomainNotVerifiedException",
      "MessageRejected", // content, or an identity that is not verified
      "NotFoundException", // configuration set or identity
      "AlreadyExistsException", // this one and the next two are of other operations
      "ConflictException",
      "InvalidNextTokenException",
    ],
  }),
  reasons: new Map(),
};

/**
 * Types of events; null = it says no more than the answer to the request did. Source:
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const events: ReadonlyMap<string, ReceiptStatus | null> = new Map<
  string,
  ReceiptStatus | null
>([
  ["Send", null],
  ["DeliveryDelay", null], // it will be tried again
  ["Complaint", null], // it came; see complaintSubtypes
  ["Subscription", null],
  ["Delivery", "DELIVERED"], // taken by the recipient's mail server: as far as mail tells
  ["Open", "READ"],
  ["Click", "READ"],
  ["Bounce", "UNDELIVERED"],
  ["Reject", "REJECTED"],
  ["Rendering Failure", "REJECTED"],
]);

/**
 * Bounces by "type/subtype"; SES tells soft ones only after it gave up. Suppressed addresses are
 * not tried at all. Source: the same page, "Bounce types".
 */
export const bounces: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: [
    "Permanent/General",
    "Permanent/NoEmail",
    "Permanent/Suppressed",
    "Permanent/OnAccountSuppressionList",
    "Permanent/UnsubscribedRecipient",
    "Permanent/Undetermined", // unconfirmed
  ],
  RECIPIENT_TEMPORARY: [
    "Transient/General",
    "Transient/MailboxFull",
    "Transient/CustomTimeoutExceeded", // unconfirmed
    "Transient/Undetermined", // unconfirmed
  ],
  CONTENT: [
    "Transient/MessageTooLarge",
    "Transient/ContentRejected",
    "Transient/AttachmentRejected",
    "Permanent/EmailTooLarge", // unconfirmed
  ],
  OUTCOME_UNKNOWN: [
    "Undetermined/Undetermined",
    "Undetermined/General", // unconfirmed
  ],
});

/** Subtypes of complaints that mean that the message was never tried; the same page. */
export const complaintSubtypes: ReadonlyMap<string, FailureClass> = classTable({
  RECIPIENT_PERMANENT: ["OnAccountSuppressionList"],
});
