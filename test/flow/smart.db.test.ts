import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlanInput } from "../../src/core/plan/plan-input.js";
import { validatePlan } from "../../src/core/plan/validate-plan.js";
import type { StoredDecision } from "../../src/core/route/decision.js";
import { readDecision } from "../../src/core/route/read-decision.js";
import type { Walk, WalkPorts } from "../../src/flow/create-walk.js";
import type { MeasuredBoard } from "../../src/flow/measured-board.js";
import { countedCalls } from "../support/counted-calls.js";
import { teachBoard, type TaughtRoute } from "../support/teach-board.js";
import { nextPhone } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld();
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

const smsVendors = ["nusatext", "primeline", "globex"] as const;

function smartPlan(key: string, over: Partial<PlanInput> = {}): PlanInput {
  return {
    key,
    name: key,
    steps: [
      {
        channel: "SMS",
        vendors: smsVendors.map((vendor) => ({ vendor })),
        strategy: "SMART",
      },
      { channel: "WHATSAPP", vendors: [{ vendor: "metrowa" }], strategy: "SMART" },
    ],
    resend: { cooldownSec: 0 },
    ...over,
  };
}

/** The decisions of a send's attempts, as its sender reads them. */
async function decisionsOf(plan: PlanInput, sendId: string, locale: "en" | "id" = "en") {
  const checked = validatePlan(plan);
  const steps = checked.ok ? checked.value.spec.steps : [];
  const { rows } = await world.database.engine.query<{ decision: StoredDecision; step: number }>(
    "select decision, step from attempt where send_id = $1 order by number",
    [sendId],
  );
  return rows.map(({ decision, step }) =>
    readDecision(decision, { steps, step, country: "ID", network: "Telkomsel" }, locale),
  );
}

async function start(planKey: string, through?: Walk) {
  const { send, errors } = await world.send({ planKey, phone: nextPhone() }, through);
  expect(errors).toEqual([]);
  const id = send?.id ?? "";
  const statuses = async () => (await world.attempts(id)).map(({ status }) => status);
  const delivered = () =>
    until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
  return { id, statuses, delivered };
}

/** A process of its own, that is taught what its routes did in Indonesia's largest network. */
async function taughtProcess(
  routes: Readonly<Record<string, Omit<TaughtRoute, "accountId" | "channel">>>,
  changes: Partial<WalkPorts> = {},
): Promise<{ walk: Walk; board: MeasuredBoard }> {
  const { walk } = world.startProcess(changes, { hasTimers: false });
  const { accounts } = await walk.rules.market();
  const taught = Object.entries(routes).map(([vendor, told]): TaughtRoute => {
    const account = [...accounts.values()].find((one) => one.vendor.slug === vendor);
    const channel = vendor === "metrowa" ? "WHATSAPP" : "SMS";
    return { accountId: account?.id ?? "", channel, ...told };
  });
  const board = walk.rules.measured;
  const place = { country: "ID", network: "51010", tenantId: world.tenantId };
  teachBoard(board, place, taught, 60 * taught.length, world.clock.now());
  return { walk, board };
}

