import type { MeasuredFilter, MeasuredOf } from "../manage/rates/ports.js";
import type { Values } from "./statement-values.js";

/** A table of measured cells, with the names of market_stat's columns. */
export interface MeasuredSource {
  /** CTEs that it needs. */
  readonly cte: readonly string[];
  readonly table: string;
  /** On the source as `alias`, beside that it has to be the offer's cell. */
  condition(alias: string): string;
}

const ownColumns = `vendor_id, channel, country, network, delivery_rate, delivery_low, success_rate,
  success_low, latency_ms_p95, cost_per_verified_micros`;

/**
 * Where measured figures are read: the market's table, or the viewer's own, which come along as
 * values.
 *
 * @param name of the CTE, unique within the statement
 */
export function measuredSource(of: MeasuredOf, name: string, values: Values): MeasuredSource {
  if (of.kind === "market") {
    const window = `${values.add(of.window)}::text`;
    return {
      cte: [],
      table: "market_stat",
      condition: (alias) => `${alias}.span = ${window}`,
    };
  }
  const { cells } = of;
  const lists: readonly (readonly [string, readonly unknown[]])[] = [
    ["uuid", cells.map(({ cell }) => cell.vendorId)],
    ["text", cells.map(({ cell }) => cell.channel)],
    ["text", cells.map(({ cell }) => cell.country ?? "")],
    ["text", cells.map(({ cell }) => cell.network ?? "")],
    ["float8", cells.map(({ stats }) => stats.deliveryRate?.rate ?? null)],
    ["float8", cells.map(({ stats }) => stats.deliveryRate?.low ?? null)],
    ["float8", cells.map(({ stats }) => stats.successRate?.rate ?? null)],
    ["float8", cells.map(({ stats }) => stats.successRate?.low ?? null)],
    ["integer", cells.map(({ stats }) => stats.latencyMsP95)],
    ["bigint", cells.map(({ stats }) => stats.costPerVerifiedMicros)],
  ];
  const arrays = lists.map(([type, list]) => `${values.add(list)}::${type}[]`).join(", ");
  return {
    cte: [`${name} as materialized (select * from unnest(${arrays}) as c(${ownColumns}))`],
    table: name,
    condition: () => "true",
  };
}

/** True for the source's row of the offer `o`. */
export function isCellOf(alias: string): string {
  return `${alias}.vendor_id = o.vendor_id and ${alias}.channel = o.channel
      and ${alias}.country = o.cell_country and ${alias}.network = o.cell_network`;
}

/** The condition on offers `o` that what was measured is good enough; without figures it is not. */
export function measuredFilter(
  filter: MeasuredFilter,
  values: Values,
): { readonly cte: readonly string[]; readonly condition: string } {
  const source = measuredSource(filter.of, "own_filter", values);
  const limits: string[] = [];
  if (filter.minDeliveryRate !== undefined) {
    limits.push(`f.delivery_rate >= ${values.add(filter.minDeliveryRate)}::float8`);
  }
  if (filter.minSuccessRate !== undefined) {
    limits.push(`f.success_rate >= ${values.add(filter.minSuccessRate)}::float8`);
  }
  if (filter.maxLatencyMsP95 !== undefined) {
    limits.push(`f.latency_ms_p95 <= ${values.add(filter.maxLatencyMsP95)}::integer`);
  }
  const condition = [source.condition("f"), isCellOf("f"), ...limits].join(" and ");
  return {
    cte: source.cte,
    condition: `exists (select from ${source.table} f where ${condition})`,
  };
}
