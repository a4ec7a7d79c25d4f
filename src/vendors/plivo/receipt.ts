import { refusedCallback, verifiedCallback } from "../callback-results.js";
import { receiptFacts } from "../receipt-facts.js";
import { calledUrl, queryOf, referenceIn } from "../signed-url.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wirePrice } from "../wire-price.js";
import { wireText } from "../wire-text.js";
import {
  callStatuses,
  hangupCauses,
  messageCodes,
  messageStatuses,
  spokenCauses,
} from "./codes.js";
import { isSignedByPlivo } from "./signature.js";
import { speechXml } from "./speech.js";

/**
 * Verifies and reads one call, a form: the status of a message or of a part of it, the end of a
 * phone call, or the question what an answered phone call is to speak. Plivo signs no time.
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const form = new URLSearchParams(request.body.toString("utf8"));
  if (!isSigned(request, account, form)) {
    return refusedCallback("bad_signature");
  }
  const sealed = queryOf(request).get("say");
  if (sealed !== null) {
    const body = speechXml(sealed, account);
    return body === null
      ? refusedCallback("malformed")
      : verifiedCallback([], { contentType: "application/xml", body });
  }
  const receipt = form.has("CallUUID") ? callReceipt(form) : messageReceipt(form);
  if (receipt === "malformed") {
    return refusedCallback("malformed");
  }
  const common = { reference: referenceIn(request), at: request.receivedAt, isRefund: false };
  return verifiedCallback(receipt === null ? [] : [{ ...common, ...receipt }]);
}

function isSigned(
  { headers, ...request }: CallbackRequest,
  account: OpenAccount,
  form: URLSearchParams,
): boolean {
  const signature = headers["x-plivo-signature-v3"] ?? "";
  const nonce = headers["x-plivo-signature-v3-nonce"] ?? "";
  const url = calledUrl(account, { headers, ...request });
  return isSignedByPlivo(account.credentials["authToken"] ?? "", signature, nonce, url, form);
}

type Said = Omit<VendorReceipt, "reference" | "at" | "isRefund">;

/** Parts of a long message have ids of their own; the message's is their parent's. */
function messageReceipt(form: URLSearchParams): Said | null | "malformed" {
  const id = wireText(form.get("ParentMessageUUID") ?? form.get("MessageUUID"));
  const vendorStatus = wireText(form.get("Status"));
  if (id === null || vendorStatus === null) {
    return "malformed";
  }
  const status = messageStatuses.get(vendorStatus);
  if (status === null) {
    return null;
  }
  const code = codeIn(form, "ErrorCode");
  const part = partIn(form.get("PartInfo"));
  const facts = receiptFacts(status, code, messageCodes.get(code ?? ""));
  const amount = form.get(part === null ? "TotalAmount" : "TotalRate");
  return {
    vendorMessageId: id,
    part,
    ...facts,
    vendorStatus: vendorText(vendorStatus) ?? "",
    price: priceOf(amount, facts.failureClass !== null),
  };
}

function callReceipt(form: URLSearchParams): Said | "malformed" {
  const id = wireText(form.get("RequestUUID") ?? form.get("ALegRequestUUID"));
  const vendorStatus = wireText(form.get("CallStatus"));
  if (id === null || vendorStatus === null) {
    return "malformed";
  }
  const cause = codeIn(form, "HangupCauseCode");
  const wasCut = vendorStatus === "completed" && cause !== null && !spokenCauses.has(cause);
  const status = wasCut ? "UNDELIVERED" : callStatuses.get(vendorStatus);
  const facts = receiptFacts(status, cause, hangupCauses.get(cause ?? vendorStatus));
  return {
    vendorMessageId: id,
    part: null,
    ...facts,
    vendorStatus: vendorText(vendorStatus) ?? "",
    price: priceOf(form.get("TotalCost"), facts.failureClass !== null),
  };
}

/** Plivo bills in dollars. Before the end an amount may be 0 because it is not known yet. */
function priceOf(amount: string | null, isLoss: boolean): VendorReceipt["price"] {
  const price = wirePrice(amount, "USD");
  return price?.micros === 0n && !isLoss ? null : price;
}

/** "2 of 3" is part 2; a message of one part has none. */
function partIn(text: string | null): number | null {
  const [, part, parts] = /^(\d{1,3}) of (\d{1,3})$/.exec(text ?? "") ?? [];
  return part === undefined || parts === "1" ? null : Math.max(Number(part), 1);
}

function codeIn(form: URLSearchParams, name: string): string | null {
  const text = form.get(name) ?? "";
  return text === "" || text === "000" ? null : (wireCode(text) ?? "unreadable");
}
