/**
 * The market as the steps see it: flat rows from the store,
 * indexed once per version for look-ups on the hot path.
 */
import type { BillingTrigger, Channel } from "../core/otp/status.js";
import { type BreakerState, closedBreaker } from "../core/route/breaker.js";
import type { RouteQuality } from "../core/route/evidence.js";
import {
  accountKey,
  breakerKey,
  indexPrices,
  type OfferPriceRow,
  pauseKey,
  rateKey,
  type RateVersion,
  type RouteAccount,
  type RouteSnapshot,
  senderKey,
} from "../core/route/route-snapshot.js";

/** A vendor, as far as routing and submitting need it. */
export interface MarketVendor {
  readonly id: string;
  readonly slug: string;
  readonly adapter: string;
  /** Null = the adapter's own. */
  readonly baseUrl: string | null;
}

/** A sender that an account may use. country null = everywhere. */
export interface MarketSender {
  readonly channel: Channel;
  readonly country: string | null;
  readonly value: string;
}

/** An account at a vendor, its credentials still sealed. */
export interface MarketAccount {
  readonly id: string;
  /** Null = the marketplace's. */
  readonly tenantId: string | null;
  readonly vendorId: string;
  readonly label: string;
  readonly channels: readonly Channel[];
  /** Sealed for (purpose "credentials", tenantId). */
  readonly credentials: Buffer;
  readonly senders: readonly MarketSender[];
  readonly maxPerSecond: number | null;
  readonly disconnectedAt: Date | null;
  readonly stoppedAt: Date | null;
}

/** One version of an offer's price, per part. Null fields = any country or network. */
export interface MarketPrice {
  readonly vendorId: string;
  /** Null = list price; else the price of a tenant's own account. */
  readonly accountId: string | null;
  readonly channel: Channel;
  readonly country: string | null;
  readonly mcc: string | null;
  readonly mnc: string | null;
  readonly micros: bigint;
  readonly currency: string;
  readonly billedOn: BillingTrigger;
  readonly effectiveFrom: Date;
  readonly effectiveUntil: Date | null;
}

/** How much of `quote` one unit of `base` is worth, as a decimal, from a moment on. */
export interface MarketRate {
  readonly base: string;
  readonly quote: string;
  readonly rate: string;
  readonly effectiveFrom: Date;
}

/** Open pauses. tenantId null = an operator's, for everybody. */
export interface MarketPause {
  readonly vendorId: string;
  readonly tenantId: string | null;
  readonly channel: Channel | null;
  readonly country: string | null;
}

/** What most offers of a vendor's channel name as their upstream. */
export interface MarketUpstream {
  readonly vendorId: string;
  /** Null = list offers; else those of a tenant's own account. */
  readonly accountId: string | null;
  readonly channel: Channel;
  readonly upstream: string;
}

/** Everything that routing needs, as one moment saw it; prices in force or to come. */
export interface MarketRows {
  readonly version: bigint;
  readonly vendors: readonly MarketVendor[];
  /** Disconnected ones included: their late receipts still come. */
  readonly accounts: readonly MarketAccount[];
  readonly prices: readonly MarketPrice[];
  readonly rates: readonly MarketRate[];
  readonly pauses: readonly MarketPause[];
  readonly upstreams: readonly MarketUpstream[];
}

/** The breaker of one account, channel and country. */
export interface BreakerRow extends BreakerState {
  readonly accountId: string;
  readonly channel: Channel;
  /** "" = none (e-mail). */
  readonly country: string;
}

/** Reads what routing needs from where it is stored. */
export interface MarketReader {
  loadMarket(): Promise<MarketRows>;
  /** All breakers that are not closed; a short table. */
  loadBreakers(): Promise<readonly BreakerRow[]>;
}

/** An account with what sending through it needs. */
export interface IndexedAccount extends MarketAccount {
  readonly vendor: MarketVendor;
}

/** The market, indexed; never changed, a newer one takes its place. */
export interface Market {
  readonly version: bigint;
  readonly accounts: ReadonlyMap<string, IndexedAccount>;
  readonly vendors: ReadonlyMap<string, MarketVendor>;
  /** What this tenant may route over: the marketplace's accounts and its own. */
  snapshotOf(tenantId: string): RouteSnapshot;
}

/**
 * Indexes the market. O(rows); snapshots of tenants share all that is common.
 *
 * @param senderRequiredOn by adapter name
 * @param breakers live map by `breakerKey`, changed from outside
 * @param qualityOf what a tenant may know of what was measured: live maps, changed from outside
 */
