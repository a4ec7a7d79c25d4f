import { describe, expect, it } from "vitest";
import { replayInPieces } from "../../../../src/core/route/replay/replay-plan.js";
import type {
  LoggedSend,
  ReplayCandidate,
  ReplayResult,
} from "../../../../src/core/route/replay/replay-log.js";
import { type FixedPlan, playFixed, playLogged } from "./logged-run.js";
import {
  candidateOf,
  errorsOf,
  fixedPlans,
  plainMarket,
  routesOf,
  truthOf,
} from "./replay-markets.js";

const scenario = plainMarket(8);
const effort = { draws: 4_000, drawsAgain: 300, repetitions: 6, fitted: 2_000 };

interface Asked {
  readonly trust?: number | null;
  readonly fromMs?: number;
}

function replayed(
  log: readonly LoggedSend[],
  candidate: ReplayCandidate,
  { trust = null, fromMs = 0 }: Asked = {},
): ReplayResult {
  const pieces = replayInPieces(
    {
      ...{ log, fromMs, seed: 7 },
      // oxlint-disable-next-line require-yield
      *candidateOf() {
        return candidate;
      },
      routes: routesOf(scenario, trust),
    },
    effort,
  );
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) {
      return value;
    }
  }
}

describe("a replay", () => {
  const log = playLogged(scenario, 3, 0.02);
  const swapped: FixedPlan = { routes: ["b", "a"], waitSec: 15 };

  it.each(fixedPlans)("says what $routes after $waitSec s come to, by 2 tries of 100", (plan) => {
    const { candidate, refusal } = replayed(log, candidateOf(plan));
    expect(refusal).toBeNull();
    const errors = errorsOf(candidate, truthOf(playFixed(scenario, 3, plan)));

    expect(errors.delivery).toBeLessThan(0.025);
    expect(errors.success).toBeLessThan(0.03);
    expect(errors.cost).toBeLessThan(0.05);
  });

  it("says what plans come to by the log of one that never tried anything else", () => {
    const fixed = playFixed(scenario, 4, { routes: ["a", "b", "c"], waitSec: 12 });
    const truth = truthOf(playFixed(scenario, 4, swapped));
    const { candidate, refusal } = replayed(fixed, candidateOf(swapped));

    expect(refusal).toBeNull();
    const { delivery, success, cost } = errorsOf(candidate, truth);
    expect(delivery).toBeLessThan(0.02);
    expect(success).toBeLessThan(0.02);
    expect(cost).toBeLessThan(0.05);
  });

  it("finds the plan that was followed to be what really happened", () => {
    const plan: FixedPlan = { routes: ["a", "b", "c"], waitSec: 12 };
    const fixed = playFixed(scenario, 4, plan);
    const { actual, candidate } = replayed(fixed, candidateOf(plan));

    expect(candidate?.deliveryRate.value).toBeCloseTo(actual?.deliveryRate.value ?? 0, 2);
    expect(candidate?.successRate.value).toBeCloseTo(actual?.successRate.value ?? 0, 2);
    const share = (candidate?.costMicros.value ?? 0) / (actual?.costMicros.value ?? 1);
    expect(Math.abs(share - 1)).toBeLessThan(0.01);
  });

  it("takes each choice of a plan that draws with its chance", () => {
    const drawn: ReplayCandidate = {
      ...candidateOf({ routes: ["a"], waitSec: 30 }),
      steps: candidateOf({ routes: ["a"], waitSec: 30 }).steps.map((step) => ({
        ...step,
        chancesAt: () => [
          { route: "a", chance: 0.5 },
          { route: "b", chance: 0.5 },
        ],
      })),
      resendsMax: 0,
    };
    const alone = (route: string): ReplayCandidate => ({
      ...candidateOf({ routes: [route], waitSec: 30 }),
      resendsMax: 0,
    });
    const cost = (candidate: ReplayCandidate): number =>
      replayed(log, candidate).candidate?.costMicros.value ?? 0;

    const halfway = (cost(alone("a")) + cost(alone("b"))) / 2;
    expect(Math.abs(cost(drawn) / halfway - 1)).toBeLessThan(0.03);
  });

  it("gives what really happened beside it, and intervals around it", () => {
    const { actual, candidate, sendCount } = replayed(log, candidateOf(swapped));
    const truth = truthOf(log);

    expect(sendCount).toBe(log.length);
    expect(actual?.deliveryRate.value).toBeCloseTo(truth.delivery, 9);
    expect(actual?.successRate.value).toBeCloseTo(truth.success, 9);
    expect(actual?.costMicros.value).toBeCloseTo(truth.cost, 6);
    const { low = 0, high = 0 } = candidate?.deliveryRate ?? {};
    expect(high - low).toBeGreaterThan(0.02);
  });

  it("counts sends of the range, and learns from those before it", () => {
    const times = log.map(({ atMs }) => atMs).toSorted((one, other) => one - other);
    const fromMs = times[times.length - 200] ?? 0;
    const { sendCount, refusal, effective } = replayed(log, candidateOf(swapped), { fromMs });

    expect(refusal).toBeNull();
    expect(sendCount).toBe(200);
    expect(effective).toBeGreaterThan(200);
  });

  it("is the same for the same log and seed", () => {
    const some = log.slice(0, 1_500);

    expect(replayed(some, candidateOf(swapped))).toEqual(
      replayed(some.toReversed(), candidateOf(swapped)),
    );
  });

  it("is refused without sends, with too little evidence, and with untrusted receipts", () => {
    expect(replayed([], candidateOf(swapped))).toMatchObject({
      sendCount: 0,
      refusal: { reason: "NO_SENDS" },
    });
    expect(replayed(log.slice(0, 200), candidateOf(swapped))).toMatchObject({
      candidate: null,
      actual: null,
      refusal: { reason: "LITTLE_EVIDENCE", place: 1, route: "b", country: "BR" },
    });
    expect(replayed(log, candidateOf(swapped), { trust: 0.69 }).refusal).toMatchObject({
      reason: "UNTRUSTED_RECEIPTS",
      route: "b",
      trust: 0.69,
    });
  });

  it("leaves a country out that it knows too little of, and answers for the others", () => {
    const small = log
      .slice(0, 30)
      .map((send) => ({ ...send, country: "DE", cell: "DE", atMs: send.atMs + 1 }));
    const { sendCount, leftOut, refusal } = replayed([...log, ...small], candidateOf(swapped));

    expect(refusal).toBeNull();
    expect(sendCount).toBe(log.length);
    expect(leftOut).toMatchObject([
      { country: "DE", sendCount: 30, refusal: { reason: "LITTLE_EVIDENCE" } },
    ]);
  });
});
