import type {
  MarketAccount,
  MarketPause,
  MarketPrice,
  MarketRate,
  MarketRows,
  MarketUpstream,
  MarketVendor,
} from "../../flow/market.js";
import { type Connection, run } from "./statement.js";

const versionText = "select version from market_version";

const vendorsText = `select id, slug, adapter, base_url as "baseUrl" from vendor`;

const accountsText = `select id, tenant_id as "tenantId", vendor_id as "vendorId", label, channels,
    credentials, senders, max_per_second as "maxPerSecond", disconnected_at as "disconnectedAt",
    stopped_at as "stoppedAt"
  from vendor_account`;

const pageSize = 5_000;

const openPricesText = `declare market_price no scroll cursor for
  select o.vendor_id as "vendorId", o.account_id as "accountId", o.channel,
  o.country,
    o.mcc, o.mnc, p.price_micros as micros, p.currency,
    coalesce(p.billed_on, o.billed_on) as "billedOn",
    p.effective_from as "effectiveFrom", p.effective_until as "effectiveUntil"
  from offer o join offer_price p on p.offer_id = o.id
  where o.withdrawn_at is null and (p.effective_until is null or p.effective_until > $1)`;

const nextPricesText = `fetch ${pageSize} from market_price`;

const ratesText = `select r.base, r.quote, r.rate::text as rate, r.effective_from as "effectiveFrom"
  from exchange_rate r
  where r.effective_from > $1 or r.effective_from = (select max(i.effective_from)
    from exchange_rate i where i.base = r.base and i.quote = r.quote and i.effective_from <= $1)`;

const pausesText = `select vendor_id as "vendorId", tenant_id as "tenantId", channel, country
  from vendor_pause where resumed_at is null`;

const upstreamsText = `select distinct on (o.vendor_id, o.account_id, o.channel)
    o.vendor_id as "vendorId", o.account_id as "accountId", o.channel, o.upstream
  from offer o where o.upstream is not null and o.withdrawn_at is null
  group by o.vendor_id, o.account_id, o.channel, o.upstream
  order by o.vendor_id, o.account_id, o.channel, count(*) desc, o.upstream`;

/**
 * How a transaction begins in which `loadMarket` reads: offers and prices are read as a whole, once
 * each, where statements of the hot path look rows up by key.
 */
export const beginMarketLoad = `begin read only; set local enable_seqscan = on;
  set local enable_hashjoin = on; set local work_mem = '64MB'; set local cursor_tuple_fraction = 1`;

/**
 * Reads the whole market as sandi_engine: prices and rates in force or to come, pauses in force,
 * all accounts. The version is read first: what is read after it may be newer, never older, and is
 * then read again. In a transaction; a statement for every 5,000 prices and eight more; cost grows
 * with the offers.
 */
export async function loadMarket(db: Connection, now: Date): Promise<MarketRows> {
  const [version] = await run<{ version: bigint }>(db, "market-version", versionText, []);
  if (version === undefined) {
    throw new Error("market_version has no row: the migrations did not run to their end");
  }
  const vendors = await run<MarketVendor>(db, "market-vendors", vendorsText, []);
  const accounts = await run<MarketAccount>(db, "market-accounts", accountsText, []);
  const rates = await run<MarketRate>(db, "market-rates", ratesText, [now]);
  const pauses = await run<MarketPause>(db, "market-pauses", pausesText, []);
  const upstreams = await run<MarketUpstream>(db, "market-upstreams", upstreamsText, []);
  const prices = await loadPrices(db, now);
  return { version: version.version, vendors, accounts, prices, rates, pauses, upstreams };
}

/**
 * Page by page, and rows that share their texts: hundreds of thousands of prices are of a few
 * vendors, countries and currencies. What a page takes beyond that is garbage before it grows old.
 */
async function loadPrices(db: Connection, now: Date): Promise<readonly MarketPrice[]> {
  const same = sharing();
  const prices: MarketPrice[] = [];
  await run(db, "market-open-prices", openPricesText, [now]);
  for (;;) {
    const page = await run<MarketPrice>(db, "market-prices", nextPricesText, []);
    for (const price of page) {
      prices.push({
        vendorId: same(price.vendorId),
        accountId: price.accountId === null ? null : same(price.accountId),
        channel: same(price.channel),
        country: price.country === null ? null : same(price.country),
        mcc: price.mcc === null ? null : same(price.mcc),
        mnc: price.mnc === null ? null : same(price.mnc),
        micros: price.micros,
        currency: same(price.currency),
        billedOn: same(price.billedOn),
        effectiveFrom: price.effectiveFrom,
        effectiveUntil: price.effectiveUntil,
      });
    }
    if (page.length < pageSize) {
      break;
    }
  }
  await run(db, "market-close-prices", "close market_price", []);
  return prices;
}

function sharing(): <T extends string>(text: T) => T {
  const known = new Map<string, string>();
  return <T extends string>(text: T): T => {
    const first = known.get(text);
    if (first === undefined) {
      known.set(text, text);
    }
    return (first as T | undefined) ?? text;
  };
}
