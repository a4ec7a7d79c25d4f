import { verifiedCallback } from "../callback-results.js";
import { textAt, type WireObject } from "../read-object.js";
import { type ReceiptFacts, receiptFacts } from "../receipt-facts.js";
import type { CallbackResult, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireText } from "../wire-text.js";
import { silentReasons, verificationReasons, verificationStatusOf } from "./codes.js";

/**
 * Reads an event of the verification application; null when it cannot be read. The question before
 * a call is answered with the number to call from, which we handed over ourselves. Source:
 * https://developers.sinch.com/docs/verification/api-reference/verification/verification-callbacks
 */
export function readEvent(body: WireObject, receivedAt: Date): CallbackResult | null {
  const event = textAt(body, "event");
  if (event === null) {
    return null;
  }
  if (body["method"] !== "flashcall") {
    // Somebody else's verification through the same application.
    const answer = event === "VerificationRequestEvent" ? { body: '{"action":"allow"}' } : {};
    return verifiedCallback([], answer);
  }
  if (event === "VerificationRequestEvent") {
    const taken = receiptFacts("ACCEPTED_BY_CARRIER", null, undefined);
    const receipt = receiptOf(body, taken, event, receivedAt);
    const flashCall = callerOf(body["custom"]);
    const answer = { body: JSON.stringify({ action: "allow", ...flashCall }) };
    return receipt === null ? null : verifiedCallback([receipt], answer);
  }
  const status = textAt(body, "status");
  const receipt =
    status === null ? null : receiptOf(body, factsOf(body, status), status, receivedAt);
  return receipt === null ? null : verifiedCallback([receipt]);
}

/** Without a number of ours Sinch calls from one of its own. */
function callerOf(custom: unknown): object {
  return typeof custom === "string" && /^\+[0-9]{8,15}$/.test(custom)
    ? { flashCall: { cli: custom } }
    : {};
}

function factsOf(body: WireObject, status: string): ReceiptFacts {
  const reason = textAt(body, "reason");
  const meaning = verificationStatusOf.get(status);
  if (reason !== null && silentReasons.has(reason) && meaning !== undefined) {
    return receiptFacts("UNKNOWN", reason, undefined);
  }
  const failureClass = reason === null ? undefined : verificationReasons.get(reason);
  return receiptFacts(meaning, vendorText(reason), failureClass);
}

function receiptOf(
  body: WireObject,
  facts: ReceiptFacts,
  said: string,
  at: Date,
): VendorReceipt | null {
  const vendorMessageId = wireText(body["id"]);
  const vendorStatus = wireText(said);
  return vendorMessageId === null || vendorStatus === null
    ? null
    : {
        reference: wireText(body["reference"]),
        vendorMessageId,
        part: null,
        ...facts,
        vendorStatus: vendorText(vendorStatus) ?? "",
        at,
        price: null,
        isRefund: false,
      };
}
