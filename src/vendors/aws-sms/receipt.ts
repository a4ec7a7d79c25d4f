import type { Money } from "../../core/money.js";
import type { HttpClient } from "../http-client.js";
import { objectAt, textAt, type WireObject } from "../read-object.js";
import { readSnsCallback } from "../sns.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { wirePrice } from "../wire-price.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { events } from "./codes.js";
import { referenceKey } from "./send.js";

/** Reads what the account's SNS topic brings: one event of one message. */
export function readCallback(
  request: CallbackRequest,
  account: OpenAccount,
  http: HttpClient,
): Promise<CallbackResult> {
  return readSnsCallback(request, account, http, readEvent);
}

/**
 * One event, for a whole message however many parts it has; an empty list for one that says nothing
 * new or is of something else, null for what cannot be read. Source:
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
 */
function readEvent(event: WireObject): VendorReceipt[] | null {
  const eventType = wireText(event["eventType"]);
  const vendorMessageId = wireText(event["messageId"]);
  if (eventType === null || vendorMessageId === null) {
    return null;
  }
  const meaning = events.get(eventType);
  if (meaning === null) {
    return [];
  }
  const at = eventTime(event["eventTimestamp"]);
  return at === null
    ? null
    : [
        {
          reference: wireText(textAt(objectAt(event, "context"), referenceKey)),
          vendorMessageId,
          part: null,
          status: meaning?.status ?? "UNKNOWN",
          failureClass: meaning?.failureClass ?? null,
          vendorStatus: wireText(event["messageStatus"]) ?? eventType,
          vendorCode: eventType,
          isCodeKnown: meaning !== undefined,
          at,
          price: priceOf(event),
          isRefund: false,
        },
      ];
}

// In milliseconds; the example of the documentation is 1686975103470.
function eventTime(value: unknown): Date | null {
  return typeof value === "number" ? wireTime(value / 1000) : null;
}

/**
 * What a message costs for good: all of its parts and what its carrier takes besides, in dollars.
 * Calls have one price; its name is unconfirmed. Events on the way say nothing final.
 */
function priceOf(event: WireObject): Money | null {
  if (event["isFinal"] !== true) {
    return null;
  }
  const message = wirePrice(event["totalMessagePrice"] ?? event["totalPrice"], "USD");
  const fee = wirePrice(event["totalCarrierFee"] ?? 0, "USD");
  return message === null || fee === null
    ? null
    : { micros: message.micros + fee.micros, currency: "USD" };
}
