import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";

/** What a status of a message says. */
export interface StatusMeaning {
  readonly name: string;
  readonly status: ReceiptStatus;
  /** Whose fault it is where no error tells more; null = nobody's. */
  readonly failureClass: FailureClass | null;
}

function lost(
  status: "UNDELIVERED" | "EXPIRED" | "REJECTED",
  failureClass: FailureClass,
  name: string,
): StatusMeaning {
  return { name, status, failureClass };
}

function alive(status: ReceiptStatus, name: string): StatusMeaning {
  return { name, status, failureClass: null };
}

/**
 * Statuses of messages by id, in answers and in reports alike. DELIVERED_TO_OPERATOR is not on the
 * handset. Infobip lists those of e-mail (75 to 90), push (65 to 74) and MMS (77) besides, which
 * this adapter does not send. Source:
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 */
export const statusOf: ReadonlyMap<string, StatusMeaning> = new Map<string, StatusMeaning>([
  ["0", alive("UNKNOWN", "MESSAGE_ACCEPTED")], // unconfirmed
  ["1", alive("UNKNOWN", "PENDING_TIME_VIOLATION")], // unconfirmed
  ["2", alive("ACCEPTED_BY_CARRIER", "DELIVERED_TO_OPERATOR")],
  ["3", alive("ACCEPTED_BY_CARRIER", "PENDING_WAITING_DELIVERY")],
  ["4", lost("UNDELIVERED", "ROUTE_BLOCKED", "UNDELIVERABLE_REJECTED_OPERATOR")],
  ["5", alive("DELIVERED", "DELIVERED_TO_HANDSET")],
  ["6", lost("REJECTED", "ROUTE_BLOCKED", "REJECTED_NETWORK")],
  ["7", alive("ACCEPTED_BY_CARRIER", "PENDING_ENROUTE")],
  ["8", lost("REJECTED", "RECIPIENT_PERMANENT", "REJECTED_PREFIX_MISSING")],
  ["9", lost("UNDELIVERED", "RECIPIENT_TEMPORARY", "UNDELIVERABLE_NOT_DELIVERED")],
  ["10", lost("REJECTED", "RECIPIENT_PERMANENT", "REJECTED_DND")],
  ["11", lost("REJECTED", "CONTENT", "REJECTED_SOURCE")],
  ["12", lost("REJECTED", "ACCOUNT", "REJECTED_NOT_ENOUGH_CREDITS")],
  ["13", lost("REJECTED", "CONTENT", "REJECTED_SENDER")],
  ["14", lost("REJECTED", "RECIPIENT_PERMANENT", "REJECTED_DESTINATION_BLOCKLISTED")],
  ["15", lost("EXPIRED", "RECIPIENT_TEMPORARY", "EXPIRED_EXPIRED")],
  ["16", lost("REJECTED", "ROUTE_BLOCKED", "REJECTED_NOT_REACHABLE")], // unconfirmed
  ["17", lost("REJECTED", "ACCOUNT", "REJECTED_PREPAID_PACKAGE_EXPIRED")],
  ["18", lost("REJECTED", "ACCOUNT", "REJECTED_DESTINATION_NOT_REGISTERED")],
  ["19", lost("REJECTED", "ROUTE_BLOCKED", "REJECTED_ROUTE_NOT_AVAILABLE")],
  ["20", lost("REJECTED", "ROUTE_BLOCKED", "REJECTED_FLOODING_FILTER")],
  ["21", lost("REJECTED", "VENDOR_DOWN", "REJECTED_SYSTEM_ERROR")],
  ["22", alive("UNKNOWN", "EXPIRED_UNKNOWN")], // unconfirmed
  // The first message of this id may well be on its way.
  ["23", { name: "REJECTED_DUPLICATE_MESSAGE_ID", status: "UNKNOWN", failureClass: null }],
  ["24", lost("REJECTED", "CONTENT", "REJECTED_INVALID_UDH")],
  ["25", lost("REJECTED", "CONTENT", "REJECTED_MESSAGE_TOO_LONG")],
  ["26", alive("UNKNOWN", "PENDING_ACCEPTED")],
  // The operator's report could not be read: it may have arrived.
  ["29", alive("UNKNOWN", "EXPIRED_DLR_UNKNOWN")],
  ["31", lost("UNDELIVERED", "ROUTE_BLOCKED", "UNDELIVERABLE_NOT_SENT")],
  ["51", lost("REJECTED", "RECIPIENT_PERMANENT", "MISSING_TO")],
  ["52", lost("REJECTED", "RECIPIENT_PERMANENT", "REJECTED_DESTINATION")],
  // Of calls: what they are to say, and how.
  ["53", lost("REJECTED", "CONTENT", "REJECTED_INVALID_AUDIO_FILE_URL")],
  ["54", lost("REJECTED", "CONTENT", "REJECTED_UNSUPPORTED_LANGUAGE")],
  ["55", lost("REJECTED", "CONTENT", "REJECTED_MESSAGE_IS_EMPTY")],
  ["56", lost("REJECTED", "CONTENT", "REJECTED_INVALID_NOTIFY_URL")],
  ["57", lost("REJECTED", "CONTENT", "REJECTED_INVALID_NOTIFY_CONTENT_TYPE")],
  ["58", lost("REJECTED", "CONTENT", "REJECTED_INVALID_DTMF_SIGN")],
  ["59", lost("REJECTED", "CONTENT", "REJECTED_INVALID_DTMF_TIMEOUT")],
  ["60", lost("REJECTED", "CONTENT", "REJECTED_INVALID_RING_TIMEOUT")],
  ["61", lost("REJECTED", "CONTENT", "REJECTED_INVALID_CALL_TIMEOUT")],
  ["62", lost("REJECTED", "CONTENT", "REJECTED_INVALID_MACHINE_DETECTION")],
  ["63", lost("REJECTED", "CONTENT", "REJECTED_INVALID_ACTIONS")],
  ["64", lost("REJECTED", "CONTENT", "REJECTED_INVALID_ACTION_GROUPS")],
  ["83", lost("REJECTED", "CONTENT", "REJECTED_MACHINE_DETECTION_DISABLED")],
  ["91", lost("REJECTED", "CONTENT", "REJECTED_INVALID_SSML")],
  // Of calls: what became of them.
  ["96", lost("UNDELIVERED", "RECIPIENT_TEMPORARY", "NO_ANSWER")],
  ["97", lost("UNDELIVERED", "RECIPIENT_TEMPORARY", "BUSY")],
  ["98", lost("UNDELIVERED", "OUTCOME_UNKNOWN", "CANCELLED")],
  ["99", lost("UNDELIVERED", "RECIPIENT_TEMPORARY", "REJECTED")],
  // Risk of fraud; of calls also a window of time, which this adapter does not ask for.
  ["87", lost("REJECTED", "ROUTE_BLOCKED", "SIGNALS_BLOCKED")],
  // Malformed, or out of order for the moment: which of them is not said.
  ["100", lost("REJECTED", "ROUTE_BLOCKED", "UNDELIVERABLE_REJECTED_PLATFORM")],
]);

