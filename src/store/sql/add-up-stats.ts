import { grainMs, type StatGrain } from "../../core/stats/window.js";
import type { StatBucket } from "../../manage/stats/ports.js";
import { cellColumns, groupMarked, inRange, unfoldMarks, upsertStats } from "./stat-columns.js";
import { type Connection, run } from "./statement.js";

const cell = ["tenant_id", "at", ...cellColumns];

function textOf(from: StatGrain, to: StatGrain): string {
  return `
with n as materialized (
  select * from unnest($1::uuid[], $2::timestamptz[]) as n(tenant_id, at)
), parts as (
  select n.tenant_id, n.at, ${cellColumns.map((column) => `s.${column}`).join(", ")}, u.*
  from n
  cross join lateral (
    select * from stat_${from} s where s.tenant_id = n.tenant_id and s.at >= n.at
      and s.at < n.at + ${grainMs[to]} * interval '1 ms' ${inRange}
  ) s
  cross join ${unfoldMarks("s")}
), ${groupMarked("cells", "parts", cell)}
${upsertStats(`stat_${to}`, "cells")}`;
}

const texts = { hour: textOf("minute", "hour"), day: textOf("hour", "day") } as const;

/**
 * Adds hours up from their minutes, or days from their hours. As the tables' owner. Cost: the rows
 * of the finer grain, one row per cell.
 */
export async function addUpStats(
  db: Connection,
  grain: keyof typeof texts,
  buckets: readonly StatBucket[],
): Promise<void> {
  await run(db, `add-up-${grain}s`, texts[grain], [
    buckets.map((bucket) => bucket.tenantId),
    buckets.map((bucket) => bucket.at),
  ]);
}
