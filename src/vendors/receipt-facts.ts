import type { FailureClass, ReceiptStatus } from "../core/otp/status.js";
import type { VendorReceipt } from "./vendor.js";

/** What a receipt says, once its status and its code were looked up. */
export type ReceiptFacts = Pick<
  VendorReceipt,
  "status" | "failureClass" | "vendorCode" | "isCodeKnown"
>;

/**
 * Puts together what a vendor's status and code mean. A code matters only where a message is lost;
 * without one, a message that ran out of time did not reach its recipient this time.
 *
 * @param status       undefined = in no table
 * @param code         null = the vendor gives none
 * @param failureClass of the code; undefined = in no table
 */
export function receiptFacts(
  status: ReceiptStatus | undefined,
  code: string | null,
  failureClass: FailureClass | undefined,
): ReceiptFacts {
  if (status === undefined) {
    return { status: "UNKNOWN", failureClass: null, vendorCode: code, isCodeKnown: false };
  }
  if (status !== "UNDELIVERED" && status !== "EXPIRED" && status !== "REJECTED") {
    return { status, failureClass: null, vendorCode: code, isCodeKnown: true };
  }
  if (code === null) {
    const usual = status === "EXPIRED" ? "RECIPIENT_TEMPORARY" : "OUTCOME_UNKNOWN";
    return { status, failureClass: failureClass ?? usual, vendorCode: null, isCodeKnown: true };
  }
  return {
    status,
    failureClass: failureClass ?? "OUTCOME_UNKNOWN",
    vendorCode: code,
    isCodeKnown: failureClass !== undefined,
  };
}
