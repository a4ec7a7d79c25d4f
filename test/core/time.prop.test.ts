import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodOf } from "../../src/core/time.js";

const zones = fc.constantFrom(
  "UTC",
  "Asia/Jakarta",
  "Europe/Berlin",
  "America/Sao_Paulo",
  "Africa/Lagos",
  "Asia/Kolkata",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "America/Nuuk",
  "Asia/Beirut",
  "America/Havana",
);
const instants = fc.date({
  min: new Date("2015-01-01T00:00:00Z"),
  max: new Date("2037-01-01T00:00:00Z"),
  noInvalidDate: true,
});

describe("periods", () => {
  it("hold the instant that they were asked for, and follow each other without a gap", () => {
    fc.assert(
      fc.property(fc.constantFrom("DAY", "MONTH"), zones, instants, (period, zone, now) => {
        const { startsAt, endsAt } = periodOf(period, zone, now);
        const end = endsAt ?? new Date(Number.NaN);

        expect(startsAt.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(end.getTime()).toBeGreaterThan(now.getTime());
        expect(periodOf(period, zone, end).startsAt).toEqual(end);
        expect(periodOf(period, zone, new Date(startsAt.getTime() - 1)).endsAt).toEqual(startsAt);
      }),
    );
  });

  it("of a day last 23 to 25 hours", () => {
    fc.assert(
      fc.property(zones, instants, (zone, now) => {
        const { startsAt, endsAt } = periodOf("DAY", zone, now);
        const hours = ((endsAt?.getTime() ?? 0) - startsAt.getTime()) / 3_600_000;

        expect(hours).toBeGreaterThanOrEqual(23);
        expect(hours).toBeLessThanOrEqual(25);
      }),
    );
  });
});
