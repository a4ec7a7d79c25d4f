import type { DataSource } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { audit } from "../../src/manage/audit/audit.js";
import { budgetUse } from "../../src/manage/budgets/budget-use.js";
import type { BudgetState, BudgetStore } from "../../src/manage/budgets/ports.js";
import { removeBudget } from "../../src/manage/budgets/remove-budget.js";
import { setBudget, type SetBudgetRequest } from "../../src/manage/budgets/set-budget.js";
import { createAlertStore } from "../../src/store/alert-store.js";
import { createBudgetStore } from "../../src/store/budget-store.js";
import { loadTenantRules } from "../../src/store/sql/load-tenant-rules.js";
import { createAuditReader } from "../../src/store/sql/run-audit.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { connectManage, owner, RecordingBus } from "../support/plan-ports.js";
import { insertAttempt, insertRow, insertSend, insertTenant } from "../support/rows.js";

const now = new Date("2026-01-15T12:00:00Z");
// Jakarta is 7 hours ahead: its 15 January begins at 17:00 of the 14th in UTC.
const dayStart = new Date("2026-01-14T17:00:00Z");
const dayEnd = new Date("2026-01-15T17:00:00Z");
let db: TestDatabase;
let dataSource: DataSource;
let bus: RecordingBus;
let budgets: BudgetStore;
let tenantId: string;
let otherId: string;
let planId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  dataSource = await connectManage(db);
  budgets = createBudgetStore(dataSource, db.engine);
});
afterAll(async () => {
  await dataSource.destroy();
  await db.close();
});
beforeEach(async () => {
  bus = new RecordingBus();
  tenantId = await insertTenant(db.owner);
  otherId = await insertTenant(db.owner);
  planId = await insertPlan(tenantId);
});

async function insertPlan(of: string): Promise<string> {
  const id = uuidv7();
  const row = { tenantId: of, id, key: "login", name: "Login", currentRevision: 1, createdAt: now };
  await insertRow(db.owner, "plan", row);
  return id;
}

function request(change: Partial<SetBudgetRequest> = {}): SetBudgetRequest {
  return {
    scope: "TENANT",
    planId: null,
    planName: null,
    country: null,
    period: "DAY",
    limit: "10",
    onExhausted: "BLOCK",
    alertAt: [1, 0.5],
    ...change,
  };
}

async function set(change: Partial<SetBudgetRequest> = {}, at = now): Promise<BudgetState> {
  const result = await setBudget({ budgets, bus }, owner(tenantId), request(change), at);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.value;
}

async function refused(change: Partial<SetBudgetRequest>): Promise<string[]> {
  const result = await setBudget({ budgets, bus }, owner(tenantId), request(change), now);
  return result.ok ? [] : result.errors.map((error) => `${error.code} ${error.field?.join(".")}`);
}

/** A send of the plan to Indonesia with one attempt that cost 3 and one that holds 2. */
async function spend(values: { planId?: string; country?: string; heldAt?: Date } = {}) {
  const { heldAt = now, country = "ID" } = values;
  const sendId = await insertSend(db.owner, tenantId, { planId: values.planId ?? planId, country });
  const charged = { charge: "CHARGED", costMicros: 3_000_000n, holdMicros: 3_000_000n, heldAt };
  const held = { number: 2, holdMicros: 2_000_000n, heldAt };
  await insertAttempt(db.owner, tenantId, sendId, charged);
  return insertAttempt(db.owner, tenantId, sendId, held);
}

