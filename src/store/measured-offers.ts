import type { MeasuredField, OfferQuery } from "../manage/rates/ports.js";
import { isCellOf, measuredSource } from "./measured-filter.js";
import { offerColumns, offerPieces } from "./offer-query.js";
import { type Statement, Values } from "./statement-values.js";

/** The column of market_stat that each order goes by, and its type. */
const keys: Readonly<Record<MeasuredField, readonly [column: string, type: string]>> = {
  DELIVERY_RATE: ["delivery_low", "float8"],
  SUCCESS_RATE: ["success_low", "float8"],
  LATENCY_P95: ["latency_ms_p95", "integer"],
  COST_PER_VERIFIED: ["cost_per_verified_micros", "bigint"],
};

/**
 * One page of offers by what was measured of them, or one page per vendor; rates by the low end of
 * their interval, offers without a figure last, in the order of their ids. Offers with a figure
 * come out of the figure's index; the others are only looked for when those do not fill the page:
 * the parts of a `union all` with limits run one after the other.
 *
 * @param vendorIds null = of all vendors together
 * @param owner     whose accounts count as connected; null = the marketplace's
 */
export function measuredOffersStatement(
  query: OfferQuery & { readonly orderBy: MeasuredField },
  vendorIds: readonly string[] | null,
  owner: string | null,
  at: Date,
): Statement {
  const values = new Values();
  const pieces = offerPieces(query, null, owner, at, values);
  const of = query.measuredOf ?? { kind: "market", window: "LAST_24_HOURS" };
  const source = measuredSource(of, "own_order", values);
  const [column, type] = keys[query.orderBy];
  const limit = values.add(query.limit + 1);
  const conditions = [...pieces.conditions, vendorIds === null ? "true" : "o.vendor_id = w.id"];
  const isMeasured = [source.condition("m"), isCellOf("m"), `m.${column} is not null`];
  const direction = query.descending ? "desc" : "asc";
  const after = afterConditions(query, column, type, values);
  const measured = `select ${pieces.columns}, m.${column}::text as sort_key
    from ${source.table} m join ${pieces.from} on true
    where ${[...isMeasured, ...conditions, after.measured].join(" and ")}
    order by m.${column} ${direction}, o.id limit ${limit}`;
  const unmeasured = `select ${pieces.columns}, null as sort_key
    from ${pieces.from}
    where not exists (select from ${source.table} m where ${isMeasured.join(" and ")})
      and ${[...conditions, after.unmeasured].join(" and ")}
    order by o.id limit ${limit}`;
  const page = `select * from ((${measured}) union all (${unmeasured})) both_parts limit ${limit}`;
  const from =
    vendorIds === null
      ? `(${page}) page`
      : `unnest(${values.add(vendorIds)}::uuid[]) as w(id) cross join lateral (${page}) page`;
  const ctes = [...pieces.rates, ...source.cte].join(", ");
  const columns = offerColumns.replace(/^id,/, "page.id,");
  return {
    text: `with ${ctes} select ${columns}, sort_key as "sortKey" from ${from}`,
    values: values.list,
  };
}

/** The rows behind the last one read, in either part. */
function afterConditions(
  { after, descending }: OfferQuery,
  column: string,
  type: string,
  values: Values,
): { readonly measured: string; readonly unmeasured: string } {
  if (after === null) {
    return { measured: "true", unmeasured: "true" };
  }
  const id = `${values.add(after.id)}::uuid`;
  if (after.sortKey === null) {
    return { measured: "false", unmeasured: `o.id > ${id}` };
  }
  const last = `${values.add(after.sortKey)}::${type}`;
  const beyond = descending ? "<" : ">";
  return {
    measured: `m.${column} ${beyond}= ${last} and (m.${column} ${beyond} ${last} or o.id > ${id})`,
    unmeasured: "true",
  };
}
