import { createHmac } from "node:crypto";
import { isStale, refusedCallback, verifiedCallback } from "../callback-results.js";
import { readObject } from "../read-object.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackRequest, CallbackResult, OpenAccount } from "../vendor.js";
import { wireTime } from "../wire-time.js";
import { has } from "./api.js";
import { checkSignature } from "./application-signature.js";
import { readReports } from "./delivery-report.js";
import { readEvent } from "./verification-event.js";

/**
 * Verifies and reads one call. Reports on SMS carry `x-sinch-webhook-signature`, the base64
 * HMAC-SHA256, under `webhookSecret`, of the raw body, a dot, a nonce, a dot and a time in seconds;
 * calls of the verification application are signed as our requests to it are. Whatever is not about
 * a message of ours is taken and left alone. Source: the functions validateWebhookSignature and
 * validateAuthenticationHeader of npm `@sinch/sdk-client` 1.4.0.
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const isReport = request.headers["x-sinch-webhook-signature"] !== undefined;
  const verdict = isReport ? checkWebhook(request, account) : checkSignature(request, account);
  if (verdict !== "genuine") {
    return refusedCallback(verdict);
  }
  const body = readObject(request.body.toString("utf8"));
  if (body === null) {
    return refusedCallback("malformed");
  }
  if (!isReport) {
    return readEvent(body, request.receivedAt) ?? refusedCallback("malformed");
  }
  const receipts = readReports(body, request.receivedAt);
  return receipts === null ? refusedCallback("malformed") : verifiedCallback(receipts);
}

function checkWebhook(
  { headers, body, receivedAt }: CallbackRequest,
  account: OpenAccount,
): "genuine" | "bad_signature" | "stale" {
  const nonce = headers["x-sinch-webhook-signature-nonce"] ?? "";
  const timestamp = headers["x-sinch-webhook-signature-timestamp"] ?? "";
  const wanted = createHmac("sha256", account.credentials["webhookSecret"] ?? "")
    .update(body)
    .update(`.${nonce}.${timestamp}`)
    .digest("base64");
  const given = headers["x-sinch-webhook-signature"] ?? "";
  if (!has(account, "webhookSecret") || !isSameSecret(given, wanted)) {
    return "bad_signature";
  }
  return isStale(wireTime(timestamp), receivedAt) ? "stale" : "genuine";
}
