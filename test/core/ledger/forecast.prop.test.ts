import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecastSpend, type HourSpend } from "../../../src/core/ledger/forecast.js";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = new Date("2026-11-22T09:20:00.000Z");
const plenty = 10n ** 15n;

/** What each hour of `days` days before now cost. */
function hoursOf(days: number, micros: (hour: number) => number): HourSpend[] {
  const last = Math.floor(now.getTime() / hourMs);
  return Array.from({ length: 24 * days + 1 }, (_, back) => ({
    at: new Date((last - back) * hourMs),
    micros: BigInt(Math.round(micros(last - back))),
  }));
}

function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * dayMs);
}

describe("forecastSpend", () => {
  it("goes on with a rhythm that never differs, and is sure of it", () => {
    const weekly = (hour: number): number => 1_000 * (1 + (hour % 168));
    const endsAt = new Date(now.getTime() + 7 * dayMs);
    const history = { hours: hoursOf(43, weekly), from: daysAgo(60) };

    const forecast = forecastSpend(history, 5_000_000n, plenty, now, endsAt);

    const week = 1_000 * ((168 * 169) / 2);
    expect(Number(forecast?.micros)).toBeCloseTo(5_000_000 + week, -1);
    expect(forecast?.highMicros).toBe(forecast?.micros);
    expect(forecast).toMatchObject({ historyDays: 42, exhaustedAt: null });
  });

  it("is not sure of a rhythm that it has seen once", () => {
    const restless = (hour: number): number => (Math.floor(hour / 24) % 3) * 100_000;
    const history = { hours: hoursOf(8, restless), from: daysAgo(7.5) };
    const endsAt = new Date(now.getTime() + 3 * dayMs);

    const forecast = forecastSpend(history, 0n, plenty, now, endsAt);

    expect(forecast?.highMicros).toBeGreaterThan((3n * (forecast?.micros ?? 0n)) / 2n);
  });

  it("knows the hours of the week apart", () => {
    const nightly = (hour: number): number => (hour % 24 < 6 ? 1_000_000 : 0);
    const history = { hours: hoursOf(43, nightly), from: daysAgo(60) };
    const untilMidnight = new Date("2026-11-23T00:00:00.000Z");
    const untilMorning = new Date("2026-11-23T06:00:00.000Z");

    expect(forecastSpend(history, 0n, plenty, now, untilMidnight)?.micros).toBe(0n);
    expect(forecastSpend(history, 0n, plenty, now, untilMorning)?.micros).toBe(6_000_000n);
  });

  it("says when the limit is reached", () => {
    const history = { hours: hoursOf(20, () => 60_000), from: daysAgo(20) };
    const endsAt = new Date(now.getTime() + 2 * dayMs);

    const forecast = forecastSpend(history, 0n, 120_000n, now, endsAt);

    expect(forecast?.exhaustedAt?.toISOString()).toBe("2026-11-22T11:20:00.000Z");
    expect(forecastSpend(history, 130_000n, 120_000n, now, endsAt)?.exhaustedAt).toEqual(now);
  });

  it("says nothing without a week of history, or without spending", () => {
    const endsAt = new Date(now.getTime() + dayMs);
    const short = { hours: hoursOf(6, () => 1_000), from: daysAgo(6.9) };
    const idle = { hours: [], from: daysAgo(60) };

    expect(forecastSpend(short, 0n, plenty, now, endsAt)).toBeNull();
    expect(forecastSpend(idle, 0n, plenty, now, endsAt)).toBeNull();
  });

  it("has its interval around it, never below what is used, wider the farther it looks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 169, maxLength: 900 }),
        fc.integer({ min: 7, max: 60 }),
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.integer({ min: 1, max: 700 }),
        (costs, days, used, hoursAhead) => {
          const hours = hoursOf(days, (hour) => costs[hour % costs.length] ?? 0);
          const history = { hours, from: daysAgo(days) };
          const at = (ahead: number) =>
            forecastSpend(history, used, plenty, now, new Date(now.getTime() + ahead * hourMs));
          const near = at(hoursAhead);
          const far = at(hoursAhead + 24);
          fc.pre(near !== null && far !== null);

          expect(near.lowMicros).toBeGreaterThanOrEqual(used);
          expect(near.lowMicros).toBeLessThanOrEqual(near.micros);
          expect(near.micros).toBeLessThanOrEqual(near.highMicros);
          expect(far.micros).toBeGreaterThanOrEqual(near.micros);
          expect(far.highMicros - far.micros).toBeGreaterThanOrEqual(near.highMicros - near.micros);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("holds the truth in about nine of ten cases where days differ by chance", () => {
    let held = 0;
    const runs = 400;
    for (let run = 0; run < runs; run += 1) {
      const draw = (hour: number): number => {
        // A hash of run and hour; the mean of eight draws is nearly normal.
        const key = Math.imul(hour ^ Math.imul(run + 1, 0x9e3779b1), 0x85ebca6b);
        const mixed = Math.imul(key ^ (key >>> 13), 0xc2b2ae35);
        return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
      };
      const cost = (hour: number): number => 1_000_000 * draw(hour);
      const history = { hours: hoursOf(29, cost), from: daysAgo(28) };
      const end = Math.floor(now.getTime() / hourMs) + 10 * 24;
      const forecast = forecastSpend(history, 0n, plenty, now, new Date(end * hourMs));
      let truth = cost(Math.floor(now.getTime() / hourMs)) * (2 / 3);
      for (let hour = Math.floor(now.getTime() / hourMs) + 1; hour < end; hour += 1) {
        truth += cost(hour);
      }
      const isHeld = Number(forecast?.lowMicros) <= truth && truth <= Number(forecast?.highMicros);
      held += isHeld ? 1 : 0;
    }

    expect(held / runs).toBeGreaterThan(0.8);
    expect(held / runs).toBeLessThan(0.97);
  });
});
