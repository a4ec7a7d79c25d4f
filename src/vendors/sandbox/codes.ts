import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import type { Charged } from "../vendor.js";

/** Whose fault a refusal is, and whether it is billed. */
export interface RefusalMeaning {
  readonly failureClass: FailureClass;
  readonly charged: Charged;
}

/** What the error codes of `POST /messages` mean; with each of them the message was not taken. */
export const refusalCodes: ReadonlyMap<string, RefusalMeaning> = new Map<string, RefusalMeaning>(
  Object.entries({
    invalid_request: { failureClass: "CONTENT", charged: "no" },
    content_rejected: { failureClass: "CONTENT", charged: "no" },
    sender_not_registered: { failureClass: "CONTENT", charged: "no" },
    invalid_number: { failureClass: "RECIPIENT_PERMANENT", charged: "no" },
    not_on_channel: { failureClass: "RECIPIENT_PERMANENT", charged: "no" },
    unreachable: { failureClass: "RECIPIENT_TEMPORARY", charged: "no" },
    no_route: { failureClass: "ROUTE_BLOCKED", charged: "no" },
    route_refused: { failureClass: "ROUTE_BLOCKED", charged: "no" },
    throttled: { failureClass: "THROTTLED", charged: "no" },
    unauthorized: { failureClass: "ACCOUNT", charged: "no" },
    forbidden: { failureClass: "ACCOUNT", charged: "no" },
    not_found: { failureClass: "ACCOUNT", charged: "no" },
    out_of_credit: { failureClass: "ACCOUNT", charged: "no" },
    unavailable: { failureClass: "VENDOR_DOWN", charged: "no" },
  }),
);

/** Statuses of receipts. */
export const receiptStatusOf: ReadonlyMap<string, ReceiptStatus> = new Map<string, ReceiptStatus>(
  Object.entries({
    accepted: "ACCEPTED_BY_CARRIER",
    delivered: "DELIVERED",
    read: "READ",
    undelivered: "UNDELIVERED",
    expired: "EXPIRED",
    rejected: "REJECTED",
  }),
);

/** Why a message did not arrive, as receipts say it. */
export const lossCodes: ReadonlyMap<string, FailureClass> = new Map<string, FailureClass>(
  Object.entries({
    unknown_subscriber: "RECIPIENT_PERMANENT",
    not_on_channel: "RECIPIENT_PERMANENT",
    mailbox_unknown: "RECIPIENT_PERMANENT",
    absent_subscriber: "RECIPIENT_TEMPORARY",
    mailbox_full: "RECIPIENT_TEMPORARY",
    no_answer: "RECIPIENT_TEMPORARY",
    busy: "RECIPIENT_TEMPORARY",
    carrier_timeout: "RECIPIENT_TEMPORARY",
    carrier_filtered: "ROUTE_BLOCKED",
    network_failure: "ROUTE_BLOCKED",
    held_back: "ROUTE_BLOCKED",
    mail_refused: "ROUTE_BLOCKED",
  }),
);
