import type { BillingTrigger, Channel } from "../otp/status.js";
import type { BreakerState } from "./breaker.js";
import type { RouteQuality } from "./evidence.js";

/** A vendor account that may be sent through. */
export interface RouteAccount {
  readonly accountId: string;
  readonly vendorId: string;
  readonly vendorSlug: string;
  readonly channels: readonly Channel[];
  /** Channels on which a sender must be set. */
  readonly senderRequiredOn: readonly Channel[];
  /** Sender by `senderKey`. */
  readonly senders: ReadonlyMap<string, string>;
  readonly isDisconnected: boolean;
  /** True after a failure of class ACCOUNT, until its owner has seen to it. */
  readonly isStopped: boolean;
}

/** One version of an offer's price: per part, in the vendor's currency. */
export interface PriceVersion {
  readonly micros: bigint;
  readonly currency: string;
  readonly billedOn: BillingTrigger;
  readonly effectiveFrom: Date;
  /** Exclusive; null = open. */
  readonly effectiveUntil: Date | null;
}

/**
 * One version of a rate: how much of the quote currency one unit of the base buys, as decimal text.
 */
export interface RateVersion {
  readonly rate: string;
  readonly effectiveFrom: Date;
}

/** All that eligibility looks at, by key, so that weighing a vendor costs a handful of look-ups. */
export interface RouteSnapshot {
  /** By `accountKey`, as plans name accounts. */
  readonly accounts: ReadonlyMap<string, RouteAccount>;
  /** By `priceKey`; versions in any order. */
  readonly prices: ReadonlyMap<string, readonly PriceVersion[]>;
  /** By `countryPricesKey`: the price keys of the networks that are priced by themselves there. */
  readonly networkPrices: ReadonlyMap<string, readonly string[]>;
  /** By `rateKey`; versions by rising effectiveFrom. */
  readonly rates: ReadonlyMap<string, readonly RateVersion[]>;
  /** By `pauseKey`: the open pauses of operators and of this tenant. */
  readonly pauses: ReadonlySet<string>;
  /** By `breakerKey`; a missing one is closed. */
  readonly breakers: ReadonlyMap<string, BreakerState>;
  /** What was measured, as far as this tenant may know it. */
  readonly quality: RouteQuality;
}

/** accountId null = the marketplace's account at that vendor. */
export function accountKey(vendorSlug: string, accountId: string | null): string {
  return `${vendorSlug} ${accountId ?? ""}`;
}

/** country null = the sender for every country. */
export function senderKey(channel: Channel, country: string | null): string {
  return `${channel} ${country ?? ""}`;
}

/**
 * @param owner   an account's id for its own prices, the vendor's id for list prices
 * @param country null = everywhere
 * @param network mcc and mnc joined, e.g. "51010"; null = the whole country
 */
export function priceKey(
  owner: string,
  channel: Channel,
  country: string | null,
  network: string | null,
): string {
  return `${owner} ${channel} ${country ?? ""} ${network ?? ""}`;
}

/** Where the priced networks of a country are listed. */
export function countryPricesKey(owner: string, channel: Channel, country: string): string {
  return `${owner} ${channel} ${country}`;
}

/** How much `quote` one unit of `base` buys. */
export function rateKey(base: string, quote: string): string {
  return `${base} ${quote}`;
}

/** channel and country null = all. */
export function pauseKey(
  vendorId: string,
  channel: Channel | null,
  country: string | null,
): string {
  return `${vendorId} ${channel ?? ""} ${country ?? ""}`;
}

/** country null = none is known, as for e-mail. */
export function breakerKey(accountId: string, channel: Channel, country: string | null): string {
  return `${accountId} ${channel} ${country ?? ""}`;
}

/** One price of an offer, as it is read from the catalogue. */
export interface OfferPriceRow extends PriceVersion {
  /** An account's id for its own price, the vendor's id for the list price. */
  readonly owner: string;
  readonly channel: Channel;
  readonly country: string | null;
  readonly network: string | null;
}

/** Builds the price maps of a snapshot. O(rows). */
export function indexPrices(
  rows: readonly OfferPriceRow[],
): Pick<RouteSnapshot, "prices" | "networkPrices"> {
  const prices = new Map<string, PriceVersion[]>();
  const networkPrices = new Map<string, string[]>();
  for (const row of rows) {
    const key = priceKey(row.owner, row.channel, row.country, row.network);
    const versions = prices.get(key);
    if (versions !== undefined) {
      versions.push(row);
      continue;
    }
    prices.set(key, [row]);
    if (row.country !== null && row.network !== null) {
      const listKey = countryPricesKey(row.owner, row.channel, row.country);
      const keys = networkPrices.get(listKey) ?? [];
      keys.push(key);
      networkPrices.set(listKey, keys);
    }
  }
  return { prices, networkPrices };
}
