import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PricedVolume, priceOutlook } from "../../../src/core/ledger/outlook.js";
import type { PriceBook } from "../../../src/core/route/price-of.js";
import {
  indexPrices,
  type OfferPriceRow,
  rateKey,
} from "../../../src/core/route/route-snapshot.js";

const now = new Date("2026-11-22T00:00:00.000Z");
const basis = { from: new Date("2026-10-23T00:00:00.000Z"), to: now };
const month = {
  from: new Date("2026-12-01T00:00:00.000Z"),
  to: new Date("2026-12-31T00:00:00.000Z"),
};
const past = new Date("2026-01-01T00:00:00.000Z");

const volume: PricedVolume = {
  vendorId: "v",
  accountId: "a",
  channel: "SMS",
  country: "ID",
  network: "51010",
  priceMicros: 20_000n,
  priceCurrency: "USD",
  exchangeRate: "1",
  billedOn: "SUBMITTED",
  attempts: 900,
  parts: 1_000,
  partsAccepted: 980,
  partsDelivered: 940,
  vendorCostMicros: 19_600_000n,
  costMicros: 19_600_000n,
};

function offered(...prices: Partial<OfferPriceRow>[]): PriceBook {
  const rows = prices.map(
    (price): OfferPriceRow => ({
      owner: "v",
      channel: "SMS",
      country: "ID",
      network: null,
      micros: 20_000n,
      currency: "USD",
      billedOn: "SUBMITTED",
      effectiveFrom: past,
      effectiveUntil: null,
      ...price,
    }),
  );
  return { ...indexPrices(rows), rates: new Map() };
}

function priced(book: PriceBook, of: Partial<PricedVolume> = {}, steps: readonly Date[] = []) {
  return priceOutlook({ ...volume, ...of }, book, "USD", now, basis, month, steps);
}

describe("priceOutlook", () => {
  it("is what was paid when nothing changes and the month is as long as the basis", () => {
    expect(priced(offered({}))).toEqual({
      todayMicros: 19_600_000n,
      thenMicros: 19_600_000n,
      changes: [],
      changesAt: null,
    });
  });

  it("counts a new price from the moment at which it takes effect", () => {
    const middle = new Date("2026-12-16T00:00:00.000Z");
    const rising = offered({ effectiveUntil: middle }, { micros: 30_000n, effectiveFrom: middle });

    expect(priced(rising, {}, [middle])).toEqual({
      todayMicros: 19_600_000n,
      thenMicros: (19_600_000n * 5n) / 4n,
      changes: ["PRICE"],
      changesAt: middle,
    });
  });

  it("tells when the first change that counts takes effect, be it before the month", () => {
    const [soon, later] = [new Date("2026-11-25T00:00:00.000Z"), month.from];
    const rising = offered(
      { effectiveUntil: soon },
      { micros: 30_000n, effectiveFrom: soon, effectiveUntil: later },
      { micros: 40_000n, effectiveFrom: later },
    );
    const passing = offered(
      { effectiveUntil: soon },
      { micros: 30_000n, effectiveFrom: soon, effectiveUntil: later },
      { effectiveFrom: later },
    );
    const ending = offered({ effectiveUntil: soon });

    expect(priced(rising, {}, [soon])).toMatchObject({ changes: ["PRICE"], changesAt: soon });
    expect(priced(passing, {}, [soon])).toMatchObject({ changes: [], changesAt: null });
    expect(priced(ending, {}, [soon])).toMatchObject({ changes: ["NO_PRICE"], changesAt: soon });
  });

  it("takes the account's own price, and the network's before the country's", () => {
    const book = offered(
      { micros: 1n },
      { micros: 15_000n, network: "51010" },
      { micros: 10_000n, owner: "a" },
    );

    expect(priced(book).thenMicros).toBe(9_800_000n);
    expect(priced(book, { accountId: "other" }).thenMicros).toBe(14_700_000n);
  });

  it("counts the parts that the other occasion would bill", () => {
    const switched = offered(
      { effectiveUntil: month.from },
      { billedOn: "DELIVERED", effectiveFrom: month.from },
    );

    expect(priced(switched)).toEqual({
      todayMicros: 19_600_000n,
      thenMicros: 940n * 20_000n,
      changes: ["BILLING"],
      changesAt: month.from,
    });
  });

  it("exchanges at the rate that is in force then", () => {
    const later = new Date("2026-12-01T00:00:00.000Z");
    const book: PriceBook = {
      ...offered({ currency: "EUR" }),
      rates: new Map([
        [
          rateKey("EUR", "USD"),
          [
            { rate: "1.10", effectiveFrom: past },
            { rate: "1.21", effectiveFrom: later },
          ],
        ],
      ]),
    };

    expect(priced(book, { priceCurrency: "EUR" })).toEqual({
      todayMicros: 21_560_000n,
      thenMicros: 23_716_000n,
      changes: ["EXCHANGE_RATE"],
      changesAt: month.from,
    });
  });

  it("falls back to what was paid where no price is left, and says so", () => {
    const ended = offered({ effectiveUntil: new Date("2026-11-01T00:00:00.000Z") });

    expect(priced(ended)).toEqual({
      todayMicros: 19_600_000n,
      thenMicros: 19_600_000n,
      changes: ["NO_PRICE"],
      changesAt: now,
    });
  });

  it("grows in proportion to price, volume and length, to the micro-unit", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 28, max: 31 }),
        (paid, price, vendorCostMicros, days) => {
          const to = new Date(month.from.getTime() + days * 86_400_000);
          const of = { ...volume, priceMicros: paid, vendorCostMicros };
          const { thenMicros } = priceOutlook(
            of,
            offered({ micros: price }),
            "USD",
            now,
            basis,
            { from: month.from, to },
            [],
          );

          const exact = vendorCostMicros * price * BigInt(days);
          const off = thenMicros * paid * 30n - exact;
          expect(off < 0n ? -off : off).toBeLessThanOrEqual((paid * 30n) / 2n + 1n);
        },
      ),
      { numRuns: 300 },
    );
  });
});
