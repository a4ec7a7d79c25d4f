import type { Key } from "../../flow/ports.js";
import type { SendRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(sendColumns, "s")}
from send s
where s.tenant_id = any ($1::uuid[])
  and (s.tenant_id, s.id) in (select * from unnest($2::uuid[], $3::uuid[]))
order by s.tenant_id, s.id
for update of s`;

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
