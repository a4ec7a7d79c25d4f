import type { ReceiptRow } from "../../flow/rows.js";
import { columnArrays, columnList, unnestSelect, unnestTable } from "./columns.js";
import { receiptColumns } from "./receipt-row.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into receipt (${columnList(receiptColumns)})
select ${unnestSelect(receiptColumns, "n")} from ${unnestTable(receiptColumns, "n")}`;

/** Appends receipts, under their sends' locks. Cost: one row, one index entry each. */
export function insertReceipts(db: Connection, rows: readonly ReceiptRow[]): Promise<void> {
  return write(db, "insert-receipts", text, columnArrays(receiptColumns, rows));
}
