import type { AttemptRow } from "../../flow/rows.js";
import { columnArrays, columnList, unnestSelect, unnestTable } from "./columns.js";
import { attemptColumns } from "./attempt-row.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into attempt (${columnList(attemptColumns)})
select ${unnestSelect(attemptColumns, "n")} from ${unnestTable(attemptColumns, "n")}`;

/**
 * Inserts new attempts, after their sends. Within a transaction; cost:
 * one row, two index entries each.
 */
export function insertAttempts(db: Connection, rows: readonly AttemptRow[]): Promise<void> {
  return write(db, "insert-attempts", text, columnArrays(attemptColumns, rows));
}
