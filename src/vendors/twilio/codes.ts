import type { FailureClass, ReceiptStatus } from "../../core/otp/status.js";
import { joinedTable } from "../class-table.js";
import { channelErrors } from "./codes/channels.js";
import { checkErrors } from "./codes/checks.js";
import { deliveryErrors } from "./codes/delivery.js";
import { restErrors } from "./codes/rest.js";

/**
 * What the statuses of callbacks mean; null = it says no more than the answer to the request did.
 * "sent" is told when the nearest carrier took the message. Source:
 * https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
 */
export const statuses: ReadonlyMap<string, ReceiptStatus | null> = new Map<
  string,
  ReceiptStatus | null
>([
  ["accepted", null],
  ["scheduled", null],
  ["queued", null],
  ["sending", null],
  ["receiving", null], // inbound
  ["received", null], // inbound
  ["sent", "ACCEPTED_BY_CARRIER"],
  ["delivered", "DELIVERED"],
  ["read", "READ"],
  ["partially_delivered", "UNDELIVERED"],
  ["undelivered", "UNDELIVERED"],
  ["failed", "REJECTED"],
  ["canceled", "REJECTED"],
]);

/** Codes of REST answers, of delivery (30xxx), of channels (63xxx) and of number checks (60xxx). */
export const errorCodes: ReadonlyMap<string, FailureClass> = joinedTable(
  restErrors,
  deliveryErrors,
  channelErrors,
  checkErrors,
);
