import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupRates } from "../../../src/core/rates/group-rates.js";
import type {
  RateChange,
  RateMode,
  StoredOffer,
} from "../../../src/core/rates/plan-rate-change.js";
import { placeKey, type RateRow } from "../../../src/core/rates/rate-row.js";
import { SheetComparison } from "../../../src/core/rates/sheet-comparison.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const day = 86_400_000;
const countries = ["ID", "IN", "BR", "US", "NG", "DE", "FR", "JP", null];

const terms = fc.record({
  priceMicros: fc.bigInt({ min: 0n, max: 2n }),
  currency: fc.constantFrom("USD", "EUR"),
  billedOn: fc.constantFrom("SUBMITTED" as const, "DELIVERED" as const),
});

const row = fc
  .record({ country: fc.constantFrom(...countries), days: fc.integer({ min: -1, max: 2 }), terms })
  .map(({ country, days, terms: price }) => ({
    channel: country === null ? ("EMAIL" as const) : ("SMS" as const),
    country,
    mcc: null,
    mnc: null,
    declaredDeliveryRate: null,
    upstream: null,
    effectiveFrom: days === 0 ? null : new Date(now.getTime() + days * day),
    ...price,
  }));

const sheet = fc
  .array(row, { maxLength: 14 })
  .map((rows) => rows.map((one, index): RateRow => ({ ...one, line: index + 2 })));

const stored = fc
  .uniqueArray(
    fc.record({
      country: fc.constantFrom(...countries),
      isWithdrawn: fc.boolean(),
      terms,
      plannedDays: fc.option(fc.integer({ min: 1, max: 2 })),
    }),
    { selector: ({ country }) => country },
  )
  .map((offers) =>
    offers.map(({ country, isWithdrawn, terms: price, plannedDays }): StoredOffer => {
      const planned = plannedDays === null ? null : new Date(now.getTime() + plannedDays * day);
      const first = { from: new Date(now.getTime() - day), until: planned, ...price };
      const next = planned === null ? [] : [{ ...price, from: planned, until: null }];
      return {
        id: `offer of ${country}`,
        channel: country === null ? "EMAIL" : "SMS",
        country,
        mcc: null,
        mnc: null,
        declaredDeliveryRate: null,
        upstream: null,
        isWithdrawn,
        prices: [first, ...next],
      };
    }),
  );

interface Case {
  readonly rows: readonly RateRow[];
  readonly offers: readonly StoredOffer[];
  readonly mode: RateMode;
  readonly spared: ReadonlySet<string>;
}

const anyCase = fc.record({
  rows: sheet,
  offers: stored,
  mode: fc.constantFrom<RateMode>("MERGE", "REPLACE"),
  spared: fc.subarray(["SMS ID  ", "SMS IN  ", "EMAIL   "]).map((places) => new Set(places)),
});

/** All changes of a sheet that is compared `size` offers at a time. */
function changesOf({ rows, offers, mode, spared }: Case, size: number): RateChange[] {
  let made = 0;
  const newId = () => `new ${(made += 1)}`;
  const { byPlace } = groupRates(rows, now);
  const comparison = new SheetComparison(byPlace, { mode, now, newId, spared });
  const changes: RateChange[] = [];
  for (let start = 0; start < offers.length; start += size) {
    changes.push(comparison.changeStored(offers.slice(start, start + size)));
  }
  for (const part of comparison.addOthers(size)) {
    changes.push(part());
  }
  return changes;
}

/** One change that does what all of them do. */
function joined(changes: readonly RateChange[]): Record<string, unknown> {
  const total = {
    insertOffers: changes.flatMap((one) => one.insertOffers),
    updateOffers: changes.flatMap((one) => one.updateOffers),
    withdrawOffers: changes.flatMap((one) => one.withdrawOffers),
    closePrices: changes.flatMap((one) => one.closePrices),
    replacePrices: changes.flatMap((one) => one.replacePrices),
    insertPrices: changes.flatMap((one) => one.insertPrices),
  };
  const sum = (count: (change: RateChange) => number) =>
    changes.reduce((all, change) => all + count(change), 0);
  return {
    ...total,
    added: sum((one) => one.added),
    changed: sum((one) => one.changed),
    unchanged: sum((one) => one.unchanged),
    withdrawn: sum((one) => one.withdrawn),
  };
}

describe("a sheet compared with what is stored", () => {
  it("changes the same in parts of any size as in one go", () => {
    fc.assert(
      fc.property(anyCase, fc.integer({ min: 1, max: 5 }), (one, size) => {
        expect(joined(changesOf(one, size))).toEqual(joined(changesOf(one, 1_000)));
      }),
    );
  });

  it("counts every offer that it names once, and withdraws only what it does not name", () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const total = joined(changesOf(one, 3)) as unknown as RateChange;
        const named = new Set(one.rows.map(placeKey));
        const unnamed = one.offers.filter(
          (offer) =>
            !offer.isWithdrawn && !named.has(placeKey(offer)) && !one.spared.has(placeKey(offer)),
        );

        expect(total.added + total.changed + total.unchanged).toBe(named.size);
        expect(total.added).toBe(
          [...named].filter((place) => one.offers.every((offer) => placeKey(offer) !== place))
            .length,
        );
        expect(total.withdrawOffers).toEqual(
          one.mode === "REPLACE" ? unnamed.map((offer) => offer.id) : [],
        );
      }),
    );
  });

  it("takes the first of two lines for one offer and moment, and reports the other", () => {
    fc.assert(
      fc.property(sheet, (rows) => {
        const { byPlace, rejected } = groupRates(rows, now);
        const kept = [...byPlace.values()].flat();
        const moment = (line: RateRow) =>
          `${placeKey(line)} ${(line.effectiveFrom ?? now).getTime()}`;

        expect(new Set(kept.map(moment)).size).toBe(kept.length);
        expect([...kept, ...rejected].map(({ line }) => line).sort((a, b) => a - b)).toEqual(
          rows.map(({ line }) => line),
        );
        for (const { line, reason } of rejected) {
          const first = kept.find((other) => other.line === reason.params?.["line"]);
          const twin = rows.find((other) => other.line === line);
          expect(first && moment(first)).toBe(twin && moment(twin));
          expect(Number(reason.params?.["line"])).toBeLessThan(line);
        }
      }),
    );
  });
});
