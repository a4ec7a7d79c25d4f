import { divideHalfEven, formatMicros, parseMicros } from "../../core/money.js";
import type { RawRate } from "../../core/rates/rate-row.js";

/** Prices that a vendor's sheet states from a moment on. */
export interface PriceSheet {
  /** When it was imported. */
  readonly at: Date;
  readonly rates: readonly RawRate[];
}

interface PriceChange {
  readonly vendor: string;
  readonly channel: string;
  /** What the price was before the change, or will be after an announced one, in thousandths. */
  readonly perMille: bigint;
}

const dayMs = 86_400_000;

/** Prices that were others before; today's are those of the market. */
const past: readonly (PriceChange & { readonly daysAgo: number })[] = [
  { vendor: "afrigate", channel: "SMS", perMille: 940n, daysAgo: 21 },
  { vendor: "bharatsend", channel: "SMS", perMille: 890n, daysAgo: 17 },
  { vendor: "latcom", channel: "SMS", perMille: 1_060n, daysAgo: 9 },
  { vendor: "metrowa", channel: "WHATSAPP", perMille: 1_040n, daysAgo: 13 },
];

/** Prices that are announced for the first of next month (UTC). */
const announced: readonly PriceChange[] = [
  { vendor: "globex", channel: "WHATSAPP", perMille: 1_090n },
  { vendor: "nusatext", channel: "SMS", perMille: 920n },
  { vendor: "ringback", channel: "VOICE", perMille: 1_150n },
];

/**
 * The sheets of one vendor since the market began, in the order in which they came: first prices,
 * changes, and what is announced.
 */
export function demoPriceSheets(
  vendor: string,
  rates: readonly RawRate[],
  foundedAt: Date,
  now: Date,
): readonly PriceSheet[] {
  const changes = past
    .map((one) => ({ ...one, at: new Date(now.getTime() - one.daysAgo * dayMs) }))
    .filter((one) => one.vendor === vendor && one.at > foundedAt);
  const first = changes.reduce<readonly RawRate[]>(
    (sheet, change) => sheet.map((rate) => (isMeant(change, rate) ? scaled(rate, change) : rate)),
    rates,
  );
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
  return [
    { at: foundedAt, rates: first },
    ...changes.map((change) => ({
      at: change.at,
      rates: rates.filter((rate) => isMeant(change, rate)),
    })),
    ...announced
      .filter((one) => one.vendor === vendor)
      .map((change) => ({
        at: now,
        rates: rates
          .filter((rate) => isMeant(change, rate))
          .map((rate) => ({ ...scaled(rate, change), effectiveFrom: nextMonth })),
      })),
  ];
}

function isMeant(change: PriceChange, rate: RawRate): boolean {
  return rate.channel === change.channel;
}

function scaled(rate: RawRate, { perMille }: PriceChange): RawRate {
  const micros = parseMicros(rate.price) ?? 0n;
  return { ...rate, price: formatMicros(divideHalfEven(micros * perMille, 1_000n)) };
}
