import { describe, expect, it } from "vitest";
import type { PlayedPlan } from "../../../../src/core/plan/estimate/open-market.js";
import type { PlanSpec } from "../../../../src/core/plan/plan.js";
import {
  type AvailableVendor,
  candidateSpecs,
} from "../../../../src/core/plan/suggest/candidate-specs.js";
import { dominates } from "../../../../src/core/plan/suggest/dominance.js";
import { brokenWishes, type PlanWish } from "../../../../src/core/plan/suggest/plan-wish.js";
import {
  type FoundPlans,
  suggestInPieces,
} from "../../../../src/core/plan/suggest/suggest-plans.js";
import { channelName } from "../../../../src/market/rate-sheet.js";
import { type Market, openMarket } from "../../../../src/market/market.js";
import { readScenario } from "../../../simulate/small-scenario.js";
import { defaultPolicy, marketMix, marketOffers, trueSource } from "../estimate/market-plan.js";

const now = new Date("2026-01-15T12:00:00Z");
const market = openMarket(readScenario("calm"), 1);
const country = "BR";

/** What the calm market offers there, with its true figures. */
function vendorsOf(from: Market): readonly AvailableVendor[] {
  const { routes, cells } = from;
  return routes.flatMap((route) => {
    const there = cells
      .filter((cell) => cell.country === country)
      .flatMap((cell) => from.at(route, cell, 0) ?? []);
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    return there.length === 0
      ? []
      : [
          {
            vendor: route.id,
            accountId: null,
            channel: channelName(route.channel),
            countries: [country],
            priceMicros: 1e6 * mean(there.map(({ price }) => price)),
            arrives: mean(there.map(({ deliver }) => deliver)),
            latencySec: mean(there.map(({ medianSec }) => medianSec)),
          },
        ];
  });
}

function found(wish: Partial<PlanWish>): FoundPlans & { readonly wish: PlanWish } {
  const asked: PlanWish = {
    countries: [country],
    channels: null,
    monthlyVolume: 10_000,
    monthlyBudgetMicros: null,
    minSuccessRate: null,
    maxTimeToDeliverMsP95: null,
    ...wish,
  };
  const measured = trueSource(market);
  const plans = candidateSpecs(vendorsOf(market), [country]).map(
    (spec: PlanSpec): PlayedPlan => ({
      spec,
      mix: marketMix(market).filter((cell) => cell.country === country),
      offersAt: marketOffers(market),
      measured,
      policy: defaultPolicy,
    }),
  );
  const pieces = suggestInPieces(plans, asked, now);
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) {
      return { ...value, wish: asked };
    }
  }
}

function expectNoneBeaten({ picked }: FoundPlans): void {
  const figures = picked.map(({ plan }) => plan.figures);
  const beaten = figures.filter((one) => figures.some((other) => dominates(other, one)));
  expect(beaten).toEqual([]);
  expect(new Set(picked.map(({ plan }) => JSON.stringify(plan.plan.spec))).size).toBe(
    picked.length,
  );
}

describe("suggested plans", () => {
  it("are three to five that keep the wish, none beaten by another in everything", () => {
    const wanted = { minSuccessRate: 0.8, maxTimeToDeliverMsP95: 30_000 };
    const { wish, ...all } = found({ ...wanted, monthlyBudgetMicros: 800e6 });

    expect(all.looked).toBeGreaterThan(40);
    expect(all.picked.length).toBeGreaterThanOrEqual(3);
    expect(all.picked.length).toBeLessThanOrEqual(5);
    expect(all.picked.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["CHEAPEST", "CONVERSION"]),
    );
    expect(all.picked.flatMap(({ plan }) => brokenWishes(wish, plan.figures))).toEqual([]);
    expectNoneBeaten(all);
    const costs = all.picked.map(({ plan }) => plan.figures.costMicros);
    expect(all.picked.find(({ kind }) => kind === "CHEAPEST")?.plan.figures.costMicros).toBe(
      Math.min(...costs),
    );
  });

  it("begin with the nearest where no plan keeps the wish, and each gives something up", () => {
    const impossible = { minSuccessRate: 0.95, maxTimeToDeliverMsP95: 5_000 };
    const { wish, ...all } = found({ ...impossible, monthlyBudgetMicros: 100e6 });

    expect(all.picked[0]?.kind).toBe("NEAREST");
    for (const { plan } of all.picked) {
      expect(brokenWishes(wish, plan.figures)).not.toEqual([]);
    }
    expectNoneBeaten(all);
  });
});
