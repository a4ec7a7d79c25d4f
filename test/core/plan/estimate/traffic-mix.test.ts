import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TrafficCount, trafficMix } from "../../../../src/core/plan/estimate/traffic-mix.js";

const places = ["ID", "BR", "DE"];

const counts: fc.Arbitrary<TrafficCount[]> = fc.array(
  fc.record({
    country: fc.constantFrom(...places, "NG"),
    network: fc.option(fc.constantFrom("51010", "51001", "72405", "26201")),
    count: fc.integer({ min: 0, max: 10_000 }),
  }),
  { maxLength: 40 },
);

describe("where a plan's sends would go", () => {
  it("sums to one over exactly the countries that were asked for", () => {
    fc.assert(
      fc.property(counts, counts, fc.subarray(places, { minLength: 1 }), (own, market, asked) => {
        const mix = trafficMix(asked, own, market);

        expect(mix.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
        expect(mix.every(({ weight }) => weight > 0)).toBe(true);
        expect(new Set(mix.map(({ country }) => country))).toEqual(new Set(asked));
        const names = mix.map(({ country, network }) => `${country} ${network}`);
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 200 },
    );
  });

  it("is the tenant's own where it has sent to all of them, else the market's, else even", () => {
    const own = [
      { country: "ID", network: "51010", count: 60 },
      { country: "ID", network: null, count: 20 },
      { country: "BR", network: null, count: 20 },
    ];
    const market = [
      { country: "ID", network: "51001", count: 10 },
      { country: "DE", network: "26201", count: 30 },
    ];
    const byCountry = (asked: readonly string[]): Record<string, number> => {
      const sums: Record<string, number> = {};
      for (const { country, weight } of trafficMix(asked, own, market)) {
        sums[country] = (sums[country] ?? 0) + weight;
      }
      return sums;
    };

    expect(byCountry(["ID", "BR"])).toEqual({ ID: 0.8, BR: 0.2 });
    expect(byCountry(["ID", "DE"])).toEqual({ ID: 0.25, DE: 0.75 });
    expect(byCountry(["BR", "DE"])).toEqual({ BR: 0.5, DE: 0.5 });
    // The countries are the market's proportion, the networks the tenant's own.
    expect(trafficMix(["ID", "DE"], own, market)).toContainEqual({
      country: "ID",
      network: "51010",
      weight: 0.25 * 0.75,
    });
  });
});
