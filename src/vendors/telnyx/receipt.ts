import { verify } from "node:crypto";
import { isStale, refusedCallback, verifiedCallback } from "../callback-results.js";
import { listAt, objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import { referenceIn } from "../signed-url.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wirePrice } from "../wire-price.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { errorCodes, receiptStatusOf } from "./codes.js";
import { webhookKey } from "./webhook-key.js";

/**
 * Verifies and reads one webhook: header `telnyx-signature-ed25519` is the Ed25519 signature, in
 * base64, of `telnyx-timestamp`, a bar and the raw body; the time is seconds, at most 5 minutes
 * off. Whatever is not about a message of ours is taken and left alone. Source:
 * https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const timestamp = request.headers["telnyx-timestamp"] ?? "";
  const signature = request.headers["telnyx-signature-ed25519"] ?? "";
  if (!isSigned(account, timestamp, request.body, signature)) {
    return refusedCallback("bad_signature");
  }
  const signedAt = /^[0-9]{9,11}$/.test(timestamp) ? wireTime(timestamp) : null;
  if (isStale(signedAt, request.receivedAt)) {
    return refusedCallback("stale");
  }
  const data = objectAt(readObject(request.body.toString("utf8")), "data");
  const payload = objectAt(data, "payload");
  const event = textAt(data, "event_type");
  if (data === null || event === null) {
    return refusedCallback("malformed");
  }
  if (!event.startsWith("message.") || payload?.["direction"] === "inbound") {
    return verifiedCallback([]);
  }
  const receipt = readReceipt(data, payload, request);
  return receipt === null ? refusedCallback("malformed") : verifiedCallback([receipt]);
}

function isSigned(
  account: OpenAccount,
  timestamp: string,
  body: Buffer,
  signature: string,
): boolean {
  const key = webhookKey(account);
  const bytes = Buffer.from(signature, "base64");
  // One spelling only: base64 reads over bits and marks that mean nothing.
  if (key === null || bytes.length !== 64 || bytes.toString("base64") !== signature) {
    return false;
  }
  return verify(null, Buffer.concat([Buffer.from(`${timestamp}|`), body]), key, bytes);
}

function readReceipt(
  data: WireObject,
  payload: WireObject | null,
  request: CallbackRequest,
): VendorReceipt | null {
  const vendorMessageId = wireText(payload?.["id"]);
  // A message has one recipient here; "cc" is for groups.
  const [recipient] = listAt(payload, "to");
  const vendorStatus = wireText(textAt(recipient, "status") ?? textAt(payload, "status"));
  if (payload === null || vendorMessageId === null || vendorStatus === null) {
    return null;
  }
  const code = textAt(listAt(payload, "errors")[0], "code");
  const cost = objectAt(payload, "cost");
  return {
    reference: referenceOf(payload, request),
    vendorMessageId,
    part: null,
    ...receiptFacts(
      receiptStatusOf.get(vendorStatus),
      code !== null && errorCodes.has(code) ? code : wireCode(code),
      code === null ? undefined : errorCodes.get(code),
    ),
    vendorStatus: vendorText(vendorStatus) ?? "",
    at: wireTime(data["occurred_at"]) ?? request.receivedAt,
    price: wirePrice(cost?.["amount"], cost?.["currency"]),
    isRefund: false,
  };
}

/** The signed body holds the address that was asked for, and what WhatsApp carried for us. */
function referenceOf(payload: WireObject, request: CallbackRequest): string | null {
  const url = textAt(payload, "webhook_url");
  const carried = textAt(objectAt(payload, "body"), "biz_opaque_callback_data");
  return (url === null ? null : referenceIn({ ...request, url })) ?? wireText(carried);
}
