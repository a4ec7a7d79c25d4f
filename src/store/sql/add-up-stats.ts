import { grainMs, type StatGrain } from "../../core/stats/window.js";
import type { StatBucket } from "../../manage/stats/ports.js";
import { cellColumns, inRange, sumColumns, upsertStats } from "./stat-columns.js";
import { type Connection, run } from "./statement.js";

const cell = ["tenant_id", "at", ...cellColumns].join(", ");
const columnsOf = (alias: string, columns: readonly string[]): string =>
  columns.map((column) => `${alias}.${column}`).join(", ");
const sums = sumColumns.map((column) => `sum(${column}) as ${column}`).join(", ");

// There are some eighty marks to a row, and a cell has six texts: rows are sorted by them once, and
// their marks are grouped by the number of their cell.
function textOf(from: StatGrain | "slice", to: StatGrain): string {
  return `
with n as materialized (
  select * from unnest($1::uuid[], $2::timestamptz[]) as n(tenant_id, at)
), parts as materialized (
  select n.tenant_id, n.at, ${columnsOf("s", [...cellColumns, ...sumColumns])},
    s.marks, s.mark_counts,
    dense_rank() over (order by n.tenant_id, n.at, ${columnsOf("s", cellColumns)}) as cell
  from n
  cross join lateral (
    select * from stat_${from} s where s.tenant_id = n.tenant_id and s.at >= n.at
      and s.at < n.at + ${grainMs[to]} * interval '1 ms' ${inRange}
  ) s
), summed as (
  select cell, ${cell}, ${sums} from parts group by cell, ${cell}
), mark as materialized (
  select p.cell, m.mark, sum(m.mark_count)::bigint as mark_count
  from parts p cross join unnest(p.marks, p.mark_counts) as m(mark, mark_count)
  group by p.cell, m.mark
), marked as (
  select cell, array_agg(mark order by mark) as marks,
    array_agg(mark_count order by mark) as mark_counts
  from mark group by cell
), cells as (
  select s.*, coalesce(m.marks, '{}') as marks, coalesce(m.mark_counts, '{}') as mark_counts
  from summed s left join marked m on m.cell = s.cell
)
${upsertStats(`stat_${to}`, "cells")}`;
}

const texts: Readonly<Record<StatGrain, string>> = {
  minute: textOf("slice", "minute"),
  hour: textOf("minute", "hour"),
  day: textOf("hour", "day"),
};

/**
 * Adds minutes up from their slices, all of which have to be kept, hours from their minutes, or
 * days from their hours. As the tables' owner. Cost: the rows of the finer grain, one row per cell.
 */
export async function addUpStats(
  db: Connection,
  grain: StatGrain,
  buckets: readonly StatBucket[],
): Promise<void> {
  await run(db, `add-up-${grain}s`, texts[grain], [
    buckets.map((bucket) => bucket.tenantId),
    buckets.map((bucket) => bucket.at),
  ]);
}
