import type { DataSource } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { type Alert, budgetCause, severityOf } from "../../src/core/alert.js";
import type { AlertRow } from "../../src/manage/alerts/ports.js";
import { resolveEnded } from "../../src/manage/alerts/resolve-ended.js";
import type { BudgetState, BudgetStore } from "../../src/manage/budgets/ports.js";
import { removeBudget } from "../../src/manage/budgets/remove-budget.js";
import { setBudget, type SetBudgetRequest } from "../../src/manage/budgets/set-budget.js";
import { createAlertStore } from "../../src/store/alert-store.js";
import { createBudgetStore } from "../../src/store/budget-store.js";
import { insertAlerts } from "../../src/store/sql/insert-alerts.js";
import { readBudgetPeriods } from "../../src/store/sql/read-budget-periods.js";
import { resolveEndedAlerts } from "../../src/store/sql/resolve-ended-alerts.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { connectManage, owner, RecordingBus } from "../support/plan-ports.js";
import { insertAttempt, insertSend, insertTenant } from "../support/rows.js";

const now = new Date("2026-01-15T12:00:00Z");
const later = new Date("2026-01-15T13:00:00Z");
// Tenants of these tests live in Jakarta, 7 hours ahead.
const dayEnd = new Date("2026-01-15T17:00:00Z");
let db: TestDatabase;
let dataSource: DataSource;
let bus: RecordingBus;
let budgets: BudgetStore;
let tenantId: string;
let otherId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  dataSource = await connectManage(db);
  budgets = createBudgetStore(dataSource, db.engine);
});
afterAll(async () => {
  await dataSource.destroy();
  await db.close();
});
/** Each tenant has used 5 of its budget: 3 are spent, 2 are held. */
beforeEach(async () => {
  bus = new RecordingBus();
  tenantId = await insertTenant(db.owner);
  otherId = await insertTenant(db.owner);
  for (const of of [tenantId, otherId]) {
    const sendId = await insertSend(db.owner, of, { country: "ID" });
    const charged = { charge: "CHARGED", costMicros: 3_000_000n, holdMicros: 3_000_000n };
    await insertAttempt(db.owner, of, sendId, { ...charged, heldAt: now });
    await insertAttempt(db.owner, of, sendId, { number: 2, holdMicros: 2_000_000n, heldAt: now });
  }
});

async function set(
  limit: string,
  change: Partial<SetBudgetRequest> = {},
  { at = now, of = tenantId } = {},
): Promise<BudgetState> {
  const none = { planId: null, planName: null, country: null };
  const request = { scope: "TENANT", period: "DAY", onExhausted: "BLOCK", ...none } as const;
  const asked = { ...request, limit, alertAt: [0.5, 1], ...change };
  const result = await setBudget({ budgets, bus }, owner(of), asked, at);
  if (!result.ok) {
    throw new Error(JSON.stringify(result.errors));
  }
  return result.value;
}

/** A refusal, as a batch of sends tells of it that went by `limitMicros`. */
async function exhaust(
  budget: BudgetState,
  { limitMicros = budget.limitMicros, at = now, of = tenantId } = {},
): Promise<readonly Alert[]> {
  const [period] = await readBudgetPeriods(db.engine, [{ tenantId: of, id: budget.id }]);
  const facts = {
    kind: "BUDGET_EXHAUSTED",
    scope: "TENANT",
    of: null,
    period: budget.period,
    currency: "USD",
    limitMicros: String(limitMicros),
    spentMicros: "5000000",
  } as const;
  const about = { vendorId: null, planId: null, budgetId: budget.id };
  const cause = budgetCause("BUDGET_EXHAUSTED", period?.id ?? "");
  const what = { tenantId: of, id: uuidv7(), severity: severityOf(facts), cause, facts, ...about };
  return insertAlerts(db.engine, [{ ...what, raisedAt: at, endsAt: period?.endsAt ?? null }]);
}

async function alerts(of = tenantId): Promise<readonly AlertRow[]> {
  return (await createAlertStore(dataSource).alerts(owner(of), false, 50, null)).rows;
}

/** Kind and threshold of those that are not resolved, in order. */
async function open(of = tenantId): Promise<string[]> {
  const rows = (await alerts(of)).filter(({ resolvedAt }) => resolvedAt === null);
  return rows.map(({ facts }) => wordOf(facts)).sort();
}

function wordOf(facts: Alert["facts"]): string {
  return facts.kind === "BUDGET_THRESHOLD" ? String(facts.fraction) : facts.kind;
}

const sweep = (at: Date): Promise<void> =>
  resolveEnded(
    { alerts: { resolveEnded: (when) => resolveEndedAlerts(db.engine, when) }, bus },
    at,
  );

