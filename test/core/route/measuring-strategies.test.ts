import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../src/core/route/candidate.js";
import { chooseVendor } from "../../../src/core/route/choose-vendor.js";
import type { RouteEvidence } from "../../../src/core/route/evidence.js";
import { candidate } from "./candidate-fixture.js";

type Measured = readonly [deliveryLow: number, latencyMsP95: number | null] | null;

function evidenceOf(measured: Measured): RouteEvidence | null {
  return measured === null
    ? null
    : { count: 100, deliveryLow: measured[0], latencyMsP95: measured[1] };
}

function candidates(...list: readonly Measured[]): readonly Candidate[] {
  return list.map((measured, vendorIndex) =>
    candidate({ vendorIndex, evidence: evidenceOf(measured) }),
  );
}

describe("BEST_DELIVERY", () => {
  it("goes by the low end of the rate, those without evidence last, in plan order", () => {
    const choice = chooseVendor(
      "BEST_DELIVERY",
      candidates(null, [0.8, 100], [0.93, 9_000], null, [0.8, 50]),
      0.5,
    );

    expect(choice).toMatchObject({ order: [2, 1, 4, 0, 3], reason: "BEST_DELIVERY" });
    expect(choice.propensity).toBeCloseTo(0.98, 12);
  });

  it("keeps the plan's order, and says so, where nothing is measured", () => {
    expect(chooseVendor("BEST_DELIVERY", candidates(null, null), 0)).toMatchObject({
      order: [0, 1],
      reason: "NO_EVIDENCE",
    });
  });

  it("is certain of the only vendor that can be used", () => {
    const choice = chooseVendor("BEST_DELIVERY", candidates([0.1, 1]), 0.999);

    expect(choice).toEqual({
      order: [0],
      propensity: 1,
      probabilities: [1],
      reason: "ONLY_ONE",
    });
  });
});

describe("FASTEST", () => {
  it("goes by time to delivery, longer the less arrives", () => {
    const list = candidates([0.9, 4_000], [0.3, 2_000], [0.99, 5_000], [0.5, null], null);

    expect(chooseVendor("FASTEST", list, 0)).toMatchObject({
      order: [0, 2, 1, 3, 4],
      reason: "FASTEST",
    });
  });
});

describe.each(["BEST_DELIVERY", "FASTEST"] as const)("%s", (strategy) => {
  const measured = fc.option(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.option(fc.nat({ max: 60_000 }))),
  );
  const lists = fc.array(measured, { minLength: 2, maxLength: 12 });

  it("tells chances that sum to 1, and draws each vendor as often as it says", () => {
    fc.assert(
      fc.property(lists, (list) => {
        const draws = 5_000;
        const firsts = new Map<number, number>();
        for (let index = 0; index < draws; index += 1) {
          const { order } = chooseVendor(strategy, candidates(...list), index / draws);
          firsts.set(order[0] ?? -1, (firsts.get(order[0] ?? -1) ?? 0) + 1);
        }
        const { probabilities } = chooseVendor(strategy, candidates(...list), 0);

        expect(probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        probabilities.forEach((chance, index) => {
          expect(Math.abs((firsts.get(index) ?? 0) / draws - chance)).toBeLessThanOrEqual(
            2 / draws,
          );
        });
        expect(Math.max(...probabilities)).toBeCloseTo(0.98, 9);
      }),
      { numRuns: 20 },
    );
  });

  it("tries every vendor once, whichever is drawn first, with the chance of that one", () => {
    fc.assert(
      fc.property(lists, fc.double({ min: 0, max: 0.999_999, noNaN: true }), (list, draw) => {
        const choice = chooseVendor(strategy, candidates(...list), draw);

        expect(choice.order.toSorted((a, b) => a - b)).toEqual(list.map((_, index) => index));
        expect(choice.propensity).toBe(choice.probabilities[choice.order[0] ?? -1]);
        expect(choice.reason === "EXPLORED").toBe(choice.propensity < 0.5);
      }),
    );
  });
});
