import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { hasControlCharacters } from "../../core/limits.js";
import type { FailureClass } from "../../core/otp/status.js";
import { vendorText } from "../vendor-text.js";
import type {
  CallbackAnswer,
  CallbackRequest,
  CallbackResult,
  OpenAccount,
  VendorReceipt,
} from "../vendor.js";
import { lossCodes, receiptStatusOf } from "./codes.js";
import { readMoney } from "./wire-money.js";

const staleSec = 300;
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
    return refused("bad_signature", 401);
  }
  const ageSec = request.receivedAt.getTime() / 1000 - Number(timestamp);
  if (!/^[0-9]{1,12}$/.test(timestamp) || Math.abs(ageSec) > staleSec) {
    return refused("stale", 401);
  }
  const receipts = readReceipts(request.body);
  return receipts === null
    ? refused("malformed", 400)
    : { kind: "verified", receipts, answer: reply(200) };
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
  return given !== undefined && timingSafeEqual(wanted, Buffer.from(given, "hex"));
}

function readReceipts(body: Buffer): VendorReceipt[] | null {
  let items: unknown;
  try {
    items = (JSON.parse(body.toString("utf8")) as { receipts?: unknown } | null)?.receipts;
  } catch {
    return null;
  }
  if (!Array.isArray(items) || items.length > receiptsMax) {
    return null;
  }
  const receipts = items.map(readReceipt);
  return receipts.every((receipt) => receipt !== null) ? receipts : null;
}

function readReceipt(value: unknown): VendorReceipt | null {
  if (typeof value !== "object" || value === null) {
    return null;
  }
  const item = value as Readonly<Record<string, unknown>>;
  const reference = shortText(item["reference"]);
  const vendorMessageId = shortText(item["id"]);
  const vendorStatus = shortText(item["status"]);
  const at = typeof item["at"] === "string" ? timeOf(item["at"]) : null;
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
    price: readMoney(item["price"]),
    isRefund: item["refund"] === true,
  };
}

// A message that ran out of time without a further reason did not reach its recipient this time.
function classWithoutCode(status: string, code: string | null): FailureClass {
  return status === "EXPIRED" && code === null ? "RECIPIENT_TEMPORARY" : "OUTCOME_UNKNOWN";
}

// A NUL would fail in the statement that stores it.
function shortText(value: unknown): string | null {
  return typeof value === "string" &&
    value !== "" &&
    value.length <= 500 &&
    !hasControlCharacters(value)
    ? value
    : null;
}

// Years of more than four digits are none that a database or a client reads.
function timeOf(text: string): Date | null {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) || time.getTime() < 0 || time.getUTCFullYear() > 9999
    ? null
    : time;
}

function partOf(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 255
    ? value
    : null;
}

function refused(reason: "bad_signature" | "stale" | "malformed", status: number): CallbackResult {
  return { kind: "refused", reason, answer: reply(status) };
}

function reply(status: number): CallbackAnswer {
  return { status, contentType: "application/json", body: "{}" };
}