describe("alerts about a budget", () => {
  it("are resolved by a raised limit: what is passed no more, and the exhaustion", async () => {
    const budget = await set("5");
    await exhaust(budget);
    await set("5", {}, { of: otherId });
    expect(await open()).toEqual(["0.5", "1", "BUDGET_EXHAUSTED"]);
    bus.published.length = 0;

    await set("6", {}, { at: later });

    expect(await open()).toEqual(["0.5"]);
    const over = (await alerts()).filter(({ resolvedAt }) => resolvedAt !== null);
    expect(over.map(({ resolvedAt }) => resolvedAt)).toEqual([later, later]);
    expect(bus.published).toContainEqual(["alerts", [tenantId]]);
    expect(await open(otherId)).toEqual(["0.5", "1"]);
  });

  it("are others when what was resolved happens again under the new limit", async () => {
    await exhaust(await set("5"));
    const raised = await set("6", {}, { at: later });
    const [first] = (await alerts()).filter(({ facts }) => facts.kind === "BUDGET_EXHAUSTED");

    const again = await exhaust(raised, { at: later });
    const twice = await exhaust(raised, { at: later });

    expect([again.length, twice.length]).toEqual([1, 0]);
    const exhausted = (await alerts()).filter(({ facts }) => facts.kind === "BUDGET_EXHAUSTED");
    expect(exhausted.map(({ id, resolvedAt }) => [id, resolvedAt])).toEqual([
      [again[0]?.id, null],
      [first?.id, later],
    ]);
  });

  it("last when the limit is not raised, and nothing is told when nothing changes", async () => {
    await exhaust(await set("5"));
    bus.published.length = 0;

    await set("5", {}, { at: later });

    expect(await open()).toEqual(["0.5", "1", "BUDGET_EXHAUSTED"]);
    expect(bus.published).toEqual([["rules", [tenantId]]]);
  });

  it("are resolved when their threshold is not asked for any more", async () => {
    await set("5");

    await set("5", { alertAt: [0.75, 1] }, { at: later });

    expect(await open()).toEqual(["0.75", "1"]);
  });

  it("are raised by a limit that is lowered below what is used, each once", async () => {
    await set("100");
    expect(await open()).toEqual([]);

    await set("8");
    await set("4");
    await set("3");

    expect(await open()).toEqual(["0.5", "1"]);
  });

  it("are not raised by what another limit decided, or a budget that is gone", async () => {
    const budget = await set("5", { alertAt: [] });
    await set("6", { alertAt: [] });

    expect(await exhaust(budget, { limitMicros: 5_000_000n })).toEqual([]);
    await removeBudget({ budgets, bus }, owner(tenantId), budget.id, later);
    expect(await exhaust(budget, { limitMicros: 6_000_000n })).toEqual([]);
    expect(await alerts()).toEqual([]);
  });

  it("are resolved when their budget is removed, and no other's", async () => {
    const budget = await set("5");
    await exhaust(budget);
    await set("5", { period: "TOTAL" });
    bus.published.length = 0;

    await removeBudget({ budgets, bus }, owner(tenantId), budget.id, later);

    const rows = await alerts();
    const ofBudget = rows.filter(({ budgetId }) => budgetId === budget.id);
    expect(ofBudget.map(({ resolvedAt }) => resolvedAt)).toEqual([later, later, later]);
    expect(await open()).toEqual(["0.5", "1"]);
    expect(bus.published).toContainEqual(["alerts", [tenantId]]);
  });

  it("are over with their period, to the moment; those of a budget for good last", async () => {
    await exhaust(await set("5"));
    await set("5", { period: "TOTAL" });
    bus.published.length = 0;

    await sweep(new Date(dayEnd.getTime() - 1));
    expect(await open()).toHaveLength(5);
    expect(bus.published).toEqual([]);
    await sweep(new Date(dayEnd.getTime() + 5_000));
    await sweep(new Date(dayEnd.getTime() + 6_000));

    expect(await open()).toEqual(["0.5", "1"]);
    const ofDay = (await alerts()).filter(({ resolvedAt }) => resolvedAt !== null);
    expect(ofDay.map(({ resolvedAt }) => resolvedAt)).toEqual([dayEnd, dayEnd, dayEnd]);
    expect(bus.published).toEqual([["alerts", expect.arrayContaining([tenantId])]]);
  });

  it("of a day that is over are left to its end by a change on the next day", async () => {
    await set("5");
    const nextDay = new Date(dayEnd.getTime() + 1_000);

    await set("6", { alertAt: [0.5] }, { at: nextDay });

    expect(await open()).toEqual(["0.5", "1"]);
    await sweep(nextDay);
    expect(await open()).toEqual([]);
  });
});
