import type { MessageRoute } from "../../flow/ports.js";
import { selectList } from "./columns.js";
import { routeColumns } from "./insert-message-routes.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(routeColumns, "r")}
from unnest($1::uuid[], $2::text[]) as n(account_id, vendor_message_id)
join message_route r on r.account_id = n.account_id and r.vendor_message_id = n.vendor_message_id`;

/**
 * Finds whose messages these are, by account and vendor id, never by phone number.
 * One index look-up each.
 */
export async function findMessageRoutes(
  db: Connection,
  ids: readonly { accountId: string; vendorMessageId: string }[],
): Promise<readonly MessageRoute[]> {
  return await run<MessageRoute>(db, "find-message-routes", text, [
    ids.map((id) => id.accountId),
    ids.map((id) => id.vendorMessageId),
  ]);
}
