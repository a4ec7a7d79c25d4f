import { grainMs, sliceMs } from "../../core/stats/window.js";
import type { LogAhead, SizedBucket } from "../../manage/stats/ports.js";
import { type Connection, run } from "./statement.js";

const aheadText = `
select c.tenant_id as "tenantId", least(c.last_seq, coalesce(r.seq, c.last_seq) + $2) as "upTo",
  case when r.seq >= c.expired_seq then r.seq end as after,
  coalesce(r.seq = r.sliced_seq, false) as "hasSlices"
from tenant_counter c left join stat_cursor r on r.tenant_id = c.tenant_id
where r.seq is null or c.last_seq > r.seq or r.seq is distinct from r.sliced_seq
order by c.tenant_id
limit $1`;

/**
 * Tenants whose log has events that were not rolled up, by the cursor of the roll-up, or whose
 * cursor somebody moved who keeps no slices. A tenant that has none yet, or whose log lost events
 * behind it, has after null: all its attempts are to be read.
 * Reads one row per tenant; the log is commit-ordered, so that nothing up to `upTo` comes later.
 */
export function findLogsAhead(
  db: Connection,
  limit: number,
  eventsMax: number,
): Promise<LogAhead[]> {
  return run<LogAhead>(db, "find-logs-ahead", aheadText, [limit, eventsMax]);
}

// Ids begin with 48 bits of milliseconds.
const madeIn = (widthMs: number): string =>
  `to_timestamp((('x' || translate(left(a.id::text, 13), '-', ''))::bit(48)::bigint
    / ${widthMs}) * ${widthMs / 1000})`;
const bucketsOf = (widthMs: number): string =>
  `a.tenant_id as "tenantId", ${madeIn(widthMs)} as "at", count(*)::integer as attempts`;

// offset 0: looked up part by part and send by send. The planner cannot tell how short the parts
// are, and would rather read a grown table whole.
const touchedText = `
with n as (
  select * from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as n(tenant_id, after, up_to)
), told as (
  select distinct n.tenant_id, e.send_id from n
  cross join lateral (
    select e.send_id from event e
    where e.tenant_id = n.tenant_id and e.seq > n.after and e.seq <= n.up_to offset 0
  ) e
)
select ${bucketsOf(sliceMs)} from told
cross join lateral (
  select a.tenant_id, a.id from attempt a
  where a.tenant_id = told.tenant_id and a.send_id = told.send_id offset 0
) a
group by 1, 2`;

/**
 * The slices, each once, in which the attempts were made of all sends that these parts of the
 * logs tell of, and how many of them: whatever changed about an attempt, its slice is among them.
 * Logs with after null are left out. Cost: the events' range, an index look-up per send.
 */
export async function findTouchedSlices(
  db: Connection,
  logs: readonly LogAhead[],
): Promise<SizedBucket[]> {
  const read = logs.filter((log) => log.after !== null);
  return read.length === 0
    ? []
    : await run<SizedBucket>(db, "find-touched-slices", touchedText, [
        read.map((log) => log.tenantId),
        read.map((log) => log.after),
        read.map((log) => log.upTo),
      ]);
}

const allText = `select ${bucketsOf(grainMs.minute)} from attempt a where a.tenant_id = $1
group by 1, 2 order by 2`;

/**
 * The minutes of all attempts that one tenant ever made, and how many they are. Reads them all.
 */
export function findAllMinutes(db: Connection, tenantId: string): Promise<SizedBucket[]> {
  return run<SizedBucket>(db, "find-all-minutes", allText, [tenantId]);
}

// What is kept of other tenants may be old; a turn is near that finds them ahead.
const dueText = `select d.tenant_id as "tenantId", d.at, 0 as attempts from (
  select * from stat_slice_due union all select * from stat_due
) d
where d.due_at <= $1 and exists (
  select from stat_cursor r where r.tenant_id = d.tenant_id and r.seq = r.sliced_seq)
order by d.due_at limit $2`;

/**
 * Slices that change without an event by now, longest due first; the first slice of a minute may
 * stand for the minute. Two index ranges.
 */
export function findDueSlices(db: Connection, now: Date, limit: number): Promise<SizedBucket[]> {
  return run<SizedBucket>(db, "find-due-slices", dueText, [now, limit]);
}

const advanceText = `
insert into stat_cursor (tenant_id, seq, sliced_seq)
select tenant_id, seq, seq from unnest($1::uuid[], $2::bigint[]) as n(tenant_id, seq)
on conflict (tenant_id) do update set seq = excluded.seq, sliced_seq = excluded.seq`;

/** Notes how far logs were read, and slices kept. One row per tenant. */
export async function advanceCursors(db: Connection, logs: readonly LogAhead[]): Promise<void> {
  if (logs.length > 0) {
    await run(db, "advance-stat-cursors", advanceText, [
      logs.map((log) => log.tenantId),
      logs.map((log) => log.upTo),
    ]);
  }
}
