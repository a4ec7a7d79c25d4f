import { describe, expect, it } from "vitest";
import {
  evidenceAt,
  evidenceOf,
  type RouteEvidence,
  type RouteQuality,
} from "../../../src/core/route/evidence.js";
import { cellKey } from "../../../src/core/stats/cell.js";
import { deliveryStats } from "../../../src/core/stats/delivery-stats.js";
import { emptyTally, type Tally } from "../../../src/core/stats/tally.js";

const tallied = (over: Partial<Tally>) =>
  evidenceOf(deliveryStats({ ...emptyTally, ...over }, null));

function evidence(count: number): RouteEvidence {
  return { count, deliveryLow: 0.5, latencyMsP95: 1_000 };
}

function cells(counts: Readonly<Record<string, number>>): ReadonlyMap<string, RouteEvidence> {
  return new Map(
    Object.entries(counts).map(([place, count]) => {
      const [country, network] = place.split("/");
      const cell = {
        vendorId: "v",
        channel: "SMS" as const,
        country: country === "*" ? null : (country ?? null),
        network: network ?? null,
      };
      return [cellKey(cell), evidence(count)];
    }),
  );
}

function countAt(
  quality: RouteQuality,
  country: string | null,
  network: string | null,
  isOwnAccount = false,
): number | null {
  const place = { vendorId: "v", channel: "SMS" as const, country, network, isOwnAccount };
  return evidenceAt(quality, place)?.count ?? null;
}

describe("evidence", () => {
  it("begins with 30 attempts whose end is known", () => {
    expect(tallied({ attempts: 900, delivered: 29 })).toBeNull();
    expect(tallied({ delivered: 20, silent: 5, undelivered: 5 })).toMatchObject({ count: 30 });
  });

  it("holds against a vendor what it refused or left without an answer", () => {
    const honest = tallied({ delivered: 50, undelivered: 50 });
    const picky = tallied({ delivered: 50, rejected: 40, unknown: 10 });

    expect(picky).toEqual(honest);
    expect(picky?.deliveryLow).toBeCloseTo(0.4038, 4);
  });

  it("is the network's, else the country's, never another country's", () => {
    const quality = { market: cells({ "ID/51010": 40, ID: 90, "*": 500 }), own: cells({}) };

    expect(countAt(quality, "ID", "51010")).toBe(40);
    expect(countAt(quality, "ID", "51011")).toBe(90);
    expect(countAt(quality, "ID", null)).toBe(90);
    expect(countAt(quality, "IN", "40445")).toBeNull();
  });

  it("is that of everywhere where there is no country, as for e-mail", () => {
    expect(countAt({ market: cells({ "*": 500 }), own: cells({}) }, null, null)).toBe(500);
  });

  it("is the market's for its accounts, one's own for one's own, else the other", () => {
    const both = { market: cells({ ID: 90 }), own: cells({ ID: 33 }) };

    expect(countAt(both, "ID", null)).toBe(90);
    expect(countAt(both, "ID", null, true)).toBe(33);
    expect(countAt({ ...both, market: new Map() }, "ID", null)).toBe(33);
    expect(countAt({ ...both, own: new Map() }, "ID", null, true)).toBe(90);
  });
});
