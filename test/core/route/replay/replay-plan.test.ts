import { describe, expect, it } from "vitest";
import { replayInPieces } from "../../../../src/core/route/replay/replay-plan.js";
import type {
  LoggedSend,
  ReplayCandidate,
  ReplayResult,
} from "../../../../src/core/route/replay/replay-log.js";
import { smallScenario } from "../../../simulate/small-scenario.js";
import { type FixedPlan, playFixed, playLogged } from "./logged-run.js";

const dlr = { "*": { coverage: 0.97, false_delivered: 0.01, fail_report: 0.5 } };
const route = { channel: "sms", accept: 0.99, dlr } as const;
const latency = (median_s: number) => ({ "*": { median_s, sigma: 0.6, tail_p: 0.05 } });
const scenario = smallScenario({
  horizon_s: 18 * 3600,
  cells: [
    { id: "BR/vivo", country: "BR", weight: 2, dead: 0.03 },
    { id: "BR/tim", country: "BR", weight: 1, dead: 0.05 },
  ],
  routes: [
    {
      ...route,
      id: "a",
      vendor: "a",
      price: { "*": 0.03 },
      deliver: { "*": 0.8 },
      latency: latency(5),
    },
    {
      ...route,
      id: "b",
      vendor: "b",
      price: { "*": 0.05 },
      deliver: { "*": 0.85 },
      latency: latency(3),
    },
    {
      ...route,
      id: "c",
      vendor: "c",
      bill: "delivery",
      price: { "*": 0.02 },
      deliver: { "*": 0.7 },
      latency: latency(8),
    },
  ],
  traffic: { sends_per_day: 16_000, diurnal: { amplitude: 0.3 } },
  plan: { static: "a", order: ["a", "b", "c"], max_attempts: 4 },
});

const effort = { draws: 4_000, drawsAgain: 400, repetitions: 6 };

function candidateOf({ routes, waitSec }: FixedPlan): ReplayCandidate {
  return {
    attemptsMax: routes.length,
    deadlineMs: 120_000,
    resendsMax: 2,
    steps: routes.map((one) => ({
      routesIn: () => [one],
      waitMs: waitSec * 1000,
      attemptsMax: 1,
      advancesOnRejected: true,
      advancesOnFailed: true,
      waitFor: "DELIVERED",
    })),
  };
}

function replayed(
  log: readonly LoggedSend[],
  plan: FixedPlan,
  trust: number | null = null,
): ReplayResult {
  const pieces = replayInPieces(log, candidateOf(plan), () => trust, 7, effort);
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) {
      return value;
    }
  }
}

/** What the simulator says that really happens. */
function truthOf(log: readonly LoggedSend[]) {
  const times: number[] = [];
  let verified = 0;
  let cost = 0;
  for (const { attempts } of log) {
    const arrivals = attempts.flatMap(({ startedMs, deliveredMs }) =>
      deliveredMs === null ? [] : [startedMs + deliveredMs],
    );
    if (arrivals.length > 0) {
      times.push(Math.min(...arrivals));
    }
    verified += attempts.some(({ typedMs }) => typedMs !== null) ? 1 : 0;
    cost += attempts.reduce((sum, { costMicros }) => sum + costMicros, 0);
  }
  times.sort((one, other) => one - other);
  return {
    delivery: times.length / log.length,
    success: verified / log.length,
    cost: cost / log.length,
    p95: times[Math.ceil(0.95 * times.length) - 1] ?? 0,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;

describe("a replay", () => {
  const log = playLogged(scenario, 3, 0.05);
  const plans: readonly FixedPlan[] = [
    { routes: ["a", "b"], waitSec: 25 },
    { routes: ["b", "a"], waitSec: 15 },
    { routes: ["a", "c", "b"], waitSec: 8 },
  ];

  it("says what fixed plans come to, by the log of another policy", () => {
    const errors = plans.map((plan) => {
      const { candidate, refusal } = replayed(log, plan);
      const truth = truthOf(playFixed(scenario, 3, plan));
      expect(refusal).toBeNull();
      return {
        delivery: Math.abs((candidate?.deliveryRate.value ?? 0) - truth.delivery),
        success: Math.abs((candidate?.successRate.value ?? 0) - truth.success),
        cost: Math.abs((candidate?.costMicros.value ?? 0) / truth.cost - 1),
        p95: Math.abs((candidate?.timeToDeliverMsP95?.value ?? 0) / truth.p95 - 1),
      };
    });

    expect(mean(errors.map(({ delivery }) => delivery))).toBeLessThan(0.025);
    expect(mean(errors.map(({ success }) => success))).toBeLessThan(0.02);
    expect(mean(errors.map(({ cost }) => cost))).toBeLessThan(0.05);
    expect(mean(errors.map(({ p95 }) => p95))).toBeLessThan(0.1);
  });

  it("gives what really happened beside it, and intervals as wide as it errs", () => {
    const { actual, candidate, sendCount } = replayed(log, plans[0] as FixedPlan);
    const truth = truthOf(log);

    expect(sendCount).toBe(log.length);
    expect(actual?.deliveryRate.value).toBeCloseTo(truth.delivery, 9);
    expect(actual?.successRate.value).toBeCloseTo(truth.success, 9);
    expect(actual?.costMicros.value).toBeCloseTo(truth.cost, 6);
    const { low = 0, high = 0 } = candidate?.deliveryRate ?? {};
    expect(high - low).toBeGreaterThan(0.03);
  });

  it("is the same for the same log and seed", () => {
    const plan = plans[0] as FixedPlan;
    const some = log.slice(0, 1_500);

    expect(replayed(some, plan)).toEqual(replayed(some.toReversed(), plan));
  });

  it("is refused without sends, with too little evidence, and with untrusted receipts", () => {
    const plan = { routes: ["b", "a"], waitSec: 15 };

    expect(replayed([], plan)).toMatchObject({ sendCount: 0, refusal: { reason: "NO_SENDS" } });
    expect(replayed(log.slice(0, 400), plan)).toMatchObject({
      candidate: null,
      actual: null,
      refusal: { reason: "LITTLE_EVIDENCE", place: 1, route: "b", country: "BR" },
    });
    expect(replayed(log, plan, 0.69).refusal).toMatchObject({
      reason: "UNTRUSTED_RECEIPTS",
      route: "b",
      trust: 0.69,
    });
  });
});
