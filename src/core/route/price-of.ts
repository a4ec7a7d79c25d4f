import { compareMicros, convert } from "../money.js";
import type { Channel } from "../otp/status.js";
import {
  countryPricesKey,
  type PriceVersion,
  priceKey,
  rateKey,
  type RouteAccount,
  type RouteSnapshot,
} from "./route-snapshot.js";

/** What a price is looked up in. */
export type PriceBook = Pick<RouteSnapshot, "prices" | "networkPrices" | "rates">;

/** Whose price. */
export type PriceOwner = Pick<RouteAccount, "accountId" | "vendorId">;

/** Where a message goes, as far as it is known. */
export interface Destination {
  /** ISO 3166-1 alpha-2; null when only an e-mail address is known. */
  readonly country: string | null;
  /** mcc and mnc joined; null when the number's prefix does not tell. */
  readonly network: string | null;
}

/**
 * The price that a hold takes: the account's own, else the list's; in each the network's, else the
 * country's, else – network unknown – the dearest network of the country, else the price for
 * everywhere. Null when nothing is offered.
 *
 * @param tenantCurrency what networks priced in different currencies are compared in
 */
export function priceOf(
  snapshot: PriceBook,
  account: PriceOwner,
  channel: Channel,
  destination: Destination,
  tenantCurrency: string,
  now: Date,
): PriceVersion | null {
  return (
    ownersPrice(snapshot, account.accountId, channel, destination, tenantCurrency, now) ??
    ownersPrice(snapshot, account.vendorId, channel, destination, tenantCurrency, now)
  );
}

/**
 * The rate at which an amount in `base` is held in `quote`, "1" within one currency; null when
 * there is none.
 */
export function rateOf(snapshot: PriceBook, base: string, quote: string, now: Date): string | null {
  if (base === quote) {
    return "1";
  }
  const versions = snapshot.rates.get(rateKey(base, quote)) ?? [];
  return versions.findLast((version) => version.effectiveFrom <= now)?.rate ?? null;
}

function ownersPrice(
  snapshot: PriceBook,
  owner: string,
  channel: Channel,
  { country, network }: Destination,
  tenantCurrency: string,
  now: Date,
): PriceVersion | null {
  const at = (inCountry: string | null, inNetwork: string | null): PriceVersion | null =>
    current(snapshot.prices.get(priceKey(owner, channel, inCountry, inNetwork)), now);
  if (country === null) {
    return at(null, null);
  }
  return (
    (network === null ? null : at(country, network)) ??
    at(country, null) ??
    (network === null ? dearest(snapshot, owner, channel, country, tenantCurrency, now) : null) ??
    at(null, null)
  );
}

function dearest(
  snapshot: PriceBook,
  owner: string,
  channel: Channel,
  country: string,
  tenantCurrency: string,
  now: Date,
): PriceVersion | null {
  const keys = snapshot.networkPrices.get(countryPricesKey(owner, channel, country)) ?? [];
  const worth = (price: PriceVersion): bigint => {
    const rate = rateOf(snapshot, price.currency, tenantCurrency, now);
    return rate === null ? price.micros : convert(price.micros, rate);
  };
  return keys.reduce<PriceVersion | null>((best, key) => {
    const price = current(snapshot.prices.get(key), now);
    const isDearer =
      price !== null && (best === null || compareMicros(worth(price), worth(best)) > 0);
    return isDearer ? price : best;
  }, null);
}

/** The version in force; of several the one that began last. */
function current(versions: readonly PriceVersion[] | undefined, now: Date): PriceVersion | null {
  let found: PriceVersion | null = null;
  for (const version of versions ?? []) {
    const isInForce =
      version.effectiveFrom <= now &&
      (version.effectiveUntil === null || version.effectiveUntil > now);
    if (isInForce && (found === null || version.effectiveFrom > found.effectiveFrom)) {
      found = version;
    }
  }
  return found;
}
