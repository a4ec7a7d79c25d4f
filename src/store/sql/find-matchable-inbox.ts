import { type Connection, run } from "./statement.js";

const text = `
select distinct i.account_id as "accountId", i.vendor_message_id as "vendorMessageId"
from receipt_inbox i
join message_route r on r.account_id = i.account_id and r.vendor_message_id = i.vendor_message_id
limit $1`;

/** Waiting receipts whose message has become known. Cost: the inbox, which is short, times one index look-up. */
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
