import type { DataSource } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PlanInput } from "../../src/core/plan/plan-input.js";
import { archivePlan } from "../../src/manage/plans/archive-plan.js";
import { createPlan } from "../../src/manage/plans/create-plan.js";
import type { PlanPorts } from "../../src/manage/plans/plan-ports.js";
import { readPlanProblems } from "../../src/manage/plans/plan-problems.js";
import type { PlanRow } from "../../src/manage/plans/ports.js";
import { revisePlan } from "../../src/manage/plans/revise-plan.js";
import { rollBackPlan } from "../../src/manage/plans/roll-back-plan.js";
import { loadRevisions } from "../../src/store/sql/load-revisions.js";
import { loadTenantRules } from "../../src/store/sql/load-tenant-rules.js";
import { readRulesVersions } from "../../src/store/sql/read-rules-versions.js";
import { encodeId } from "../../src/core/ids.js";
import { uuidv7 } from "uuidv7";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { connectManage, owner, planPorts, RecordingBus } from "../support/plan-ports.js";
import { insertAccount, insertRow, insertTenant, insertVendor } from "../support/rows.js";

const now = new Date("2026-01-15T12:00:00Z");
const inForce = { isArchived: false, search: null };
const archived = { isArchived: true, search: null };
let db: TestDatabase;
let dataSource: DataSource;
let bus: RecordingBus;
let ports: PlanPorts;
let tenantId: string;
let otherId: string;
let vendor: { vendorId: string; accountId: string };

beforeAll(async () => {
  db = await createTestDatabase();
  dataSource = await connectManage(db);
  vendor = await insertVendor(db.owner, "lestari");
});
afterAll(async () => {
  await dataSource.destroy();
  await db.close();
});
beforeEach(async () => {
  bus = new RecordingBus();
  ports = planPorts(dataSource, bus);
  tenantId = await insertTenant(db.owner);
  otherId = await insertTenant(db.owner);
});

function input(change: Partial<PlanInput> = {}): PlanInput {
  return {
    key: "login",
    name: "Login",
    steps: [{ channel: "SMS", vendors: [{ vendor: "lestari" }] }],
    maxCostPerSend: "0.5",
    ...change,
  };
}

async function created(of = tenantId): Promise<PlanRow> {
  const result = await createPlan(ports, owner(of), input(), now);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.value;
}

async function version(of = tenantId): Promise<bigint | undefined> {
  return (await readRulesVersions(db.engine, [of])).tenants.get(of);
}

function codesOf(result: { ok: boolean; errors?: readonly { code: string }[] }): string[] {
  return result.errors?.map((error) => error.code) ?? [];
}

