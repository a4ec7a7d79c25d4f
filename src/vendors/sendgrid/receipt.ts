import { createPublicKey, type KeyObject, verify } from "node:crypto";
import type { FailureClass } from "../../core/otp/status.js";
import { isStale, refusedCallback, verifiedCallback } from "../callback-results.js";
import { mailStatusClass } from "../mail-status.js";
import { isObject, readJson, textAt, type WireObject } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { bounceClassifications, bounceTypes, dropReasons, events } from "./codes.js";
import { referenceArgument } from "./send.js";

const receiptsMax = 10_000;

/**
 * Verifies and reads one call of the event webhook: `x-twilio-email-event-webhook-signature` is the
 * ECDSA signature (P-256, SHA-256) of `x-twilio-email-event-webhook-timestamp` and the body, under
 * the key that the webhook's settings show. Source: "Getting started with the Event Webhook
 * security features" at https://www.twilio.com/docs/sendgrid/for-developers/tracking-events
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const timestamp = request.headers["x-twilio-email-event-webhook-timestamp"] ?? "";
  const signature = request.headers["x-twilio-email-event-webhook-signature"] ?? "";
  const key = keyOf(account);
  const signed = Buffer.concat([Buffer.from(timestamp, "utf8"), request.body]);
  if (key === null || !verify("sha256", signed, key, Buffer.from(signature, "base64"))) {
    return refusedCallback("bad_signature");
  }
  if (isStale(wireTime(timestamp), request.receivedAt)) {
    return refusedCallback("stale");
  }
  const items = readJson(request.body.toString("utf8"));
  if (!Array.isArray(items) || items.length > receiptsMax || !items.every(isObject)) {
    return refusedCallback("malformed");
  }
  const receipts = items.map(readEvent);
  return receipts.every((list) => list !== null)
    ? verifiedCallback(receipts.flat())
    : refusedCallback("malformed");
}

/** Made once per open account: making one costs more than checking a signature. */
const keys = new WeakMap<OpenAccount, KeyObject | null>();

/** The webhook's key, base64 of its DER form, with or without the lines of PEM around it. */
function keyOf(account: OpenAccount): KeyObject | null {
  const known = keys.get(account);
  if (known !== undefined) {
    return known;
  }
  const key = webhookKey(account.credentials["webhookKey"] ?? "");
  keys.set(account, key);
  return key;
}

/** Reads the verification key that SendGrid shows; null when it is none for ECDSA. */
export function webhookKey(text: string): KeyObject | null {
  try {
    const der = Buffer.from(text.replace(/-----[A-Z ]+-----/g, ""), "base64");
    const key = createPublicKey({ key: der, format: "der", type: "spki" });
    return key.asymmetricKeyType === "ec" ? key : null;
  } catch {
    return null;
  }
}

/** One event; an empty list for one that says nothing new, null for what cannot be read. */
function readEvent(event: WireObject): VendorReceipt[] | null {
  const name = wireText(event["event"]);
  const at = wireTime(event["timestamp"]);
  if (name === null || at === null) {
    return null;
  }
  const status = events.get(name);
  const reference = wireText(event[referenceArgument]);
  const vendorMessageId = messageIdOf(event["sg_message_id"]);
  if (status === null || (reference === null && vendorMessageId === null)) {
    // Events of the account, and of messages that were sent before their webhook was ours.
    return [];
  }
  const loss = name === "dropped" ? dropOf(event) : name === "bounce" ? bounceOf(event) : noLoss;
  const receipt = {
    ...receiptFacts(status, loss.code, loss.failureClass),
    reference,
    vendorMessageId,
    part: null,
    vendorStatus: name,
  };
  return [{ ...receipt, at, price: null, isRefund: false }];
}

// `sg_message_id` is the answer's X-Message-Id with the name of a server of SendGrid's behind it.
function messageIdOf(value: unknown): string | null {
  return wireText(value)?.split(/\.(?:filter|recv)/)[0] || null;
}

interface Loss {
  readonly code: string | null;
  readonly failureClass: FailureClass | undefined;
}

const noLoss: Loss = { code: null, failureClass: undefined };

function dropOf(event: WireObject): Loss {
  const reason = textAt(event, "reason");
  return { code: vendorText(reason), failureClass: dropReasons.get(reason ?? "") };
}

// What the recipient's server said exactly, else how SendGrid sorts it, else what it is.
function bounceOf(event: WireObject): Loss {
  const status = textAt(event, "status") ?? "";
  if (status !== "" && !status.endsWith(".0.0")) {
    return { code: wireCode(status) ?? "unreadable", failureClass: mailStatusClass(status) };
  }
  const sort = textAt(event, "bounce_classification") ?? "";
  const ofSort = bounceClassifications.get(sort);
  if (sort !== "" && ofSort !== "OUTCOME_UNKNOWN") {
    return { code: vendorText(sort), failureClass: ofSort };
  }
  const type = textAt(event, "type") ?? "bounce";
  return { code: vendorText(type), failureClass: bounceTypes.get(type) };
}
