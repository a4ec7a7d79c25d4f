import { type Connection, run } from "./statement.js";

// A look-up each, by offset 0: the planner knows nothing of an inbox that is empty most of the
// time, and might look all messages up in it instead.
const text = `
select distinct i.account_id as "accountId", i.vendor_message_id as "vendorMessageId"
from receipt_inbox i
cross join lateral (
  select from message_route r
  where r.account_id = i.account_id and r.vendor_message_id = i.vendor_message_id
  offset 0
) r
limit $1`;

/**
 * Waiting receipts whose message has become known. Cost:
 * the inbox, which is short, times one index look-up.
 */
export async function findMatchableInbox(
  db: Connection,
  limit: number,
): Promise<readonly { accountId: string; vendorMessageId: string }[]> {
  return await run<{ accountId: string; vendorMessageId: string }>(
    db,
    "find-matchable-inbox",
    text,
    [limit],
  );
}

const waitingText = `
select distinct i.account_id as "accountId", i.vendor_message_id as "vendorMessageId"
from unnest($1::uuid[], $2::text[]) as n(account_id, vendor_message_id)
join receipt_inbox i on i.account_id = n.account_id and i.vendor_message_id = n.vendor_message_id`;

/** Those of these messages that receipts wait for; nearly always none. One index look-up each. */
export async function findWaitingInbox(
  db: Connection,
  ids: readonly { accountId: string; vendorMessageId: string }[],
): Promise<readonly { accountId: string; vendorMessageId: string }[]> {
  return await run<{ accountId: string; vendorMessageId: string }>(
    db,
    "find-waiting-inbox",
    waitingText,
    [ids.map((id) => id.accountId), ids.map((id) => id.vendorMessageId)],
  );
}
