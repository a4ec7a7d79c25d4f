import { describe, expect, it } from "vitest";
import type { StoredOffer } from "../../../src/core/rates/plan-rate-change.js";
import type { RateRow } from "../../../src/core/rates/rate-row.js";
import { SheetPreview } from "../../../src/core/rates/sheet-preview.js";

const now = new Date("2026-01-01T00:00:00Z");
const soon = new Date("2026-02-01T00:00:00Z");
const later = new Date("2026-03-01T00:00:00Z");
const place = { channel: "SMS", country: "ID", mcc: null, mnc: null } as const;
const terms = { billedOn: "SUBMITTED", declaredDeliveryRate: null, upstream: null } as const;

function row(priceMicros: bigint, effectiveFrom: Date | null = null, currency = "USD"): RateRow {
  return { ...place, ...terms, line: 2, priceMicros, currency, effectiveFrom };
}

function offer(priceMicros: bigint, change: Partial<StoredOffer> = {}): StoredOffer {
  const from = new Date("2025-01-01T00:00:00Z");
  const price = { from, until: null, priceMicros, currency: "USD", billedOn: "SUBMITTED" } as const;
  return { ...place, ...terms, id: "one", isWithdrawn: false, prices: [price], ...change };
}

const usd = (priceMicros: bigint) => ({ priceMicros, currency: "USD" });

describe("what a sheet would change", () => {
  it("tells the largest price moves first, and nothing of what stays", () => {
    const preview = new SheetPreview(2, now);
    preview.compare(offer(100n), [row(110n)], "MERGE");
    preview.compare(offer(100n), [row(100n)], "MERGE");
    preview.compare(offer(100n), [row(40n)], "MERGE");
    preview.compare(offer(100n), [row(125n)], "MERGE");

    expect(preview.list().map(({ kind, change }) => [kind, change])).toEqual([
      ["PRICE", -0.6],
      ["PRICE", 0.25],
    ]);
  });

  it("keeps few of very many, and always the largest", () => {
    const preview = new SheetPreview(3, now);
    for (let one = 0n; one < 500n; one += 1n) {
      preview.compare(offer(1_000n), [row(1_001n + ((one * 7n) % 500n))], "MERGE");
    }

    expect(preview.list().map(({ after }) => after?.priceMicros)).toEqual([1_500n, 1_499n, 1_498n]);
  });

  it("puts what cannot be compared before all moves", () => {
    const preview = new SheetPreview(5, now);
    preview.compare(offer(100n), [row(900n)], "MERGE");
    preview.compare(offer(100n), [row(100n, null, "EUR")], "MERGE");
    preview.compare(offer(0n), [row(5n)], "MERGE");

    expect(preview.list().map(({ change, after }) => [change, after?.currency])).toEqual([
      [null, "EUR"],
      [null, "USD"],
      [8, "USD"],
    ]);
  });

  it("compares each of an offer's lines with what holds just before it", () => {
    const preview = new SheetPreview(5, now);
    const past = new Date("2025-06-01T00:00:00Z");
    preview.compare(offer(100n), [row(300n, later), row(70n, past), row(200n, soon)], "MERGE");

    expect(preview.list()).toEqual([
      {
        ...place,
        kind: "PRICE",
        before: usd(70n),
        after: usd(200n),
        effectiveFrom: soon,
        change: 13 / 7,
      },
      {
        ...place,
        kind: "PRICE",
        before: usd(200n),
        after: usd(300n),
        effectiveFrom: later,
        change: 0.5,
      },
      {
        ...place,
        kind: "PRICE",
        before: usd(100n),
        after: usd(70n),
        effectiveFrom: null,
        change: -0.3,
      },
    ]);
  });

  it("compares with a price that is known to come, where it has come by then", () => {
    const preview = new SheetPreview(5, now);
    const [first] = offer(100n).prices;
    const known = [
      { ...first, until: soon },
      { ...first, from: soon, priceMicros: 150n },
    ] as StoredOffer["prices"];
    preview.compare(offer(0n, { prices: known }), [row(300n, later), row(80n)], "MERGE");

    expect(preview.list().map(({ before, after }) => [before, after])).toEqual([
      [usd(150n), usd(300n)],
      [usd(100n), usd(80n)],
    ]);
  });

  it("tells what is new, what comes back, and what REPLACE takes away", () => {
    const preview = new SheetPreview(5, now);
    preview.add([row(12n)]);
    preview.compare(offer(9n, { isWithdrawn: true, prices: [] }), [row(13n, soon)], "MERGE");
    preview.compare(offer(50n), [], "MERGE");
    preview.compare(offer(60n), [], "REPLACE");
    preview.compare(offer(70n, { isWithdrawn: true }), [], "REPLACE");

    expect(preview.list()).toEqual([
      { ...place, kind: "ADDED", before: null, after: usd(12n), effectiveFrom: null, change: null },
      { ...place, kind: "ADDED", before: null, after: usd(13n), effectiveFrom: soon, change: null },
      {
        ...place,
        kind: "WITHDRAWN",
        before: usd(60n),
        after: null,
        effectiveFrom: null,
        change: null,
      },
    ]);
  });
});