/** What groups of statuses say, for a status that no list knows. Source: as above. */
export const lossGroups: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>([
  ["2", "UNDELIVERED"],
  ["4", "EXPIRED"],
  ["5", "REJECTED"],
]);

/**
 * Codes of refused requests, of new endpoints and of old ones; with each of them nothing was taken,
 * but for OUTCOME_UNKNOWN. Source:
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 */
export const requestCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>([
  ["E400", "CONTENT"],
  ["E401", "ACCOUNT"],
  ["E403", "ACCOUNT"],
  ["E404", "ACCOUNT"],
  ["E405", "CONTENT"], // unconfirmed
  ["E413", "CONTENT"], // unconfirmed
  ["E415", "CONTENT"], // unconfirmed
  ["E422", "CONTENT"], // unconfirmed
  ["E429", "THROTTLED"],
  ["E500", "OUTCOME_UNKNOWN"],
  ["BAD_REQUEST", "CONTENT"],
  ["UNAUTHORIZED", "ACCOUNT"],
  ["FORBIDDEN", "ACCOUNT"],
  ["NOT_FOUND", "ACCOUNT"],
  ["TOO_MANY_REQUESTS", "THROTTLED"],
  ["GENERAL_ERROR", "OUTCOME_UNKNOWN"],
  ["INTERNAL_SERVER_ERROR", "OUTCOME_UNKNOWN"], // unconfirmed
]);

/** What a refused request means; it is the recipient's fault when only its number is wrong. */
export function classOfComplaint(
  code: string,
  fields: readonly string[],
): FailureClass | undefined {
  const isRecipient = fields.length > 0 && fields.every((field) => /(^|\.)to$/.test(field));
  const failureClass = requestCodes.get(code);
  return failureClass === "CONTENT" && isRecipient ? "RECIPIENT_PERMANENT" : failureClass;
}
