import type { AttemptKey } from "../../flow/ports.js";
import { uuidArray } from "../array-bytes.js";
import type { MarkedAttempt } from "../known-sends.js";
import { keysInOrder } from "./keys-in-order.js";
import { type Connection, run } from "./statement.js";

// coalesce keeps the planner from believing that next to no attempt is PLANNED: it would look all
// of them through for those, instead of looking these up.
const text = `
with locked as materialized (
  select s.id, s.version
  from ${keysInOrder("$2", "$6")} n
  cross join lateral (
    select o.id, o.xmin::text as version from send o
    where o.tenant_id = any ($1::uuid[]) and o.tenant_id = n.tenant_id and o.id = n.id
    for update
  ) s
), marked as (
  update attempt a set status = 'SUBMITTING', lease_until = $5
  from unnest($2::uuid[], $3::uuid[], $6::uuid[]) as n(tenant_id, id, send_id)
  where a.tenant_id = n.tenant_id and a.id = n.id and a.send_id = n.send_id
    and coalesce(a.status = 'PLANNED' and a.lease_owner = $4, false)
    and (select count(*) from locked) > 0
  returning a.tenant_id, a.id, a.send_id
), sending as (
  update send s set status = case s.status when 'QUEUED' then 'SENDING' else s.status end
  from marked m
  where s.tenant_id = m.tenant_id and s.id = m.send_id
)
select m.tenant_id as "tenantId", m.id, m.send_id as "sendId", l.version as "sendVersion",
  pg_current_xact_id()::xid::text as version
from marked m join locked l on l.id = m.send_id`;

/**
 * PLANNED → SUBMITTING for the attempts that `owner` still leases, and their QUEUED sends →
 * SENDING. Every such send gets a new version, by which others see that what they know of it is
 * old. Returns those that may go to the wire: anything else was cancelled or taken over. One
 * statement, own transaction.
 */
export async function markSubmitting(
  db: Connection,
  keys: readonly AttemptKey[],
  owner: string,
  leaseUntil: Date,
): Promise<readonly MarkedAttempt[]> {
  const tenants = keys.map((key) => key.tenantId);
  return await run<MarkedAttempt>(db, "mark-submitting", text, [
    uuidArray([...new Set(tenants)]),
    uuidArray(tenants),
    uuidArray(keys.map((key) => key.id)),
    owner,
    leaseUntil,
    uuidArray(keys.map((key) => key.sendId)),
  ]);
}