describe("plans", () => {
  it("stores a plan with its first revision, bumps the rules and tells the bus", async () => {
    const before = await version();

    const plan = await created();

    const [revision] = await ports.plans.currentRevisions(owner(tenantId), [plan.id]);
    expect(revision).toMatchObject({ number: 1, createdBy: "Ani", planId: plan.id });
    expect(revision?.spec.maxCostPerSendMicros).toBe(500_000n);
    expect(await version()).toBe((before ?? 0n) + 1n);
    expect(bus.published).toEqual([["rules", [tenantId]]]);
  });

  it("refuses a key that the tenant has, but not one that another tenant has", async () => {
    await created();

    expect(codesOf(await createPlan(ports, owner(tenantId), input(), now))).toEqual(["KEY_TAKEN"]);
    expect((await createPlan(ports, owner(otherId), input(), now)).ok).toBe(true);
  });

  it("names the field of every vendor and account that cannot be used", async () => {
    const foreign = await insertAccount(db.owner, { vendorId: vendor.vendorId, tenantId: otherId });
    const gone = await insertAccount(db.owner, {
      vendorId: vendor.vendorId,
      tenantId,
      disconnectedAt: now,
    });
    const own = await insertAccount(db.owner, {
      vendorId: vendor.vendorId,
      tenantId,
      channels: ["EMAIL"],
    });
    const named = (accountId: string) => ({
      vendor: "lestari",
      accountId: encodeId("account", accountId),
    });

    const result = await createPlan(
      ports,
      owner(tenantId),
      input({
        steps: [
          { channel: "VOICE", vendors: [{ vendor: "lestari" }] },
          { channel: "SMS", vendors: [{ vendor: "nobody" }, named(foreign), named(gone)] },
          { channel: "SMS", vendors: [named(own), named(vendor.accountId)] },
        ],
      }),
      now,
    );

    expect(result.ok ? [] : result.errors.map((e) => [e.code, e.field?.join(".")])).toEqual([
      ["CHANNEL_NOT_OFFERED", "steps.0.vendors.0.vendor"],
      ["VENDOR_NOT_FOUND", "steps.1.vendors.0.vendor"],
      ["ACCOUNT_NOT_FOUND", "steps.1.vendors.1.accountId"],
      ["ACCOUNT_NOT_FOUND", "steps.1.vendors.2.accountId"],
      ["CHANNEL_NOT_OFFERED", "steps.2.vendors.0.vendor"],
      ["ACCOUNT_NOT_FOUND", "steps.2.vendors.1.accountId"],
    ]);
    expect(await version()).toBe(1n);
  });

  it("lets one of 50 parallel revisions win, and tells the others where the plan is", async () => {
    const plan = await created();

    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        revisePlan(
          ports,
          owner(tenantId),
          { id: plan.id, input: input({ note: `change ${index}` }), expectedRevision: 1 },
          now,
        ),
      ),
    );

    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const refused = results.flatMap((result) => (result.ok ? [] : result.errors));
    expect(refused).toHaveLength(49);
    expect(
      new Set(refused.map((error) => JSON.stringify([error.code, error.params["current"]]))),
    ).toEqual(new Set([JSON.stringify(["REVISION_CONFLICT", 2])]));
    const { rows } = await ports.plans.revisions(owner(tenantId), plan.id, 100, null);
    expect(rows.map((row) => row.number)).toEqual([2, 1]);
  });

  it("keeps old revisions as they were and rolls back onto a new one", async () => {
    const plan = await created();
    const viewer = owner(tenantId);
    const changed = input({ name: "Login 2", deadlineSec: 60, note: "faster" });
    await revisePlan(ports, viewer, { id: plan.id, input: changed, expectedRevision: 1 }, now);

    const request = { id: plan.id, toRevision: 1, expectedRevision: 2 };
    const back = await rollBackPlan(ports, viewer, request, now);

    expect(back).toMatchObject({ ok: true, value: { currentRevision: 3, name: "Login 2" } });
    const { rows } = await ports.plans.revisions(viewer, plan.id, 10, null);
    expect(rows.map((row) => row.spec.deadlineSec)).toEqual([180, 60, 180]);
    expect(rows[0]?.spec).toEqual(rows[2]?.spec);
    const page = await ports.plans.revisions(viewer, plan.id, 1, 3);
    expect(page.rows.map((row) => row.number)).toEqual([2]);
    expect(page.hasMore).toBe(true);
    const missing = { id: plan.id, toRevision: 9, expectedRevision: 3 };
    expect(codesOf(await rollBackPlan(ports, viewer, missing, now))).toEqual([
      "REVISION_NOT_FOUND",
    ]);
  });

  it("keeps its key", async () => {
    const plan = await created();
    const request = { id: plan.id, input: input({ key: "other" }), expectedRevision: 1 };

    expect(codesOf(await revisePlan(ports, owner(tenantId), request, now))).toEqual(["KEY_FIXED"]);
  });

  it("is archived once, and then takes no revision", async () => {
    const plan = await created();
    const viewer = owner(tenantId);
    const later = new Date("2026-01-16T12:00:00Z");

    const first = await archivePlan(ports, viewer, plan.id, now);
    const second = await archivePlan(ports, viewer, plan.id, later);

    expect(first).toMatchObject({ ok: true, value: { archivedAt: now } });
    expect(second).toMatchObject({ ok: true, value: { archivedAt: now } });
    const request = { id: plan.id, input: input(), expectedRevision: 1 };
    expect(codesOf(await revisePlan(ports, viewer, request, now))).toEqual(["PLAN_ARCHIVED"]);
    expect((await ports.plans.plans(viewer, inForce, 10, null)).rows).toEqual([]);
    expect((await ports.plans.plans(viewer, archived, 10, null)).rows).toHaveLength(1);
  });

  it("does not exist for another tenant", async () => {
    const plan = await created();
    const stranger = owner(otherId);
    const revision = { id: plan.id, input: input(), expectedRevision: 1 };
    const rollBack = { id: plan.id, toRevision: 1, expectedRevision: 1 };

    expect(codesOf(await revisePlan(ports, stranger, revision, now))).toEqual(["NOT_FOUND"]);
    expect(codesOf(await rollBackPlan(ports, stranger, rollBack, now))).toEqual(["NOT_FOUND"]);
    expect(codesOf(await archivePlan(ports, stranger, plan.id, now))).toEqual(["NOT_FOUND"]);
    expect(codesOf(await archivePlan(ports, stranger, null, now))).toEqual(["NOT_FOUND"]);
    expect(await ports.plans.plansById(stranger, [plan.id])).toEqual([null]);
    expect(await ports.plans.planByKey(stranger, "login")).toBeNull();
    expect(await ports.plans.currentRevisions(stranger, [plan.id])).toEqual([null]);
    expect((await ports.plans.revisions(stranger, plan.id, 10, null)).rows).toEqual([]);
    expect((await ports.plans.plansById(owner(tenantId), [plan.id]))[0]?.currentRevision).toBe(1);
  });

  it("pages newest first", async () => {
    for (const key of ["a", "b", "c"]) {
      await createPlan(ports, owner(tenantId), input({ key }), now);
    }

    const first = await ports.plans.plans(owner(tenantId), inForce, 2, null);
    const rest = await ports.plans.plans(owner(tenantId), inForce, 2, first.rows[1]?.id ?? null);

    expect(first.rows.map((plan) => plan.key)).toEqual(["c", "b"]);
    expect([first.hasMore, rest.hasMore]).toEqual([true, false]);
    expect(rest.rows.map((plan) => plan.key)).toEqual(["a"]);
    expect(await ports.plans.countPlans(owner(tenantId), inForce)).toBe(3);
  });

  it("finds plans by a part of their name or key, in capitals or not, and no pattern", async () => {
    const viewer = owner(tenantId);
    await createPlan(ports, viewer, input({ key: "sign-in", name: "Masuk 100% aman" }), now);
    await createPlan(ports, viewer, input({ key: "pay", name: "Payment" }), now);
    const found = async (search: string) => {
      const which = { isArchived: false, search };
      const { rows } = await ports.plans.plans(viewer, which, 10, null);
      expect(await ports.plans.countPlans(viewer, which)).toBe(rows.length);
      return rows.map(({ key }) => key);
    };

    expect(await found("masuk")).toEqual(["sign-in"]);
    expect(await found("PAY")).toEqual(["pay"]);
    expect(await found("0% a")).toEqual(["sign-in"]);
    expect(await found("p%y")).toEqual([]);
    expect(await found("_")).toEqual([]);
  });
});

