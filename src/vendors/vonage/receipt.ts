import { isStale, refusedCallback, verifiedCallback } from "../callback-results.js";
import { objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wirePrice } from "../wire-price.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { callLosses, callStatuses, errorCodes, messageStatuses } from "./codes.js";
import { problemCode } from "./send.js";
import { signedAt } from "./webhook-token.js";

/** Verifies and reads one signed webhook: the status of a message, or an event of a call. */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  const secret = account.credentials["signatureSecret"] ?? "";
  const at = signedAt(request.headers["authorization"] ?? "", request.body, secret);
  if (at === null) {
    return refusedCallback("bad_signature");
  }
  if (isStale(at, request.receivedAt)) {
    return refusedCallback("stale");
  }
  const body = readObject(request.body.toString("utf8"));
  const isCall = body !== null && !Object.hasOwn(body, "message_uuid");
  // What is told of who answers has another name for the id of the call.
  const id = wireText(isCall ? (body["uuid"] ?? body["call_uuid"]) : body?.["message_uuid"]);
  const vendorStatus = wireText(body?.["status"]);
  if (body === null || id === null || vendorStatus === null) {
    return refusedCallback("malformed");
  }
  const facts = isCall ? callFacts(body, vendorStatus) : messageFacts(body, vendorStatus);
  const common = {
    vendorMessageId: id,
    part: null,
    vendorStatus: vendorText(vendorStatus) ?? "",
    at: wireTime(body["timestamp"]) ?? at,
    isRefund: false,
  };
  return verifiedCallback(facts === null ? [] : [{ ...common, ...facts }]);
}

type Facts = Omit<VendorReceipt, "vendorMessageId" | "part" | "vendorStatus" | "at" | "isRefund">;

function messageFacts(body: WireObject, vendorStatus: string): Facts {
  const usage = objectAt(body, "usage");
  const code = wireCode(problemCode(objectAt(body, "error")));
  return {
    reference: wireText(body["client_ref"]),
    ...receiptFacts(messageStatuses.get(vendorStatus), code, errorCodes.get(code ?? "")),
    price: usage === null ? null : wirePrice(usage["price"], usage["currency"]),
  };
}

/** Null = an event that says nothing new. Prices of calls are in euros, and told at the end. */
function callFacts(body: WireObject, vendorStatus: string): Facts | null {
  const status = callStatuses.get(vendorStatus);
  if (status === null) {
    return null;
  }
  const detail = wireCode(textAt(body, "detail"));
  const facts = receiptFacts(status, detail, callLosses.get(detail ?? vendorStatus));
  return { reference: null, ...facts, price: wirePrice(body["price"], "EUR") };
}
