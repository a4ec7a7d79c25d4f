import type { Channel } from "../../core/otp/status.js";
import { tallyCounts } from "../../core/stats/tally.js";
import { statGrains } from "../../core/stats/window.js";
import type { BucketSpan, TallyRow } from "../../manage/stats/ports.js";
import { sumColumns, unfoldMarks } from "./stat-columns.js";

/** Counts as they come from the database. */
export interface StoredTally extends Record<(typeof tallyCounts)[number], bigint> {
  readonly bucket: number;
  readonly vendorId: string;
  readonly channel: Channel;
  readonly country: string;
  readonly network: string;
  readonly costMicros: bigint | null;
  readonly marks: readonly number[];
  readonly markCounts: readonly bigint[];
}

/** What `readTally` needs of grouped rows. */
export const tallySelect = `bucket, vendor_id as "vendorId", channel, country, network,
  ${tallyCounts.map((count) => `${count}::bigint`).join(", ")}, marks,
  mark_counts as "markCounts"`;

/** Ranges of time as parameters 1 to 4 of `spanRows`. */
export function spanValues(spans: readonly BucketSpan[]): readonly unknown[] {
  return [
    spans.map((span) => span.bucket),
    spans.map((span) => span.grain),
    spans.map((span) => span.from),
    spans.map((span) => span.to),
  ];
}

/**
 * CTEs `span` and `part`: the rows of the roll-up within the ranges $1 to $4, unfolded as
 * `groupMarked` reads them, with their bucket.
 *
 * @param columns   of the roll-up, beside the sums
 * @param condition on the roll-up's row `s`
 */
export function spanRows(columns: readonly string[], condition: string): string {
  const own = columns.map((column) => `s.${column}`).join(", ");
  const branches = statGrains.map(
    (grain) => `select n.bucket, ${own}, u.*
    from span n join stat_${grain} s on s.at >= n.from_at and s.at < n.to_at and ${condition}
    cross join ${unfoldMarks("s", sumColumns)}
    where n.grain = '${grain}'`,
  );
  return `span as materialized (
    select * from unnest($1::integer[], $2::text[], $3::timestamptz[], $4::timestamptz[])
      as n(bucket, grain, from_at, to_at)
  ), part as (
    ${branches.join("\n    union all ")}
  )`;
}

/** A row as the stats reckon with it. */
export function readTally(row: StoredTally): TallyRow {
  const { bucket, vendorId, channel, country, network, costMicros } = row;
  return {
    bucket,
    vendorId,
    channel,
    country,
    network,
    costMicros,
    tally: {
      attempts: Number(row.attempts),
      submitted: Number(row.submitted),
      delivered: Number(row.delivered),
      undelivered: Number(row.undelivered),
      silent: Number(row.silent),
      rejected: Number(row.rejected),
      unknown: Number(row.unknown),
      verified: Number(row.verified),
      closed: Number(row.closed),
      marks: { buckets: row.marks, counts: row.markCounts.map(Number) },
    },
  };
}
