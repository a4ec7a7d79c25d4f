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
  for update
) s`;

/**
 * Locks and returns the sends that exist, in lock order. Cost: one index look-up and row lock each.
 */
export async function lockSends(db: Connection, keys: readonly Key[]): Promise<SendRow[]> {
  const tenants = keys.map((key) => key.tenantId);
  return await run<SendRow>(db, "lock-sends", text, [
    [...new Set(tenants)],
    tenants,
    keys.map((key) => key.id),
  ]);
}
