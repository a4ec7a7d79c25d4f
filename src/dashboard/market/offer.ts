import type { MarketQuery } from "./market.generated.js";

export type Offer = MarketQuery["offers"]["nodes"][number];

export type Column = "vendor" | "price" | "delivery" | "success" | "latency" | "trust" | "verified";

const values: Readonly<Record<Column, (offer: Offer) => number | string | null>> = {
  vendor: (offer) => offer.vendor.name.toLowerCase(),
  price: (offer) => amountOf(offer.priceInTenantCurrency ?? offer.price),
  delivery: (offer) => offer.stats.deliveryRate,
  success: (offer) => offer.stats.successRate,
  latency: (offer) => offer.stats.latencyMsP50,
  trust: (offer) => offer.stats.receiptTrust,
  verified: (offer) => amountOf(offer.stats.costPerVerified),
};

function amountOf(value: { readonly amount: string } | null): number | null {
  return value === null ? null : Number(value.amount);
}

/** In the order of one column; what is not measured comes last whichever way. */
export function sortOffers(
  offers: readonly Offer[],
  column: Column,
  isDescending: boolean,
): readonly Offer[] {
  const read = values[column];
  return offers.toSorted((a, b) => {
    const [one, other] = [read(a), read(b)];
    if (one === null || other === null) {
      return Number(one === null) - Number(other === null);
    }
    const order = one < other ? -1 : one > other ? 1 : 0;
    return isDescending ? -order : order;
  });
}

/** Offers that no other beats on both cost per verified code and success, the cheapest first. */
export function frontierOf<T extends { readonly cost: number; readonly success: number }>(
  points: readonly T[],
): readonly T[] {
  const found: T[] = [];
  for (const point of points.toSorted((a, b) => a.cost - b.cost || b.success - a.success)) {
    const best = found.at(-1);
    if (best === undefined || point.success > best.success) {
      found.push(point);
    }
  }
  return found;
}
