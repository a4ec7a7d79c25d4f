import type { OfferQuery } from "../manage/rates/ports.js";
import { measuredFilter } from "./measured-filter.js";
import { type Statement, Values } from "./statement-values.js";

const rateTo = (name: string, currency: string, now: string) =>
  `${name} as (select distinct on (base) base, rate from exchange_rate
     where quote = ${currency} and effective_from <= ${now} order by base, effective_from desc)`;

/** What is read of an offer. */
export const offerColumns = `id, vendor_id as "vendorId", account_id as "accountId", channel,
  country, mcc, mnc, price_billed_on as "billedOn",
  declared_delivery_rate as "declaredDeliveryRate", upstream,
  price_micros as "priceMicros", currency, effective_from as "effectiveFrom",
  effective_until as "effectiveUntil", rate`;

const onMarket = ["o.withdrawn_at is null"];

/** An offer `o` with its vendor `v`, price in force `p` and rate `r` into $currency. */
const pricedFrom = (now: string) => `offer o join vendor v on v.id = o.vendor_id
    join offer_price p on p.offer_id = o.id and p.effective_from <= ${now}
      and (p.effective_until is null or p.effective_until > ${now})
    left join rate r on r.base = p.currency`;

const pricedColumns = (currency: string) => `o.*, v.slug collate "C" as slug, p.price_micros,
      p.currency, p.effective_from, p.effective_until,
      coalesce(p.billed_on, o.billed_on) as price_billed_on,
      case when p.currency = ${currency} then '1' else r.rate::text end as rate`;

/**
 * Offers with the price in force and its rate into $currency;
 * withdrawn ones and ones without a price are off the market.
 */
function pricedOffers(currency: string, now: string, conditions: readonly string[]): string {
  return `select ${pricedColumns(currency)},
      p.price_micros * case when p.currency = ${currency} then 1 else r.rate end as compared
    from ${pricedFrom(now)} where ${[...onMarket, ...conditions].join(" and ")}`;
}

/** The pieces that statements on many offers are put together from. */
export interface OfferPieces {
  /** CTEs of exchange rates, to begin with. */
  readonly rates: readonly string[];
  readonly now: string;
  readonly currency: string;
  readonly columns: string;
  readonly from: string;
  /** On `o`, `v` and `p`. */
  readonly conditions: readonly string[];
}

/** The pieces for a query, all but its order and page. */
export function offerPieces(
  query: OfferQuery,
  vendorIds: readonly string[] | null,
  owner: string | null,
  at: Date,
  values: Values,
): OfferPieces {
  const now = `${values.add(at)}::timestamptz`;
  const currency = `${values.add(query.currency)}::text`;
  const { maxPrice } = query.filter;
  const conditions = filterConditions(query, vendorIds, owner, values);
  const rates = [rateTo("rate", currency, now)];
  if (maxPrice !== undefined) {
    const limitCurrency = `${values.add(maxPrice.currency)}::text`;
    rates.push(rateTo("limit_rate", limitCurrency, now));
    conditions.push(`p.price_micros * case when p.currency = ${limitCurrency} then 1
      else (select l.rate from limit_rate l where l.base = p.currency) end
      <= ${values.add(String(maxPrice.micros))}::numeric`);
  }
  if (query.filter.measured !== undefined) {
    const { cte, condition } = measuredFilter(query.filter.measured, values);
    rates.push(...cte);
    conditions.push(condition);
  }
  return {
    rates,
    now,
    currency,
    columns: pricedColumns(currency),
    from: pricedFrom(now),
    conditions: [...onMarket, ...conditions],
  };
}

/**
 * One page of offers by price or vendor, or one page per vendor.
 *
 * @param vendorIds null = of all vendors together
 * @param owner     whose accounts count as connected; null = the marketplace's
 */
export function offersStatement(
  query: OfferQuery,
  vendorIds: readonly string[] | null,
  owner: string | null,
  at: Date,
): Statement {
  const values = new Values();
  const { rates, now, currency, conditions } = offerPieces(query, vendorIds, owner, at, values);
  const key = query.orderBy === "VENDOR" ? "slug" : "compared";
  const direction = query.descending ? "desc" : "asc";
  const partition = vendorIds === null ? "" : "partition by vendor_id";
  const text = `with ${rates.join(", ")},
    priced as (${pricedOffers(currency, now, conditions)}),
    ranked as (
      select *,
        row_number() over (${partition} order by ${key} ${direction} nulls last, id) as position
      from priced where ${afterCondition(query, key, values)})
    select ${offerColumns}, ${key}::text as "sortKey" from ranked
    where position <= ${values.add(query.limit + 1)} order by position`;
  return { text, values: values.list };
}

/** Offers by id, with the price in force. */
export function offersByIdStatement(
  ids: readonly string[],
  currencyCode: string,
  at: Date,
): Statement {
  const text = `with ${rateTo("rate", "$2", "$1")},
    priced as (${pricedOffers("$2", "$1", ["o.id = any($3::uuid[])"])})
    select ${offerColumns}, null::text as "sortKey" from priced`;
  return {
    text: text.replaceAll("$1", "$1::timestamptz").replaceAll("$2", "$2::text"),
    values: [at, currencyCode, ids],
  };
}

function filterConditions(
  { filter }: OfferQuery,
  vendorIds: readonly string[] | null,
  owner: string | null,
  values: Values,
): string[] {
  const conditions: string[] = [];
  if (vendorIds !== null) {
    conditions.push(`o.vendor_id = any(${values.add(vendorIds)}::uuid[])`);
  }
  if (filter.channels !== undefined) {
    conditions.push(`o.channel = any(${values.add(filter.channels)}::text[])`);
  }
  if (filter.countries !== undefined) {
    conditions.push(
      `(o.country = any(${values.add(filter.countries)}::text[]) or o.country is null)`,
    );
  }
  if (filter.vendors !== undefined) {
    conditions.push(`v.slug = any(${values.add(filter.vendors)}::text[])`);
  }
  if (filter.network !== undefined) {
    conditions.push(`o.mcc = ${values.add(filter.network.slice(0, 3))}::text
      and o.mnc = ${values.add(filter.network.slice(3))}::text`);
  }
  if (filter.connectedOnly === true) {
    conditions.push(`exists (select from vendor_account a where a.vendor_id = o.vendor_id
      and a.tenant_id is not distinct from ${values.add(owner)}::uuid
      and a.disconnected_at is null and o.channel = any(a.channels))`);
  }
  return conditions;
}

/** The rows behind the last one read; nulls come last in both directions. */
function afterCondition(
  { after, descending, orderBy }: OfferQuery,
  key: string,
  values: Values,
): string {
  if (after === null) {
    return "true";
  }
  const id = `${values.add(after.id)}::uuid`;
  if (after.sortKey === null) {
    return `${key} is null and id > ${id}`;
  }
  const last = `${values.add(after.sortKey)}::${orderBy === "VENDOR" ? "text" : "numeric"}`;
  const beyond = `${key} ${descending ? "<" : ">"} ${last}`;
  return `(${beyond} or (${key} = ${last} and id > ${id}) or ${key} is null)`;
}
