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
  and s.wake_at <= $4
order by s.tenant_id, s.id
for update of s skip locked`;

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
