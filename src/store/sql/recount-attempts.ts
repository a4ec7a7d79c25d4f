import { idFloorAt } from "../../core/id-time.js";
import { failureClasses } from "../../core/otp/status.js";
import { bucketStarts } from "../../core/stats/histogram.js";
import { silentAfterMs } from "../../core/stats/tally.js";
import { grainMs, sliceMs } from "../../core/stats/window.js";
import type { StatBucket } from "../../manage/stats/ports.js";
import { cellColumns, groupMarked, inRange, upsertStats } from "./stat-columns.js";
import { type Connection, run } from "./statement.js";

const cell = ["tenant_id", "at", ...cellColumns];
// Whose an account is, is looked up once for each, not for every attempt.
const byAccount = cell.join(", ").replace("ownership", "account_id");

// An unknown outcome keeps its class when the wait for its receipt ends.
const isUnknown = `(a.status = 'UNKNOWN'
      or (a.status = 'TIMED_OUT' and a.failure_class = 'OUTCOME_UNKNOWN'))`;
const isAccepted = `(a.status = 'SUBMITTED'
      or (a.status = 'TIMED_OUT' and a.failure_class is distinct from 'OUTCOME_UNKNOWN'))`;
const isOver = `(s.verification <> 'PENDING' or s.status in ('BLOCKED', 'CANCELED'))`;

const widthMs = { slice: sliceMs, minute: grainMs.minute } as const;
type Counted = keyof typeof widthMs;

const within = (counted: Counted): string =>
  `d.tenant_id = n.tenant_id and d.at >= n.at
    and d.at < n.at + ${widthMs[counted]} * interval '1 ms'`;

const textOf = (counted: Counted): string => `
with n as materialized (
  select * from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::uuid[])
    as n(tenant_id, at, first_id, end_id)
), seen as materialized (
  select a.tenant_id, n.at, a.vendor_id, a.channel, coalesce(a.country, '') as country,
    coalesce(a.mcc || a.mnc, '') as network, a.price_currency as currency,
    a.account_id, a.status, a.submitted_at is not null as is_submitted, ${isUnknown} as is_unknown,
    case when ${isAccepted} then a.submitted_at
      + case a.channel when 'EMAIL' then $6::integer else $5::integer end * interval '1 ms'
      end as silent_at,
    a.verified_at is not null as is_verified,
    ${isOver} and (a.verified_at is not null
      or s.verification <> 'VERIFIED' and a.status not in ('PLANNED', 'CANCELED')) as is_closed,
    a.cost_micros, a.vendor_cost_micros,
    case when a.status in ('DELIVERED', 'READ') then width_bucket(a.latency_ms, $7::integer[])
      else -array_position($8::text[], a.failure_class) end as mark,
    a.lease_until > $9 and a.status not in ('PLANNED', 'SUBMITTING') as awaits_answer
  from n
  cross join lateral (
    select * from attempt a
    where a.tenant_id = n.tenant_id and a.id >= n.first_id and a.id < n.end_id ${inRange}
  ) a
  cross join lateral (
    select s.verification, s.status from send s
    where s.tenant_id = a.tenant_id and s.id = a.send_id offset 0
  ) s
), due as materialized (
  select tenant_id, at, min(case when awaits_answer then $9 + interval '2 s'
    when silent_at > $9 then silent_at end) as due_at
  from seen group by tenant_id, at
), replaced as (
  delete from stat_due d using n where ${within(counted)}
), settled as (
  delete from stat_slice_due d using n where ${within(counted)}
    and not exists (select from due where due.tenant_id = d.tenant_id and due.at = d.at
      and due.due_at is not null)
), put_off as (
  insert into stat_slice_due as d (tenant_id, at, due_at)
  select tenant_id, at, due_at from due where due_at is not null
  on conflict (tenant_id, at) do update set due_at = excluded.due_at
  where d.due_at <> excluded.due_at
), counted as (
  select ${byAccount}, mark, count(mark) as mark_count,
    count(*) as attempts,
    count(*) filter (where is_submitted) as submitted,
    count(*) filter (where status in ('DELIVERED', 'READ')) as delivered,
    count(*) filter (where status = 'UNDELIVERED') as undelivered,
    count(*) filter (where silent_at <= $9) as silent,
    count(*) filter (where status = 'REJECTED') as rejected,
    count(*) filter (where is_unknown) as unknown,
    count(*) filter (where is_verified) as verified,
    count(*) filter (where is_closed) as closed,
    sum(cost_micros) as cost_micros, sum(vendor_cost_micros) as vendor_cost_micros
  from seen group by ${byAccount}, mark
), owned as (
  select n.*, case when c.id is not null and c.tenant_id is null then 'MARKETPLACE' else 'TENANT'
    end as ownership
  from counted n left join vendor_account c on c.id = n.account_id
), ${groupMarked("cells", "owned", cell)}
${upsertStats(`stat_${counted}`, "cells")}`;

const texts: Readonly<Record<Counted, string>> = {
  slice: textOf("slice"),
  minute: textOf("minute"),
};

/**
 * Counts the attempts of these slices or minutes from their rows, and notes when they change next
 * without an event: an attempt becomes silent, or the answer to a submission is awaited whose
 * receipt was faster. The same at any time and any number of times, for the same `now`. As the
 * tables' owner. Cost: the attempts' range, one look-up of the send each, one row per cell.
 */
export async function recountAttempts(
  db: Connection,
  counted: Counted,
  buckets: readonly StatBucket[],
  now: Date,
): Promise<void> {
  await run(db, `recount-${counted}s`, texts[counted], [
    buckets.map((bucket) => bucket.tenantId),
    buckets.map((bucket) => bucket.at),
    buckets.map((bucket) => idFloorAt(bucket.at)),
    buckets.map((bucket) => idFloorAt(new Date(bucket.at.getTime() + widthMs[counted]))),
    silentAfterMs.default,
    silentAfterMs.EMAIL,
    bucketStarts,
    failureClasses,
    now,
  ]);
}
