import { describe, expect, it } from "vitest";
import {
  demandCurve,
  fixedDemand,
  spendAt,
} from "../../../../src/core/route/measured/demand-curve.js";
import { MeasuredRouter } from "../../../../src/core/route/measured/measured-router.js";
import { routeParameters } from "../../../../src/core/route/measured/parameters.js";
import { firstRequest, optionsOf, spaceOf, storyOf, teach } from "./routed-market.js";

/** Two routes, the second reaches fewer people at half the price. */
function market(attemptsMax: number) {
  const router = new MeasuredRouter(spaceOf(2, ["AA1"]));
  const stories = Array.from({ length: 400 }, (_, index) =>
    storyOf(index, index % 2, 0, index % 2 === 0 ? 0.95 : 0.6),
  );
  const atSec = teach(router, stories);
  const [good, cheap] = optionsOf(2, 0.04);
  const options = [good, { ...cheap, price: 0.02 }] as ReturnType<typeof optionsOf>;
  const request = firstRequest(options, { requestedAtSec: atSec, attemptsMax });
  const view = router.viewOf(0);
  return { curve: demandCurve(view, request, atSec, routeParameters), router, request, atSec };
}

describe("what a send costs by the shadow price", () => {
  it("is the price of the route that is taken, and nothing where none is", () => {
    const { curve } = market(1);

    expect(spendAt(curve, 1)).toBeCloseTo(0.04, 2);
    expect(spendAt(curve, 10)).toBeCloseTo(0.02, 2);
    expect(spendAt(curve, 60)).toBe(0);
  });

  it("falls as prices rise, follow-ups included", () => {
    const { curve } = market(4);

    for (let place = 1; place < curve.length; place += 1) {
      expect(curve[place] ?? 0).toBeLessThanOrEqual((curve[place - 1] ?? 0) + 1e-6);
    }
  });

  it("ends where the planner holds the send for not worth its price", () => {
    const { curve, router, request, atSec } = market(4);
    const decided = [1.5, 3, 6, 12, 24, 48].map((lambda) => ({
      act: router.decide({ ...request, shadowPrice: lambda - 1 }, atSec, 0.5).act,
      costs: [spendAt(curve, lambda / 1.4), spendAt(curve, lambda * 1.4)] as const,
    }));

    // Right at the edge a curve is too coarse to say.
    expect(decided.filter(({ act, costs: [below] }) => act === "TRY" && below === 0)).toEqual([]);
    expect(decided.filter(({ act, costs: [, above] }) => act === "HOLD" && above > 0)).toEqual([]);
    expect(new Set(decided.map(({ act }) => act))).toEqual(new Set(["TRY", "HOLD"]));
  });

  it("is the same at every price where other rules choose the vendor", () => {
    const curve = fixedDemand(0.03);

    expect(spendAt(curve, 1)).toBeCloseTo(0.03, 6);
    expect(spendAt(curve, 100)).toBeCloseTo(0.03, 6);
  });
});
