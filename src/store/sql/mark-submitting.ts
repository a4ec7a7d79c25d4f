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
), marked as (
  update attempt a set status = 'SUBMITTING', lease_until = $5
  from n, locked l
  where a.tenant_id = n.tenant_id and a.id = n.id
    and l.tenant_id = a.tenant_id and l.id = a.send_id
    and a.status = 'PLANNED' and a.lease_owner = $4
  returning a.tenant_id, a.id, a.send_id
), sending as (
  update send s set status = 'SENDING'
  from marked m
  where s.tenant_id = m.tenant_id and s.id = m.send_id and s.status = 'QUEUED'
)
select tenant_id as "tenantId", id from marked`;

/**
 * PLANNED → SUBMITTING for the attempts that `owner` still leases, and their QUEUED sends →
 * SENDING. Returns those that may go to the wire: anything else was cancelled or taken over. One
 * statement, own transaction.
 */
export async function markSubmitting(
  db: Connection,
  keys: readonly Key[],
  owner: string,
  leaseUntil: Date,
): Promise<readonly Key[]> {
  const tenants = keys.map((key) => key.tenantId);
  return await run<{ tenantId: string; id: string }>(db, "mark-submitting", text, [
    [...new Set(tenants)],
    tenants,
    keys.map((key) => key.id),
    owner,
    leaseUntil,
  ]);
}
