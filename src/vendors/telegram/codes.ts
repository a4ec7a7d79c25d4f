import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";

/**
 * Errors of the Gateway, by their names; with each of them the message was not taken, but for
 * OUTCOME_UNKNOWN. Telegram documents ACCESS_TOKEN_INVALID only
 * (https://core.telegram.org/gateway/api#making-requests); the others were seen by
 * https://github.com/apifonica/tg-gateway-go/blob/main/errors.go
 */
export const errorCodes: ReadonlyMap<string, FailureClass> = new Map(
  Object.entries<FailureClass>({
    ACCESS_TOKEN_INVALID: "ACCOUNT",
    ACCESS_TOKEN_REQUIRED: "ACCOUNT", // unconfirmed
    BALANCE_NOT_ENOUGH: "ACCOUNT", // unconfirmed
    UNKNOWN_METHOD: "ACCOUNT", // unconfirmed: the address is not the Gateway's
    PHONE_NUMBER_INVALID: "RECIPIENT_PERMANENT", // unconfirmed
    PHONE_NUMBER_NOT_FOUND: "RECIPIENT_PERMANENT", // unconfirmed: nobody has it on Telegram
    PHONE_NUMBER_NOT_AVAILABLE: "RECIPIENT_PERMANENT", // unconfirmed: takes no codes there
    PHONE_NUMBER_MISMATCH: "CONTENT", // unconfirmed: the request id is another number's
    FLOOD_WAIT: "THROTTLED", // unconfirmed: FLOOD_WAIT_17, in seconds
    CODE_INVALID: "CONTENT", // unconfirmed
    CODE_LENGTH_INVALID: "CONTENT", // unconfirmed
    CODE_LENGTH_REQUIRED: "CONTENT", // unconfirmed
    SENDER_USERNAME_INVALID: "CONTENT", // unconfirmed
    SENDER_NOT_VERIFIED: "CONTENT", // unconfirmed
    SENDER_NOT_OWNED: "CONTENT", // unconfirmed
    CALLBACK_URL_INVALID: "CONTENT", // unconfirmed
    PAYLOAD_INVALID: "CONTENT", // unconfirmed
    TTL_INVALID: "CONTENT", // unconfirmed
    REQUEST_ID_INVALID: "CONTENT", // unconfirmed
    REQUEST_ID_REQUIRED: "CONTENT", // unconfirmed
    // Of checks, not of sending.
    CODE_EXPIRED: "CONTENT", // unconfirmed
    CODE_MAX_ATTEMPTS_EXCEEDED: "CONTENT", // unconfirmed
    MESSAGE_ALREADY_SENT: "OUTCOME_UNKNOWN", // unconfirmed: the request id was used
  }),
);

/**
 * Statuses of reports. "sent" has not reached a device. Source:
 * https://core.telegram.org/gateway/api#deliverystatus
 */
export const receiptStatusOf: ReadonlyMap<string, ReceiptStatus> = new Map([
  ["sent", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["read", "READ"],
  ["expired", "EXPIRED"],
  ["revoked", "UNDELIVERED"],
]);
