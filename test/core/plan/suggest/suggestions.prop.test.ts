import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Channel } from "../../../../src/core/otp/status.js";
import type { PlanInput } from "../../../../src/core/plan/plan-input.js";
import type { PlanSpec } from "../../../../src/core/plan/plan.js";
import {
  type AvailableVendor,
  candidateSpecs,
  specByPrice,
} from "../../../../src/core/plan/suggest/candidate-specs.js";
import { dominates } from "../../../../src/core/plan/suggest/dominance.js";
import { pickSuggestions } from "../../../../src/core/plan/suggest/pick-suggestions.js";
import {
  brokenWishes,
  missOf,
  type PlanFigures,
  type PlanWish,
} from "../../../../src/core/plan/suggest/plan-wish.js";
import { validatePlan } from "../../../../src/core/plan/validate-plan.js";

const countries = ["BR", "ID", "NG"];
const channels: readonly Channel[] = ["SMS", "WHATSAPP", "VOICE", "EMAIL", "TELEGRAM"];

const someVendors = fc.uniqueArray(
  fc.record({
    vendor: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
    accountId: fc.constant(null),
    channel: fc.constantFrom(...channels),
    countries: fc.subarray(countries, { minLength: 1 }),
    priceMicros: fc.integer({ min: 1, max: 200_000 }),
    arrives: fc.double({ min: 0, max: 1, noNaN: true }),
    latencySec: fc.double({ min: 0.5, max: 60, noNaN: true }),
  }),
  { minLength: 1, maxLength: 25, selector: ({ vendor, channel }) => `${vendor} ${channel}` },
);

const someFigures: fc.Arbitrary<PlanFigures> = fc.record({
  successRate: fc.integer({ min: 0, max: 20 }).map((step) => step / 20),
  costMicros: fc.integer({ min: 0, max: 30 }).map((step) => step * 1_000),
  timeToDeliverMsP95: fc.integer({ min: 1, max: 30 }).map((step) => step * 1_000),
});

const someWish: fc.Arbitrary<PlanWish> = fc.record({
  countries: fc.constant(countries),
  channels: fc.constant(null),
  monthlyVolume: fc.integer({ min: 1, max: 1_000_000 }),
  monthlyBudgetMicros: fc.option(fc.integer({ min: 1, max: 1_000_000_000 })),
  minSuccessRate: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  maxTimeToDeliverMsP95: fc.option(fc.integer({ min: 1, max: 40_000 })),
});

/** The plan as a client would send it to createPlan. */
function inputOf(spec: PlanSpec): PlanInput {
  return {
    key: "suggested",
    name: "Suggested",
    steps: spec.steps,
    countries: spec.countries,
    objective: spec.objective,
    order: spec.order,
  };
}

describe("plans that are looked at for a suggestion", () => {
  it("are plans that createPlan takes, exactly as they are", () => {
    fc.assert(
      fc.property(someVendors, (vendors: readonly AvailableVendor[]) => {
        const specs = [...candidateSpecs(vendors, countries), specByPrice(vendors, countries)];
        for (const spec of specs) {
          const checked = validatePlan(inputOf(spec));
          expect(checked.ok ? checked.value.spec : checked.errors).toEqual(spec);
        }
        expect(specs.length).toBeLessThanOrEqual(73);
      }),
      { numRuns: 30 },
    );
  });

  it("send only where a vendor of every step can be had", () => {
    fc.assert(
      fc.property(someVendors, (vendors: readonly AvailableVendor[]) => {
        for (const { steps } of candidateSpecs(vendors, countries)) {
          for (const step of steps) {
            for (const country of step.countries ?? countries) {
              const isServed = vendors.some(
                (one) =>
                  one.channel === step.channel &&
                  one.countries.includes(country) &&
                  step.vendors.some(({ vendor }) => vendor === one.vendor),
              );
              expect(isServed).toBe(true);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("suggestions", () => {
  it("are never dominated, differ, and keep the wish or nobody does", () => {
    fc.assert(
      fc.property(fc.array(someFigures, { minLength: 1, maxLength: 40 }), someWish, (all, wish) => {
        const picked = pickSuggestions(all, (figures) => figures, wish);

        const plans = picked.map(({ plan }) => plan);
        expect(plans.length).toBeGreaterThan(0);
        expect(plans.length).toBeLessThanOrEqual(5);
        expect(new Set(plans).size).toBe(plans.length);
        expect(plans.filter((plan) => all.some((other) => dominates(other, plan)))).toEqual([]);
        const front = new Set(
          all
            .filter((one) => !all.some((other) => dominates(other, one)))
            .map((one) => JSON.stringify(one)),
        );
        expect(plans.length).toBeGreaterThanOrEqual(Math.min(3, front.size));
        // The first is as near to the wish as any of them, and keeps it where one can be kept.
        const misses = plans.map((plan) => missOf(wish, plan));
        const keeping = all.filter((one) => brokenWishes(wish, one).length === 0);
        expect(misses[0]).toBeCloseTo(Math.min(...misses), 9);
        expect(picked[0]?.kind === "NEAREST").toBe(keeping.length === 0);
        expect(misses[0] === 0).toBe(keeping.length > 0);
      }),
      { numRuns: 300 },
    );
  });

  it("are the best in what they are called", () => {
    fc.assert(
      fc.property(fc.array(someFigures, { minLength: 1, maxLength: 40 }), someWish, (all, wish) => {
        const keeping = all.filter((one) => brokenWishes(wish, one).length === 0);
        const among = keeping.length > 0 ? keeping : all;
        const best = Math.max(...among.map(({ successRate }) => successRate));
        const { minSuccessRate } = wish;
        const isReached = minSuccessRate !== null && minSuccessRate <= best;
        const floor = isReached ? minSuccessRate : 0.9 * best;
        const often = among.filter(({ successRate }) => successRate >= floor);
        const cheapest = Math.min(...often.map(({ costMicros }) => costMicros));
        const fastest = Math.min(...often.map(({ timeToDeliverMsP95 }) => timeToDeliverMsP95));

        const picked = pickSuggestions(all, (figures) => figures, wish);

        const claims = picked.flatMap(({ kind, plan }): (readonly [number, number])[] =>
          kind === "CHEAPEST"
            ? [[plan.costMicros, cheapest]]
            : kind === "CONVERSION"
              ? [[plan.successRate, best]]
              : kind === "FASTEST"
                ? [[plan.timeToDeliverMsP95, fastest]]
                : [],
        );
        expect(claims.filter(([own, most]) => own !== most)).toEqual([]);
        // Each of them is there, under one name or another.
        const plans = picked.map(({ plan }) => plan);
        expect(plans.some(({ costMicros }) => costMicros === cheapest)).toBe(true);
        expect(plans.some(({ successRate }) => successRate === best)).toBe(true);
        expect(plans.some((one) => one.timeToDeliverMsP95 === fastest)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("of which only those that fill up to three may break a wish that others keep", () => {
    fc.assert(
      fc.property(fc.array(someFigures, { minLength: 1, maxLength: 40 }), someWish, (all, wish) => {
        const picked = pickSuggestions(all, (figures) => figures, wish);
        const isKept = all.some((one) => brokenWishes(wish, one).length === 0);
        const breaking = picked.filter(
          ({ kind, plan }) => kind !== "BETWEEN" && brokenWishes(wish, plan).length > 0,
        );
        expect(isKept ? breaking : []).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
