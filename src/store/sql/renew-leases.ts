import type { Key } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
with n as (
  select * from unnest($2::uuid[], $3::uuid[]) as n(tenant_id, id)
), locked as (
  select s.tenant_id, s.id from send s
  where s.tenant_id = any ($1::uuid[])
    and (s.tenant_id, s.id) in (
      select a.tenant_id, a.send_id from attempt a
        join n on a.tenant_id = n.tenant_id and a.id = n.id
    )
  order by s.tenant_id, s.id
  for update of s
), versioned as (
  update send s set status = s.status from locked l
  where s.tenant_id = l.tenant_id and s.id = l.id
)
update attempt a set lease_until = $5
from n, locked l
where a.tenant_id = n.tenant_id and a.id = n.id and l.tenant_id = a.tenant_id and l.id = a.send_id
  and a.status = 'PLANNED' and a.lease_owner = $4`;

/**
 * Extends the leases of PLANNED attempts that wait here for their account's pace. One statement.
 * The send gets a new version, and its wake_at stays: whoever looks then finds the lease renewed.
 */
export async function renewLeases(
  db: Connection,
  keys: readonly Key[],
  owner: string,
  leaseUntil: Date,
): Promise<void> {
  const tenants = keys.map((key) => key.tenantId);
  await run(db, "renew-leases", text, [
    [...new Set(tenants)],
    tenants,
    keys.map((key) => key.id),
    owner,
    leaseUntil,
  ]);
}
