import type { Key } from "../../flow/ports.js";
import type { SendRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { keysInOrder } from "./keys-in-order.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(sendColumns, "s")}
from ${keysInOrder("$2", "$3")} n
cross join lateral (
  select * from send o
  where o.tenant_id = any ($1::uuid[]) and o.tenant_id = n.tenant_id and o.id = n.id
    and o.wake_at <= $4
  for update skip locked
) s`;

/**
 * Locks those of the sends that are still due and that nobody else holds: whoever holds one looks
 * at it anyway. Never waits for a lock. One index look-up each.
 */
export async function lockDueSends(
  db: Connection,
  keys: readonly Key[],
  now: Date,
): Promise<SendRow[]> {
  const tenants = keys.map((key) => key.tenantId);
  return await run<SendRow>(db, "lock-due-sends", text, [
    [...new Set(tenants)],
    tenants,
    keys.map((key) => key.id),
    now,
  ]);
}
