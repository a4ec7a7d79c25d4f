import type { FailureClass } from "../core/otp/status.js";

/**
 * Errors that every service of Amazon's can answer, before it looks at the message.
 * Source: https://docs.aws.amazon.com/sms-voice/latest/APIReference-V2/CommonErrors.html
 */
export const commonErrors: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>(
  Object.entries({
    AccessDeniedException: "ACCOUNT",
    ExpiredTokenException: "ACCOUNT",
    IncompleteSignature: "ACCOUNT",
    // "An unknown error, exception or failure": nothing is said of the message.
    InternalFailure: "OUTCOME_UNKNOWN",
    MalformedHttpRequestException: "CONTENT",
    NotAuthorized: "ACCOUNT",
    OptInRequired: "ACCOUNT",
    // "Aborted before a reply is sent back."
    RequestAbortedException: "OUTCOME_UNKNOWN",
    RequestEntityTooLargeException: "CONTENT",
    // The request's time is more than 15 minutes off.
    RequestExpired: "ACCOUNT",
    RequestTimeoutException: "OUTCOME_UNKNOWN",
    ServiceUnavailable: "VENDOR_DOWN",
    ThrottlingException: "THROTTLED",
    UnrecognizedClientException: "ACCOUNT",
    UnknownOperationException: "CONTENT",
    ValidationError: "CONTENT",
    // Of an older edition of that page, and seen from the gateways in front of the services:
    InvalidClientTokenId: "ACCOUNT",
    MissingAuthenticationToken: "ACCOUNT",
    IncompleteSignatureException: "ACCOUNT", // unconfirmed
    InvalidSignatureException: "ACCOUNT", // unconfirmed
    MissingAuthenticationTokenException: "ACCOUNT", // unconfirmed
    SignatureDoesNotMatch: "ACCOUNT", // unconfirmed
    SerializationException: "CONTENT", // unconfirmed
    ServiceUnavailableException: "VENDOR_DOWN", // unconfirmed
    Throttling: "THROTTLED", // unconfirmed
    TooManyRequestsException: "THROTTLED",
  }),
);
