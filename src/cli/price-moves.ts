import { formatMicros } from "../core/money.js";
import type { PreviewedChange, ShownPrice } from "../core/rates/sheet-preview.js";

/** What a dry run shows, for machines: amounts as decimal text, moments in ISO 8601. */
export function movesAsJson(preview: readonly PreviewedChange[]): readonly object[] {
  return preview.map(({ before, after, ...rest }) => ({
    ...rest,
    before: priceAsJson(before),
    after: priceAsJson(after),
  }));
}

/** The same for people, a line each. */
export function movesAsText(preview: readonly PreviewedChange[]): readonly string[] {
  return preview.map((one) => {
    const { kind, channel, country, mcc, mnc, before, after, effectiveFrom, change } = one;
    const place = [channel, country ?? "everywhere", mcc === null ? "" : `${mcc}-${mnc}`];
    const prices = [before, after].map(priceAsText).join(" → ");
    const share =
      change === null ? "" : ` (${change > 0 ? "+" : ""}${(change * 100).toFixed(1)} %)`;
    const from = effectiveFrom === null ? "" : ` from ${effectiveFrom.toISOString()}`;
    return `${kind} ${place.filter((word) => word !== "").join(" ")}: ${prices}${share}${from}\n`;
  });
}

function priceAsJson(price: ShownPrice | null): object | null {
  return price === null
    ? null
    : { amount: formatMicros(price.priceMicros), currency: price.currency };
}

function priceAsText(price: ShownPrice | null): string {
  return price === null ? "nothing" : `${formatMicros(price.priceMicros)} ${price.currency}`;
}
