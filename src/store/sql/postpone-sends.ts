import type { Key } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
with locked as (
  select s.tenant_id, s.id from send s
  where s.tenant_id = any ($1::uuid[])
    and (s.tenant_id, s.id) in (select * from unnest($2::uuid[], $3::uuid[]))
    and s.wake_at <= $4
  order by s.tenant_id, s.id
  for update of s skip locked
)
update send s set wake_at = $5
from locked l
where s.tenant_id = l.tenant_id and s.id = l.id`;

/**
 * Puts off sends that are due and could not be looked at, so that they do not stand in the way of
 * others. One statement, own transaction; never waits for a lock.
 */
export async function postponeSends(
  db: Connection,
  keys: readonly Key[],
  now: Date,
  until: Date,
): Promise<void> {
  const tenants = keys.map((key) => key.tenantId);
  await run(db, "postpone-sends", text, [
    [...new Set(tenants)],
    tenants,
    keys.map((key) => key.id),
    now,
    until,
  ]);
}
