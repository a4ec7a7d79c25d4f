import type { EventRow } from "../../flow/rows.js";
import { toldColumns } from "./append-events.js";
import { batchOf } from "../wire/batch.js";
import { batchOrdered, columnList, columnsOf } from "./columns.js";
import { type Connection, write } from "./statement.js";

const text = `
insert into event (seq, ${columnList(toldColumns)})
select ($2::bigint[])[n.place], ${columnsOf(toldColumns, "n")}
from ${batchOrdered("event_batch", toldColumns, "n", "place")}`;

/**
 * Stores events at places of their logs that are kept free, which nobody reads before `openPast`.
 * One row and two index entries each.
 */
export function insertPastEvents(db: Connection, rows: readonly EventRow[]): Promise<void> {
  const places = rows.map((row) => row.seq);
  return write(db, "insert-past-events", text, [batchOf("event_batch", toldColumns, rows), places]);
}
