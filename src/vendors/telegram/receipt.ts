import { createHash, createHmac } from "node:crypto";
import { isStale, refusedCallback, verifiedCallback } from "../callback-results.js";
import { objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { receiptStatusOf } from "./codes.js";
import { isRefunded, requestCost } from "./request-status.js";

/**
 * Verifies and reads one report: header `X-Request-Signature` is the hex HMAC-SHA256 of
 * `X-Request-Timestamp`, a line feed and the body, under the SHA-256 of the token. Source:
 * https://core.telegram.org/gateway/api#checking-report-integrity
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const token = account.credentials["apiToken"] ?? "";
  const timestamp = request.headers["x-request-timestamp"] ?? "";
  const signature = (request.headers["x-request-signature"] ?? "").toLowerCase();
  if (token === "" || !isSameSecret(signature, signatureOf(token, timestamp, request.body))) {
    return refusedCallback("bad_signature");
  }
  if (isStale(wireTime(timestamp), request.receivedAt)) {
    return refusedCallback("stale");
  }
  const status = readObject(request.body.toString("utf8"));
  if (status === null) {
    return refusedCallback("malformed");
  }
  if (objectAt(status, "delivery_status") === null) {
    // A report of a code that was checked.
    return verifiedCallback([]);
  }
  const receipt = readReceipt(status);
  return receipt === null ? refusedCallback("malformed") : verifiedCallback([receipt]);
}

function signatureOf(token: string, timestamp: string, body: Buffer): string {
  const key = createHash("sha256").update(token).digest();
  return createHmac("sha256", key).update(`${timestamp}\n`).update(body).digest("hex");
}

function readReceipt(report: WireObject): VendorReceipt | null {
  const delivery = objectAt(report, "delivery_status");
  const vendorMessageId = wireText(textAt(report, "request_id"));
  const vendorStatus = wireText(textAt(delivery, "status"));
  const at = wireTime(textAt(delivery, "updated_at"));
  if (vendorMessageId === null || vendorStatus === null || at === null) {
    return null;
  }
  const isRefund = isRefunded(report);
  return {
    // Telegram does not say why a message did not arrive.
    ...receiptFacts(receiptStatusOf.get(vendorStatus), null, "RECIPIENT_TEMPORARY"),
    reference: wireText(textAt(report, "payload")),
    vendorMessageId,
    part: null,
    vendorStatus: vendorText(vendorStatus) ?? "",
    at,
    // All of the fee is given back, whatever it was.
    price: isRefund ? null : requestCost(report),
    isRefund,
  };
}
