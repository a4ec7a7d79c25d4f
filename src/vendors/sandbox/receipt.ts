import { createHmac, createSecretKey, type KeyObject } from "node:crypto";
import type { FailureClass } from "../../core/otp/status.js";
import { isStale, refusedCallback, verifiedCallback } from "../callback-results.js";
import { isObject, readObject } from "../read-object.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wirePrice } from "../wire-price.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { lossCodes, receiptStatusOf } from "./codes.js";

const receiptsMax = 1000;

/**
 * Verifies and reads one call: header `x-sandbox-signature` is `v1=` and the hex HMAC-SHA256, under
 * the account's callback secret, of `x-sandbox-timestamp`, a dot and the body; the timestamp is at
 * most 5 minutes off.
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const timestamp = request.headers["x-sandbox-timestamp"] ?? "";
  const signature = request.headers["x-sandbox-signature"] ?? "";
  const key = keyOf(account);
  if (key === null || !isSigned(key, timestamp, request.body, signature)) {
    return refusedCallback("bad_signature");
  }
  const signedAt = /^[0-9]{1,12}$/.test(timestamp) ? new Date(Number(timestamp) * 1000) : null;
  if (isStale(signedAt, request.receivedAt)) {
    return refusedCallback("stale");
  }
  const receipts = readReceipts(request.body);
  return receipts === null ? refusedCallback("malformed") : verifiedCallback(receipts);
}

/** Made once per open account: making one costs more than checking a signature. */
const keys = new WeakMap<OpenAccount, KeyObject>();

function keyOf(account: OpenAccount): KeyObject | null {
  const known = keys.get(account);
  const secret = account.credentials["callbackSecret"] ?? "";
  if (known !== undefined || secret === "") {
    return known ?? null;
  }
  const key = createSecretKey(secret, "utf8");
  keys.set(account, key);
  return key;
}

function isSigned(key: KeyObject, timestamp: string, body: Buffer, signature: string): boolean {
  const wanted = createHmac("sha256", key).update(`${timestamp}.`).update(body).digest();
  const given = /^v1=([0-9a-f]{64})$/.exec(signature)?.[1];
  return given !== undefined && isSameSecret(Buffer.from(given, "hex"), wanted);
}

function readReceipts(body: Buffer): VendorReceipt[] | null {
  const items = readObject(body.toString("utf8"))?.["receipts"];
  if (!Array.isArray(items) || items.length > receiptsMax) {
    return null;
  }
  const receipts = items.map(readReceipt);
  return receipts.every((receipt) => receipt !== null) ? receipts : null;
}

function readReceipt(item: unknown): VendorReceipt | null {
  if (!isObject(item)) {
    return null;
  }
  const reference = wireText(item["reference"]);
  const vendorMessageId = wireText(item["id"]);
  const vendorStatus = wireText(item["status"]);
  const at = wireTime(item["at"]);
  const price = isObject(item["price"]) ? item["price"] : null;
  const isNamed = reference !== null || vendorMessageId !== null;
  if (!isNamed || vendorStatus === null || at === null) {
    return null;
  }
  const status = receiptStatusOf.get(vendorStatus) ?? "UNKNOWN";
  const code = vendorText(item["code"]);
  const isLoss = status === "UNDELIVERED" || status === "EXPIRED" || status === "REJECTED";
  const lossClass = code === null ? undefined : lossCodes.get(code);
  return {
    reference,
    vendorMessageId,
    part: partOf(item["part"]),
    status,
    failureClass: isLoss ? (lossClass ?? classWithoutCode(status, code)) : null,
    vendorStatus: vendorText(vendorStatus) ?? "",
    vendorCode: code,
    isCodeKnown: status !== "UNKNOWN" && (code === null || lossClass !== undefined),
    at,
    price: wirePrice(price?.["amount"], price?.["currency"]),
    isRefund: item["refund"] === true,
  };
}

// A message that ran out of time without a further reason did not reach its recipient this time.
function classWithoutCode(status: string, code: string | null): FailureClass {
  return status === "EXPIRED" && code === null ? "RECIPIENT_TEMPORARY" : "OUTCOME_UNKNOWN";
}

function partOf(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 255
    ? value
    : null;
}
