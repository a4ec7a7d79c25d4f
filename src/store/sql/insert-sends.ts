import type { SendRow } from "../../flow/rows.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, columnsOf } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into send (${columnList(sendColumns)})
select ${columnsOf(sendColumns, "n")} from ${batchTable("send_batch", "n")}`;

/** Inserts new sends. Within a transaction; cost: one row and up to five index entries each. */
export function insertSends(db: Connection, rows: readonly SendRow[]): Promise<void> {
  return write(db, "insert-sends", text, [batchOf("send_batch", sendColumns, rows)]);
}
