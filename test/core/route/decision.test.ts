import { describe, expect, it } from "vitest";
import type { PlanStep } from "../../../src/core/plan/plan.js";
import { type Candidate, skipReasons } from "../../../src/core/route/candidate.js";
import { chooseVendor, type VendorChoice } from "../../../src/core/route/choose-vendor.js";
import {
  type Decision,
  storeDecision,
  type StoredDecision,
} from "../../../src/core/route/decision.js";
import { type DecisionPlace, readDecision } from "../../../src/core/route/read-decision.js";
import { waitOf } from "../../../src/core/route/wait.js";
import { candidate } from "./candidate-fixture.js";

function step(count: number, over: Partial<PlanStep> = {}): PlanStep {
  return {
    channel: "SMS",
    vendors: Array.from({ length: count }, (_, index) => ({
      vendor: `vendor-${index}`,
      accountId: index === 1 ? "own" : null,
      weight: index,
    })),
    strategy: "WEIGHTED",
    advanceOn: [],
    waitSec: 20,
    waitFor: "DELIVERED",
    maxAttempts: count,
    countries: null,
    ...over,
  };
}

function candidates(count: number, over: (index: number) => Partial<Candidate> = () => ({})) {
  return Array.from({ length: count }, (_, vendorIndex) =>
    candidate({ vendorIndex, weight: vendorIndex, ...over(vendorIndex) }),
  );
}

function decision(list: readonly Candidate[], over: Partial<Decision> = {}): Decision {
  const choice: VendorChoice = chooseVendor("WEIGHTED", list, 0.5);
  return {
    strategy: "WEIGHTED",
    choice,
    steps: [1],
    candidates: list,
    chosen: choice.order[0] ?? 0,
    wait: waitOf(12),
    measured: null,
    ...over,
  };
}

/** As it comes back from a jsonb column. */
function stored(one: Decision): StoredDecision {
  return JSON.parse(JSON.stringify(storeDecision(one))) as StoredDecision;
}

function at(only: PlanStep, country: string | null): DecisionPlace {
  return { steps: [only], step: 1, country, network: null };
}

