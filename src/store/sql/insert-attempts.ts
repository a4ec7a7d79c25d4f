import type { DecidedAttempt } from "../../flow/rows.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, columnsOf } from "./columns.js";
import { decidedAttemptColumns } from "./attempt-row.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into attempt (${columnList(decidedAttemptColumns)})
select ${columnsOf(decidedAttemptColumns, "n")} from ${batchTable("attempt_batch", "n")}`;

/**
 * Inserts new attempts, after their sends. Within a transaction; cost:
 * one row, two index entries each.
 */
export function insertAttempts(db: Connection, rows: readonly DecidedAttempt[]): Promise<void> {
  return write(db, "insert-attempts", text, [
    batchOf("attempt_batch", decidedAttemptColumns, rows),
  ]);
}
