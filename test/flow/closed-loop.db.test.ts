import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { marketFacts } from "../../src/app-learner.js";
import type { PlanInput } from "../../src/core/plan/plan-input.js";
import { validatePlan } from "../../src/core/plan/validate-plan.js";
import { RouteLearner } from "../../src/manage/routes/route-learner.js";
import { createLearnerStore } from "../../src/store/learner-store.js";
import {
  accountOf,
  becomes,
  memoryPorts,
  memoryStart,
  memoryView,
  memoryWork,
  moveOn,
} from "../support/memory-sends.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

const cheap = "nusatext";
const dear = "globex";
/** Sends come so many seconds apart, and people type a code so long after it came. */
const gapSec = 20;
const typesSec = 6;
const before = 14;
const duringMax = 15;
const afterMax = 20;
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

/** The same plan and prices in virtual time, without a database, a network, or a log to read. */
function simulated(): MakeSend {
  const view = memoryView([
    { slug: cheap, micros: 31_000n, billedOn: "DELIVERED" },
    { slug: dear, micros: 85_000n, billedOn: "DELIVERED" },
  ]);
  const checked = validatePlan(plan);
  if (!checked.ok) {
    throw new Error("the plan is not sound");
  }
  const { spec } = checked.value;
  const { measured: board } = view;
  const { router } = board;
  const ports = memoryPorts(draw);
  const cell = board.cellOf("ID", "51010");
  let nowSec = memoryStart.getTime() / 1000;
  let count = 0;
  return async (isCheapDead) => {
    count += 1;
    const send = `send ${count}`;
    const work = memoryWork(spec, view, new Date(nowSec * 1000));
    router.learn({ kind: "requested", send, cell, prefix: null, atSec: nowSec });
    let atSec = nowSec;
    for (let number = 0; number < 2; number += 1) {
      const at = new Date(atSec * 1000);
      const due = [cheap, dear].filter((slug) => {
        const route = board.routeOf(accountOf(slug), slug === cheap ? "SMS" : "VOICE");
        return router.breakers.stateOf(route, cell, atSec) === "PROBE";
      });
      moveOn(work, ports, at);
      const made = work.attempts[number];
      if (made === undefined) {
        break;
      }
      const route = board.routeOf(made.accountId, made.channel);
      const attempt = `${send}, ${number}`;
      const isProbe = due.includes(made.vendorId);
      const cause = number === 0 ? "FIRST" : "TIMER";
      router.learn({ kind: "submitted", send, attempt, route, cause, isProbe, atSec });
      router.learn({ kind: "accepted", attempt, atSec });
      becomes(work, made, "SUBMITTED", at);
      if (!isCheapDead || made.vendorId !== cheap) {
        router.learn({ kind: "receipt", attempt, isDelivered: true, atSec: atSec + 0.1 });
        router.learn({ kind: "verified", send, attempt: null, atSec: atSec + typesSec });
        break;
      }
      atSec += made.waitMs / 1000;
    }
    nowSec = Math.max(atSec + typesSec, nowSec + gapSec);
    router.advance(nowSec);
    await Promise.resolve();
    return work.attempts[0]?.vendorId ?? "";
  };
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
      await world.sandbox.clearFaults();
      if (isDead) {
        world.sandbox.faults.add({ vendor: cheap, kind: "drop_message" });
      }
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

it("leaves a vendor that dies as soon as simulated, and comes back when it is well", async () => {
  const expected = await run(simulated());
  const happened = await run(real());

  expect(expected.lost).toBeGreaterThan(1);
  expect(expected.lost).toBeLessThan(duringMax);
  expect(Math.abs(happened.lost - expected.lost)).toBeLessThanOrEqual(
    Math.ceil(0.3 * expected.lost),
  );
  expect(expected.backAfter).not.toBeNull();
  expect(happened.backAfter).not.toBeNull();
});
