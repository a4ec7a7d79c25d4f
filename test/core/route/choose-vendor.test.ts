import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/core/route/candidate.js";
import { chooseVendor, isOpen } from "../../../src/core/route/choose-vendor.js";
import { strategyList } from "../../../src/core/route/strategy-list.js";
import { skipReasons } from "../../../src/core/route/candidate.js";
import { strategies } from "../../../src/core/plan/plan.js";
import { candidate } from "./candidate-fixture.js";

function candidates(...list: readonly Partial<Candidate>[]): readonly Candidate[] {
  return list.map((over, vendorIndex) => candidate({ vendorIndex, ...over }));
}

describe("PRIORITY", () => {
  it("keeps the plan's order and leaves out what cannot be used", () => {
    const choice = chooseVendor("PRIORITY", candidates({}, { skippedBecause: "PAUSED" }, {}), 0.9);

    expect(choice).toEqual({
      order: [0, 2],
      propensity: 1,
      probabilities: [1, 0, 0],
      reason: "FIRST_IN_PLAN",
    });
  });

  it("says so when there was no choice", () => {
    const choice = chooseVendor("PRIORITY", candidates({ skippedBecause: "NO_OFFER" }, {}), 0);

    expect(choice).toMatchObject({ order: [1], propensity: 1, reason: "ONLY_ONE" });
  });
});

describe("CHEAPEST", () => {
  it("goes by the whole message's price in the tenant's currency, equal ones in plan order", () => {
    const choice = chooseVendor(
      "CHEAPEST",
      candidates(
        { tenantPriceMicros: 9n },
        { tenantPriceMicros: 7n },
        { tenantPriceMicros: 7n },
        { tenantPriceMicros: 1n, skippedBecause: "NO_SENDER" },
      ),
      0,
    );

    expect(choice).toMatchObject({ order: [1, 2, 0], propensity: 1, reason: "CHEAPEST" });
  });
});

describe("WEIGHTED", () => {
  const weights = candidates({ weight: 70 }, { weight: 0 }, { weight: 20 }, { weight: 10 });

  it.each([
    [0, 0],
    [0.699, 0],
    [0.7, 2],
    [0.899, 2],
    [0.9, 3],
    [0.999, 3],
  ])("at draw %f takes candidate %i first", (draw, first) => {
    expect(chooseVendor("WEIGHTED", weights, draw).order[0]).toBe(first);
  });

  it("falls back by weight, to those of weight 0 last, and tells the chance", () => {
    expect(chooseVendor("WEIGHTED", weights, 0.95)).toEqual({
      order: [3, 0, 2, 1],
      propensity: 0.1,
      probabilities: [0.7, 0, 0.2, 0.1],
      reason: "DRAWN_BY_WEIGHT",
    });
  });

  it("keeps the plan's order when every weight that is left is 0", () => {
    const zero = candidates({ weight: 5, skippedBecause: "PAUSED" }, { weight: 0 }, { weight: 0 });

    expect(chooseVendor("WEIGHTED", zero, 0.5)).toMatchObject({
      order: [1, 2],
      propensity: 1,
      reason: "FIRST_IN_PLAN",
    });
  });

  it("draws in proportion to the weights", () => {
    const draws = Array.from({ length: 1000 }, (_, index) => (index + 0.5) / 1000);
    const firsts = draws.map((draw) => chooseVendor("WEIGHTED", weights, draw).order[0]);
    const count = (wanted: number) => firsts.filter((first) => first === wanted).length;

    expect([count(0), count(1), count(2), count(3)]).toEqual([700, 0, 200, 100]);
  });
});

describe("when every breaker is open", () => {
  const open = (failures: number): Partial<Candidate> => ({
    skippedBecause: "BREAKER_OPEN",
    breaker: "OPEN",
    failures,
  });

  it("uses the least bad one and says so", () => {
    const choice = chooseVendor("CHEAPEST", candidates(open(9), open(5), open(5)), 0);

    expect(choice).toEqual({
      order: [1, 2, 0],
      propensity: 1,
      probabilities: [0, 1, 0],
      reason: "ALL_OPEN",
    });
  });

  it("counts what was measured to be down like what failed in a row", () => {
    const measured = { ...open(3), skippedBecause: "MEASURED_OPEN" as const };

    expect(chooseVendor("PRIORITY", candidates(open(5), measured), 0)).toMatchObject({
      order: [1, 0],
      reason: "ALL_OPEN",
    });
    expect(chooseVendor("PRIORITY", candidates(measured, {}), 0).order).toEqual([1]);
  });

  it("never overrides a pause or any other reason", () => {
    const others = skipReasons.filter((skippedBecause) => !isOpen(candidate({ skippedBecause })));
    const choice = chooseVendor(
      "PRIORITY",
      candidates(...others.map((skippedBecause) => ({ skippedBecause }))),
      0,
    );

    expect(choice).toMatchObject({ order: [], propensity: 0 });
  });
});

describe("any strategy", () => {
  const available = strategies.filter((name) => name !== "SMART");
  const someCandidates = fc
    .array(
      fc.record({
        weight: fc.integer({ min: 0, max: 1000 }),
        tenantPriceMicros: fc.bigInt(0n, 5n),
        skippedBecause: fc.option(fc.constantFrom(...skipReasons), { nil: null, freq: 2 }),
      }),
      { maxLength: 12 },
    )
    .map((list) => candidates(...list));
  const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("orders exactly the usable candidates and tells a true chance of the first", () => {
    fc.assert(
      fc.property(fc.constantFrom(...available), someCandidates, draw, (name, list, point) => {
        const choice = chooseVendor(name, list, point);
        const usable = list.filter(({ skippedBecause }) => skippedBecause === null);
        const open = list.filter(isOpen);
        const expected = usable.length > 0 ? usable : open;
        expect(choice.order.toSorted((a, b) => a - b)).toEqual(
          expected.map(({ vendorIndex }) => vendorIndex),
        );
        const sum = choice.probabilities.reduce((total, chance) => total + chance, 0);
        expect(sum).toBeCloseTo(expected.length === 0 ? 0 : 1, 9);
        expect(choice.propensity > 0).toBe(expected.length > 0);
      }),
    );
  });

  it("orders by itself but SMART, which needs what was measured", () => {
    expect(Object.keys(strategyList).toSorted()).toEqual(available.toSorted());
    expect(() => chooseVendor("SMART", candidates({}), 0)).toThrow("SMART needs what was measured");
  });
});
