import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { applyInvoice } from "../../src/flow/apply-invoice.js";
import type { Walk } from "../../src/flow/create-walk.js";
import { RulesCache } from "../../src/flow/rules-cache.js";
import { createPlan } from "../../src/manage/plans/create-plan.js";
import { setBudget } from "../../src/manage/budgets/set-budget.js";
import { operatorViewer, ownerViewer } from "../../src/manage/system-viewer.js";
import { createTenant } from "../../src/manage/tenants/create-tenant.js";
import { createBudgetStore } from "../../src/store/budget-store.js";
import { countGivenUp } from "../../src/store/transaction.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { createWalkWorld, emptyRequest, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

afterEach(async () => {
  await world.close();
});

/** Draws that are the same in every run. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function makeTenants(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = await createTenant(
      world.slowSide,
      operatorViewer("test"),
      {
        slug: `tenant-${index}`,
        name: `Tenant ${index}`,
        brand: null,
        currency: "USD",
        timeZone: "Asia/Jakarta",
        locale: "id",
      },
      world.clock.now(),
    );
    const tenantId = made.ok ? made.value.id : "";
    const viewer = { ...ownerViewer("test", tenantId), tenantId };
    const plan = await createPlan(world.slowSide, viewer, twoChannelPlan("two"), world.clock.now());
    expect(plan.ok).toBe(true);
    ids.push(tenantId);
  }
  return ids;
}

/** Everything that a tenant's server does, in a random order, at several processes at once. */
async function mix(tenants: readonly string[], walks: readonly Walk[], turns: number) {
  const draw = draws(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)] as T;
  const sends: { tenantId: string; id: string }[] = [];
  const phones = Array.from({ length: Math.max(8, tenants.length) }, nextPhone);
  const rules = new RulesCache(world.ports.reader, world.ports.senderRequiredOn);
  const budgets = createBudgetStore(world.dataSource, world.database.engine);
  const act = async (): Promise<unknown> => {
    const { otp } = pick(walks);
    const known = sends.length === 0 || draw() < 0.45 ? null : pick(sends);
    if (known === null) {
      const tenantId = pick(tenants);
      const request = { ...emptyRequest, planKey: "two", phone: pick(phones), code: "246802" };
      const { send } = await otp.sendOtp(tenantId, { ...request, idempotencyKey: randomUUID() });
      return send === null ? null : sends.push({ tenantId, id: send.id });
    }
    const { tenantId, id } = known;
    switch (Math.floor(draw() * 7)) {
      case 0:
        return await otp.verifyOtp(tenantId, id, draw() < 0.5 ? "246802" : "000000");
      case 1:
        return await otp.cancelSend(tenantId, id);
      case 2:
        return await otp.reportVerified(tenantId, id, null);
      case 3:
        return await setBudget(
          { budgets, bus: world.ports.bus },
          { ...ownerViewer("test", tenantId), tenantId },
          {
            scope: pick(["TENANT", "COUNTRY"] as const),
            planId: null,
            planName: null,
            country: null,
            period: pick(["DAY", "MONTH", "TOTAL"] as const),
            limit: pick(["0.3", "50"]),
            onExhausted: pick(["BLOCK", "ALERT_ONLY", "CHEAPER_STEPS_ONLY"] as const),
            alertAt: [0.1, 0.5, 1],
          },
          world.clock.now(),
        );
      case 4: {
        const attempts = await world.attempts(id);
        const billed = attempts.map((attempt) => ({
          tenantId,
          id: attempt.id,
          sendId: id,
          vendorMicros: BigInt(Math.floor(draw() * 50_000)),
        }));
        const at = world.clock.now();
        return await applyInvoice({ ...world.ports, rules }, billed, { at, until: at });
      }
      default:
        return await otp.resendOtp(tenantId, {
          sendId: id,
          channel: null,
          idempotencyKey: randomUUID(),
        });
    }
  };
  for (let turn = 0; turn < turns; turn += 1) {
    await Promise.all(Array.from({ length: 12 }, act));
    if (turn % 10 === 9) {
      world.clock.jump(6);
    }
  }
  expect(sends.length).toBeGreaterThan(turns);
}

const faults = [
  { vendor: "nusatext", kind: "drop_receipts", rate: 0.3 },
  { vendor: "nusatext", kind: "receipt_before_answer", rate: 0.3 },
  { vendor: "primeline", kind: "duplicate_receipts", rate: 0.5 },
  { vendor: "primeline", kind: "throttle", rate: 0.2 },
  { vendor: "metrowa", kind: "refuse_connection", rate: 0.3 },
];

describe("all kinds of transactions at once", () => {
  it.each([
    { tenants: 1, turns: 25 },
    { tenants: 50, turns: 25 },
  ])(
    "never wait for each other in a circle, on $tenants tenant(s) at three processes",
    async (run) => {
      const before = countGivenUp().get("40P01") ?? 0;
      world = await createWalkWorld({ connections: 12 });
      const walks = [world.walk, world.startProcess().walk, world.startProcess().walk];
      const tenants = await makeTenants(run.tenants);
      for (const fault of faults) {
        world.sandbox.faults.add(fault);
      }

      await mix(tenants, walks, run.turns);
      await world.sandbox.clearFaults();
      await world.quiet();
      world.clock.jump(3600 + 1800);
      await world.quiet();

      expect(countGivenUp().get("40P01") ?? 0).toBe(before);
      expect(await world.audit()).toEqual([]);
      expect(world.failures).toEqual([]);
    },
    60_000,
  );

  it("come to their end with one connection for all of them", async () => {
    world = await createWalkWorld({ connections: 1 });
    const tenants = await makeTenants(2);
    await mix(tenants, [world.walk, world.startProcess().walk], 15);
    await world.quiet();
    expect(await world.audit()).toEqual([]);
    expect(world.failures).toEqual([]);
  }, 60_000);
});
