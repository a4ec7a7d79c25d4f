import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changeTimeline,
  endTimeline,
  type PriceTerms,
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

function termsOf({ priceMicros, currency, billedOn }: PriceTerms): string {
  return `${priceMicros} ${currency} ${billedOn}`;
}

function priceAt(prices: readonly TimelinePrice[], at: Date): string | null {
  const inForce = prices.filter(
    (price) => price.from <= at && (price.until === null || price.until > at),
  );
  expect(inForce.length).toBeLessThanOrEqual(1);
  const [price] = inForce;
  return price === undefined ? null : termsOf(price);
}

const wantedPrice = fc.record({
  days: fc.integer({ min: -30, max: 30 }),
  priceMicros: fc.integer({ min: 0, max: 3 }).map(BigInt),
  currency: fc.constantFrom("USD", "EUR"),
  billedOn: fc.constantFrom("SUBMITTED" as const, "DELIVERED" as const),
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
            const asked: WantedPrice[] = wanted.map(({ days, ...terms }) => ({
              from: new Date(now.getTime() + days * day),
              ...terms,
            }));
            prices = apply(prices, changeTimeline(open, asked, now, isWithdrawn), now);
            const current = asked
              .filter((price) => price.from <= now)
              .sort((a, b) => a.from.getTime() - b.from.getTime())
              .at(-1);
            for (const price of asked.filter((one) => one.from > now || one === current)) {
              const at = new Date(Math.max(price.from.getTime(), now.getTime()));
              expect(priceAt(prices, at)).toBe(termsOf(price));
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
          const asked = wanted.map(({ days, ...terms }) => ({
            from: new Date(start + days * day),
            ...terms,
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
    const stored = [{ from: now, until: null, ...terms(1n) }];
    const change = changeTimeline(stored, [{ from: now, ...terms(2n) }], now);
    const next = new Date(start + 1);

    expect(change).toEqual({
      close: [{ from: now, until: next }],
      replace: [],
      insert: [{ from: next, until: null, ...terms(2n) }],
    });
  });

  it("that were planned before a withdrawal do not come back", () => {
    const now = new Date(start);
    const planned = { from: new Date(start + day), until: null, ...terms(9n) };
    const asked = { from: now, ...terms(2n) };
    const change = changeTimeline([planned], [asked], now, true);

    expect(change.replace).toEqual([{ ...planned, priceMicros: 2n }]);
    expect(change.insert).toEqual([{ ...asked, until: planned.from }]);
  });

  it("forget what was planned between two prices of a sheet that replaces all", () => {
    const now = new Date(start);
    const stored = [
      { from: new Date(start - day), until: new Date(start + day), ...terms(1n) },
      { from: new Date(start + day), until: null, ...terms(9n) },
    ];
    const asked = [
      { from: now, ...terms(1n) },
      { from: new Date(start + 2 * day), ...terms(3n) },
    ];
    const prices = apply(stored, changeTimeline(stored, asked, now, true), now);

    expect(priceAt(prices, new Date(start + 1.5 * day))).toBe("1 USD SUBMITTED");
    expect(priceAt(prices, new Date(start + 3 * day))).toBe("3 USD SUBMITTED");
  });

  it("change when only the moment of billing does", () => {
    const now = new Date(start);
    const stored = [{ from: new Date(start - day), until: null, ...terms(1n) }];
    const asked = { from: now, ...terms(1n), billedOn: "DELIVERED" as const };

    expect(changeTimeline(stored, [asked], now)).toEqual({
      close: [{ from: stored[0]?.from, until: now }],
      replace: [],
      insert: [{ ...asked, until: null }],
    });
  });
});

function terms(priceMicros: bigint): PriceTerms {
  return { priceMicros, currency: "USD", billedOn: "SUBMITTED" };
}
