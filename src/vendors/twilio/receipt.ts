import { refusedCallback, verifiedCallback } from "../callback-results.js";
import { receiptFacts } from "../receipt-facts.js";
import { calledUrl, referenceIn } from "../signed-url.js";
import type { CallbackRequest, CallbackResult, OpenAccount } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wireText } from "../wire-text.js";
import { errorCodes, statuses } from "./codes.js";
import { isSignedByTwilio } from "./signature.js";

/** Twilio reads the answer of some calls as TwiML; this asks it to do nothing. */
const nothingToDo = { contentType: "text/xml", body: "<Response/>" };

/**
 * Verifies and reads one status callback, a form. Twilio signs no time: a repeated call says what
 * is known already. Source:
 * https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const signature = request.headers["x-twilio-signature"] ?? "";
  const token = account.credentials["authToken"] ?? "";
  if (!isSignedByTwilio(token, signature, calledUrl(account, request), form)) {
    return refusedCallback("bad_signature");
  }
  const id = wireText(form.get("MessageSid") ?? form.get("SmsSid"));
  const vendorStatus = wireText(form.get("MessageStatus") ?? form.get("SmsStatus"));
  if (id === null || vendorStatus === null) {
    return refusedCallback("malformed");
  }
  const status = statuses.get(vendorStatus);
  if (status === null) {
    return verifiedCallback([], nothingToDo);
  }
  const code = codeOf(form.get("ErrorCode"));
  const receipt = {
    reference: referenceIn(request),
    vendorMessageId: id,
    part: null,
    ...receiptFacts(status, code, errorCodes.get(code ?? "")),
    vendorStatus: vendorText(vendorStatus) ?? "",
    at: request.receivedAt,
    price: null,
    isRefund: false,
  };
  return verifiedCallback([receipt], nothingToDo);
}

function codeOf(text: string | null): string | null {
  return text === null || text === "" || text === "0" ? null : (wireCode(text) ?? "unreadable");
}
