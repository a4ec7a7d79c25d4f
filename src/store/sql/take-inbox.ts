import type { InboxReceipt } from "../../flow/ports.js";
import { selectList } from "./columns.js";
import { inboxColumns } from "./insert-inbox.js";
import { type Connection, run } from "./statement.js";

const text = `
with due as (
  select i.account_id, i.id
  from unnest($1::uuid[], $2::text[]) as n(account_id, vendor_message_id)
  join receipt_inbox i
    on i.account_id = n.account_id and i.vendor_message_id = n.vendor_message_id
  order by i.account_id, i.id
  for update of i skip locked
)
delete from receipt_inbox i using due
where i.account_id = due.account_id and i.id = due.id
returning ${selectList(inboxColumns, "i")}`;

/**
 * Takes waiting receipts of these messages out of the inbox, in no order; rows that another process
 * is taking are skipped. Within the transaction that applies them, so that a crash puts them back.
 */
export async function takeInbox(
  db: Connection,
  ids: readonly { accountId: string; vendorMessageId: string }[],
): Promise<readonly InboxReceipt[]> {
  return await run<InboxReceipt>(db, "take-inbox", text, [
    ids.map((id) => id.accountId),
    ids.map((id) => id.vendorMessageId),
  ]);
}
