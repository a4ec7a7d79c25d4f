import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import type { AwsTables } from "../aws-refusal.js";
import { classTable } from "../class-table.js";

/**
 * Errors of SendTextMessage and SendVoiceMessage, where they give no reason. Names are the SDK's
 * (@aws-sdk/client-pinpoint-sms-voice-v2, models/errors), the classes ours. Source:
 * https://docs.aws.amazon.com/sms-voice/latest/APIReference-V2/API_SendTextMessage.html
 */
const errors = classTable({
  ACCOUNT: ["AccessDeniedException", "ServiceQuotaExceededException"],
  THROTTLED: ["ThrottlingException"],
  VENDOR_DOWN: ["InternalServerException"], // "could not complete the request"
  CONTENT: [
    "ConflictException",
    "ResourceNotFoundException", // configuration set, sender or pool
    "ValidationException",
  ],
});

/**
 * What stands in `Reason` of an error, which says more than its name. Source:
 * https://docs.aws.amazon.com/sms-voice/latest/APIReference-V2/API_ConflictException.html and the
 * pages beside it of ValidationException, ServiceQuotaExceededException, AccessDeniedException.
 */
const reasons = classTable({
  RECIPIENT_PERMANENT: ["DESTINATION_PHONE_NUMBER_OPTED_OUT"],
  // Stopped by the account's own protect configuration, or by what the sender may reach.
  ROUTE_BLOCKED: [
    "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
    "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE",
    "COUNTRY_NOT_ENABLED",
    "DESTINATION_COUNTRY_BLOCKED",
    "INTERNATIONAL_SENDING_NOT_SUPPORTED",
    "INVALID_IDENTITY_FOR_DESTINATION_COUNTRY",
    // Dearer than what is left for the send; another vendor may be cheaper.
    "PRICE_OVER_THRESHOLD",
    "DAILY_DESTINATION_CALL_LIMIT",
  ],
  ACCOUNT: [
    "ACCOUNT_DISABLED",
    "INSUFFICIENT_ACCOUNT_REPUTATION",
    // In the sandbox only verified numbers can be reached.
    "DESTINATION_PHONE_NUMBER_NOT_VERIFIED",
    "NO_ORIGINATION_IDENTITIES_FOUND",
    "CHANNEL_NOT_ENABLED",
    "DAILY_NOTIFY_TIER_MESSAGE_LIMIT",
    "MONTHLY_SPEND_LIMIT_REACHED_FOR_MEDIA",
    "MONTHLY_SPEND_LIMIT_REACHED_FOR_NOTIFY",
    "MONTHLY_SPEND_LIMIT_REACHED_FOR_RCS",
    "MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT",
    "MONTHLY_SPEND_LIMIT_REACHED_FOR_VOICE",
  ],
  // Senders, fields and settings that somebody has to put right; the last lines are reasons of
  // other operations, which sending is not expected to give.
  CONTENT: [
    ...["MESSAGE_TYPE_MISMATCH", "NOTIFY_CONFIGURATION_NOT_ACTIVE", "NUMBER_CAPABILITIES_MISMATCH"],
    ...["PROTECT_CONFIGURATION_NOT_ASSOCIATED_WITH_CONFIGURATION_SET", "RESOURCE_NOT_ACTIVE"],
    ...["CANNOT_PARSE", "FIELD_VALIDATION_FAILED", "INVALID_ARN", "INVALID_PARAMETER"],
    ...["INVALID_REQUEST", "MAXIMUM_SIZE_EXCEEDED", "MISSING_PARAMETER", "OTHER"],
    ...["PARAMETERS_CANNOT_BE_USED_TOGETHER", "RESOURCE_NOT_ACCESSIBLE", "UNKNOWN_OPERATION"],
    ...["SENDER_ID_NOT_REGISTERED", "SENDER_ID_NOT_SUPPORTED", "SENDER_ID_REQUIRES_REGISTRATION"],
    ...["UNSPECIFIED_PARAMETER_NOT_SUPPORTED", "VOICE_CAPABILITY_NOT_AVAILABLE"],
    ...["COUNTRY_CODE_MISMATCH", "REGISTRATION_NOT_COMPLETE", "SELF_MANAGED_OPT_OUTS_MISMATCH"],
    ...["CREATE_REGISTRATION_VERSION_NOT_ALLOWED", "DELETION_PROTECTION_ENABLED"],
    ...["DISASSOCIATE_REGISTRATION_NOT_ALLOWED", "DISCARD_REGISTRATION_VERSION_NOT_ALLOWED"],
    ...["EDIT_REGISTRATION_FIELD_VALUES_NOT_ALLOWED", "EVENT_DESTINATION_MISMATCH"],
    ...["KEYWORD_MISMATCH", "LAST_PHONE_NUMBER", "OPT_OUT_LIST_MISMATCH"],
    ...["PHONE_NUMBER_ASSOCIATED_TO_POOL", "PHONE_NUMBER_ASSOCIATED_TO_REGISTRATION"],
    ...["PHONE_NUMBER_NOT_ASSOCIATED_TO_POOL", "PHONE_NUMBER_NOT_IN_REGISTRATION_REGION"],
    ...["POOL_ASSOCIATED_TO_NOTIFY_CONFIGURATION", "PROTECT_CONFIGURATION_IS_ACCOUNT_DEFAULT"],
    ...["PROTECT_CONFIGURATION_ASSOCIATED_WITH_CONFIGURATION_SET", "TWO_WAY_CONFIG_MISMATCH"],
    ...["RCS_AGENT_ALREADY_ASSOCIATED_TO_REGISTRATION_TYPE", "RCS_AGENT_ASSOCIATED_TO_POOL"],
    ...["REGISTRATION_ALREADY_SUBMITTED", "RESOURCE_ALREADY_ASSOCIATED"],
    ...["RESOURCE_ALREADY_EXISTS", "RESOURCE_DELETION_NOT_ALLOWED", "RESOURCE_NOT_EMPTY"],
    ...["RESOURCE_MODIFICATION_NOT_ALLOWED", "SENDER_ID_ASSOCIATED_TO_POOL"],
    ...["SUBMIT_REGISTRATION_VERSION_NOT_ALLOWED", "VERIFICATION_ALREADY_COMPLETE"],
    ...["VERIFICATION_CODE_EXPIRED", "VERIFICATION_CODE_MISMATCH", "ATTACHMENT_TYPE_NOT_SUPPORTED"],
    ...["CANNOT_ADD_OPTED_OUT_NUMBER", "INVALID_FILTER_VALUES", "INVALID_NEXT_TOKEN"],
    ...["INVALID_REGISTRATION_ASSOCIATION", "MEDIA_TYPE_NOT_SUPPORTED"],
    ...["PHONE_NUMBER_CANNOT_BE_OPTED_IN", "PHONE_NUMBER_CANNOT_BE_RELEASED"],
    ...["REGISTRATION_FIELD_CANNOT_BE_DELETED", "TWO_WAY_CHANNEL_NOT_PRESENT"],
    ...["REQUESTED_SPEND_LIMIT_HIGHER_THAN_SERVICE_LIMIT", "TWO_WAY_NOT_ENABLED"],
    ...["TWO_WAY_NOT_SUPPORTED_IN_COUNTRY", "TWO_WAY_NOT_SUPPORTED_IN_REGION"],
    ...["TWO_WAY_TOPIC_NOT_PRESENT", "UNKNOWN_REGISTRATION_FIELD", "UNKNOWN_REGISTRATION_SECTION"],
    ...["UNKNOWN_REGISTRATION_TYPE", "UNKNOWN_REGISTRATION_VERSION", "TAGS_PER_RESOURCE"],
    ...["ASSOCIATIONS_PER_REGISTRATION", "CONFIGURATION_SETS_PER_ACCOUNT"],
    ...["EVENT_DESTINATIONS_PER_CONFIGURATION_SET", "KEYWORDS_PER_PHONE_NUMBER"],
    ...["KEYWORDS_PER_POOL", "NOTIFY_CONFIGURATIONS_PER_ACCOUNT", "OPT_OUT_LISTS_PER_ACCOUNT"],
    ...["ORIGINATION_IDENTITIES_PER_POOL", "PHONE_NUMBERS_PER_ACCOUNT", "POOLS_PER_ACCOUNT"],
    ...["PHONE_NUMBERS_PER_REGISTRATION", "PROTECT_CONFIGURATIONS_PER_ACCOUNT"],
    ...["RCS_AGENTS_PER_ACCOUNT", "REGISTRATIONS_PER_ACCOUNT", "SENDER_IDS_PER_ACCOUNT"],
    ...["REGISTRATION_ATTACHMENTS_CREATED_PER_DAY", "REGISTRATION_ATTACHMENTS_PER_ACCOUNT"],
    ...["REGISTRATION_VERSIONS_CREATED_PER_DAY", "VERIFICATION_ATTEMPTS_PER_DAY"],
    ...["VERIFIED_DESTINATION_NUMBERS_PER_ACCOUNT"],
  ],
});