describe("the problems of a plan", () => {
  it("come from offers, rates and pauses as they are now", async () => {
    const slug = `v-${tenantId}`;
    const { vendorId } = await insertVendor(db.owner, slug);
    const offerId = uuidv7();
    const common = { id: offerId, vendorId, channel: "SMS", country: "ID" };
    await insertRow(db.owner, "offer", { ...common, billedOn: "DELIVERED", createdAt: now });
    await insertRow(db.owner, "offer_price", {
      offerId,
      priceMicros: 300n,
      currency: "EUR",
      effectiveFrom: now,
      source: "test",
      createdAt: now,
    });
    const steps: PlanInput["steps"] = [{ channel: "SMS", vendors: [{ vendor: slug }] }];
    const draft = input({ key: "p", steps, countries: ["ID", "IN"], maxCostPerSend: "0.0005" });
    const plan = await createPlan(ports, owner(tenantId), draft, now);
    const planId = plan.ok ? plan.value.id : "";
    const [revision] = await ports.plans.currentRevisions(owner(tenantId), [planId]);
    const codes = async () => {
      const specs = revision ? [revision.spec] : [];
      const [problems] = await readPlanProblems(ports, owner(tenantId), specs, now);
      return problems?.map((problem) => `${problem.code} ${problem.country}`).sort();
    };

    expect(await codes()).toEqual(expect.arrayContaining(["NO_OFFER IN"]));
    expect((await codes())?.some((code) => code.startsWith("NO_EXCHANGE_RATE"))).toBe(true);

    const rate = { base: "EUR", quote: "USD", rate: "2", effectiveFrom: now, createdAt: now };
    await insertRow(db.owner, "exchange_rate", rate);
    expect(await codes()).toEqual(["DEARER_THAN_CAP ID", "NO_OFFER IN"]);

    await insertRow(db.owner, "vendor_pause", {
      id: uuidv7(),
      vendorId,
      reason: "maintenance",
      pausedAt: now,
    });
    expect((await codes())?.some((code) => code.startsWith("VENDOR_PAUSED"))).toBe(true);
  });
});

describe("the rules that sends obey", () => {
  it("hold each tenant's own plans with their current revision, and no others", async () => {
    const plan = await created();
    await created(otherId);
    await archivePlan(ports, owner(tenantId), plan.id, now);

    const rules = await loadTenantRules(db.engine, [tenantId, otherId, uuidv7()]);

    expect(rules).toHaveLength(2);
    const mine = rules.find((of) => of.tenantId === tenantId);
    expect(mine).toMatchObject({ currency: "USD", timeZone: "Asia/Jakarta", rulesVersion: 3n });
    expect(mine?.plans).toHaveLength(1);
    expect(mine?.plans[0]).toMatchObject({ id: plan.id, key: "login", archivedAt: now });
    expect(mine?.plans[0]?.revision.spec.maxCostPerSendMicros).toBe(500_000n);
    const key = { tenantId, id: mine?.plans[0]?.revision.id ?? "" };
    const stranger = { tenantId: otherId, id: key.id };
    expect((await loadRevisions(db.engine, [stranger])).size).toBe(0);
    expect((await loadRevisions(db.engine, [key])).get(key.id)).toEqual(mine?.plans[0]?.revision);
  });
});
