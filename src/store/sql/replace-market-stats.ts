import { tallyCounts } from "../../core/stats/tally.js";
import type { StatsWindow } from "../../core/stats/window.js";
import type { MarketStatRow } from "../../manage/stats/ports.js";
import { type Connection, run } from "./statement.js";

const key = ["vendor_id", "channel", "country", "network"] as const;
const figures: Readonly<Record<string, string>> = {
  ...Object.fromEntries(tallyCounts.map((count) => [count, "bigint"])),
  cost_micros: "bigint",
  marks: "text",
  mark_counts: "text",
  delivery_rate: "float8",
  delivery_low: "float8",
  success_rate: "float8",
  success_low: "float8",
  latency_ms_p95: "integer",
  cost_per_verified_micros: "bigint",
};
const types = ["uuid", "text", "text", "text", ...Object.values(figures)];
const columns = [...key, ...Object.keys(figures)];
const casts: Readonly<Record<string, string>> = {
  marks: "::integer[]",
  mark_counts: "::bigint[]",
};
const changing = Object.keys(figures);
const listOf = (alias: string): string => changing.map((name) => `${alias}.${name}`).join(", ");

const text = `
with n as materialized (
  select * from unnest(${types.map((type, index) => `$${index + 2}::${type}[]`).join(", ")})
    as n(${columns.join(", ")})
), gone as (
  delete from market_stat m where m.span = $1 and not exists (select from n
    where ${key.map((name) => `n.${name} = m.${name}`).join(" and ")})
)
insert into market_stat as m (span, ${columns.join(", ")})
select $1, ${columns.map((name) => `n.${name}${casts[name] ?? ""}`).join(", ")} from n
on conflict (span, ${key.join(", ")}) do update
set ${changing.map((name) => `${name} = excluded.${name}`).join(", ")}
where (${listOf("m")}) is distinct from (${listOf("excluded")})`;

const refreshedText = `
insert into market_stat_refresh (span, as_of) values ($1, $2)
on conflict (span) do update set as_of = excluded.as_of`;

/**
 * Puts these cells in the place of all that the market shows for a window; rows that would not
 * change are left alone. As the tables' owner, in a transaction. Two statements.
 */
export async function replaceMarketStats(
  db: Connection,
  window: StatsWindow,
  rows: readonly MarketStatRow[],
  now: Date,
): Promise<void> {
  const fields: ((one: MarketStatRow) => unknown)[] = [
    ({ row }) => row.vendorId,
    ({ row }) => row.channel,
    ({ row }) => row.country,
    ({ row }) => row.network,
    ...tallyCounts.map(
      (count) =>
        ({ row }: MarketStatRow) =>
          row.tally[count],
    ),
    ({ row }) => row.costMicros,
    ({ row }) => `{${row.tally.marks.buckets.join(",")}}`,
    ({ row }) => `{${row.tally.marks.counts.join(",")}}`,
    ({ stats }) => stats.deliveryRate?.rate ?? null,
    ({ stats }) => stats.deliveryRate?.low ?? null,
    ({ stats }) => stats.successRate?.rate ?? null,
    ({ stats }) => stats.successRate?.low ?? null,
    ({ stats }) => stats.latencyMsP95,
    ({ stats }) => stats.costPerVerifiedMicros,
  ];
  await run(db, "replace-market-stats", text, [window, ...fields.map((field) => rows.map(field))]);
  await run(db, "market-stats-refreshed", refreshedText, [window, now]);
}
