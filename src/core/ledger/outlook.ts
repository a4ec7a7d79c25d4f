import { divideHalfEven, parseRate } from "../money.js";
import type { BillingTrigger, Channel } from "../otp/status.js";
import { type PriceBook, priceOf, rateOf } from "../route/price-of.js";
import type { PriceVersion } from "../route/route-snapshot.js";

/** Attempts that went the same way at the same price. */
export interface PricedVolume {
  readonly vendorId: string;
  readonly accountId: string;
  readonly channel: Channel;
  /** ISO 3166-1; null = none is known, as for e-mail. */
  readonly country: string | null;
  /** mcc and mnc joined; null = not known. */
  readonly network: string | null;
  /** Per part, in the vendor's currency, as it was held. */
  readonly priceMicros: bigint;
  readonly priceCurrency: string;
  readonly exchangeRate: string;
  readonly billedOn: BillingTrigger;
  readonly attempts: number;
  readonly parts: number;
  /** Parts of attempts that a vendor accepted, and of those that were delivered. */
  readonly partsAccepted: number;
  readonly partsDelivered: number;
  /** What they cost in the vendor's and in the tenant's currency; open holds count in full. */
  readonly vendorCostMicros: bigint;
  readonly costMicros: bigint;
}

/** What makes the same traffic cost more or less than today. */
export const outlookChanges = ["PRICE", "EXCHANGE_RATE", "BILLING", "NO_PRICE"] as const;
/** One word of `outlookChanges`. NO_PRICE = none is known then: today's, or the last, counts. */
export type OutlookChange = (typeof outlookChanges)[number];

/** A half-open stretch of time. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** One volume, priced for a stretch of time to come. Micro-units of the tenant's currency. */
export interface PricedOutlook {
  /** The same traffic at the prices and rates of now. */
  readonly todayMicros: bigint;
  /** The same traffic at those that take effect. */
  readonly thenMicros: bigint;
  readonly changes: readonly OutlookChange[];
  /** When the first of them takes effect: `now` = it has already; null = nothing changes. */
  readonly changesAt: Date | null;
}

interface Terms {
  readonly price: PriceVersion | null;
  /** In units of 10^-12; null = there is no rate. */
  readonly rate: bigint | null;
}

const rateUnit = 10n ** 12n;

/**
 * Prices a volume for a stretch of time: as many parts as were billed, in proportion to the length
 * of the stretch, each at the price and rate in force at its moment; a price that changes within
 * the stretch counts for its share of it. Where the vendor bills on another occasion then, the
 * parts that were accepted, or delivered, count instead. Exact but for one half-even rounding each.
 *
 * @param book  prices and rates in force and to come
 * @param basis    when the volume was sent
 * @param steps    moments from now to the end of `month` at which prices or rates may change,
 *                 ascending
 */
export function priceOutlook(
  volume: PricedVolume,
  book: PriceBook,
  currency: string,
  now: Date,
  basis: Span,
  month: Span,
  steps: readonly Date[],
): PricedOutlook {
  const last = lastTerms(volume);
  const today = orElse(termsAt(volume, book, currency, now), last);
  const changes = new Set<OutlookChange>();
  const starts = [month.from, ...steps.filter((step) => step > month.from)];
  const weighted = starts.map((from, index): readonly [Terms, bigint] => {
    const to = starts[index + 1] ?? month.to;
    const found = termsAt(volume, book, currency, from);
    for (const change of changesTo(today, found)) {
      changes.add(change);
    }
    return [orElse(found, today), BigInt(to.getTime() - from.getTime())];
  });
  const isOther = (at: Date) =>
    changesTo(today, termsAt(volume, book, currency, at)).some((one) => changes.has(one));
  const moments = [now, ...steps.filter((step) => step < month.from), ...starts];
  const monthMs = BigInt(month.to.getTime() - month.from.getTime());
  const basisMs = BigInt(basis.to.getTime() - basis.from.getTime());
  return {
    todayMicros: costOf(volume, [[today, monthMs]], basisMs),
    thenMicros: costOf(volume, weighted, basisMs),
    changes: outlookChanges.filter((change) => changes.has(change)),
    changesAt: changes.size === 0 ? null : (moments.find(isOther) ?? null),
  };
}

function termsAt(volume: PricedVolume, book: PriceBook, currency: string, at: Date): Terms {
  const price = priceOf(book, volume, volume.channel, volume, currency, at);
  const rate = price === null ? null : rateOf(book, price.currency, currency, at);
  return { price, rate: rate === null ? null : parseRate(rate) };
}

/** What was paid last, for what has no price any more. */
function lastTerms(volume: PricedVolume): Terms {
  return {
    price: {
      micros: volume.priceMicros,
      currency: volume.priceCurrency,
      billedOn: volume.billedOn,
      effectiveFrom: new Date(0),
      effectiveUntil: null,
    },
    rate: parseRate(volume.exchangeRate),
  };
}

function orElse(terms: Terms, other: Terms): Terms {
  return terms.price === null || terms.rate === null ? other : terms;
}

/** What is another than today; without a price then, today's counts. */
function changesTo(today: Terms, { price, rate }: Terms): readonly OutlookChange[] {
  if (price === null || rate === null) {
    return ["NO_PRICE"];
  }
  const isOtherCurrency = price.currency !== today.price?.currency;
  const isOtherPrice = isOtherCurrency || price.micros !== today.price?.micros;
  return [
    ...(isOtherPrice ? (["PRICE"] as const) : []),
    ...(!isOtherCurrency && rate !== today.rate ? (["EXCHANGE_RATE"] as const) : []),
    ...(price.billedOn !== today.price?.billedOn ? (["BILLING"] as const) : []),
  ];
}

/** Sums parts × price × rate × share of time as one fraction, and rounds it once. */
function costOf(
  volume: PricedVolume,
  weighted: readonly (readonly [Terms, bigint])[],
  basisMs: bigint,
): bigint {
  let dividend = 0n;
  const unit = volume.priceMicros === 0n ? 1n : volume.priceMicros;
  for (const [{ price, rate }, ms] of weighted) {
    const billed = billedParts(volume, price?.billedOn ?? volume.billedOn) * ms;
    dividend += billed * (price?.micros ?? 0n) * (rate ?? 0n);
  }
  return divideHalfEven(dividend, unit * rateUnit * basisMs);
}

/** Billed parts times the price that they were billed at (times 1 where that was 0). */
function billedParts(volume: PricedVolume, billedOn: BillingTrigger): bigint {
  const unit = volume.priceMicros === 0n ? 1n : volume.priceMicros;
  if (billedOn === volume.billedOn && volume.priceMicros > 0n) {
    return volume.vendorCostMicros;
  }
  return unit * BigInt(billedOn === "SUBMITTED" ? volume.partsAccepted : volume.partsDelivered);
}
