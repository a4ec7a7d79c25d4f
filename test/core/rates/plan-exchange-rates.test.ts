import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ExchangeRateLine,
  type KnownRate,
  planExchangeRates,
} from "../../../src/core/rates/plan-exchange-rates.js";
import { rejectionWords } from "../../../src/core/rates/rate-row.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const hour = 3_600_000;
const at = (hours: number) => new Date(now.getTime() + hours * hour);

function line(number: number, rate: string, hours: number | null, more: object = {}) {
  const effectiveFrom = hours === null ? null : at(hours);
  return { line: number, base: "USD", quote: "IDR", rate, effectiveFrom, ...more };
}

const known = (rate: string, hours: number): KnownRate => ({
  base: "USD",
  quote: "IDR",
  rate,
  effectiveFrom: at(hours),
});

describe("a table of exchange rates", () => {
  it("adds what is new, changes what has not begun, and leaves what is the same", () => {
    const change = planExchangeRates(
      [known("16000.000000000000", -5), known("17000", 5)],
      [line(2, "16000", null), line(3, "17500", 5), line(4, "18000", 9)],
      now,
    );

    expect(change).toMatchObject({ unchanged: 1, rejected: [], past: [] });
    expect(change.replace).toEqual([known("17500", 5)]);
    expect(change.insert).toEqual([known("18000", 9)]);
  });

  it("takes the latest rate of the past from now on, and tells which lines those are", () => {
    const lines = [line(2, "1", -50), line(3, "3", -1), line(4, "2", -20)];

    const change = planExchangeRates([known("9", -9)], lines, now);

    expect(change.insert).toEqual([known("3", 0)]);
    expect(change.past.map((one) => one.line)).toEqual([2, 3, 4]);
  });

  it("begins a millisecond later where a rate began in this very moment", () => {
    const change = planExchangeRates([known("1", 0)], [line(2, "2", null)], now);

    expect(change.insert).toEqual([{ ...known("2", 0), effectiveFrom: new Date(+now + 1) }]);
  });

  it.each([
    [line(2, "1", null, { base: "XXX" }), "rateCurrency"],
    [line(2, "1", null, { quote: "USD" }), "exchangeSame"],
    [line(2, "0", null), "exchangeRate"],
    [line(2, "1e3", null), "exchangeRate"],
    [line(2, "-1", null), "exchangeRate"],
    [{ ...line(2, "1", null), effectiveFrom: new Date(Number.NaN) }, "lineTime"],
    [line(2, "1", 24 * 800), "rateAhead"],
  ])("leaves out %j and says why", (bad, phrase) => {
    const change = planExchangeRates([], [bad, line(3, "2", null)], now);

    expect(change.rejected).toMatchObject([{ line: 2, reason: { phrase } }]);
    expect(change.insert.length).toBe(1);
  });

  it("reports all mistakes of a line", () => {
    const bad = {
      line: 2,
      base: "XXX",
      quote: "XXX",
      rate: "0",
      effectiveFrom: new Date(Number.NaN),
    };

    const { rejected } = planExchangeRates([], [bad], now);

    expect(rejected.map((one) => rejectionWords(one, "en"))).toEqual([
      "“XXX” is not a currency in use; base and quote are the same; " +
        "the rate is not a decimal above 0 with at most 12 digits before and after the point; " +
        "effectiveFrom is no day like 2026-12-01 (UTC) and no time like 2026-12-01T08:00:00Z",
    ]);
  });

  it("reports two lines for one pair and moment; the first counts", () => {
    const change = planExchangeRates([], [line(2, "1", 5), line(3, "2", 5)], now);

    expect(change.rejected).toEqual([
      { line: 3, reason: { phrase: "exchangeTwice", params: { line: 2 } } },
    ]);
    expect(change.insert).toEqual([known("1", 5)]);
  });

  it("never touches what has begun, and changes nothing the second time", () => {
    const rates = fc.record({
      base: fc.constantFrom("USD", "EUR"),
      quote: fc.constantFrom("IDR", "JPY"),
      rate: fc.constantFrom("1", "2", "3"),
      // This very moment would be before "now" when the table comes the second time.
      hours: fc.option(
        fc.integer({ min: -10, max: 10 }).filter((hours) => hours !== 0),
        { nil: null },
      ),
    });
    fc.assert(
      fc.property(fc.array(rates, { maxLength: 12 }), fc.array(rates), (stored, asked) => {
        const before = new Map<string, KnownRate>();
        for (const { hours, ...rate } of stored) {
          const one = { ...rate, effectiveFrom: at(hours ?? -1) };
          before.set(`${one.base} ${one.quote} ${one.effectiveFrom.getTime()}`, one);
        }
        const lines = asked.map(
          ({ hours, ...rate }, index): ExchangeRateLine => ({
            ...rate,
            line: index + 2,
            effectiveFrom: hours === null ? null : at(hours),
          }),
        );
        const change = planExchangeRates([...before.values()], lines, now);

        const after = new Map(before);
        for (const rate of change.insert) {
          const key = `${rate.base} ${rate.quote} ${rate.effectiveFrom.getTime()}`;
          expect(after.has(key)).toBe(false);
          expect(rate.effectiveFrom >= now).toBe(true);
          after.set(key, rate);
        }
        for (const rate of change.replace) {
          expect(rate.effectiveFrom > now).toBe(true);
          after.set(`${rate.base} ${rate.quote} ${rate.effectiveFrom.getTime()}`, rate);
        }
        const again = planExchangeRates([...after.values()], lines, new Date(+now + 1));
        expect([again.insert, again.replace]).toEqual([[], []]);
      }),
    );
  });
});