/** What the errors of sending mean. */
export const tables: AwsTables = { errors, reasons };

/** What an event says of a message: a status, and a class where it is lost. */
export interface EventMeaning {
  readonly status: ReceiptStatus;
  readonly failureClass: FailureClass | null;
}

const carried: EventMeaning = { status: "ACCEPTED_BY_CARRIER", failureClass: null };
const delivered: EventMeaning = { status: "DELIVERED", failureClass: null };
const lost = (failureClass: FailureClass): EventMeaning => ({
  status: "UNDELIVERED",
  failureClass,
});
const late: EventMeaning = { status: "EXPIRED", failureClass: "RECIPIENT_TEMPORARY" };

/**
 * Types of events; null = it says no more than the answer to the request did. TEXT_SUCCESSFUL is
 * "accepted by the recipient's carrier", which is not on the handset. Source:
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html
 */
export const events: ReadonlyMap<string, EventMeaning | null> = new Map<
  string,
  EventMeaning | null
>(
  Object.entries({
    TEXT_QUEUED: null,
    TEXT_PENDING: null,
    TEXT_SENT: null,
    TEXT_SUCCESSFUL: carried,
    TEXT_DELIVERED: delivered,
    TEXT_INVALID: lost("RECIPIENT_PERMANENT"),
    TEXT_INVALID_MESSAGE: lost("CONTENT"),
    TEXT_UNREACHABLE: lost("RECIPIENT_TEMPORARY"),
    TEXT_CARRIER_UNREACHABLE: lost("RECIPIENT_TEMPORARY"),
    TEXT_BLOCKED: lost("RECIPIENT_PERMANENT"), // the device or the carrier blocks the recipient's
    TEXT_CARRIER_BLOCKED: lost("ROUTE_BLOCKED"),
    TEXT_SPAM: lost("ROUTE_BLOCKED"),
    TEXT_PROTECT_BLOCKED: lost("ROUTE_BLOCKED"),
    TEXT_TTL_EXPIRED: late,
    TEXT_UNKNOWN: { status: "UNKNOWN", failureClass: null }, // maybe delivered, nobody knows
    VOICE_INITIATED: null,
    VOICE_RINGING: null,
    VOICE_ANSWERED: carried, // picked up; not heard yet
    VOICE_COMPLETED: delivered, // played to whoever, or whatever, answered
    VOICE_BUSY: lost("RECIPIENT_TEMPORARY"),
    VOICE_NO_ANSWER: lost("RECIPIENT_TEMPORARY"),
    VOICE_FAILED: lost("ROUTE_BLOCKED"), // "failed to place the call"; unconfirmed
    VOICE_TTL_EXPIRED: late,
  }),
);