describe("a stored decision", () => {
  it("takes at most 400 bytes for 12 candidates", () => {
    const list = candidates(12, (index) => ({
      price: {
        micros: 412_000n + BigInt(index),
        currency: index % 2 === 0 ? "IDR" : "USD",
        billedOn: "DELIVERED",
      },
      skippedBecause: index % 4 === 0 ? "NO_OFFER" : null,
      breaker: index % 5 === 0 ? "DEGRADED" : "HEALTHY",
    }));

    expect(Buffer.byteLength(JSON.stringify(storeDecision(decision(list))))).toBeLessThanOrEqual(
      400,
    );
  });

  it("reads back whole", () => {
    const list = candidates(3, (index) =>
      index === 2
        ? { price: null, skippedBecause: "NO_OFFER" }
        : { price: { micros: 8_250n, currency: "USD", billedOn: "DELIVERED" } },
    );

    expect(readDecision(stored(decision(list)), at(step(3), "ID"), "en")).toEqual({
      strategy: "WEIGHTED",
      reason: "drawn by weight, 100 times in 100, of 2 usable vendors",
      propensity: 1,
      waitMs: 12_000,
      waitReason: "the plan's own wait",
      shadowPrice: null,
      genuine: null,
      candidates: [
        {
          step: 1,
          vendorIndex: 0,
          vendorSlug: "vendor-0",
          accountId: null,
          channel: "SMS",
          price: { micros: 8_250n, currency: "USD" },
          billedOn: "DELIVERED",
          probability: 0,
          evidenceCount: null,
          score: null,
          expectedVerifyRate: null,
          trust: null,
          breaker: "HEALTHY",
          chosen: false,
          skippedBecause: null,
        },
        {
          step: 1,
          vendorIndex: 1,
          vendorSlug: "vendor-1",
          accountId: "own",
          channel: "SMS",
          price: { micros: 8_250n, currency: "USD" },
          billedOn: "DELIVERED",
          probability: 1,
          evidenceCount: null,
          score: null,
          expectedVerifyRate: null,
          trust: null,
          breaker: "HEALTHY",
          chosen: true,
          skippedBecause: null,
        },
        {
          step: 1,
          vendorIndex: 2,
          vendorSlug: "vendor-2",
          accountId: null,
          channel: "SMS",
          price: null,
          billedOn: null,
          probability: 0,
          evidenceCount: null,
          score: null,
          expectedVerifyRate: null,
          trust: null,
          breaker: "HEALTHY",
          chosen: false,
          skippedBecause: "no offer in ID",
        },
      ],
    });
  });

  it("tells what the chosen vendor was measured by", () => {
    const list = candidates(3, (index) =>
      index === 0
        ? {}
        : { evidence: { count: 412, deliveryLow: 0.9 + index / 100, latencyMsP95: 4_200 } },
    );
    const told = (strategy: "BEST_DELIVERY" | "FASTEST", draw: number) => {
      const choice = chooseVendor(strategy, list, draw);
      const one = decision(list, { strategy, choice, chosen: choice.order[0] ?? 0 });
      return readDecision(stored(one), at(step(3, { strategy }), "ID"), "en");
    };

    expect(told("BEST_DELIVERY", 0)).toMatchObject({
      reason:
        "best delivery of 3 usable vendors: at least 92.0 % of what it gets arrives, by 412 " +
        "attempts",
      propensity: 0.98,
      candidates: [
        { evidenceCount: null, probability: 0.01 },
        { evidenceCount: 412, probability: 0.01 },
        { evidenceCount: 412, probability: 0.98, chosen: true },
      ],
    });
    expect(told("FASTEST", 0).reason).toBe(
      "fastest of 3 usable vendors: 4.2 s for 95 % of what it delivers, and at least 92.0 % " +
        "arrives, by 412 attempts",
    );
    expect(told("FASTEST", 0.985)).toMatchObject({
      reason: "drawn to keep measuring the others, too, 1 times in 100",
      propensity: 0.01,
    });
  });

  it("keeps prices beyond what a number can hold, and free ones", () => {
    const huge = 999_999_999_999_999_999n;
    const list = candidates(2, (index) => ({
      price: { micros: index === 0 ? huge : 0n, currency: "USD", billedOn: "SUBMITTED" },
      weight: 1,
    }));
    const read = readDecision(stored(decision(list)), at(step(2), "ID"), "en");

    expect(read.candidates.map(({ price }) => price?.micros)).toEqual([huge, 0n]);
  });

  it.each(skipReasons)("tells %s in the reader's language", (skippedBecause) => {
    const list = candidates(2, (index) => (index === 0 ? { skippedBecause } : {}));
    const [english, indonesian] = (["en", "id"] as const).map(
      (locale) => readDecision(stored(decision(list)), at(step(2), null), locale).candidates[0],
    );

    expect(english?.skippedBecause).toMatch(/^[a-z][a-zA-Z ]+$/);
    expect(indonesian?.skippedBecause).toMatch(/^[a-z][a-zA-Z -]+$/);
    expect(indonesian?.skippedBecause).not.toBe(english?.skippedBecause);
  });

  it("of a newer version is told by the numbers of its reasons", () => {
    const list = candidates(2, (index) => (index === 0 ? { skippedBecause: "PAUSED" } : {}));
    const kept = stored(decision(list));
    const marks = (20 * 32 + 32).toString(36);
    const newer = { ...kept, o: 90, y: 91, k: kept.k.replace(/^[^,]*/, marks) };

    expect(readDecision(newer, at(step(2), "ID"), "id")).toMatchObject({
      reason: "#90",
      waitReason: "#91",
      candidates: [{ skippedBecause: "#20" }, { skippedBecause: null }],
    });
  });

  it("says that a budget decided, which vendor it came to, and that a circuit is probed", () => {
    const list = candidates(3, () => ({ isProbe: true, breaker: "OPEN" }));
    const choice = chooseVendor("PRIORITY", list, 0);
    const one = decision(list, { strategy: "PRIORITY", choice, chosen: 2 });

    expect(readDecision(stored(one), at(step(3), "ID"), "en").reason).toBe(
      "first of 3 usable vendors in the plan's order; that one had no room in the budget, " +
        "so vendor-2 was taken; its circuit is open and this attempt probes it",
    );
  });

  it("says that every circuit was open", () => {
    const list = candidates(2, () => ({ skippedBecause: "BREAKER_OPEN", breaker: "OPEN" }));

    expect(readDecision(stored(decision(list)), at(step(2), "ID"), "en").reason).toBe(
      "every circuit is open, so the vendor with the fewest failures in a row was taken",
    );
  });

  it("says that an adaptive wait is 20 s until waits are measured", () => {
    const one = decision(candidates(2), { wait: waitOf(null) });

    expect(readDecision(stored(one), at(step(2), "ID"), "en")).toMatchObject({
      waitMs: 20_000,
      waitReason: "adaptive waits need measured latencies; 20 s until there are some",
    });
  });
});