describe("a SMART step", () => {
  it("delivers, and says why this vendor and how long it waits", async () => {
    const plan = smartPlan("smart");
    await world.createPlan(plan);
    const { id, delivered } = await start("smart");
    await delivered();
    const [english] = await decisionsOf(plan, id);
    const [indonesian] = await decisionsOf(plan, id, "id");
    const chosen = english?.candidates.find((one) => one.chosen);

    expect(english).toMatchObject({ strategy: "SMART", shadowPrice: 0, genuine: 1 });
    expect(english?.reason).toMatch(
      /^\w+ SMS for ID\/Telkomsel, chosen \d+ times in 100(, to keep .*)?: expected \d+ % /,
    );
    expect(english?.reason).toMatch(/ Fails over to \w+ after \d+ s$/);
    expect(indonesian?.reason).toMatch(/^\w+ SMS untuk ID\/Telkomsel, dipilih /);
    expect(english?.waitReason).toMatch(/^\d+ % of its receipts come within \d+ s; /);
    expect(english?.propensity).toBeCloseTo(chosen?.probability ?? -1, 5);
    expect(english?.candidates.map(({ vendorSlug }) => vendorSlug)).toEqual([...smsVendors]);
  });

  it("fails over at once from who refuses, to the next channel when all have", async () => {
    for (const vendor of smsVendors) {
      world.sandbox.faults.add({ vendor, kind: "throttle" });
    }
    const { id, delivered } = await start("smart");
    await delivered();
    await world.sandbox.clearFaults();
    const attempts = await world.attempts(id);

    expect(attempts.map(({ status }) => status)).toEqual([
      ...["REJECTED", "REJECTED", "REJECTED", "DELIVERED"],
    ]);
    expect(new Set(attempts.slice(0, 3).map(({ vendorIndex }) => vendorIndex)).size).toBe(3);
    expect(attempts[3]).toMatchObject({ channel: "WHATSAPP", step: 2 });
  });

  it("waits as long as its decision says, then tries another vendor", async () => {
    for (const vendor of smsVendors) {
      world.sandbox.faults.add({ vendor, kind: "drop_message" });
    }
    const { id, statuses } = await start("smart");
    await until("submission", async () => (await statuses())[0] === "SUBMITTED");
    await world.sandbox.clearFaults();
    const [first] = await world.attempts(id);
    const send = await world.sendRow(id);
    expect(send.nextStepAt).toEqual(first?.deadlineAt);
    world.clock.jump((first?.waitMs ?? 0) / 1000 + 1);
    await until("the second attempt", async () => (await statuses()).length === 2);
    await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);

    expect(await statuses()).toEqual(["TIMED_OUT", "DELIVERED"]);
    expect((await world.events(id)).map(({ type }) => type)).toContain("VENDOR_SWITCHED");
  });

  it("leaves who was seen to lose messages, though it is the cheapest", async () => {
    const plan = smartPlan("smart");
    const { walk } = await taughtProcess({
      nusatext: { arrives: 0.1 },
      primeline: { arrives: 0.95 },
      globex: { arrives: 0.95 },
    });
    const { id, delivered } = await start("smart", walk);
    await delivered();
    const [decision] = await decisionsOf(plan, id);
    const [cheap, ...others] = decision?.candidates ?? [];

    expect(cheap).toMatchObject({ vendorSlug: "nusatext" });
    expect(cheap?.probability ?? 1).toBeLessThan(0.02);
    expect(cheap?.expectedVerifyRate ?? 1).toBeLessThan(
      Math.min(...others.map(({ expectedVerifyRate }) => expectedVerifyRate ?? 0)),
    );
    expect(cheap?.evidenceCount ?? 0).toBeGreaterThan(10);
  });
});

describe("a plan whose first step the planner chooses", () => {
  it("begins with what promises most, weighs all steps, and goes on as written", async () => {
    const plan = smartPlan("any-step", { order: "SMART" });
    await world.createPlan(plan);
    const { walk } = await taughtProcess(
      {
        nusatext: { arrives: 0.05 },
        primeline: { arrives: 0.05 },
        globex: { arrives: 0.05 },
        metrowa: { arrives: 0.98 },
      },
      { draw: () => 0.5 },
    );
    world.sandbox.faults.add({ vendor: "metrowa", kind: "reject_number" });
    const { id, delivered } = await start("any-step", walk);
    await delivered();
    await world.sandbox.clearFaults();
    const [first, second] = await decisionsOf(plan, id);
    const attempts = await world.attempts(id);

    expect(first?.candidates.map(({ vendorSlug }) => vendorSlug)).toEqual([
      ...[...smsVendors, "metrowa"],
    ]);
    expect(first?.candidates[3]).toMatchObject({ channel: "WHATSAPP", step: 2 });
    expect(first?.candidates[3]?.probability ?? 0).toBeGreaterThan(0.9);
    expect(attempts.map(({ step }) => step).slice(0, 2)).toEqual([2, 1]);
    expect(second?.candidates).toHaveLength(3);
  });
});

