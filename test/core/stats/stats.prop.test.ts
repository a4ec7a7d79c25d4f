import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bucketOf,
  bucketStarts,
  countOf,
  type Histogram,
  mergeHistograms,
  quantile,
} from "../../../src/core/stats/histogram.js";
import { type Rate, wilson } from "../../../src/core/stats/interval.js";
import {
  bucketSpans,
  coverSpan,
  grainMs,
  statsWindows,
  windowSpan,
} from "../../../src/core/stats/window.js";

const latency = fc.oneof(
  fc.nat({ max: 100 }),
  fc.nat({ max: 60_000 }),
  fc.nat({ max: 260_000_000 }),
);
const values = fc.array(latency, { maxLength: 60 });

function histogramOf(list: readonly number[]): Histogram {
  return mergeHistograms(list.map((ms) => ({ buckets: [bucketOf(ms)], counts: [1] })));
}

describe("a histogram", () => {
  it("merges to the same in any order and grouping", () => {
    fc.assert(
      fc.property(values, values, values, (a, b, c) => {
        const [one, two, three] = [histogramOf(a), histogramOf(b), histogramOf(c)];
        const whole = histogramOf([...a, ...b, ...c]);

        expect(mergeHistograms([mergeHistograms([one, two]), three])).toEqual(whole);
        expect(mergeHistograms([three, mergeHistograms([two, one])])).toEqual(whole);
        expect(countOf(whole)).toBe(a.length + b.length + c.length);
      }),
    );
  });

  it("tells quantiles that are off by 1/64 of the true one and half a millisecond at most", () => {
    fc.assert(
      fc.property(
        fc.array(latency, { minLength: 1, maxLength: 200 }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (list, q) => {
          const sorted = list.toSorted((left, right) => left - right);
          const exact = sorted[Math.max(1, Math.ceil(q * list.length)) - 1] as number;
          const told = quantile(histogramOf(list), q) as number;

          expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact / 64 + 0.5);
        },
      ),
    );
  });

  it("has rising buckets without gaps, and none for nothing", () => {
    expect(bucketStarts.every((start, at) => at === 0 || start > (bucketStarts[at - 1] ?? 0))).toBe(
      true,
    );
    expect(bucketStarts.map((start) => bucketOf(start))).toEqual(
      bucketStarts.map((_, at) => at + 1),
    );
    expect(bucketStarts.map((start) => bucketOf(start - 1))).toEqual(
      bucketStarts.map((_, at) => at),
    );
    expect(quantile(histogramOf([]), 0.5)).toBeNull();
  });
});

describe("an interval", () => {
  it("holds the rate, lies within 0 and 1, and shrinks as samples come", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (hits, misses) => {
        const few = wilson(hits, hits + misses) as Rate;
        const many = wilson(hits * 10, (hits + misses) * 10) as Rate;

        expect(0 <= few.low && few.low <= few.rate && few.rate <= few.high && few.high <= 1).toBe(
          true,
        );
        expect(many.high - many.low).toBeLessThan(few.high - few.low);
      }),
    );
  });

  it("is Wilson's", () => {
    const { low, high } = wilson(81, 263) ?? { low: 0, high: 0 };

    // Newcombe 1998, table I.
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(["0.2553", "0.3662"]);
    expect(wilson(0, 0)).toBeNull();
  });
});

describe("a window", () => {
  const now = fc.date({
    min: new Date("2020-01-01"),
    max: new Date("2035-01-01"),
    noInvalidDate: true,
  });

  it("is covered by whole rows without gap or overlap, and by few of them", () => {
    fc.assert(
      fc.property(now, fc.constantFrom(...statsWindows), (at, window) => {
        const span = windowSpan(window, at);
        const parts = coverSpan(span);

        expect(parts[0]?.from).toEqual(span.from);
        expect(parts.at(-1)?.to).toEqual(span.to);
        parts.forEach(({ grain, from, to }, index) => {
          expect([from.getTime() % grainMs[grain], to.getTime() % grainMs[grain]]).toEqual([0, 0]);
          expect(
            from < to && (index === 0 || parts[index - 1]?.to.getTime() === from.getTime()),
          ).toBe(true);
        });
        const rows = parts.reduce(
          (sum, { grain, from, to }) => sum + (to.getTime() - from.getTime()) / grainMs[grain],
          0,
        );
        expect(rows).toBeLessThanOrEqual(30 + 2 * 23 + 2 * 59);
        expect(span.to > at && span.from < at).toBe(true);
      }),
    );
  });

  it("is cut into as many parts as asked for, each of whole minutes or hours", () => {
    fc.assert(
      fc.property(
        now,
        fc.constantFrom(...statsWindows),
        fc.integer({ min: 1, max: 100 }),
        (at, window, count) => {
          const span = windowSpan(window, at);
          const parts = bucketSpans(window, at, count);

          expect(parts).toHaveLength(window === "LAST_HOUR" ? Math.min(60, count) : count);
          expect([parts[0]?.from, parts.at(-1)?.to]).toEqual([span.from, span.to]);
          parts.forEach(({ from, to }, index) => {
            expect(
              from < to && (index === 0 || parts[index - 1]?.to.getTime() === from.getTime()),
            ).toBe(true);
          });
        },
      ),
    );
  });
});
