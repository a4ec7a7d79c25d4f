import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changeTimeline,
  endTimeline,
  type TimelineChange,
  type TimelinePrice,
  type WantedPrice,
} from "../../../src/core/rates/price-timeline.js";

const start = Date.UTC(2026, 0, 1);
const day = 86_400_000;

/* oxlint-disable vitest/no-conditional-expect -- a property checks whatever its example is about */

/** Applies a change as the store does; throws where the store would break a rule. */
function apply(
  prices: readonly TimelinePrice[],
  change: TimelineChange,
  now: Date,
): TimelinePrice[] {
  const byFrom = new Map(prices.map((price) => [price.from.getTime(), price]));
  for (const { from, until } of change.close) {
    const price = byFrom.get(from.getTime());
    expect(price).toBeDefined();
    expect(until > from).toBe(true);
    if (price !== undefined) {
      byFrom.set(from.getTime(), { ...price, until });
    }
  }
  for (const price of change.replace) {
    expect(price.from > now).toBe(true);
    const stored = byFrom.get(price.from.getTime());
    byFrom.set(price.from.getTime(), { ...price, until: stored?.until ?? null });
  }
  for (const price of change.insert) {
    expect(byFrom.has(price.from.getTime())).toBe(false);
    byFrom.set(price.from.getTime(), price);
  }
  return [...byFrom.values()].sort((a, b) => a.from.getTime() - b.from.getTime());
}

function priceAt(prices: readonly TimelinePrice[], at: Date): string | null {
  const inForce = prices.filter(
    (price) => price.from <= at && (price.until === null || price.until > at),
  );
  expect(inForce.length).toBeLessThanOrEqual(1);
  const [price] = inForce;
  return price === undefined ? null : `${price.priceMicros} ${price.currency}`;
}

const wantedPrice = fc.record({
  days: fc.integer({ min: -30, max: 30 }),
  priceMicros: fc.integer({ min: 0, max: 3 }).map(BigInt),
  currency: fc.constantFrom("USD", "EUR"),
});

/** One thing that happens to an offer, some days after the one before it. */
const step = fc.record({
  laterDays: fc.integer({ min: 0, max: 10 }),
  isWithdrawal: fc.boolean(),
  wanted: fc.uniqueArray(wantedPrice, {
    minLength: 1,
    maxLength: 4,
    selector: (price) => price.days,
  }),
});

describe("an offer's prices over time", () => {
  it("never overlap, never change the past, and are what was asked for from then on", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        let prices: TimelinePrice[] = [];
        let now = new Date(start);
        let isWithdrawn = false;
        for (const { laterDays, isWithdrawal, wanted } of steps) {
          now = new Date(now.getTime() + laterDays * day + 1);
          const before = prices;
          const open = prices.filter((price) => price.until === null || price.until > now);
          if (isWithdrawal) {
            prices = apply(prices, { close: endTimeline(open, now), replace: [], insert: [] }, now);
            isWithdrawn = true;
            expect(priceAt(prices, new Date(now.getTime() + 1))).toBe(null);
          } else {
            const asked: WantedPrice[] = wanted.map(({ days, priceMicros, currency }) => ({
              from: new Date(now.getTime() + days * day),
              priceMicros,
              currency,
            }));
            prices = apply(prices, changeTimeline(open, asked, now, isWithdrawn), now);
            const current = asked
              .filter((price) => price.from <= now)
              .sort((a, b) => a.from.getTime() - b.from.getTime())
              .at(-1);
            for (const price of asked.filter((one) => one.from > now || one === current)) {
              const at = new Date(Math.max(price.from.getTime(), now.getTime()));
              expect(priceAt(prices, at)).toBe(`${price.priceMicros} ${price.currency}`);
            }
            isWithdrawn = false;
          }
          for (let back = 1; back <= 40; back += 1) {
            const at = new Date(now.getTime() - back * (day / 2));
            expect(priceAt(prices, at)).toBe(priceAt(before, at));
          }
        }
      }),
    );
  });

  it("do not change when the same sheet comes twice", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(wantedPrice, {
          minLength: 1,
          maxLength: 5,
          selector: (price) => price.days,
        }),
        (wanted) => {
          const now = new Date(start);
          const asked = wanted.map(({ days, priceMicros, currency }) => ({
            from: new Date(start + days * day),
            priceMicros,
            currency,
          }));
          const prices = apply([], changeTimeline([], asked, now), now);
          const again = changeTimeline(prices, asked, new Date(start + 1));
          expect(again).toEqual({ close: [], replace: [], insert: [] });
        },
      ),
    );
  });

  it("end a millisecond later where one began in this very moment", () => {
    const now = new Date(start);
    const stored = [{ from: now, until: null, priceMicros: 1n, currency: "USD" }];
    const change = changeTimeline(stored, [{ from: now, priceMicros: 2n, currency: "USD" }], now);
    const next = new Date(start + 1);

    expect(change).toEqual({
      close: [{ from: now, until: next }],
      replace: [],
      insert: [{ from: next, until: null, priceMicros: 2n, currency: "USD" }],
    });
  });

  it("that were planned before a withdrawal do not come back", () => {
    const now = new Date(start);
    const planned = { from: new Date(start + day), until: null, priceMicros: 9n, currency: "USD" };
    const asked = { from: now, priceMicros: 2n, currency: "USD" };
    const change = changeTimeline([planned], [asked], now, true);

    expect(change.replace).toEqual([{ ...planned, priceMicros: 2n }]);
    expect(change.insert).toEqual([{ ...asked, until: planned.from }]);
  });
});
