import type { ReceiptRow } from "../../flow/rows.js";
import type { Columns } from "./columns.js";

/** Every column of `receipt`. */
export const receiptColumns: Columns<ReceiptRow> = {
  tenantId: "uuid",
  attemptId: "uuid",
  id: "uuid",
  vendorMessageId: "text",
  part: "integer",
  status: "text",
  failureClass: "text",
  vendorStatus: "text",
  vendorCode: "text",
  priceMicros: "bigint",
  priceCurrency: "text",
  isRefund: "boolean",
  at: "timestamptz",
  receivedAt: "timestamptz",
  applied: "boolean",
};
