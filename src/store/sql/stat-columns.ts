import { tallyCounts } from "../../core/stats/tally.js";

/** What tells rows of the roll-up apart, beside tenant and time. */
export const cellColumns = [
  "vendor_id",
  "channel",
  "country",
  "network",
  "ownership",
  "currency",
] as const;

/** What rows of the roll-up add up, beside marks. */
export const sumColumns = [...tallyCounts, "cost_micros", "vendor_cost_micros"] as const;

/** All columns of a roll-up table, in the order in which they are written. */
export const statColumns: readonly string[] = [
  "tenant_id",
  "at",
  ...cellColumns,
  ...sumColumns,
  "marks",
  "mark_counts",
];

/**
 * Ends a lateral select of one bucket's range: the planner, which guesses at how many rows a range
 * has, must not join all of a tenant's rows with all of its buckets and then look which fit.
 */
export const inRange = "offset 0";

/**
 * Two groupings, as CTEs `${name}_marked` and `${name}`, that add rows up to one per group with its
 * marks in rising order.
 *
 * @param source has the group's columns, the sums, mark and mark_count; one row or more per mark,
 *   mark null for what has none
 */
export function groupMarked(
  name: string,
  source: string,
  group: readonly string[],
  sums: readonly string[] = sumColumns,
): string {
  const columns = group.join(", ");
  const summed = sums.map((sum) => `sum(${sum}) as ${sum}`).join(", ");
  return `${name}_marked as (
    select ${columns}, mark, sum(mark_count) as mark_count, ${summed}
    from ${source} group by ${columns}, mark
  ), ${name} as (
    select ${columns}, ${summed},
      coalesce(array_agg(mark order by mark) filter (where mark is not null), '{}') as marks,
      coalesce(array_agg(mark_count::bigint order by mark) filter (where mark is not null), '{}')
        as mark_counts
    from ${name}_marked group by ${columns}
  )`;
}

/**
 * Rows of a roll-up table in the form that `groupMarked` reads: one with the sums, one per mark.
 */
export function unfoldMarks(alias: string, sums: readonly string[] = sumColumns): string {
  const own = sums.map((sum) => `${alias}.${sum}`).join(", ");
  const none = sums.map(() => "0").join(", ");
  return `lateral (
    select ${own}, null::integer, 0::bigint
    union all
    select ${none}, m.mark, m.mark_count
    from unnest(${alias}.marks, ${alias}.mark_counts) as m(mark, mark_count)
  ) as u(${sums.join(", ")}, mark, mark_count)`;
}

/** `insert … on conflict` of grouped rows; rows that would not change are left alone. */
export function upsertStats(table: string, source: string): string {
  const columns = statColumns.join(", ");
  const changing = [...sumColumns, "marks", "mark_counts"];
  const list = (alias: string): string => changing.map((column) => `${alias}.${column}`).join(", ");
  return `insert into ${table} as t (${columns})
  select ${columns} from ${source}
  on conflict (tenant_id, at, ${cellColumns.join(", ")}) do update
  set ${changing.map((column) => `${column} = excluded.${column}`).join(", ")}
  where (${list("t")}) is distinct from (${list("excluded")})`;
}
