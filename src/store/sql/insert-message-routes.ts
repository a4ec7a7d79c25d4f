import type { MessageRoute } from "../../flow/ports.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, type Columns, columnsOf } from "./columns.js";
import { type Connection, write } from "./statement.js";

/** Every column of `message_route`. */
export const routeColumns: Columns<MessageRoute> = {
  accountId: "uuid",
  vendorMessageId: "text",
  tenantId: "uuid",
  attemptId: "uuid",
  part: "integer",
  createdAt: "timestamptz",
};

const text = `
insert into message_route (${columnList(routeColumns)})
select ${columnsOf(routeColumns, "n")} from ${batchTable("message_route_batch", "n")}
order by n.account_id, n.vendor_message_id
on conflict do nothing`;

/**
 * Notes whose message a vendor's id is; the first to claim an id keeps it.
 * One row, one index entry each.
 */
export function insertMessageRoutes(db: Connection, rows: readonly MessageRoute[]): Promise<void> {
  return write(db, "insert-message-routes", text, [
    batchOf("message_route_batch", routeColumns, rows),
  ]);
}
