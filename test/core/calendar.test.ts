import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDays, offsetsBetween } from "../../src/core/calendar.js";

const at = (text: string) => new Date(text);
const hours = (day: { startsAt: Date; endsAt: Date }) =>
  (day.endsAt.getTime() - day.startsAt.getTime()) / 3_600_000;

describe("the days of a zone", () => {
  it("touch the range, without gaps, with 23 and 25 hours where clocks change", () => {
    const spring = localDays(
      "Europe/Berlin",
      at("2026-03-28T12:00:00Z"),
      at("2026-03-30T00:00:00Z"),
    );
    const autumn = localDays(
      "Europe/Berlin",
      at("2026-10-25T00:00:00Z"),
      at("2026-10-25T00:00:01Z"),
    );

    expect(spring.map((day) => [day.name, hours(day)])).toEqual([
      ["2026-03-28", 24],
      ["2026-03-29", 23],
      ["2026-03-30", 24],
    ]);
    expect(autumn.map((day) => [day.name, hours(day)])).toEqual([["2026-10-25", 25]]);
  });

  it("are none when the range is empty", () => {
    expect(localDays("UTC", at("2026-03-28T12:00:00Z"), at("2026-03-28T12:00:00Z"))).toEqual([]);
  });

  it("follow each other whatever the zone", () => {
    const zones = ["Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "Africa/Casablanca"];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({
          min: at("2011-01-01T00:00:00Z"),
          max: at("2027-01-01T00:00:00Z"),
          noInvalidDate: true,
        }),
        fc.integer({ min: 1, max: 20 * 86_400_000 }),
        (zone, from, spanMs) => {
          const to = new Date(from.getTime() + spanMs);
          const days = localDays(zone, from, to);
          const [first, last] = [days[0], days.at(-1)];
          expect(first && first.startsAt <= from && last && last.endsAt >= to).toBe(true);
          for (const [index, day] of days.entries()) {
            expect(day.startsAt).toEqual(days[index - 1]?.endsAt ?? day.startsAt);
          }
          expect(new Set(days.map(({ name }) => name)).size).toBe(days.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the offsets of a zone", () => {
  it("change at the second at which clocks do", () => {
    expect(
      offsetsBetween("Europe/Berlin", at("2026-03-01T00:00:00Z"), at("2026-11-01T00:00:00Z")),
    ).toEqual([
      { from: at("2026-03-01T00:00:00Z"), offsetMin: 60 },
      { from: at("2026-03-29T01:00:00Z"), offsetMin: 120 },
      { from: at("2026-10-25T01:00:00Z"), offsetMin: 60 },
    ]);
  });

  it("may be west of UTC, and half an hour apart", () => {
    const from = at("2026-04-04T14:00:00Z");
    const to = at("2026-04-04T16:00:00Z");

    expect(offsetsBetween("America/New_York", from, to)).toEqual([{ from, offsetMin: -240 }]);
    expect(offsetsBetween("Australia/Lord_Howe", from, to)).toEqual([
      { from, offsetMin: 660 },
      { from: at("2026-04-04T15:00:00Z"), offsetMin: 630 },
    ]);
  });
});
