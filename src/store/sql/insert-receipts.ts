import type { ReceiptRow } from "../../flow/rows.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, columnsOf } from "./columns.js";
import { receiptColumns } from "./receipt-row.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into receipt (${columnList(receiptColumns)})
select ${columnsOf(receiptColumns, "n")} from ${batchTable("receipt_batch", "n")}`;

/** Appends receipts, under their sends' locks. Cost: one row, one index entry each. */
export function insertReceipts(db: Connection, rows: readonly ReceiptRow[]): Promise<void> {
  return write(db, "insert-receipts", text, [batchOf("receipt_batch", receiptColumns, rows)]);
}
