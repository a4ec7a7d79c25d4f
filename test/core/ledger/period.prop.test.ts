import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodAt } from "../../../src/core/ledger/period.js";
import { type PeriodBounds, periodOf } from "../../../src/core/time.js";

const zones = ["UTC", "Asia/Jakarta", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe"];
const zone = fc.constantFrom(...zones);
const period = fc.constantFrom("DAY" as const, "MONTH" as const);
const hourMs = 3_600_000;

describe("the period of a budget", () => {
  it("leaves no moment out and counts none twice while the tenant moves between zones", () => {
    const looks = fc.array(fc.tuple(zone, fc.integer({ min: 0, max: 60 })), { minLength: 1 });
    fc.assert(
      fc.property(period, looks, (kind, steps) => {
        let now = new Date("2026-03-01T00:00:00Z");
        let latest: PeriodBounds | null = null;
        for (const [where, hours] of steps) {
          now = new Date(now.getTime() + hours * hourMs);
          const found = periodAt(kind, where, now, latest);

          expect(found.startsAt <= now && found.endsAt !== null && now < found.endsAt).toBe(true);
          const isSame = latest?.startsAt.getTime() === found.startsAt.getTime();
          expect(isSame || latest === null || found.startsAt >= (latest.endsAt ?? now)).toBe(true);
          expect(periodAt(kind, where, now, found)).toEqual(found);
          latest = found;
        }
      }),
    );
  });

  it("is the calendar's own when there was none before", () => {
    const now = new Date("2026-01-15T18:00:00Z");

    expect(periodAt("DAY", "Asia/Jakarta", now, null)).toEqual(
      periodOf("DAY", "Asia/Jakarta", now),
    );
  });

  it("keeps to the old zone until it ends, then begins where it ended", () => {
    const now = new Date("2026-01-15T12:00:00Z");
    const jakarta = periodAt("DAY", "Asia/Jakarta", now, null);
    expect(jakarta.endsAt).toEqual(new Date("2026-01-15T17:00:00Z"));

    expect(periodAt("DAY", "UTC", now, jakarta)).toEqual(jakarta);
    expect(periodAt("DAY", "UTC", new Date("2026-01-15T17:00:00Z"), jakarta)).toEqual({
      startsAt: new Date("2026-01-15T17:00:00Z"),
      endsAt: new Date("2026-01-16T00:00:00Z"),
    });
  });

  it("is the latest one also when another process's clock is ahead", () => {
    const ahead = periodAt("DAY", "UTC", new Date("2026-01-16T00:00:00Z"), null);

    expect(periodAt("DAY", "UTC", new Date("2026-01-15T23:59:59.990Z"), ahead)).toEqual(ahead);
  });

  it("never ends for TOTAL", () => {
    const now = new Date("2026-01-15T12:00:00Z");
    const total = periodAt("TOTAL", "UTC", now, null);

    expect(total).toEqual({ startsAt: new Date(0), endsAt: null });
    expect(periodAt("TOTAL", "Asia/Jakarta", new Date("2036-01-15T12:00:00Z"), total)).toEqual(
      total,
    );
  });
});
