import type { EventRow } from "../../flow/rows.js";
import { columnArrays, columnList, unnestSelect, unnestTable } from "./columns.js";
import { eventColumns } from "./event-row.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into event (${columnList(eventColumns)})
select ${unnestSelect(eventColumns, "n")} from ${unnestTable(eventColumns, "n")}`;

/**
 * Stores events at places of their logs that are kept free, which nobody reads before `openPast`.
 * One row and two index entries each.
 */
export function insertPastEvents(db: Connection, rows: readonly EventRow[]): Promise<void> {
  return write(db, "insert-past-events", text, columnArrays(eventColumns, rows));
}
