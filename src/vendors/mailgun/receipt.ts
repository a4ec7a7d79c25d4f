import { createHmac } from "node:crypto";
import type { FailureClass } from "../../core/otp/status.js";
import { isStale, refusedCallback, verifiedCallback } from "../callback-results.js";
import { mailReplyClasses, mailStatusClass } from "../mail-status.js";
import { objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import { isSameSecret } from "../same-secret.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { wireCode } from "../wire-code.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { events, ownCodes, reasons } from "./codes.js";
import { referenceVariable } from "./send.js";

/**
 * Verifies and reads one webhook. Mailgun signs a time and a token, not what it says: the body's
 * `signature.signature` is the hex HMAC-SHA256 of `timestamp` and `token` under the account's
 * webhook signing key. Source:
 * https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const body = readObject(request.body.toString("utf8"));
  const proof = objectAt(body, "signature");
  const timestamp = textAt(proof, "timestamp") ?? "";
  const token = textAt(proof, "token") ?? "";
  const key = account.credentials["webhookSigningKey"] ?? "";
  const wanted = createHmac("sha256", key).update(timestamp).update(token).digest("hex");
  if (key === "" || token === "" || !isSameSecret(textAt(proof, "signature") ?? "", wanted)) {
    return refusedCallback("bad_signature");
  }
  if (isStale(wireTime(timestamp), request.receivedAt)) {
    return refusedCallback("stale");
  }
  const event = objectAt(body, "event-data");
  const receipts = event === null ? null : readEvent(event);
  return receipts === null ? refusedCallback("malformed") : verifiedCallback(receipts);
}

/** One event; an empty list for one that says nothing new, null for what cannot be read. */
function readEvent(event: WireObject): VendorReceipt[] | null {
  const name = wireText(event["event"]);
  const at = wireTime(event["timestamp"]);
  const headers = objectAt(objectAt(event, "message"), "headers");
  const vendorMessageId = wireText(headers?.["message-id"]);
  const reference = wireText(objectAt(event, "user-variables")?.[referenceVariable]);
  if (name === null || at === null || (vendorMessageId === null && reference === null)) {
    return null;
  }
  const status = events.get(name);
  const willTryAgain = name === "failed" && event["severity"] === "temporary";
  if (status === null || willTryAgain) {
    return [];
  }
  const loss = lossOf(name, event);
  const receipt = {
    ...receiptFacts(status, loss.code, loss.failureClass),
    reference,
    vendorMessageId,
    part: null,
    vendorStatus: name,
  };
  return [{ ...receipt, at, price: null, isRefund: false }];
}

interface Loss {
  readonly code: string | null;
  readonly failureClass: FailureClass | undefined;
}

// What Mailgun says of its own, else what the recipient's server said: exactly, or with a reply.
function lossOf(name: string, event: WireObject): Loss {
  if (name === "rejected") {
    return { code: null, failureClass: "CONTENT" };
  }
  const reason = textAt(event, "reason") ?? "";
  const ofReason = reasons.get(reason);
  if (ofReason !== undefined && ofReason !== "OUTCOME_UNKNOWN") {
    return { code: reason, failureClass: ofReason };
  }
  const delivery = objectAt(event, "delivery-status");
  const reply = textAt(delivery, "code") ?? "";
  const exact = textAt(delivery, "enhanced-code") ?? "";
  const ofReply = ownCodes.get(reply) ?? mailStatusClass(exact) ?? mailReplyClasses.get(reply);
  return {
    code: wireCode(exact) ?? wireCode(reply) ?? wireCode(reason),
    failureClass: ofReply ?? ofReason,
  };
}
