import { refusedCallback, verifiedCallback } from "../callback-results.js";
import { isObject, objectAt, readObject, textAt, type WireObject } from "../read-object.js";
import { type ReceiptFacts, receiptFacts } from "../receipt-facts.js";
import type { CallbackRequest, CallbackResult, OpenAccount, VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { idOf } from "./api.js";
import { isProved } from "./callback-proof.js";
import { lossGroups, statusOf } from "./codes.js";
import { machineErrors } from "./codes/voice.js";
import { classOfError } from "./error-codes.js";
import { reportedPrice } from "./reported-price.js";

const receiptsMax = 1000;

/**
 * Verifies and reads one call with delivery reports or reports of what was seen, of any channel. A
 * report speaks of all parts of a message. Source:
 * https://www.infobip.com/docs/api/channels/sms/logs-and-status-reports
 */
export function readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult {
  if (!isProved(request, account)) {
    return refusedCallback("bad_signature");
  }
  const results = readObject(request.body.toString("utf8"))?.["results"];
  if (!Array.isArray(results) || results.length > receiptsMax) {
    return refusedCallback("malformed");
  }
  const receipts = results.map((result: unknown) => readReport(result, request.receivedAt));
  return receipts.every((receipt) => receipt !== null)
    ? verifiedCallback(receipts)
    : refusedCallback("malformed");
}

function readReport(value: unknown, receivedAt: Date): VendorReceipt | null {
  const report = isObject(value) ? value : null;
  const vendorMessageId = wireText(report?.["messageId"]);
  const status = objectAt(report, "status");
  const seenAt = wireTime(report?.["seenAt"]);
  if (report === null || vendorMessageId === null || (status === null && seenAt === null)) {
    return null;
  }
  const facts = status === null ? receiptFacts("READ", null, undefined) : factsOf(report, status);
  const doneAt = wireTime(report["doneAt"]) ?? wireTime(report["sentAt"]);
  return {
    reference: wireText(report["callbackData"]),
    vendorMessageId,
    part: null,
    ...facts,
    vendorStatus: status === null ? "SEEN" : nameOf(status),
    at: (status === null ? seenAt : doneAt) ?? receivedAt,
    price: reportedPrice(report),
    isRefund: false,
  };
}

function nameOf(status: WireObject): string {
  const name = status["name"];
  return wireCode(name) ?? vendorText(name) ?? statusOf.get(idOf(status) ?? "")?.name ?? "";
}

/** The error tells why, where there is one; else the status does. */
function factsOf(report: WireObject, status: WireObject): ReceiptFacts {
  const known = statusOf.get(idOf(status) ?? "");
  const group = textAt(status, "groupId") ?? "";
  const error = objectAt(report, "error");
  const errorId = idOf(error) === "0" ? null : idOf(error);
  if (errorId !== null && machineErrors.has(errorId) && known?.status === "DELIVERED") {
    // A machine took the call, was recognised and told nothing.
    return receiptFacts("UNDELIVERED", errorId, classOfError(errorId, null, null));
  }
  if (known === undefined) {
    return receiptFacts(lossGroups.get(group), wireCode(idOf(status)) ?? "unreadable", undefined);
  }
  if (errorId === null) {
    return receiptFacts(known.status, null, known.failureClass ?? undefined);
  }
  const permanent = error?.["permanent"];
  const isTold = typeof permanent === "boolean";
  const failureClass = classOfError(errorId, textAt(error, "name"), isTold ? permanent : null);
  const better = failureClass === "OUTCOME_UNKNOWN" ? known.failureClass : null;
  return receiptFacts(known.status, wireCode(errorId), better ?? failureClass);
}
