import { grainMs, sliceMs } from "../../core/stats/window.js";
import type { SizedBucket } from "../../manage/stats/ports.js";
import { type Connection, run } from "./statement.js";

/** A minute in which nothing happened for so long is closed; most silence is noted in less. */
const quietMs = 15 * 60_000;
/** How late it may be noted that something happened, so that it is not written every time. */
const noteMs = 60_000;
const closedAtOnce = 1_000;

const slices = grainMs.minute / sliceMs;
const minuteOf = (at: string): string => `date_trunc('minute', ${at}, 'UTC')`;
const isOpen = `exists (select from stat_open o where o.tenant_id = m.tenant_id and o.at = m.at)`;

// A statement sees what was there before it: a minute that it opens is a closed one to it.
const openText = `
with touched as materialized (
  select tenant_id, at, sum(attempts) as attempts
  from unnest($1::uuid[], $2::timestamptz[], $3::integer[]) as n(tenant_id, at, attempts)
  group by tenant_id, at
), minute as materialized (
  select m.*, ${isOpen} as is_open
  from (select distinct tenant_id, ${minuteOf("at")} as at from touched) m
), noted as (
  insert into stat_open as o (tenant_id, at, quiet_at)
  select tenant_id, at, $4::timestamptz + ${quietMs} * interval '1 ms' from minute
  on conflict (tenant_id, at) do update set quiet_at = excluded.quiet_at
  where o.quiet_at < excluded.quiet_at - ${noteMs} * interval '1 ms'
), found as (
  select t.tenant_id, t.at, t.attempts + coalesce(k.attempts, 0) as attempts
  from minute m join touched t on t.tenant_id = m.tenant_id and ${minuteOf("t.at")} = m.at
  cross join lateral (
    select sum(s.attempts) as attempts from stat_slice s
    where s.tenant_id = t.tenant_id and s.at = t.at offset 0
  ) k
  where m.is_open
  union all
  select m.tenant_id, p.at, coalesce(t.attempts, 0) + coalesce(k.attempts / ${slices}, 0)
  from minute m
  cross join lateral (
    select sum(s.attempts) as attempts from stat_minute s
    where s.tenant_id = m.tenant_id and s.at = m.at offset 0
  ) k
  cross join lateral (
    select m.at + i * ${sliceMs} * interval '1 ms' as at from generate_series(0, ${slices - 1}) i
  ) p
  left join touched t on t.tenant_id = m.tenant_id and t.at = p.at
  where not m.is_open
)
select tenant_id as "tenantId", at, ceil(attempts)::integer as attempts from found
order by tenant_id, at`;

/**
 * Opens the minutes of these slices and notes that something happened in them.
 *
 * @param touched with how many attempts of each something happened to; repeats are added up
 * @returns what is to be counted, with about as many attempts as there are, in order: of minutes
 *   that were open the slices given, of others all of theirs
 * As the tables' owner. Cost: the rows that are kept of what is returned, one row per minute.
 */
export function openMinutes(
  db: Connection,
  touched: readonly SizedBucket[],
  now: Date,
): Promise<SizedBucket[]> {
  return run<SizedBucket>(db, "open-minutes", openText, [
    touched.map((slice) => slice.tenantId),
    touched.map((slice) => slice.at),
    touched.map((slice) => slice.attempts),
    now,
  ]);
}

const closeText = `
with quiet as materialized (
  select tenant_id, at from stat_open where quiet_at <= $1 order by quiet_at limit $2
), closed as (
  delete from stat_open o using quiet q where o.tenant_id = q.tenant_id and o.at = q.at
)
delete from stat_slice s using quiet q where s.tenant_id = q.tenant_id
  and s.at >= q.at and s.at < q.at + ${grainMs.minute} * interval '1 ms'`;

/**
 * Drops the slices of minutes that have been quiet, 1,000 minutes at most. As the tables' owner.
 * Cost: one index range, and the rows that are dropped.
 */
export async function closeMinutes(db: Connection, now: Date): Promise<void> {
  await run(db, "close-minutes", closeText, [now, closedAtOnce]);
}

const forgetText = `
with forgotten as (delete from stat_open where tenant_id = any($1::uuid[]))
delete from stat_slice where tenant_id = any($1::uuid[])`;

/** Drops all slices of these tenants. As the tables' owner. Cost: the rows that are dropped. */
export async function forgetSlices(db: Connection, tenantIds: readonly string[]): Promise<void> {
  await run(db, "forget-slices", forgetText, [tenantIds]);
}
