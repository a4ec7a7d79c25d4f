import type { SendRow } from "../../flow/rows.js";
import { columnArrays, columnList, unnestSelect, unnestTable } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into send (${columnList(sendColumns)})
select ${unnestSelect(sendColumns, "n")} from ${unnestTable(sendColumns, "n")}`;

/** Inserts new sends. Within a transaction; cost: one row and up to five index entries each. */
export function insertSends(db: Connection, rows: readonly SendRow[]): Promise<void> {
  return write(db, "insert-sends", text, columnArrays(sendColumns, rows));
}