export function indexMarket(
  rows: MarketRows,
  senderRequiredOn: (adapter: string) => readonly Channel[],
  breakers: ReadonlyMap<string, BreakerState>,
  qualityOf: (tenantId: string) => RouteQuality,
): Market {
  const vendors = new Map(rows.vendors.map((vendor) => [vendor.id, vendor]));
  const accounts = indexAccounts(rows.accounts, vendors);
  const routeAccount = (account: IndexedAccount): RouteAccount => ({
    accountId: account.id,
    vendorId: account.vendorId,
    vendorSlug: account.vendor.slug,
    channels: account.channels,
    senderRequiredOn: senderRequiredOn(account.vendor.adapter),
    senders: new Map(
      account.senders.map((sender) => [senderKey(sender.channel, sender.country), sender.value]),
    ),
    isDisconnected: account.disconnectedAt !== null,
    isStopped: account.stoppedAt !== null,
  });
  const shared = {
    ...indexPrices(rows.prices.map(priceRows())),
    rates: indexRates(rows.rates),
    breakers,
  };
  const common = new Map<string, RouteAccount>();
  for (const account of accounts.values()) {
    if (account.tenantId === null && account.disconnectedAt === null) {
      common.set(accountKey(account.vendor.slug, null), routeAccount(account));
    }
  }
  // Taken out, because what a snapshot is made of later stays in memory: not all of the rows.
  const openPauses = rows.pauses;
  const commonPauses = pausesOf(openPauses, null);
  const ownAccounts = Map.groupBy(
    [...accounts.values()].filter((account) => account.tenantId !== null),
    (account) => account.tenantId as string,
  );
  const byTenant = new Map<string, RouteSnapshot>();
  const snapshotOf = (tenantId: string): RouteSnapshot => {
    const known = byTenant.get(tenantId);
    if (known !== undefined) {
      return known;
    }
    const own = ownAccounts.get(tenantId) ?? [];
    const pauses = pausesOf(openPauses, tenantId);
    const snapshot: RouteSnapshot = {
      ...shared,
      accounts:
        own.length === 0
          ? common
          : new Map([
              ...common,
              ...own.map((account): [string, RouteAccount] => [
                accountKey(account.vendor.slug, account.id),
                routeAccount(account),
              ]),
            ]),
      quality: qualityOf(tenantId),
      pauses: pauses.size === 0 ? commonPauses : new Set([...commonPauses, ...pauses]),
    };
    byTenant.set(tenantId, snapshot);
    return snapshot;
  };
  return { version: rows.version, accounts, vendors, snapshotOf };
}

function indexAccounts(
  rows: readonly MarketAccount[],
  vendors: ReadonlyMap<string, MarketVendor>,
): ReadonlyMap<string, IndexedAccount> {
  const accounts = new Map<string, IndexedAccount>();
  for (const account of rows) {
    const vendor = vendors.get(account.vendorId);
    if (vendor !== undefined) {
      accounts.set(account.id, { ...account, vendor });
    }
  }
  return accounts;
}

/** Names of networks are joined, once each: hundreds of thousands of prices are of a few. */
function priceRows(): (price: MarketPrice) => OfferPriceRow {
  const networks = new Map<string, Map<string, string>>();
  const networkOf = (mcc: string, mnc: string): string => {
    let ofMcc = networks.get(mcc);
    if (ofMcc === undefined) {
      ofMcc = new Map();
      networks.set(mcc, ofMcc);
    }
    let network = ofMcc.get(mnc);
    if (network === undefined) {
      network = mcc + mnc;
      ofMcc.set(mnc, network);
    }
    return network;
  };
  return (price) => ({
    owner: price.accountId ?? price.vendorId,
    channel: price.channel,
    country: price.country,
    network: price.mcc === null ? null : networkOf(price.mcc, price.mnc ?? ""),
    micros: price.micros,
    currency: price.currency,
    billedOn: price.billedOn,
    effectiveFrom: price.effectiveFrom,
    effectiveUntil: price.effectiveUntil,
  });
}

function indexRates(rates: readonly MarketRate[]): ReadonlyMap<string, readonly RateVersion[]> {
  const byPair = Map.groupBy(rates, (rate) => rateKey(rate.base, rate.quote));
  return new Map(
    [...byPair].map(([pair, versions]) => [
      pair,
      versions.sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime()),
    ]),
  );
}

function pausesOf(pauses: readonly MarketPause[], tenantId: string | null): ReadonlySet<string> {
  return new Set(
    pauses
      .filter((pause) => pause.tenantId === tenantId)
      .map((pause) => pauseKey(pause.vendorId, pause.channel, pause.country)),
  );
}

/** The breakers of all routes, kept current from outside; what is missing is closed. */
export class BreakerBoard {
  readonly states = new Map<string, BreakerState>();

  /** Replaces everything by what the database says. */
  load(rows: readonly BreakerRow[]): void {
    this.states.clear();
    for (const row of rows) {
      this.set(row);
    }
  }

  set(row: BreakerRow): void {
    const key = breakerKey(row.accountId, row.channel, row.country === "" ? null : row.country);
    if (row.failures === 0 && row.openedAt === null) {
      this.states.delete(key);
    } else {
      this.states.set(key, row);
    }
  }

  get(accountId: string, channel: Channel, country: string | null): BreakerState {
    return this.states.get(breakerKey(accountId, channel, country)) ?? closedBreaker;
  }
}
