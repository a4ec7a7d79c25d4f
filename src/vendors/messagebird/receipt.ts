import { refusedCallback, verifiedCallback } from "../callback-results.js";
import { readObject, textAt } from "../read-object.js";
import { type ReceiptFacts, receiptFacts } from "../receipt-facts.js";
import { calledUrl, queryOf } from "../signed-url.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { carrierCodes, receiptStatusOf, silentReason, statusReasons } from "./codes.js";
import { checkToken } from "./webhook-token.js";

/**
 * Verifies and reads one status report: a GET with everything in its query, or a POST with it in
 * its body, which header `MessageBird-Signature-JWT` vouches for. All parts of a message are
 * reported as one. Source: "Handle a status report" of
 * https://developers.messagebird.com/api/sms-messaging
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const token = request.headers["messagebird-signature-jwt"] ?? "";
  const { body, receivedAt } = request;
  const verdict = checkToken(token, account.credentials["signingKey"] ?? "", {
    url: calledUrl(account, request),
    body,
    receivedAt,
  });
  if (verdict !== "genuine") {
    return refusedCallback(verdict);
  }
  const receipt = readReceipt(factsOf(request), receivedAt);
  return receipt === null ? refusedCallback("malformed") : verifiedCallback([receipt]);
}

/** Looks up one fact of a report; null when it is not told, or told as nothing. */
type Facts = (name: string) => string | null;

function factsOf(request: CallbackRequest): Facts {
  const text = request.body.toString("utf8");
  const json = readObject(text);
  const form = new URLSearchParams(json === null ? text : "");
  const query = queryOf(request);
  return (name) => wireText(textAt(json, name) ?? form.get(name) ?? query.get(name));
}

function readReceipt(fact: Facts, receivedAt: Date): VendorReceipt | null {
  const vendorMessageId = fact("id");
  const vendorStatus = fact("status");
  if (vendorMessageId === null || vendorStatus === null) {
    return null;
  }
  // The plus of a zone arrives as a space.
  const saidAt = wireTime(fact("statusDatetime")?.replace(" ", "+"));
  return {
    reference: fact("reference"),
    vendorMessageId,
    part: null,
    ...meaningOf(vendorStatus, fact("statusErrorCode"), fact("statusReason")),
    vendorStatus: vendorText(vendorStatus) ?? "",
    at: saidAt ?? receivedAt,
    price: null,
    isRefund: false,
  };
}

/** The carrier's code tells most; without one the reason does, and of calls the status itself. */
function meaningOf(
  status: string,
  codeText: string | null,
  reasonText: string | null,
): ReceiptFacts {
  const code = codeText === "0" ? null : codeText;
  const reason = reasonText?.toLowerCase().replaceAll("_", " ") ?? null;
  if (code === null && status === "expired" && reason === silentReason) {
    return receiptFacts("UNKNOWN", silentReason, undefined);
  }
  const known = receiptStatusOf.get(status);
  if (code !== null) {
    const failureClass = carrierCodes.get(code);
    return receiptFacts(known, failureClass === undefined ? wireCode(code) : code, failureClass);
  }
  const failureClass = statusReasons.get(reason ?? "") ?? statusReasons.get(status);
  return receiptFacts(
    known,
    failureClass === undefined ? vendorText(reason) : reason,
    failureClass,
  );
}