describe("a budget", () => {
  it("begins with its calendar period in the tenant's zone, empty", async () => {
    const budget = await set();

    expect(budget).toMatchObject({ limitMicros: 10_000_000n, alertAt: [0.5, 1], currency: "USD" });
    expect(budgetUse(budget, now)).toEqual({
      spentMicros: 0n,
      heldMicros: 0n,
      availableMicros: 10_000_000n,
      overrunMicros: 0n,
      periodStartsAt: dayStart,
      resetsAt: dayEnd,
    });
    const [rules] = await loadTenantRules(db.engine, [tenantId]);
    expect(rules?.rulesVersion).toBe(2n);
    expect(rules?.budgets).toMatchObject([{ id: budget.id, limitMicros: 10_000_000n }]);
    expect(bus.published).toEqual([["rules", [tenantId]]]);
  });

  it("counts what its period's attempts cost and hold, and names the period in them", async () => {
    const covered = await spend();
    await spend({ heldAt: new Date(dayStart.getTime() - 1) });
    await spend({ country: "IN" });
    await spend({ planId: await insertPlanOf("other") });

    const tenant = await set();
    const plan = await set({ scope: "PLAN", planId, planName: "pln" });
    const country = await set({ scope: "COUNTRY", country: "IN" });
    const total = await set({ period: "TOTAL" });

    const uses = [tenant, plan, country, total].map((budget) => budgetUse(budget, now));
    expect(uses.map((use) => [use.spentMicros, use.heldMicros])).toEqual([
      [9_000_000n, 6_000_000n],
      [6_000_000n, 4_000_000n],
      [3_000_000n, 2_000_000n],
      [12_000_000n, 8_000_000n],
    ]);
    expect(uses[3]?.resetsAt).toBeNull();
    const { rows } = await db.owner.query<{ periods: string[] }>(
      "select budget_periods as periods from attempt where id = $1",
      [covered],
    );
    expect(rows[0]?.periods).toHaveLength(3);
    const violations = await audit(createAuditReader(db.engine), now);
    expect(violations.filter(({ invariant }) => invariant.startsWith("budget"))).toEqual([]);
  });

  async function insertPlanOf(key: string): Promise<string> {
    const id = uuidv7();
    const row = { tenantId, id, key, name: key, currentRevision: 1, createdAt: now };
    await insertRow(db.owner, "plan", row);
    return id;
  }

  it("raises the alerts of thresholds that are passed already, once", async () => {
    await spend();
    const budget = await set({ alertAt: [0.2, 0.5, 0.8] });

    const { rows } = await createAlertStore(dataSource).alerts(owner(tenantId), true, 10, null);

    expect(rows.map((row) => row.facts)).toEqual(
      [0.5, 0.2].map((fraction) =>
        expect.objectContaining({ kind: "BUDGET_THRESHOLD", fraction, spentMicros: "5000000" }),
      ),
    );
    expect(rows.every((row) => row.budgetId === budget.id)).toBe(true);
  });

  it("keeps its period and use when its limit changes", async () => {
    await spend();
    const before = await set();

    const after = await set({ limit: "4", onExhausted: "ALERT_ONLY" });

    expect(after.id).toBe(before.id);
    expect(after.latest).toEqual(before.latest);
    expect(budgetUse(after, now)).toMatchObject({ availableMicros: -1_000_000n });
    const blocking = await set({ limit: "2" });
    expect(budgetUse(blocking, now)).toMatchObject({
      availableMicros: 0n,
      overrunMicros: 1_000_000n,
    });
    expect(await budgets.budgets(owner(tenantId))).toHaveLength(1);
  });

  it("starts anew with the next day, though nobody spent in it yet", async () => {
    await spend();
    const budget = await set();

    expect(budgetUse(budget, dayEnd)).toMatchObject({ spentMicros: 0n, periodStartsAt: dayEnd });
  });

  it("is one when 20 callers set it at once", async () => {
    await spend();

    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => set({ limit: `${i + 1}` })));

    expect(new Set(all.map((budget) => budget.id)).size).toBe(1);
    const [budget] = await budgets.budgets(owner(tenantId));
    expect(budget?.latest?.spentMicros).toBe(3_000_000n);
  });

  it("names field and rule of bad input", async () => {
    const foreign = await insertPlan(otherId);
    for (const limit of ["0", "-1", "1e3", "0.0000001", "1000000000000", ""]) {
      expect(await refused({ limit })).toEqual(["INVALID_MONEY limit"]);
    }
    expect(await refused({ scope: "PLAN" })).toEqual(["PLAN_REQUIRED planId"]);
    expect(await refused({ planId, planName: "pln" })).toEqual(["PLAN_NOT_ALLOWED planId"]);
    expect(await refused({ scope: "COUNTRY" })).toEqual(["COUNTRY_REQUIRED country"]);
    expect(await refused({ country: "ID" })).toEqual(["COUNTRY_NOT_ALLOWED country"]);
    expect(await refused({ scope: "COUNTRY", country: "XX" })).toEqual(["UNKNOWN_COUNTRY country"]);
    expect(await refused({ alertAt: [0.5, 0, 1.1, Number.NaN] })).toEqual([
      "OUT_OF_RANGE alertAt.1",
      "OUT_OF_RANGE alertAt.2",
      "OUT_OF_RANGE alertAt.3",
    ]);
    expect(await refused({ alertAt: [0.5, 0.5] })).toEqual(["DUPLICATE_ITEM alertAt.1"]);
    expect(await refused({ alertAt: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6] })).toEqual([
      "TOO_MANY_ITEMS alertAt",
    ]);
    for (const id of [foreign, uuidv7(), null]) {
      expect(await refused({ scope: "PLAN", planId: id, planName: "pln" })).toEqual([
        "PLAN_NOT_FOUND planId",
      ]);
    }
    expect(await budgets.budgets(owner(tenantId))).toEqual([]);
  });

  it("is removed once, by its own tenant only; a new one of its kind counts again", async () => {
    await spend();
    const budget = await set();
    const stranger = await removeBudget({ budgets, bus }, owner(otherId), budget.id, now);
    const first = await removeBudget({ budgets, bus }, owner(tenantId), budget.id, now);
    const second = await removeBudget({ budgets, bus }, owner(tenantId), budget.id, now);

    expect([stranger.ok, first.ok, second.ok]).toEqual([false, true, false]);
    expect(await budgets.budgetsById(owner(otherId), [budget.id])).toEqual([null]);
    expect(await budgets.budgets(owner(tenantId))).toEqual([]);
    const again = await set();
    expect(again.id).not.toBe(budget.id);
    expect(again.latest?.spentMicros).toBe(3_000_000n);
  });

  it("belongs to its plan", async () => {
    const budget = await set({ scope: "PLAN", planId, planName: "pln" });

    const [mine, none] = await budgets.budgetsOfPlans(owner(tenantId), [planId, uuidv7()]);
    const [theirs] = await budgets.budgetsOfPlans(owner(otherId), [planId]);

    expect(mine?.map((of) => of.id)).toEqual([budget.id]);
    expect([none, theirs]).toEqual([[], []]);
  });
});
