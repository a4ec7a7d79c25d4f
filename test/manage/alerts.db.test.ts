import type { DataSource } from "typeorm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { type Alert, budgetCause, marketplaceTenantId } from "../../src/core/alert.js";
import { acknowledgeAlert } from "../../src/manage/alerts/acknowledge-alert.js";
import { type AlertTail, createAlertTail } from "../../src/manage/alerts/alert-tail.js";
import type { AlertStore } from "../../src/manage/alerts/ports.js";
import { operatorViewer } from "../../src/manage/system-viewer.js";
import { createAlertStore } from "../../src/store/alert-store.js";
import { insertAlerts } from "../../src/store/sql/insert-alerts.js";
import { readAlertsSince } from "../../src/store/sql/read-alerts-since.js";
import { resolveAlerts } from "../../src/store/sql/resolve-alerts.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { connectManage, owner, RecordingBus } from "../support/plan-ports.js";

const now = new Date("2026-01-15T12:00:00Z");
let db: TestDatabase;
let dataSource: DataSource;
let alerts: AlertStore;
let bus: RecordingBus;
let tail: AlertTail;
let tenantId: string;
let otherId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  dataSource = await connectManage(db);
  alerts = createAlertStore(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await db.close();
});
beforeEach(() => {
  [tenantId, otherId] = [uuidv7(), uuidv7()];
  bus = new RecordingBus();
  const onError = (error: unknown) => {
    throw error;
  };
  const reader = {
    alertsSince: (ids: readonly string[], since: Date) => readAlertsSince(db.engine, ids, since),
  };
  tail = createAlertTail({ reader, bus, now: () => now, onError, pauseMs: 20 });
  return () => tail.close();
});

function alert(change: Partial<Alert> = {}): Alert {
  return {
    tenantId,
    id: uuidv7(),
    severity: "CRITICAL",
    cause: budgetCause("BUDGET_EXHAUSTED", uuidv7()),
    facts: {
      kind: "BUDGET_EXHAUSTED",
      scope: "TENANT",
      of: null,
      period: "DAY",
      currency: "USD",
      limitMicros: "10",
      spentMicros: "10",
    },
    vendorId: null,
    planId: null,
    budgetId: null,
    raisedAt: now,
    endsAt: null,
    ...change,
  };
}

describe("alerts", () => {
  it("are raised once per tenant and cause, also within one batch and in parallel", async () => {
    const cause = budgetCause("BUDGET_EXHAUSTED", "p");
    const batch = [alert({ cause }), alert({ cause }), alert({ cause, tenantId: otherId })];

    const raised = await Promise.all([
      insertAlerts(db.engine, batch),
      insertAlerts(db.engine, [alert({ cause })]),
      insertAlerts(db.engine, [alert({ cause })]),
    ]);

    expect(raised.flat().filter((of) => of.tenantId === tenantId)).toHaveLength(1);
    expect(raised.flat().filter((of) => of.tenantId === otherId)).toHaveLength(1);
    expect(await insertAlerts(db.engine, [])).toEqual([]);
  });

  it("page newest first and know which are open", async () => {
    const times = [1, 2, 2, 3].map((hour) => new Date(now.getTime() + hour * 3_600_000));
    await insertAlerts(
      db.engine,
      times.map((raisedAt) => alert({ raisedAt })),
    );
    const viewer = owner(tenantId);

    const first = await alerts.alerts(viewer, true, 2, null);
    const { id = "", raisedAt: at = now } = first.rows[1] ?? {};
    const rest = await alerts.alerts(viewer, true, 2, { at, id });

    expect([...first.rows, ...rest.rows].map((row) => row.raisedAt)).toEqual(times.toReversed());
    expect([first.hasMore, rest.hasMore]).toEqual([true, false]);
    await acknowledgeAlert({ alerts }, viewer, first.rows[0]?.id ?? null, now);
    expect(await alerts.countAlerts(viewer, true)).toBe(3);
    expect(await alerts.countAlerts(viewer, false)).toBe(4);
  });

  it("keep their first acknowledgement, and are not found by others", async () => {
    const raised = alert();
    await insertAlerts(db.engine, [raised]);
    const later = new Date(now.getTime() + 1000);

    const first = await acknowledgeAlert({ alerts }, owner(tenantId), raised.id, now);
    const second = await acknowledgeAlert({ alerts }, owner(tenantId), raised.id, later);

    expect([first, second]).toMatchObject([
      { ok: true, value: { acknowledgedAt: now } },
      { ok: true, value: { acknowledgedAt: now } },
    ]);
    for (const [viewer, id] of [
      [owner(otherId), raised.id],
      [operatorViewer("op"), raised.id],
      [owner(tenantId), null],
      [owner(tenantId), uuidv7()],
    ] as const) {
      const refused = await acknowledgeAlert({ alerts }, viewer, id, now);
      expect(refused).toMatchObject({ ok: false, errors: [{ code: "NOT_FOUND", field: ["id"] }] });
    }
    expect(await alerts.alertsById(owner(otherId), [raised.id])).toEqual([null]);
  });

  it("of the marketplace are for operators alone", async () => {
    const raised = alert({ tenantId: marketplaceTenantId });
    await insertAlerts(db.engine, [raised]);

    const ofOperator = await alerts.alerts(operatorViewer("op"), false, 10, null);
    const ofTenant = await alerts.alerts(owner(tenantId), false, 10, null);

    expect(ofOperator.rows.map((row) => row.id)).toContain(raised.id);
    expect(ofTenant.rows).toEqual([]);
  });
});

describe("following alerts", () => {
  it("gives each alert that is raised from then on once, to its own tenant only", async () => {
    await insertAlerts(db.engine, [alert()]);
    const mine = await tail.follow(tenantId);
    const again = await tail.follow(tenantId);
    const theirs = await tail.follow(otherId);
    const first = alert();
    const late = alert({ raisedAt: new Date(now.getTime() - 5000) });

    await insertAlerts(db.engine, [first]);
    bus.publish("alerts", [tenantId]);
    expect((await mine.next()).value?.id).toBe(first.id);
    // It became visible later, though it was raised before.
    await insertAlerts(db.engine, [late, alert({ tenantId: otherId })]);

    expect((await mine.next()).value?.id).toBe(late.id);
    expect([(await again.next()).value?.id, (await again.next()).value?.id]).toEqual([
      first.id,
      late.id,
    ]);
    expect((await theirs.next()).value?.tenantId).toBe(otherId);
  });

  it("gives each alert once more when it is resolved, however old it is", async () => {
    const old = alert({ raisedAt: new Date(now.getTime() - 86_400_000) });
    await insertAlerts(db.engine, [old]);
    const mine = await tail.follow(tenantId);
    const next = alert();

    await resolveAlerts(db.engine, [{ tenantId, cause: old.cause }], now);
    expect((await mine.next()).value).toMatchObject({ id: old.id, resolvedAt: now });
    await insertAlerts(db.engine, [next]);

    expect((await mine.next()).value).toMatchObject({ id: next.id, resolvedAt: null });
  });

  it("ends at once when the reader leaves, also while it waits", async () => {
    const mine = await tail.follow(tenantId);
    const waiting = mine.next();

    await mine.return?.();

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await mine.next()).toEqual({ done: true, value: undefined });
  });

  it("ends for everybody when the tail closes", async () => {
    const waiting = (await tail.follow(tenantId)).next();

    await tail.close();

    expect((await waiting).done).toBe(true);
  });
});
