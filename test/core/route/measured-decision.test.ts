import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlanStep } from "../../../src/core/plan/plan.js";
import type { Candidate } from "../../../src/core/route/candidate.js";
import { skipReasons } from "../../../src/core/route/candidate.js";
import { chooseMeasured, measuredCandidates } from "../../../src/core/route/choose-measured.js";
import { isOpen } from "../../../src/core/route/choose-vendor.js";
import { fullyTold, storeDecision, type StoredDecision } from "../../../src/core/route/decision.js";
import { MeasuredRouter } from "../../../src/core/route/measured/measured-router.js";
import { objectiveValue } from "../../../src/core/route/objective-value.js";
import { readDecision } from "../../../src/core/route/read-decision.js";
import type { Wait } from "../../../src/core/route/wait.js";
import { candidate } from "./candidate-fixture.js";
import { firstRequest, spaceOf, storyOf, teach } from "./measured/routed-market.js";

const value = 0.4;

function router(count: number, perRoute = 20) {
  const learned = new MeasuredRouter(spaceOf(count, ["AA1"]));
  const stories = Array.from({ length: perRoute * count }, (_, index) =>
    storyOf(index, index % count, 0, 0.5 + (0.4 * (index % count)) / count),
  );
  return { learned, atSec: teach(learned, stories) };
}

function step(vendors: number, over: Partial<PlanStep> = {}): PlanStep {
  return {
    channel: "SMS",
    vendors: Array.from({ length: vendors }, (_, index) => ({
      vendor: `vendor-${index}`,
      accountId: null,
      weight: null,
    })),
    strategy: "SMART",
    advanceOn: [],
    waitSec: null,
    waitFor: "DELIVERED",
    maxAttempts: vendors,
    countries: null,
    ...over,
  };
}

function some(count: number, over: (index: number) => Partial<Candidate> = () => ({})) {
  return Array.from({ length: count }, (_, vendorIndex) => {
    const micros = 22_000n + 1_300n * BigInt(vendorIndex % 5);
    return candidate({
      vendorIndex,
      vendorSlug: `vendor-${vendorIndex}`,
      accountId: `account ${vendorIndex}`,
      price: { micros, currency: "USD", billedOn: vendorIndex % 2 ? "DELIVERED" : "SUBMITTED" },
      tenantPriceMicros: micros,
      ...over(vendorIndex),
    });
  });
}

/** What a decision is told, beside its candidates. */
interface Told {
  readonly isForced?: boolean;
  readonly worth?: number;
  readonly shadowPrice?: number;
  readonly known?: ReturnType<typeof router>;
}

function chosen(candidates: readonly Candidate[], draw: number, told: Told = {}) {
  const { isForced = false, worth = value, shadowPrice = 0 } = told;
  const { learned, atSec } = told.known ?? router(candidates.length);
  const weighed = measuredCandidates(
    candidates,
    candidates.map((_, index) => index),
    (_, { vendorIndex }) => vendorIndex,
  );
  const { options: _, ...request } = firstRequest([], {
    requestedAtSec: atSec,
    value: worth,
    shadowPrice,
  });
  return chooseMeasured(candidates.length, weighed, request, isForced, (asked) =>
    learned.decide(asked, atSec, draw),
  );
}

function stored(
  candidates: readonly Candidate[],
  over: Partial<Wait> = {},
  draw = 0.3,
  told: Told = {},
): StoredDecision {
  const { choice, measured } = chosen(candidates, draw, told);
  const wait: Wait = {
    waitMs: 12_000,
    reason: "GAIN",
    next: { step: 1, vendorIndex: choice.order[1] ?? 0 },
    arrivedBy: 0.88,
    ...over,
  };
  const decision = storeDecision({
    ...{ strategy: "SMART", steps: [1], choice, candidates, measured, wait },
    chosen: choice.order[0] ?? 0,
  });
  return JSON.parse(JSON.stringify(decision)) as StoredDecision;
}

