import type { LedgerEntry } from "../../flow/rows.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, type Columns, columnsOf } from "./columns.js";
import { type Connection, write } from "./statement.js";

/** Every column of `ledger_entry`. */
export const ledgerColumns: Columns<LedgerEntry> = {
  tenantId: "uuid",
  id: "uuid",
  attemptId: "uuid",
  kind: "text",
  debit: "text",
  credit: "text",
  amountMicros: "bigint",
  at: "timestamptz",
};

const text = `
insert into ledger_entry (${columnList(ledgerColumns)})
select ${columnsOf(ledgerColumns, "n")} from ${batchTable("ledger_entry_batch", "n")}`;

/**
 * Books movements of money, append-only. Within the transaction that caused them;
 * one row, two index entries each.
 */
export function insertLedgerEntries(db: Connection, rows: readonly LedgerEntry[]): Promise<void> {
  return write(db, "insert-ledger-entries", text, [
    batchOf("ledger_entry_batch", ledgerColumns, rows),
  ]);
}
