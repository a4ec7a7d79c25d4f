import { type Connection, run } from "./statement.js";

const openText = `
insert into cost_cursor (tenant_id, seq, zone, next_build_at)
select k.tenant_id, k.last_seq, t.time_zone, $2
from tenant_counter k join tenant t on t.id = k.tenant_id where k.tenant_id = $1
on conflict (tenant_id) do nothing`;

const lockText = `
select c.seq, k.last_seq as "lastSeq", k.expired_seq as "expiredSeq"
from cost_cursor c join tenant_counter k on k.tenant_id = c.tenant_id
where c.tenant_id = $1
for update of c`;

// offset 0: looked up send by send. The planner cannot tell how short the part of the log is, and
// would rather read a grown table whole.
const markText = `
with changed as materialized (
  select e.send_id, max(e.seq) as seq from event e
  where e.tenant_id = $1 and e.seq > $2 and e.seq <= $3
  group by e.send_id
), touched as materialized (
  select a.held_at, c.seq from changed c
  cross join lateral (
    select a.held_at from attempt a where a.tenant_id = $1 and a.send_id = c.send_id offset 0
  ) a
), marked as (
  update cost_day d set is_dirty = true
  where d.tenant_id = $1 and not d.is_dirty and exists (select from touched t
    where t.seq > d.built_seq and t.held_at >= d.starts_at and t.held_at < d.ends_at)
  returning 1
), moved as (
  update cost_cursor set seq = $3 where tenant_id = $1
)
select count(*)::integer as marked from marked`;

const markAllText = `
with marked as (
  update cost_day set is_dirty = true where tenant_id = $1 and not is_dirty returning 1
), moved as (
  update cost_cursor set seq = $2 where tenant_id = $1
)
select count(*)::integer as marked from marked`;

/** One stretch of a log that was read for days that changed. */
export interface MarkedDays {
  readonly marked: number;
  readonly isMore: boolean;
}

/**
 * Reads at most `eventsMax` events behind a tenant's cursor, marks the added-up days of the sends
 * that they are about, and moves the cursor. Where the log was deleted meanwhile, all days are
 * marked. The first call begins at the log's end: nothing was added up before. As the owner of the
 * tables, in a transaction; locks the tenant's cursor. One index range and one look-up per send.
 */
export async function markCostDays(
  db: Connection,
  tenantId: string,
  now: Date,
  eventsMax: number,
): Promise<MarkedDays> {
  await run(db, "open-cost-cursor", openText, [tenantId, now]);
  const [place] = await run<{ seq: bigint; lastSeq: bigint; expiredSeq: bigint }>(
    db,
    "lock-cost-cursor",
    lockText,
    [tenantId],
  );
  if (place === undefined || place.seq >= place.lastSeq) {
    return { marked: 0, isMore: false };
  }
  const { seq, lastSeq, expiredSeq } = place;
  const until = seq + BigInt(eventsMax) < lastSeq ? seq + BigInt(eventsMax) : lastSeq;
  const [found] =
    seq < expiredSeq
      ? await run<{ marked: number }>(db, "mark-all-cost-days", markAllText, [tenantId, lastSeq])
      : await run<{ marked: number }>(db, "mark-cost-days", markText, [tenantId, seq, until]);
  return { marked: found?.marked ?? 0, isMore: seq >= expiredSeq && until < lastSeq };
}