describe("an adaptive wait", () => {
  const priority: PlanInput = {
    key: "adaptive",
    name: "adaptive",
    steps: [{ channel: "SMS", vendors: smsVendors.map((vendor) => ({ vendor })) }],
  };

  it("is 20 s while nothing is measured, then by measured latencies", async () => {
    await world.createPlan(priority);
    const unknown = await start("adaptive");
    await unknown.delivered();
    const { walk } = await taughtProcess({
      nusatext: { arrives: 0.8 },
      primeline: { arrives: 0.95 },
      globex: { arrives: 0.95 },
    });
    const known = await start("adaptive", walk);
    await known.delivered();

    expect((await decisionsOf(priority, unknown.id))[0]).toMatchObject({
      strategy: "PRIORITY",
      waitMs: 20_000,
      waitReason: expect.stringContaining("20 s until there are some") as string,
    });
    const [decision] = await decisionsOf(priority, known.id);
    expect(decision?.reason).toBe("first of 3 usable vendors in the plan's order");
    expect(decision?.waitReason).toMatch(/^\d+ % of its receipts come within \d+ s; /);
    expect(decision?.waitMs ?? 0).toBeGreaterThanOrEqual(3_000);
    expect(decision?.waitMs ?? 0).not.toBe(20_000);
  });

  it("goes on after a receipt that codes do not bear out, for the code", async () => {
    const { walk } = await taughtProcess({
      nusatext: { arrives: 0.1, lies: 1 },
      primeline: { arrives: 0.95 },
      globex: { arrives: 0.95 },
    });
    const usual = world.callbacks.take;
    const submitted = Promise.withResolvers<void>();
    // A receipt that is faster than the vendor's answer may be taken in by any process.
    world.callbacks.take = async (accountId, callback) => {
      await submitted.promise;
      return walk.takeCallback(accountId, callback);
    };
    const { id, statuses, delivered } = await start("adaptive", walk);
    await until("submission", async () => (await statuses()).includes("SUBMITTED"));
    submitted.resolve();
    await delivered();
    world.callbacks.take = usual;
    const before = world.clock.now();
    const send = await world.sendRow(id);

    expect(send.status).toBe("DELIVERED");
    expect((send.nextStepAt?.getTime() ?? 0) - before.getTime()).toBeGreaterThan(15_000);
    await walk.otp.cancelSend(world.tenantId, id);
  });
});

/** Ports that read every tenant's rules changed. */
function readerWith(
  change: (
    rules: Awaited<ReturnType<WalkPorts["reader"]["loadTenantRules"]>>[number],
  ) => Awaited<ReturnType<WalkPorts["reader"]["loadTenantRules"]>>[number],
): Partial<WalkPorts> {
  const { reader } = world.ports;
  return {
    reader: {
      ...reader,
      loadTenantRules: async (ids) => (await reader.loadTenantRules(ids)).map(change),
    },
  };
}

describe("a budget", () => {
  it("stops SMART sends where it has no room, and is never overspent", async () => {
    const plan = await world.createPlan(smartPlan("poor"));
    await world.setBudget({ scope: "PLAN", planId: plan.id, planName: "poor", limit: "0.1" });
    const sends = await Promise.all(
      Array.from({ length: 6 }, () => world.send({ planKey: "poor", phone: nextPhone() })),
    );
    const statuses = sends.map(({ send }) => send?.status);

    expect(statuses).toContain("QUEUED");
    expect(statuses).toContain("BLOCKED");
    for (const { send, errors } of sends) {
      expect(errors.map(({ code }) => code)).toEqual(
        send?.status === "BLOCKED" ? ["BUDGET_EXHAUSTED"] : [],
      );
    }
    await world.quiet();
    for (const { spent, held } of await world.periods()) {
      expect(spent + held).toBeLessThanOrEqual(100_000n);
    }
  });
});

