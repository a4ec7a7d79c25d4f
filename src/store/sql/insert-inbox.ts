import type { InboxReceipt } from "../../flow/ports.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, type Columns, columnsOf } from "./columns.js";
import { type Connection, write } from "./statement.js";

/** Every column of `receipt_inbox`. */
export const inboxColumns: Columns<InboxReceipt> = {
  accountId: "uuid",
  id: "uuid",
  vendorMessageId: "text",
  receipt: "jsonb",
  receivedAt: "timestamptz",
};

const text = `
insert into receipt_inbox (${columnList(inboxColumns)})
select ${columnsOf(inboxColumns, "n")} from ${batchTable("receipt_inbox_batch", "n")}
on conflict do nothing`;

/** Keeps verified receipts whose message is not known yet. One row, two index entries each. */
export function insertInbox(db: Connection, rows: readonly InboxReceipt[]): Promise<void> {
  return write(db, "insert-inbox", text, [batchOf("receipt_inbox_batch", inboxColumns, rows)]);
}
