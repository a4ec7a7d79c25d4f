import { describe, expect, it } from "vitest";
import { estimatePlan } from "../../../../src/core/plan/estimate/estimate-plan.js";
import type { PlanSpec } from "../../../../src/core/plan/plan.js";
import { openMarket } from "../../../../src/market/market.js";
import type { Scenario } from "../../../../src/market/scenario.js";
import { Player } from "../../../../src/simulate/player.js";
import { readScenario } from "../../../simulate/small-scenario.js";
import {
  defaultPolicy,
  marketMix,
  marketOffers,
  planOf,
  planPolicy,
  stepOf,
  trueSource,
} from "./market-plan.js";

const now = new Date("2026-01-15T12:00:00Z");

/** A scenario's market at rest: no events, attacks, drift, queues or budget. */
function atRest(name: string, sends: number): Scenario {
  const scenario = readScenario(name);
  return {
    ...scenario,
    horizon_s: Math.round((86_400 * sends) / scenario.traffic.sends_per_day),
    events: [],
    pumping: [],
    drift: { ...scenario.drift, sigma_logit: 0 },
    traffic: { ...scenario.traffic, diurnal: { ...scenario.traffic.diurnal, amplitude: 0 } },
    routes: scenario.routes.map((route) => ({ ...route, cap_per_s: null })),
    plan: { ...scenario.plan, max_attempts: 12, failover_deadline_s: 3600, budget: null },
  };
}

const everySms = ["globex-sms", "latcom-sms", "asiatel-sms", "afrigate-sms", "cheapo-sms"];
const smart = { strategy: "SMART", waitSec: null } as const;
const plans: Readonly<Record<string, PlanSpec>> = {
  "a vendor that is tried once": planOf([stepOf("SMS", ["globex-sms"], { waitSec: 60 })], {
    resend: { maxResends: 0, cooldownSec: 0, switchVendor: true },
  }),
  "two vendors, a cap and weights": planOf(
    [
      {
        ...stepOf("SMS", [], { strategy: "WEIGHTED", maxAttempts: 2 }),
        vendors: [
          { vendor: "globex-sms", accountId: null, weight: 3 },
          { vendor: "prime-direct-sms", accountId: null, weight: 1 },
        ],
      },
    ],
    { maxCostPerSendMicros: 100_000n },
  ),
  "three channels with the cheapest first": planOf([
    stepOf("SMS", ["latcom-sms", "asiatel-sms", "prime-direct-sms"], {
      strategy: "CHEAPEST",
      waitSec: 12,
    }),
    stepOf("WHATSAPP", ["globex-wa"], { waitSec: 15 }),
    stepOf("VOICE", ["ring-voice"], { waitSec: 60 }),
  ]),
  "one messenger twice": planOf([
    stepOf("WHATSAPP", ["globex-wa", "metro-wa"], { waitSec: 10 }),
    stepOf("SMS", ["prime-direct-sms"], { waitSec: 30 }),
  ]),
  "receipts that lie": planOf([
    stepOf("SMS", ["cheapo-sms", "globex-sms", "prime-direct-sms"], { waitSec: 10 }),
  ]),
  "adaptive waits": planOf([
    stepOf("SMS", ["globex-sms", "prime-direct-sms"], { waitSec: null }),
    stepOf("WHATSAPP", ["globex-wa"], { waitSec: null }),
  ]),
  "smart steps": planOf([
    stepOf("SMS", [...everySms, "prime-direct-sms"], smart),
    stepOf("WHATSAPP", ["globex-wa", "metro-wa"], smart),
  ]),
  "smart order, saving": planOf(
    [stepOf("SMS", everySms, smart), stepOf("WHATSAPP", ["globex-wa", "metro-wa"], smart)],
    { order: "SMART", objective: "COST" },
  ),
};

describe("an estimate agrees with a simulation within 2 points and 5 % of the cost", () => {
  it.each(Object.entries(plans))("%s", (_, spec) => {
    const market = openMarket(atRest("calm", 3_000), 1);
    const plan = {
      spec,
      mix: marketMix(market),
      offersAt: marketOffers(market),
      measured: trueSource(market),
      policy: defaultPolicy,
    };
    const player = new Player(market, planPolicy(market, plan));
    player.playUntil(Number.POSITIVE_INFINITY);
    const { tally, purse } = player;
    const spent = purse.spentMicros / tally.requested;

    const estimate = estimatePlan(plan, 2_000, now);

    const delivered = tally.handsetSec.count / tally.requested;
    expect(Math.abs((estimate.delivery?.rate ?? 0) - delivered)).toBeLessThan(0.02);
    expect(Math.abs((estimate.successRate ?? 0) - tally.verified / tally.requested)).toBeLessThan(
      0.02,
    );
    expect(Math.abs((estimate.costMicros ?? 0) / spent - 1)).toBeLessThan(0.05);
    expect(
      Math.abs((estimate.duplicateRate ?? 0) - tally.duplicates / tally.requested),
    ).toBeLessThan(0.05);
  });
});
