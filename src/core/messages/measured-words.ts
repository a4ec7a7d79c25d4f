import { compareMicros, formatMicros, type Money } from "../money.js";
import { fill, type ReasonLocale, reasonTexts } from "./reason-words.js";

/** A vendor as measured routing weighed it; rates 0..1. */
export interface MeasuredVendor {
  readonly slug: string;
  /** Per part, in the vendor's currency; null = not told. */
  readonly price: Money | null;
  /** Attempts behind it. */
  readonly count: number;
  readonly success: number;
  readonly trust: number;
  /** Null = not weighed. */
  readonly score: number | null;
}

/** What a measured choice's sentence needs to know. */
export interface MeasuredChoiceFacts {
  readonly chosen: MeasuredVendor;
  /** The others that could be used. */
  readonly others: readonly MeasuredVendor[];
  /** Who follows when the wait ends, or the message is lost; null = nobody. */
  readonly follower: string | null;
  /** Null = no timer. */
  readonly waitSec: number | null;
  /** μ: prices count 1 + μ times. */
  readonly shadowPrice: number;
}

/** Below this many attempts a vendor is hardly measured. */
const countedFrom = 5;

/**
 * Why measured routing chose a vendor, in a line: what it expects of it and at which price, what
 * the next best would have brought, and what follows.
 *
 * @param choice the sentence's beginning, as `choiceWords` gives it
 */
export function measuredChoiceWords(
  choice: string,
  { chosen, others, follower, waitSec, shadowPrice }: MeasuredChoiceFacts,
  locale: ReasonLocale,
): string {
  const { measured } = reasonTexts[locale];
  const best = others.reduce<MeasuredVendor | null>(
    (top, one) => ((one.score ?? -2) > (top?.score ?? -2) ? one : top),
    null,
  );
  const isExplored = best !== null && (best.score ?? -2) > (chosen.score ?? -2);
  const pacing = shadowPrice < 0.005 ? "" : (1 + shadowPrice).toFixed(2);
  return [
    choice,
    isExplored ? measured.toMeasure : "",
    expectedWords(chosen, locale),
    best === null ? "" : nextBestWords(chosen, best, locale),
    pacing === "" ? "" : fill(measured.pacing, { times: pacing }),
    follower === null
      ? ""
      : waitSec === null
        ? fill(measured.later, { follower })
        : fill(measured.next, { follower, seconds: waitSec }),
  ].join("");
}

function expectedWords(
  { success, price, count, trust }: MeasuredVendor,
  locale: ReasonLocale,
): string {
  const { expected, expectedUnpriced, counted, notCounted } = reasonTexts[locale].measured;
  return fill(price === null ? expectedUnpriced : expected, {
    success: Math.round(success * 100),
    price: price === null ? "" : priceWords(price),
    evidence: count < countedFrom ? notCounted : fill(counted, { count, trust: trust.toFixed(2) }),
  });
}

function nextBestWords(chosen: MeasuredVendor, best: MeasuredVendor, locale: ReasonLocale): string {
  const { nextBest, dearer, cheaper, asDear } = reasonTexts[locale].measured;
  const points = (best.success - chosen.success) * 100;
  const sign = points < 0 ? "−" : "+";
  const next = fill(nextBest, {
    other: best.slug,
    points: `${sign}${Math.abs(points).toFixed(1)}`,
  });
  if (best.price === null || chosen.price?.currency !== best.price.currency) {
    return next;
  }
  const { currency } = best.price;
  const order = compareMicros(best.price.micros, chosen.price.micros);
  const apart = best.price.micros - chosen.price.micros;
  const price = priceWords({ micros: apart < 0n ? -apart : apart, currency });
  return order === 0 ? fill(asDear, { next }) : fill(order > 0 ? dearer : cheaper, { next, price });
}

/** "USD 0.022": zeros at the end of the fraction say nothing. */
function priceWords({ micros, currency }: Money): string {
  return `${currency} ${formatMicros(micros).replace(/\.?0+$/, "")}`;
}
