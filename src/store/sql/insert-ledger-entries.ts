import type { LedgerEntry } from "../../flow/rows.js";
import { columnArrays, columnList, type Columns, unnestSelect, unnestTable } from "./columns.js";
import { type Connection, write } from "./statement.js";

const ledgerColumns: Columns<LedgerEntry> = {
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
select ${unnestSelect(ledgerColumns, "n")} from ${unnestTable(ledgerColumns, "n")}`;

/**
 * Books movements of money, append-only. Within the transaction that caused them;
 * one row, two index entries each.
 */
export function insertLedgerEntries(db: Connection, rows: readonly LedgerEntry[]): Promise<void> {
  return write(db, "insert-ledger-entries", text, columnArrays(ledgerColumns, rows));
}
