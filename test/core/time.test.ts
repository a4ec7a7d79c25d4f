import { describe, expect, it } from "vitest";
import { canonicalTimeZone, periodOf, type Period } from "../../src/core/time.js";

const bounds = (period: Period, zone: string, now: string) => {
  const { startsAt, endsAt } = periodOf(period, zone, new Date(now));
  return [startsAt.toISOString(), endsAt?.toISOString() ?? null];
};

describe("periodOf", () => {
  it("gives the calendar day of the zone", () => {
    expect(bounds("DAY", "UTC", "2026-11-22T03:04:05.678Z")).toEqual([
      "2026-11-22T00:00:00.000Z",
      "2026-11-23T00:00:00.000Z",
    ]);
    expect(bounds("DAY", "Asia/Jakarta", "2026-11-22T17:00:00Z")).toEqual([
      "2026-11-22T17:00:00.000Z",
      "2026-11-23T17:00:00.000Z",
    ]);
    expect(bounds("DAY", "Asia/Jakarta", "2026-11-22T16:59:59.999Z")).toEqual([
      "2026-11-21T17:00:00.000Z",
      "2026-11-22T17:00:00.000Z",
    ]);
    expect(bounds("DAY", "Asia/Kathmandu", "2026-01-01T00:00:00Z")).toEqual([
      "2025-12-31T18:15:00.000Z",
      "2026-01-01T18:15:00.000Z",
    ]);
  });

  it("gives days of 23 and 25 hours where clocks change", () => {
    expect(bounds("DAY", "Europe/Berlin", "2026-03-29T12:00:00Z")).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    expect(bounds("DAY", "Europe/Berlin", "2026-10-25T12:00:00Z")).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
  });

  it("starts a day that has no midnight where it does start", () => {
    expect(bounds("DAY", "America/Sao_Paulo", "2018-11-04T12:00:00Z")).toEqual([
      "2018-11-04T03:00:00.000Z",
      "2018-11-05T02:00:00.000Z",
    ]);
  });

  it("lets a day that the date line took away have no bounds of its own", () => {
    expect(bounds("DAY", "Pacific/Apia", "2011-12-30T09:00:00Z")).toEqual([
      "2011-12-29T10:00:00.000Z",
      "2011-12-30T10:00:00.000Z",
    ]);
    expect(bounds("DAY", "Pacific/Apia", "2011-12-30T10:00:00Z")[0]).toBe(
      "2011-12-30T10:00:00.000Z",
    );
  });

  it("gives the calendar month of the zone, over a year's end and a leap February", () => {
    expect(bounds("MONTH", "America/New_York", "2026-11-22T03:00:00Z")).toEqual([
      "2026-11-01T04:00:00.000Z",
      "2026-12-01T05:00:00.000Z",
    ]);
    expect(bounds("MONTH", "UTC", "2026-12-31T23:59:59.999Z")).toEqual([
      "2026-12-01T00:00:00.000Z",
      "2027-01-01T00:00:00.000Z",
    ]);
    expect(bounds("MONTH", "UTC", "2028-02-29T00:00:00Z")[1]).toBe("2028-03-01T00:00:00.000Z");
  });

  it("gives all of time for TOTAL", () => {
    expect(bounds("TOTAL", "Asia/Jakarta", "2026-11-22T03:00:00Z")).toEqual([
      "1970-01-01T00:00:00.000Z",
      null,
    ]);
  });

  it("hands out dates that a caller may change without harm to the next", () => {
    const now = new Date("2026-11-22T03:00:00Z");
    periodOf("DAY", "UTC", now).startsAt.setFullYear(1999);
    periodOf("TOTAL", "UTC", now).startsAt.setFullYear(1999);

    expect(periodOf("DAY", "UTC", now).startsAt.getUTCFullYear()).toBe(2026);
    expect(periodOf("TOTAL", "UTC", now).startsAt.getTime()).toBe(0);
  });

  it("throws on a zone that is none", () => {
    expect(() => periodOf("DAY", "Mars/Olympus", new Date(0))).toThrow(RangeError);
  });
});

describe("canonicalTimeZone", () => {
  it("takes named zones only, and spells them as usual", () => {
    const zones = ["UTC", "asia/jakarta", "America/Argentina/Ushuaia"];
    const others = ["", "+07:00", "Jakarta", "Asia/", "Asia/Jakarta\n", "x".repeat(65)];

    expect(zones.map(canonicalTimeZone)).toEqual([
      "UTC",
      "Asia/Jakarta",
      "America/Argentina/Ushuaia",
    ]);
    expect(others.map(canonicalTimeZone)).toEqual(others.map(() => null));
  });
});
