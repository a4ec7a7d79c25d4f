import type { OfferQuery } from "../manage/rates/ports.js";
import { offerColumns, type OfferPieces, offerPieces } from "./offer-query.js";
import { type Statement, Values } from "./statement-values.js";

/** Countries that are gathered and sorted rather than looked for along the whole market. */
const countriesGathered = 10;

/**
 * True when a query may match a large part of the market, so that walking it in order until the
 * page is full is quicker than gathering all that matches.
 */
export function isWide({ filter, orderBy }: OfferQuery, owner: string | null): boolean {
  const { countries, vendors, network, measured, connectedOnly } = filter;
  return (
    (orderBy === "PRICE" || orderBy === "VENDOR") &&
    (countries === undefined || countries.length > countriesGathered) &&
    vendors === undefined &&
    network === undefined &&
    measured === undefined &&
    (connectedOnly !== true || owner === null)
  );
}

/**
 * One page of the market by price or vendor, in the order of an index: by price, each currency's
 * prices are walked from the end that counts and merged at today's rates; offers without a rate
 * come last, in the order of their ids. By vendor, each vendor gives a page at most.
 *
 * @param owner whose accounts count as connected; null = the marketplace's
 */
export function walkStatement(query: OfferQuery, owner: string | null, at: Date): Statement {
  const values = new Values();
  const pieces = offerPieces(query, null, owner, at, values);
  const limit = values.add(query.limit + 1);
  const text =
    query.orderBy === "VENDOR"
      ? byVendor(query, pieces, limit, values)
      : byPrice(query, pieces, limit, values);
  return { text, values: values.list };
}

function byPrice(query: OfferQuery, pieces: OfferPieces, limit: string, values: Values): string {
  const { after, descending } = query;
  const direction = descending ? "desc" : "asc";
  const id = after === null ? null : `${values.add(after.id)}::uuid`;
  const last = after === null ? null : after.sortKey;
  const beyond = last === null ? null : pastPrice(`${values.add(last)}::numeric`, id, descending);
  const isPastRated = after !== null && after.sortKey === null;
  const rated = `select priced.*, priced.compared::text as "sortKey"
    from walk w cross join lateral (
      select ${pieces.columns}, p.price_micros * w.rate as compared
      from ${pieces.from}
      where p.currency = w.currency and p.price_micros <= w.most
        and ${[...pieces.conditions, beyond ?? "true"].join(" and ")}
      order by p.price_micros ${direction}, p.offer_id limit ${limit}) priced
    where ${isPastRated ? "false" : "true"}
    order by priced.compared ${direction}, priced.id limit ${limit}`;
  const unrated = `select ${pieces.columns}, null::numeric as compared, null as "sortKey"
    from ${pieces.from}
    where p.currency <> ${pieces.currency} and r.rate is null
      and ${[...pieces.conditions, isPastRated ? `o.id > ${id}` : "true"].join(" and ")}
    order by o.id limit ${limit}`;
  return `with ${[...pieces.rates, walkOf(query, pieces, values)].join(", ")}
    select ${offerColumns}, "sortKey"
    from ((${rated}) union all (${unrated})) page limit ${limit}`;
}

/** The currencies with a rate, and the most that a price in each may be. */
function walkOf({ filter }: OfferQuery, { currency }: OfferPieces, values: Values): string {
  const { maxPrice } = filter;
  const rated = `select ${currency} as currency, 1::numeric as rate
    union all select base, rate from rate where base <> ${currency}`;
  if (maxPrice === undefined) {
    return `walk as (select currency, rate, ${bigintMax}::bigint as most from (${rated}) rated)`;
  }
  const max = `${values.add(String(maxPrice.micros))}::numeric`;
  const maxCurrency = `${values.add(maxPrice.currency)}::text`;
  return `walk as (select c.currency, c.rate, least(ceil(${max} / case
      when c.currency = ${maxCurrency} then 1 else l.rate end), ${bigintMax})::bigint as most
    from (${rated}) c left join limit_rate l on l.base = c.currency
    where c.currency = ${maxCurrency} or l.rate is not null)`;
}

const bigintMax = "9223372036854775807";

/** The bound on the price alone is what the index understands. */
function pastPrice(last: string, id: string | null, descending: boolean): string {
  const compared = "p.price_micros * w.rate";
  const exact = `(${compared} ${descending ? "<" : ">"} ${last}
    or (${compared} = ${last} and o.id > ${id}))`;
  return descending
    ? `p.price_micros <= least(ceil(${last} / w.rate), ${bigintMax})::bigint and ${exact}`
    : `p.price_micros >= least(floor(${last} / w.rate), ${bigintMax})::bigint and ${exact}`;
}

function byVendor(query: OfferQuery, pieces: OfferPieces, limit: string, values: Values): string {
  const { after, descending } = query;
  const direction = descending ? "desc" : "asc";
  const conditions = [...pieces.conditions];
  let vendors = "true";
  if (after !== null) {
    const last = `${values.add(after.sortKey ?? "")}::text`;
    const beyond = descending ? "<" : ">";
    vendors = `slug collate "C" ${beyond}= ${last}`;
    conditions.push(`(v.slug collate "C" <> ${last} or o.id > ${values.add(after.id)}::uuid)`);
  }
  return `with ${pieces.rates.join(", ")}
    select ${offerColumns.replace(/^id,/, "page.id,")}, page.slug as "sortKey"
    from (select id from vendor where ${vendors}) w cross join lateral (
      select ${pieces.columns} from ${pieces.from}
      where o.vendor_id = w.id and ${conditions.join(" and ")}
      order by o.id limit ${limit}) page
    order by page.slug ${direction}, page.id limit ${limit}`;
}
