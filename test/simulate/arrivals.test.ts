import { describe, expect, it } from "vitest";
import { arrivals, type Rhythm } from "../../src/simulate/arrivals.js";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const from = Date.UTC(2026, 9, 5);
const steady: Rhythm = {
  perDay: 2_400,
  startShare: 1,
  amplitude: 0,
  peakHour: 20,
  weekend: 1,
  utcOffsetHours: 0,
  rush: { days: 1, factor: 1 },
};

function moments(rhythm: Partial<Rhythm>, days: number, key = 7): number[] {
  return [...arrivals({ ...steady, ...rhythm }, key, from, from + days * dayMs)];
}

function between(all: readonly number[], start: number, end: number): number {
  return all.filter((at) => at >= start && at < end).length;
}

describe("arrivals", () => {
  it("come in order, within their time, and always the same for the same key", () => {
    const all = moments({ amplitude: 0.7 }, 3);

    expect(all).toEqual(all.toSorted((one, other) => one - other));
    expect(all.every((at) => at >= from && at < from + 3 * dayMs)).toBe(true);
    expect(moments({ amplitude: 0.7 }, 3)).toEqual(all);
    expect(moments({ amplitude: 0.7 }, 3, 8)).not.toEqual(all);
  });

  it("are as many as asked for, within chance", () => {
    expect(Math.abs(moments({}, 10).length - 24_000)).toBeLessThan(5 * Math.sqrt(24_000));
  });

  it("peak at the local hour and are rare twelve hours from it", () => {
    const all = moments({ amplitude: 0.8, peakHour: 20, utcOffsetHours: 7 }, 5);
    const inHour = (utc: number) =>
      all.filter((at) => Math.floor((at % dayMs) / hourMs) === utc).length;

    expect(inHour(13)).toBeGreaterThan(4 * inHour(1));
  });

  it("know weekends, growth and the rush at the end", () => {
    const weekend = moments({ weekend: 0.5 }, 7);
    expect(between(weekend, from + 5 * dayMs, from + 6 * dayMs)).toBeLessThan(
      0.7 * between(weekend, from, from + dayMs),
    );

    const grown = moments({ startShare: 0.25, rush: { days: 2, factor: 4 } }, 20);
    const day = (index: number) => between(grown, from + index * dayMs, from + (index + 1) * dayMs);
    expect(day(17)).toBeGreaterThan(2 * day(0));
    expect(day(19)).toBeGreaterThan(2 * day(17));
  });
});
