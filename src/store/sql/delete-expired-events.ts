import { type Connection, run } from "./statement.js";

const findText = `
select c.tenant_id as "tenantId" from tenant_counter c
join event e on e.tenant_id = c.tenant_id and e.seq = c.expired_seq + 1
where e.at < $1
limit $2`;

/**
 * Tenants whose log begins with an event from before `before`, at most `limit`. Logs have no gaps,
 * so that one look at each log's beginning is enough: two index look-ups per tenant.
 */
export async function findExpiredLogs(
  db: Connection,
  before: Date,
  limit: number,
): Promise<readonly string[]> {
  const rows = await run<{ tenantId: string }>(db, "find-expired-logs", findText, [before, limit]);
  return rows.map((row) => row.tenantId);
}

const deleteText = `
with counter as (
  select c.tenant_id, c.expired_seq from tenant_counter c where c.tenant_id = $1 for update of c
), head as (
  select e.seq, e.at from event e join counter c on c.tenant_id = e.tenant_id
  where e.seq > c.expired_seq and e.seq <= c.expired_seq + $3
), bound as (
  select coalesce(min(h.seq) filter (where h.at >= $2) - 1, max(h.seq)) as up_to from head h
), gone as (
  delete from event e using bound b where e.tenant_id = $1 and e.seq <= b.up_to returning e.seq
)
update tenant_counter t set expired_seq = b.up_to
from bound b
where t.tenant_id = $1 and b.up_to > t.expired_seq
returning (select count(*)::integer from gone) as deleted`;

/**
 * Deletes the beginning of one tenant's log up to its first event that is not from before `before`,
 * at most `limit` events, and moves the tenant's expired_seq with it. Returns how many. Locks the
 * tenant's counter for as long as that takes: keep `limit` at a thousand or so.
 */
export async function deleteExpiredEvents(
  db: Connection,
  tenantId: string,
  before: Date,
  limit: number,
): Promise<number> {
  const rows = await run<{ deleted: number }>(db, "delete-expired-events", deleteText, [
    tenantId,
    before,
    limit,
  ]);
  return rows[0]?.deleted ?? 0;
}
