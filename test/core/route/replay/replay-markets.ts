import type { Channel } from "../../../../src/core/otp/status.js";
import type {
  LoggedSend,
  ReplayCandidate,
  ReplayOutcome,
  ReplayRoutes,
} from "../../../../src/core/route/replay/replay-log.js";
import type { Scenario } from "../../../../src/market/scenario.js";
import { smallScenario } from "../../../simulate/small-scenario.js";
import type { FixedPlan } from "./logged-run.js";

const dlr = { "*": { coverage: 0.97, false_delivered: 0.01, fail_report: 0.5 } };
const latency = (median_s: number) => ({ "*": { median_s, sigma: 0.6, tail_p: 0.05 } });
const usual = { channel: "sms", accept: 0.99, dlr } as const;

/** Three SMS vendors in one country. */
export function plainMarket(hours: number): Scenario {
  return smallScenario({
    horizon_s: hours * 3600,
    cells: [
      { id: "BR/vivo", country: "BR", weight: 2, dead: 0.03 },
      { id: "BR/tim", country: "BR", weight: 1, dead: 0.05 },
    ],
    routes: [
      route("a", 0.03, 0.8, 5),
      route("b", 0.05, 0.85, 3),
      { ...route("c", 0.02, 0.7, 8), bill: "delivery" },
    ],
    traffic: { sends_per_day: 16_000, diurnal: { amplitude: 0.3 } },
    plan: { static: "a", order: ["a", "b", "c"], max_attempts: 12 },
  });
}

/** SMS and WhatsApp, two routes of one upstream, drift, and one whose receipts lie now and then. */
export function mixedMarket(hours: number): Scenario {
  const lies = { "*": { coverage: 0.95, false_delivered: 0.08, fail_report: 0.4 } };
  return smallScenario({
    horizon_s: hours * 3600,
    cells: [
      { id: "ID/tsel", country: "ID", weight: 3, dead: 0.05, no_whatsapp: 0.1 },
      { id: "ID/xl", country: "ID", weight: 2, dead: 0.03, no_whatsapp: 0.06 },
    ],
    routes: [
      { ...route("a", 0.025, 0.88, 4), upstream: "shared" },
      { ...route("b", 0.02, 0.8, 6), upstream: "shared", dlr: lies },
      { ...route("c", 0.03, 0.9, 2), channel: "whatsapp", bill: "delivery" },
    ],
    drift: { step_s: 900, sigma_logit: 0.08, revert: 0.02 },
    traffic: { sends_per_day: 16_000, diurnal: { amplitude: 0.5 } },
    plan: { static: "a", order: ["a", "b", "c"], max_attempts: 12 },
  });
}

/** One vendor after the other, alone, soon and late. */
export const fixedPlans: readonly FixedPlan[] = [
  { routes: ["a", "b"], waitSec: 25 },
  { routes: ["b", "a"], waitSec: 15 },
  { routes: ["a", "c", "b"], waitSec: 8 },
  { routes: ["b"], waitSec: 30 },
  { routes: ["c", "b"], waitSec: 20 },
];

/** The same plan as replays take it. */
export function candidateOf({ routes, waitSec }: FixedPlan): ReplayCandidate {
  return {
    attemptsMax: routes.length,
    deadlineMs: 120_000,
    resendsMax: 2,
    switchesVendor: true,
    firstAt: null,
    steps: routes.map((one) => ({
      chancesAt: (_, without) => (without.has(one) ? [] : [{ route: one, chance: 1 }]),
      waitMs: () => waitSec * 1000,
      attemptsMax: 1,
      advancesOnRejected: true,
      advancesOnFailed: true,
      waitFor: "DELIVERED",
    })),
  };
}

/** What is known of a market's routes besides its log. */
export function routesOf({ routes }: Scenario, trust: number | null = null): ReplayRoutes {
  const channels = new Map(
    routes.map(({ id, channel }) => [id, channel.toUpperCase() as Channel] as const),
  );
  const upstreams = new Map(routes.map(({ id, upstream }) => [id, upstream ?? id] as const));
  return {
    trustOf: () => trust,
    channelOf: (id) => channels.get(id) ?? "SMS",
    upstreamOf: (id) => upstreams.get(id) ?? id,
    marketOf: () => null,
    priceOf: () => null,
  };
}

/** What the simulator says that really happens. */
export function truthOf(log: readonly LoggedSend[]) {
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

/** How far an outcome is from the truth, and which of its intervals hold it. */
export function errorsOf(outcome: ReplayOutcome | null, truth: ReturnType<typeof truthOf>) {
  if (outcome === null) {
    throw new Error("the replay was refused");
  }
  const { deliveryRate, successRate, costMicros, timeToDeliverMsP95: p95 } = outcome;
  const holds = (found: typeof deliveryRate, value: number): boolean =>
    found.low <= value && value <= found.high;
  return {
    delivery: Math.abs(deliveryRate.value - truth.delivery),
    success: Math.abs(successRate.value - truth.success),
    cost: Math.abs(costMicros.value / truth.cost - 1),
    p95: Math.abs((p95?.value ?? 0) / truth.p95 - 1),
    holds: {
      delivery: holds(deliveryRate, truth.delivery),
      success: holds(successRate, truth.success),
      cost: holds(costMicros, truth.cost),
      p95: p95 !== null && holds(p95, truth.p95),
    },
    half: {
      delivery: (deliveryRate.high - deliveryRate.low) / 2,
      success: (successRate.high - successRate.low) / 2,
      cost: (costMicros.high - costMicros.low) / 2 / truth.cost,
      p95: p95 === null ? 0 : (p95.high - p95.low) / 2 / truth.p95,
    },
  };
}

function route(id: string, price: number, deliver: number, median_s: number) {
  return {
    ...usual,
    id,
    vendor: id,
    price: { "*": price },
    deliver: { "*": deliver },
    latency: latency(median_s),
  };
}
