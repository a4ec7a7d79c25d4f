import type { RawCallback } from "../../flow/ports.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, type Columns, columnsOf } from "./columns.js";
import { type Connection, write } from "./statement.js";

/** Every column of `raw_callback`. */
export const rawColumns: Columns<RawCallback> = {
  accountId: "uuid",
  id: "uuid",
  body: "bytea",
  receivedAt: "timestamptz",
};

const text = `
insert into raw_callback (${columnList(rawColumns)})
select ${columnsOf(rawColumns, "n")} from ${batchTable("raw_callback_batch", "n")}
on conflict do nothing`;

/**
 * Keeps what vendors sent, encrypted by the caller; what is kept already stays as it is. One row,
 * one index entry each.
 */
export function insertRawCallbacks(db: Connection, rows: readonly RawCallback[]): Promise<void> {
  return write(db, "insert-raw-callbacks", text, [batchOf("raw_callback_batch", rawColumns, rows)]);
}
