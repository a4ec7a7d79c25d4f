import type { MeasuredField, OfferQuery } from "../manage/rates/ports.js";
import { isCellOf, type MeasuredSource, measuredSource } from "./measured-filter.js";
import { offerColumns, type OfferPieces, offerPieces } from "./offer-query.js";
import { type Statement, Values } from "./statement-values.js";

/** The column of market_stat that each order goes by, and its type. */
const keys: Readonly<Record<MeasuredField, readonly [column: string, type: string]>> = {
  DELIVERY_RATE: ["delivery_low", "float8"],
  SUCCESS_RATE: ["success_low", "float8"],
  LATENCY_P95: ["latency_ms_p95", "integer"],
  COST_PER_VERIFIED: ["cost_per_verified_micros", "bigint"],
};

export type MeasuredQuery = OfferQuery & { readonly orderBy: MeasuredField };

/** Offers with a figure, offers without one, or those with it before those without. */
export type MeasuredPart = "measured" | "unmeasured" | "both";

/**
 * One page of offers by what was measured of them, or one page per vendor; rates by the low end of
 * their interval, offers without a figure last, in the order of their ids. Offers with a figure
 * come out of the figure's index. With both parts the second is only looked at when the first does
 * not fill the page: the parts of a `union all` with limits run one after the other.
 *
 * @param vendorIds null = of all vendors together
 * @param owner     whose accounts count as connected; null = the marketplace's
 * @param part      by itself, a part is planned in half the time
 */
export function measuredOffersStatement(
  query: MeasuredQuery,
  vendorIds: readonly string[] | null,
  owner: string | null,
  at: Date,
  part: MeasuredPart,
): Statement {
  const values = new Values();
  const pieces = offerPieces(query, null, owner, at, values);
  const of = query.measuredOf ?? { kind: "market", window: "LAST_24_HOURS" };
  const source = measuredSource(of, "own_order", values);
  const limit = values.add(query.limit + 1);
  const ofVendor = vendorIds === null ? "true" : "o.vendor_id = w.id";
  const frame = { query, pieces, source, limit, ofVendor, values };
  const page =
    part === "measured"
      ? measuredPart(frame)
      : part === "unmeasured"
        ? unmeasuredPart(frame)
        : `select * from ((${measuredPart(frame)}) union all (${unmeasuredPart(frame)})) both_parts
    limit ${limit}`;
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

interface Frame {
  readonly query: MeasuredQuery;
  readonly pieces: OfferPieces;
  readonly source: MeasuredSource;
  readonly limit: string;
  readonly ofVendor: string;
  readonly values: Values;
}

function measuredPart({ query, pieces, source, limit, ofVendor, values }: Frame): string {
  const [column, type] = keys[query.orderBy];
  const conditions = [
    source.condition("m"),
    isCellOf("m"),
    `m.${column} is not null`,
    ...pieces.conditions,
    ofVendor,
    behindMeasured(query, column, type, values),
  ];
  return `select ${pieces.columns}, m.${column}::text as sort_key
    from ${source.table} m join ${pieces.from} on true
    where ${conditions.join(" and ")}
    order by m.${column} ${query.descending ? "desc" : "asc"}, o.id limit ${limit}`;
}

function unmeasuredPart({ query, pieces, source, limit, ofVendor, values }: Frame): string {
  const [column] = keys[query.orderBy];
  const { after } = query;
  const isMeasured = [source.condition("m"), isCellOf("m"), `m.${column} is not null`];
  const conditions = [
    ...pieces.conditions,
    ofVendor,
    after?.sortKey === null ? `o.id > ${values.add(after.id)}::uuid` : "true",
  ];
  return `select ${pieces.columns}, null as sort_key
    from ${pieces.from}
    where not exists (select from ${source.table} m where ${isMeasured.join(" and ")})
      and ${conditions.join(" and ")}
    order by o.id limit ${limit}`;
}

/** The rows with a figure behind the last one read. */
function behindMeasured(
  { after, descending }: OfferQuery,
  column: string,
  type: string,
  values: Values,
): string {
  if (after === null) {
    return "true";
  }
  if (after.sortKey === null) {
    return "false";
  }
  const id = `${values.add(after.id)}::uuid`;
  const last = `${values.add(after.sortKey)}::${type}`;
  const beyond = descending ? "<" : ">";
  return `m.${column} ${beyond}= ${last} and (m.${column} ${beyond} ${last} or o.id > ${id})`;
}