function read(decision: StoredDecision, count: number, locale: "en" | "id" = "en") {
  const place = { steps: [step(count)], step: 1, country: "BR", network: "Vivo" };
  return readDecision(decision, place, locale);
}

describe("a decision by measurements", () => {
  it("takes at most 400 bytes with 12 candidates", () => {
    const list = some(12, (index) => (index % 5 === 4 ? { skippedBecause: "PAUSED" } : {}));

    expect(JSON.stringify(stored(list)).length).toBeLessThanOrEqual(400);
  });

  it("takes 400 bytes in the mean whatever was measured, at any price, under a budget", () => {
    const lengths = [2, 30, 300].flatMap((perRoute) => {
      const known = router(12, perRoute);
      return [22_000n, 4_731n, 118_906n, 412_350_017n].flatMap((base) => {
        const price = (index: number) => base + (base * BigInt(index * 37)) / 400n;
        const list = some(12, (index) => ({
          price: { micros: price(index), currency: "USD", billedOn: "DELIVERED" },
          tenantPriceMicros: price(index),
        }));
        return [0, 0.0371, 2.418].flatMap((shadowPrice) =>
          [0.03, 0.51, 0.97].map((draw) => {
            const told = { worth: (Number(base) / 1e6) * 20, shadowPrice, known };
            const decision = stored(list, { waitMs: 274_000, arrivedBy: 0.9731 }, draw, told);
            return JSON.stringify(decision).length;
          }),
        );
      });
    });

    expect(lengths).toHaveLength(108);
    expect(lengths.reduce((sum, one) => sum + one, 0) / lengths.length).toBeLessThanOrEqual(400);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(440);
  });

  it("comes back with what was thought of every candidate", () => {
    const list = some(5);
    const { choice, measured } = chosen(list, 0.3);
    const back = read(stored(list), 5);

    expect(back).toMatchObject({ strategy: "SMART", shadowPrice: 0, genuine: 1, waitMs: 12_000 });
    expect(back.propensity).toBeCloseTo(choice.propensity, 6);
    back.candidates.forEach((one, index) => {
      const score = measured.scores[index];
      expect(one.vendorSlug).toBe(`vendor-${index}`);
      expect(one.probability).toBeCloseTo(choice.probabilities[index] ?? -1, 5);
      expect(one.expectedVerifyRate).toBeCloseTo(score?.success ?? -1, 2);
      expect(one.trust).toBeCloseTo(Math.min(1, score?.trust ?? -1), 2);
      expect(one.score).toBeCloseTo((score?.worth ?? Number.NaN) / value, 2);
      expect(one.evidenceCount).toBe(Math.round(score?.evidence ?? -1));
      expect(one.skippedBecause).toBeNull();
    });
  });

  it("tells of candidates behind the best 12 only why they were left out", () => {
    const list = some(30, (index) => (index > 12 ? { skippedBecause: "NO_SENDER" } : {}));
    const { candidates } = read(stored(list), 30);
    const whole = candidates.filter(({ price }) => price !== null);

    expect(candidates).toHaveLength(30);
    expect(whole).toHaveLength(fullyTold);
    expect(whole.some((one) => one.chosen)).toBe(true);
    expect(candidates.slice(13).map(({ skippedBecause }) => skippedBecause)).toEqual(
      Array.from({ length: 17 }, () => "no sender for SMS"),
    );
  });

  it("is told in a line: what is expected at which price, the next best, and what follows", () => {
    const english = read(stored(some(5)), 5).reason;
    const indonesian = read(stored(some(5)), 5, "id").reason;

    expect(english.split(/: |\. /)).toEqual([
      expect.stringMatching(/^vendor-\d SMS for BR\/Vivo, chosen \d+ times in 100$/),
      expect.stringMatching(
        /^expected \d+ % verified at USD 0\.0\d+ \(\d+ attempts; receipts trusted [01]\.\d\d\)$/,
      ),
      expect.stringMatching(
        /^Next best vendor-\d [+−]\d+\.\d pt(, USD 0\.0\d+ (dear|cheap)er| at the same price)$/,
      ),
      expect.stringMatching(/^Fails over to vendor-\d after 12 s$/),
    ]);
    expect(indonesian).toMatch(/^vendor-\d SMS untuk BR\/Vivo, dipilih \d+ kali dari 100: /);
    expect(indonesian).toMatch(/Beralih ke vendor-\d setelah 12 detik$/);
  });

  it("names who follows without a timer, and says where the wait comes from", () => {
    const back = read(stored(some(5), { reason: "NOTHING_NEXT", waitMs: 299_000 }), 5);

    expect(back.reason).toMatch(/vendor-\d follows if it is reported lost or asked for$/);
    expect(back.waitReason).toContain("until the plan's time is up");
    expect(read(stored(some(5)), 5).waitReason).toMatch(/^88 % of its receipts come within 12 s;/);
  });
});

