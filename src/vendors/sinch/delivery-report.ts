import { listAt, textAt, type WireObject } from "../read-object.js";
import { receiptFacts } from "../receipt-facts.js";
import type { VendorReceipt } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { wireCode } from "../wire-code.js";
import { wireText } from "../wire-text.js";
import { wireTime } from "../wire-time.js";
import { smsCodes, smsStatusClass, smsStatusOf } from "./codes.js";

/**
 * Reads a delivery report: of one recipient, as is asked for, or of a whole batch, which has one
 * recipient here. Both speak of all parts of a message. Empty for other calls of the service plan;
 * null for a report that cannot be read. Source:
 * https://developers.sinch.com/docs/sms/api-reference/sms/webhooks/deliveryreport
 */
export function readReports(body: WireObject, receivedAt: Date): readonly VendorReceipt[] | null {
  const batch = { id: wireText(body["batch_id"]), reference: wireText(body["client_reference"]) };
  switch (body["type"]) {
    case "recipient_delivery_report_sms":
    case "recipient_delivery_report_mms": {
      const at = wireTime(body["operator_status_at"]) ?? wireTime(body["at"]) ?? receivedAt;
      return allOrNone([readStatus(body, batch, at)]);
    }
    case "delivery_report_sms":
    case "delivery_report_mms":
      return allOrNone(
        listAt(body, "statuses").map((status) => readStatus(status, batch, receivedAt)),
      );
    default:
      return textAt(body, "type") === null ? null : [];
  }
}

function allOrNone(receipts: readonly (VendorReceipt | null)[]): readonly VendorReceipt[] | null {
  return receipts.every((receipt) => receipt !== null) ? receipts : null;
}

function readStatus(
  status: unknown,
  batch: { readonly id: string | null; readonly reference: string | null },
  at: Date,
): VendorReceipt | null {
  const vendorStatus = wireText(textAt(status, "status"));
  if (vendorStatus === null || (batch.id === null && batch.reference === null)) {
    return null;
  }
  const told = textAt(status, "code");
  const code = told === "0" ? null : told;
  const failureClass = code === null ? smsStatusClass.get(vendorStatus) : smsCodes.get(code);
  return {
    reference: batch.reference,
    vendorMessageId: batch.id,
    part: null,
    ...receiptFacts(smsStatusOf.get(vendorStatus), wireCode(code), failureClass),
    vendorStatus: vendorText(vendorStatus) ?? "",
    at,
    price: null,
    isRefund: false,
  };
}
