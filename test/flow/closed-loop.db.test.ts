import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { marketFacts } from "../../src/app-learner.js";
import type { PlanInput } from "../../src/core/plan/plan-input.js";
import { objectiveValue } from "../../src/core/route/objective-value.js";
import { RouteLearner } from "../../src/manage/routes/route-learner.js";
import { openMarket } from "../../src/market/market.js";
import type { Scenario } from "../../src/market/scenario.js";
import { Player } from "../../src/simulate/player.js";
import type { Policy } from "../../src/simulate/policy/policy.js";
import { smartPolicy } from "../../src/simulate/policy/smart.js";
import { createLearnerStore } from "../../src/store/learner-store.js";
import { smallScenario } from "../simulate/small-scenario.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

const cheap = "nusatext";
const dear = "globex";
/** Sends come so many seconds apart, and people type a code so long after it came. */
const gapSec = 20;
const typesSec = 6;
const before = 20;
const duringMax = 25;
const afterMax = 20;
const diesAtSec = before * gapSec;
const draw = (): number => 0.5;

const plan: PlanInput = {
  key: "loop",
  name: "loop",
  steps: [
    { channel: "SMS", vendors: [{ vendor: cheap }], strategy: "SMART" },
    { channel: "VOICE", vendors: [{ vendor: dear }], strategy: "SMART" },
  ],
  order: "SMART",
  // The cheap vendor is worth waiting for: its breaker opens before its estimate has fallen so far.
  objective: "COST",
};

let world: WalkWorld;
beforeAll(async () => {
  world = await createWalkWorld({ draw });
  await world.createPlan(plan);
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

const blocks = [811, 812, 813, 821, 822, 823, 851, 852, 853];

/** A number of Indonesia's largest network; no two of a block of numbers, as an attack would be. */
function phoneOf(send: number): string {
  return `+62${blocks[send % blocks.length]}${10 + send}000123`;
}

/** Makes a send and lives through it; tells which vendor was tried first. */
type MakeSend = (isCheapDead: boolean) => Promise<string>;

interface Course {
  /** Sends whose first message went to the dead vendor before the next one did not. */
  readonly lost: number;
  /** Sends after it healed until one was tried there first again; null = none was. */
  readonly backAfter: number | null;
}

async function run(make: MakeSend): Promise<Course> {
  for (let send = 0; send < before; send += 1) {
    await make(false);
  }
  let lost = 0;
  while (lost < duringMax && (await make(true)) === cheap) {
    lost += 1;
  }
  // Long enough for probes to fail, too.
  for (let send = 0; send < 3; send += 1) {
    await make(true);
  }
  for (let send = 1; send <= afterMax; send += 1) {
    if ((await make(false)) === cheap && (await make(false)) === cheap) {
      return { lost, backAfter: send };
    }
  }
  return { lost, backAfter: null };
}

/**
 * How many sends in a row the learner of `sandi simulate` gives to a vendor that dies, in a market
 * of the same prices, receipts, people and pace; mean of five seeds.
 */
function predictedLost(): number {
  const runs = [1, 2, 3, 4, 5].map((seed) => {
    const market = openMarket(sameMarket(), seed);
    const smart = smartPolicy(market);
    let lost = 0;
    let isLeft = false;
    const policy: Policy = {
      ...smart,
      choose(send, cause, atSec, offers) {
        const choice = smart.choose(send, cause, atSec, offers);
        if (cause === "FIRST" && atSec >= diesAtSec) {
          isLeft ||= choice.route?.id !== cheap;
          lost += isLeft ? 0 : 1;
        }
        return choice;
      },
    };
    new Player(market, policy).playUntil(Number.POSITIVE_INFINITY);
    return lost;
  });
  return runs.reduce((sum, lost) => sum + lost, 0) / runs.length;
}

function sameMarket(): Scenario {
  const route = {
    bill: "delivery",
    deliver: { "*": 1 },
    latency: { "*": { median_s: 0.1, sigma: 0.1 } },
    dlr: { "*": { coverage: 1, false_delivered: 0, fail_report: 0 } },
  } as const;
  const [cheapPrice, dearPrice] = [0.031, 0.085];
  return smallScenario({
    horizon_s: diesAtSec + 60 * gapSec,
    cells: [{ id: "ID/telkomsel", country: "ID" }],
    routes: [
      { ...route, id: cheap, vendor: cheap, channel: "sms", price: { "*": cheapPrice } },
      { ...route, id: dear, vendor: dear, channel: "voice", price: { "*": dearPrice } },
    ],
    // No two numbers of a block, as in `phoneOf`.
    traffic: { sends_per_day: 86_400 / gapSec, prefixes_per_cell: 10_000 },
    events: [{ name: "dead", at: diesAtSec, where: { vendor: cheap }, set: { deliver_mult: 0 } }],
    user: {
      verify0: { "*": 1 },
      type_median_s: typesSec,
      type_sigma: 0,
      patience_median_s: 1_000,
      resend_p: 0,
    },
    plan: {
      value_per_verified: objectiveValue("COST", [cheapPrice, dearPrice], null),
      max_attempts: 2,
      failover_deadline_s: 180,
    },
  });
}

/** Asks the sandbox as anybody does: over HTTP. */
async function setFault(isDead: boolean): Promise<void> {
  const fault = { vendor: cheap, kind: "drop_message" };
  const answer = await fetch(
    `${world.sandbox.url}/faults`,
    isDead ? { method: "POST", body: JSON.stringify(fault) } : { method: "DELETE" },
  );
  expect([200, 201]).toContain(answer.status);
}

/** The walk over HTTP and a database, with what reads its log and what it learned. */
function real(): MakeSend {
  const learner = new RouteLearner({
    store: createLearnerStore(world.database.owner),
    processId: randomUUID(),
    keyring: world.keyring,
    market: () => marketFacts(world.walk),
    breakersChanged: () => undefined,
  });
  let isDead = false;
  let count = 0;
  return async (isCheapDead) => {
    if (isCheapDead !== isDead) {
      isDead = isCheapDead;
      await setFault(isDead);
    }
    const startedAt = world.clock.now().getTime();
    const code = "135790";
    count += 1;
    const { send } = await world.send({ planKey: plan.key, phone: phoneOf(count), code });
    const id = send?.id ?? "";
    await until("an answer", async () => (await world.attempts(id))[0]?.submittedAt !== null);
    const [first] = await world.attempts(id);
    const slug = world.walk.rules.knownMarket?.vendors.get(first?.vendorId ?? "")?.slug ?? "";
    if (isDead && slug === cheap) {
      world.clock.jump((first?.waitMs ?? 0) / 1000 + 0.05);
    }
    await until("it is delivered", async () => (await world.sendRow(id)).deliveredAt !== null);
    world.clock.jump(typesSec);
    expect((await world.walk.otp.verifyOtp(world.tenantId, id, code)).result).toBe("VERIFIED");
    const passedSec = (world.clock.now().getTime() - startedAt) / 1000;
    world.clock.jump(Math.max(0.5, gapSec - passedSec));
    await learner.turn(world.clock.now());
    await world.walk.refreshEstimates();
    return slug;
  };
}

it("leaves a dead vendor as soon as in a simulation, and comes back when it is well", async () => {
  const expected = predictedLost();
  const { lost, backAfter } = await run(real());

  expect(expected).toBeGreaterThan(3);
  expect(Math.abs(lost - expected)).toBeLessThanOrEqual(0.3 * expected);
  expect(backAfter).not.toBeNull();
});
