import { createHmac } from "node:crypto";
import { refusedCallback, verifiedCallback } from "../callback-results.js";
import { listAt, objectAt, readObject, textAt } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { classOf, codeOf, receiptStatusOf } from "./codes.js";
import { answerHandshake } from "./handshake.js";

const receiptsMax = 1000;

/**
 * Verifies and reads one call: header `X-Hub-Signature-256` is `sha256=` and the hex HMAC-SHA256 of
 * the raw body under the app's secret. Meta signs no time, so a repeated call is not told from a
 * first one; receipts may be repeated without harm. Everything but statuses of messages is taken
 * and left alone. A GET is the handshake that turns calls on. Source:
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  if (request.method === "GET") {
    return answerHandshake(request.url, account.credentials["verifyToken"] ?? "");
  }
  const secret = account.credentials["appSecret"] ?? "";
  const wanted = `sha256=${createHmac("sha256", secret).update(request.body).digest("hex")}`;
  const given = (request.headers["x-hub-signature-256"] ?? "").toLowerCase();
  if (secret === "" || !isSameSecret(given, wanted)) {
    return refusedCallback("bad_signature");
  }
  const body = readObject(request.body.toString("utf8"));
  const receipts = listAt(body, "entry")
    .flatMap((entry) => listAt(entry, "changes"))
    .flatMap((change) => listAt(objectAt(change, "value"), "statuses"))
    .map(readReceipt);
  const isWhole = body !== null && receipts.length <= receiptsMax;
  return isWhole && receipts.every((receipt) => receipt !== null)
    ? verifiedCallback(receipts)
    : refusedCallback("malformed");
}

function readReceipt(item: unknown): VendorReceipt | null {
  const vendorMessageId = wireText(textAt(item, "id"));
  const vendorStatus = wireText(textAt(item, "status"));
  const at = wireTime(textAt(item, "timestamp"));
  if (vendorMessageId === null || vendorStatus === null || at === null) {
    return null;
  }
  const code = vendorStatus === "failed" ? codeOf(listAt(item, "errors")[0]) : null;
  const failureClass = code === null ? undefined : classOf(code, null);
  return {
    ...receiptFacts(receiptStatusOf.get(vendorStatus), code, failureClass),
    reference: wireText(textAt(item, "biz_opaque_callback_data")),
    vendorMessageId,
    part: null,
    vendorStatus: vendorText(vendorStatus) ?? "",
    at,
    price: null,
    // Meta names no amounts, but says which messages are free.
    isRefund: objectAt(item, "pricing")?.["billable"] === false,
  };
}