describe("a choice by measurements", () => {
  const someCandidates = fc
    .array(
      fc.record({
        skippedBecause: fc.option(fc.constantFrom(...skipReasons), { nil: null, freq: 3 }),
        tenantPriceMicros: fc.bigInt(0n, 80_000n),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((list) => some(list.length, (index) => list[index] ?? {}));
  const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it("orders exactly the usable candidates and tells a true chance of the first", () => {
    fc.assert(
      fc.property(someCandidates, draw, (candidates, point) => {
        const { choice, hold } = chosen(candidates, point, { isForced: true });
        const fit = candidates.filter(({ skippedBecause }) => skippedBecause === null);
        const open = candidates.filter(isOpen);
        const usable = fit.length > 0 ? fit : open;
        expect(choice.order.toSorted((one, other) => one - other)).toEqual(
          usable.map(({ vendorIndex }) => vendorIndex),
        );
        const sum = choice.probabilities.reduce((total, chance) => total + chance, 0);
        expect(sum).toBeCloseTo(usable.length === 0 ? 0 : 1, 6);
        const [first] = choice.order;
        expect(choice.propensity).toBeCloseTo(
          first === undefined ? 0 : (choice.probabilities[first] ?? 0),
          9,
        );
        expect(hold === null).toBe(usable.length > 0);
      }),
      { numRuns: 60 },
    );
  });

  it("holds back what is not worth its price, and makes it all the same when it has to", () => {
    const dear = some(3, () => ({ tenantPriceMicros: 900_000n }));

    expect(chosen(dear, 0.5)).toMatchObject({ hold: "NO_VALUE", choice: { order: [] } });
    expect(chosen(dear, 0.5, { isForced: true }).choice.order).toHaveLength(3);
  });
});

describe("what a verified user is worth", () => {
  it("is 100, 20 or 5 mean prices by the plan's objective", () => {
    const worth = (["CONVERSION", "BALANCED", "COST"] as const).map((objective) =>
      objectiveValue(objective, [0.02, 0.04], null),
    );

    [3, 0.6, 0.15].forEach((expected, index) => expect(worth[index]).toBeCloseTo(expected, 12));
  });

  it("is what the tenant says under BALANCED, and keeps its ratio under the others", () => {
    expect(objectiveValue("BALANCED", [0.02], 0.4)).toBeCloseTo(0.4, 12);
    expect(objectiveValue("CONVERSION", [0.02], 0.4)).toBeCloseTo(2, 12);
    expect(objectiveValue("COST", [0.02], 0.4)).toBeCloseTo(0.1, 12);
  });

  it("is above nothing where everything is free, so that routes still differ", () => {
    expect(objectiveValue("COST", [0, 0], null)).toBeGreaterThan(0);
    expect(objectiveValue("COST", [], null)).toBeGreaterThan(0);
  });
});
