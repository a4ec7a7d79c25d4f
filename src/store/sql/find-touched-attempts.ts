import type { LogAhead, StatBucket } from "../../manage/stats/ports.js";
import { type Connection, run } from "./statement.js";

const aheadText = `
select c.tenant_id as "tenantId", least(c.last_seq, coalesce(r.seq, c.last_seq) + $2) as "upTo",
  case when r.seq >= c.expired_seq then r.seq end as after
from tenant_counter c left join stat_cursor r on r.tenant_id = c.tenant_id
where r.seq is null or c.last_seq > r.seq
order by c.tenant_id
limit $1`;

/**
 * Tenants whose log has events that were not rolled up, by the cursor of the roll-up. A tenant that
 * has none yet, or whose log lost events behind it, has after null: all its attempts are to be
 * read.
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
const madeAt = `to_timestamp((('x' || translate(left(a.id::text, 13), '-', ''))::bit(48)::bigint
    / 60000) * 60)`;
const minutes = `a.tenant_id as "tenantId", ${madeAt} as "at"`;

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
select distinct ${minutes} from told
cross join lateral (
  select a.tenant_id, a.id from attempt a
  where a.tenant_id = told.tenant_id and a.send_id = told.send_id offset 0
) a`;

/**
 * The minutes, each once, in which the attempts were made of all sends that these parts of the
 * logs tell of: whatever changed about an attempt, its minute is among them. Logs with after null
 * are left out. Cost: the events' range, an index look-up per send.
 */
export async function findTouchedMinutes(
  db: Connection,
  logs: readonly LogAhead[],
): Promise<StatBucket[]> {
  const read = logs.filter((log) => log.after !== null);
  return read.length === 0
    ? []
    : await run<StatBucket>(db, "find-touched-minutes", touchedText, [
        read.map((log) => log.tenantId),
        read.map((log) => log.after),
        read.map((log) => log.upTo),
      ]);
}

const allText = `select distinct ${minutes} from attempt a where a.tenant_id = $1
order by "at"`;

/** The same for all attempts that one tenant ever made. Reads them all. */
export function findAllMinutes(db: Connection, tenantId: string): Promise<StatBucket[]> {
  return run<StatBucket>(db, "find-all-minutes", allText, [tenantId]);
}

const dueText = `select d.tenant_id as "tenantId", d.at from stat_due d
where d.due_at <= $1 order by d.due_at limit $2`;

/** Minutes that change without an event by now, longest due first. One index range. */
export function findDueMinutes(db: Connection, now: Date, limit: number): Promise<StatBucket[]> {
  return run<StatBucket>(db, "find-due-minutes", dueText, [now, limit]);
}

const advanceText = `
insert into stat_cursor (tenant_id, seq)
select * from unnest($1::uuid[], $2::bigint[])
on conflict (tenant_id) do update set seq = excluded.seq`;

/** Notes how far logs were read. One row per tenant. */
export async function advanceCursors(db: Connection, logs: readonly LogAhead[]): Promise<void> {
  if (logs.length > 0) {
    await run(db, "advance-stat-cursors", advanceText, [
      logs.map((log) => log.tenantId),
      logs.map((log) => log.upTo),
    ]);
  }
}
