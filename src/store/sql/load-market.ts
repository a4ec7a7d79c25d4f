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

const pricesText = `select o.vendor_id as "vendorId", o.account_id as "accountId", o.channel,
  o.country,
    o.mcc, o.mnc, p.price_micros as micros, p.currency, 
    coalesce(p.billed_on, o.billed_on) as "billedOn",
    p.effective_from as "effectiveFrom", p.effective_until as "effectiveUntil"
  from offer o join offer_price p on p.offer_id = o.id
  where o.withdrawn_at is null and (p.effective_until is null or p.effective_until > $1)`;

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
 * Reads the whole market as sandi_engine: prices and rates in force or to come, pauses in force,
 * all accounts. The version is read first: what is read after it may be newer, never older, and is
 * then read again. Seven statements; cost grows with the offers.
 */
export async function loadMarket(db: Connection, now: Date): Promise<MarketRows> {
  const [version] = await run<{ version: bigint }>(db, "market-version", versionText, []);
  if (version === undefined) {
    throw new Error("market_version has no row: the migrations did not run to their end");
  }
  const [vendors, accounts, prices, rates, pauses, upstreams] = await Promise.all([
    run<MarketVendor>(db, "market-vendors", vendorsText, []),
    run<MarketAccount>(db, "market-accounts", accountsText, []),
    run<MarketPrice>(db, "market-prices", pricesText, [now]),
    run<MarketRate>(db, "market-rates", ratesText, [now]),
    run<MarketPause>(db, "market-pauses", pausesText, []),
    run<MarketUpstream>(db, "market-upstreams", upstreamsText, []),
  ]);
  return { version: version.version, vendors, accounts, prices, rates, pauses, upstreams };
}