describe("the pump guard", () => {
  const verdicts: string[] = [];
  const enforced = (mode: "ENFORCE" | "MONITOR"): Partial<WalkPorts> => ({
    ...readerWith((rules) => ({
      ...rules,
      guardRules: [
        { kind: "UNVERIFIED_RATE", mode, country: null },
        { kind: "PREFIX_RATE", mode: "OFF", country: null },
      ],
    })),
    metrics: { ...world.ports.metrics, guardJudged: (verdict) => verdicts.push(verdict) },
  });

  async function attacked(mode: "ENFORCE" | "MONITOR") {
    const { walk, board } = await taughtProcess({ nusatext: { arrives: 0.9 } }, enforced(mode));
    const { accounts } = await walk.rules.market();
    const account = [...accounts.values()].find((one) => one.vendor.slug === "nusatext");
    teachBoard(
      board,
      { country: "ID", network: "51010", prefix: "6281234", tenantId: world.tenantId },
      [{ accountId: account?.id ?? "", channel: "SMS", arrives: 1, types: 0 }],
      250,
      world.clock.now(),
    );
    verdicts.length = 0;
    const sends = [];
    for (let index = 0; index < 12; index += 1) {
      sends.push(await world.send({ planKey: "smart", phone: nextPhone() }, walk));
    }
    return sends;
  }

  it("refuses numbers whose codes nobody types in, before any money is held", async () => {
    const sends = await attacked("ENFORCE");
    const blocked = sends.filter(({ send }) => send?.status === "BLOCKED");

    // One in five goes through, to see when the attack ends.
    expect(blocked.length).toBeGreaterThan(0);
    expect(verdicts.filter((one) => one === "refused")).toHaveLength(blocked.length);
    expect(verdicts.filter((one) => one === "let_through")).toHaveLength(12 - blocked.length);
    for (const { send, errors } of blocked) {
      expect(send).toMatchObject({
        failureClass: "FRAUD",
        statusReason: "PUMPED_PREFIX",
        heldMicros: 0n,
      });
      expect(errors.map(({ code }) => code)).toEqual(["BLOCKED_BY_GUARD"]);
      expect(await world.attempts(send?.id ?? "")).toEqual([]);
    }
  });

  it("only counts what it would refuse where it is told to watch", async () => {
    const sends = await attacked("MONITOR");

    expect(sends.map(({ send }) => send?.status)).toEqual(
      Array.from({ length: 12 }, () => "QUEUED"),
    );
    expect(verdicts).toEqual(Array.from({ length: 12 }, () => "would_refuse"));
  });
});

describe("the send path", () => {
  it("asks the database nothing more for a SMART decision", async () => {
    await world.createPlan({
      key: "plain",
      name: "plain",
      steps: [{ channel: "SMS", vendors: smsVendors.map((vendor) => ({ vendor })) }],
    });
    await world.createPlan(smartPlan("clever", { order: "SMART" }));
    // Receipts come when they like.
    for (const vendor of [...smsVendors, "metrowa"]) {
      world.sandbox.faults.add({ vendor, kind: "drop_receipts" });
    }
    const { store, calls } = countedCalls(world.ports.store);
    const reader = countedCalls(world.ports.reader);
    const { walk } = world.startProcess({ store, reader: reader.store }, { hasTimers: false });
    const costOf = async (planKey: string): Promise<Readonly<Record<string, number>>> => {
      const { id } = await start(planKey, walk);
      await walk.drained();
      await until("submission", async () => (await world.attempts(id))[0]?.submittedAt !== null);
      const counted = { ...Object.fromEntries(calls), ...Object.fromEntries(reader.calls) };
      await walk.otp.cancelSend(world.tenantId, id);
      await walk.drained();
      calls.clear();
      reader.calls.clear();
      return counted;
    };
    // Rules, market and periods are in memory from the first send on.
    await costOf("plain");
    await costOf("clever");

    const clever = await costOf("clever");
    expect(clever).toEqual(await costOf("plain"));
    expect(clever).toMatchObject({ insertAttempts: expect.any(Number) as number });
    await world.sandbox.clearFaults();
  });
});
