import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { compareOne, correctOne, stageInvoice } from "./invoice-statements.js";
import type { Alert } from "../../src/core/alert.js";
import { appendEvents } from "../../src/store/sql/append-events.js";
import { bookLookUps } from "../../src/store/sql/book-look-ups.js";
import { changeBudgetPeriods } from "../../src/store/sql/change-budget-periods.js";
import { countIntoPeriod } from "../../src/store/sql/count-into-period.js";
import { countRecipientChecks } from "../../src/store/sql/count-recipient-checks.js";
import { countSends } from "../../src/store/sql/count-sends.js";
import { deleteExpiredEvents } from "../../src/store/sql/delete-expired-events.js";
import { findListLookUps, sumListLookUps } from "../../src/store/sql/find-list-look-ups.js";
import { findOpenSends } from "../../src/store/sql/find-open-sends.js";
import { findSendsOfAttempts } from "../../src/store/sql/find-sends-of-attempts.js";
import { findWithoutPast } from "../../src/store/sql/find-without-past.js";
import { insertAlerts } from "../../src/store/sql/insert-alerts.js";
import { insertBudgetPeriods } from "../../src/store/sql/insert-budget-periods.js";
import { insertIdempotency } from "../../src/store/sql/insert-idempotency.js";
import { insertLookUps } from "../../src/store/sql/insert-look-ups.js";
import { insertMessageRoutes } from "../../src/store/sql/insert-message-routes.js";
import { keepNumberChecks } from "../../src/store/sql/keep-number-checks.js";
import { listBudgetPeriods } from "../../src/store/sql/list-budget-periods.js";
import { listEvents } from "../../src/store/sql/list-events.js";
import { listSends } from "../../src/store/sql/list-sends.js";
import { loadRevisions } from "../../src/store/sql/load-revisions.js";
import { loadTenantRules } from "../../src/store/sql/load-tenant-rules.js";
import { lockBudgetPeriods } from "../../src/store/sql/lock-budget-periods.js";
import { lockListRun } from "../../src/store/sql/lock-list-run.js";
import { lockLookUp } from "../../src/store/sql/lock-look-up.js";
import { lockDueSends } from "../../src/store/sql/lock-due-sends.js";
import { readLookUpBudgets } from "../../src/store/sql/look-up-budgets.js";
import { lockKnownSends } from "../../src/store/sql/lock-known-sends.js";
import { lockSends } from "../../src/store/sql/lock-sends.js";
import { markSubmitting } from "../../src/store/sql/mark-submitting.js";
import { openPast } from "../../src/store/sql/open-past.js";
import { postponeSends } from "../../src/store/sql/postpone-sends.js";
import { presumeNew } from "../../src/store/sql/presume-new.js";
import { readAlertsSince } from "../../src/store/sql/read-alerts-since.js";
import { readAttempts } from "../../src/store/sql/read-attempts.js";
import { readBudgetPeriods } from "../../src/store/sql/read-budget-periods.js";
import { readEventsOfSends } from "../../src/store/sql/read-events-of-sends.js";
import { readEvents } from "../../src/store/sql/read-events.js";
import { readIdempotency } from "../../src/store/sql/read-idempotency.js";
import { countEventsOfSend, readLatestEvent, readLogBounds } from "../../src/store/sql/read-log.js";
import { readReceipts } from "../../src/store/sql/read-receipts.js";
import { readSends } from "../../src/store/sql/read-sends.js";
import {
  readAttemptsOfSends,
  readTenantAttempts,
} from "../../src/store/sql/read-tenant-attempts.js";
import { readSendByExternalId, readTenantSends } from "../../src/store/sql/read-tenant-sends.js";
import { renewLeases } from "../../src/store/sql/renew-leases.js";
import { sharePrefixCounts } from "../../src/store/sql/share-prefix-counts.js";
import { reservePast } from "../../src/store/sql/reserve-past.js";
import { resolveAlerts } from "../../src/store/sql/resolve-alerts.js";
import {
  lockBudgetAlerts,
  resolveBudgetAlerts,
} from "../../src/store/sql/resolve-budget-alerts.js";
import type { Connection } from "../../src/store/sql/statement.js";
import { updateAttempts } from "../../src/store/sql/update-attempts.js";
import { updateLookUp } from "../../src/store/sql/update-look-up.js";
import { updateSends } from "../../src/store/sql/update-sends.js";
import { changeBudget, findPlanKey } from "../../src/store/sql/upsert-budget.js";
import { at, index, later, type TenantRows } from "./tenant-rows.js";

function alertOf(tenantId: string): Alert {
  const budget = { scope: "TENANT", of: null, period: "DAY", currency: "USD" } as const;
  return {
    tenantId,
    id: uuidv7(),
    severity: "CRITICAL",
    cause: `cause of ${tenantId}`,
    facts: { kind: "BUDGET_EXHAUSTED", ...budget, limitMicros: "1", spentMicros: "1" },
    vendorId: null,
    planId: null,
    budgetId: null,
    raisedAt: at,
    endsAt: null,
  };
}

type Statement = (db: pg.PoolClient, tenantId: string, rows: TenantRows) => Promise<unknown>;

const sendKey = (tenantId: string, { send }: TenantRows) => [{ tenantId, id: send.id }];
const attemptKey = (tenantId: string, { attempt }: TenantRows) => [{ tenantId, id: attempt.id }];
const periodKey = (tenantId: string, { periodId }: TenantRows) => [{ tenantId, id: periodId }];
const idempotencyOf = (tenantId: string, key: string, rows: TenantRows) => [
  {
    tenantId,
    mutation: "sendOtp",
    key,
    bodyHmac: Buffer.from("mine"),
    sendId: rows.send.id,
    createdAt: at,
  },
];

/** Every statement that names tenants, called by `tenantId` with the ids of `rows`; by file. */
export const statements: Readonly<Record<string, Statement>> = {
  "append-events": (db, tenantId, { send }) =>
    appendEvents(db, [
      {
        tenantId,
        at,
        type: "SEND_QUEUED",
        sendId: send.id,
        planId: send.planId,
        country: null,
        status: "SENT",
        verification: "PENDING",
        attemptId: null,
        attemptNumber: null,
        step: null,
        channel: null,
        vendorSlug: null,
        attemptStatus: null,
        failureClass: null,
        nextStepAt: null,
        nextChannel: null,
        costMicros: 0n,
        heldMicros: 0n,
        progress: {
          channel: null,
          resendsLeft: 0,
          resendAvailableAt: null,
          checksLeft: 0,
          expiresAt: at.toISOString(),
        },
        detail: null,
      },
    ]),
  "book-look-ups": async (db, tenantId, { lookUpId }) => {
    const movement = { kind: "HOLD", debit: "FUNDS", credit: "HELD", amountMicros: 1n } as const;
    await bookLookUps(db, tenantId, [{ ...movement, id: uuidv7(), lookUpId }], at);
  },
  "find-list-look-ups": (db, tenantId, { listId }) =>
    findListLookUps(db, tenantId, listId, [index]),
  "find-list-look-ups sum": (db, tenantId, { listId }) => sumListLookUps(db, tenantId, listId),
  "insert-look-ups": async (db, tenantId, { listId, vendorId, accountId }) => {
    const batch = { tenantId, listId, vendorId, accountId, priceMicros: 1n, holdMicros: 1n };
    const times = { holdUntil: later, heldAt: at };
    const money = { priceCurrency: "USD", exchangeRate: "1" };
    const row = { recipientIndex: Buffer.alloc(32, 9), country: "ID", budgetPeriods: [] };
    await insertLookUps(db, { ...batch, ...times, ...money }, [{ ...row, id: uuidv7() }]);
  },
  "keep-number-checks": async (db, tenantId, { vendorId }) => {
    const facts = { kind: "checked", isValid: true, reasons: [], price: null } as never;
    const answer = { index, vendorId, source: "x", checkedAt: later, reaches: [], facts };
    await keepNumberChecks(db, tenantId, [answer]);
  },
  "lock-list-run": (db, tenantId, { listId }) => lockListRun(db, tenantId, listId, listId),
  "lock-look-up": (db, tenantId, { lookUpId }) => lockLookUp(db, { tenantId, id: lookUpId }),
  "look-up-budgets": (db, tenantId) => readLookUpBudgets(db, tenantId, []),
  "update-look-up": async (db, tenantId, { lookUpId }) => {
    const book = {
      charge: "CHARGED",
      costMicros: 1n,
      vendorCostMicros: 1n,
      failure: null,
    } as const;
    await updateLookUp(db, { tenantId, id: lookUpId }, book, later);
  },
  "change-budget-periods": async (db, tenantId, { periodId }) => {
    const change = { tenantId, id: periodId, heldMicros: 5n, spentMicros: 5n, limitMicros: null };
    await db.query("savepoint before");
    // A period that is not the tenant's does not take its change, and the statement fails.
    await changeBudgetPeriods(db, [change]).catch(() => db.query("rollback to before"));
  },
  "count-into-period": async (db, tenantId, { planId, budgetId }) => {
    const id = uuidv7();
    const bounds = { startsAt: new Date(at.getTime() - 1000), endsAt: null };
    const coverage = { tenantId, scope: "PLAN" as const, planId, country: null };
    const own = await ownBudget(db, tenantId, budgetId);
    const use = await countIntoPeriod(db, coverage, { id, budgetId: own, ...bounds });
    return use.heldMicros === 0n ? null : use;
  },
  "compare-invoice": compareOne,
  "read-corrections": correctOne,
  "stage-invoice": stageInvoice,
  "count-recipient-checks": async (db, tenantId) => {
    await countRecipientChecks(db, [{ tenantId, index, checks: 1 }], at);
  },
  "count-sends": (db, tenantId, { planId }) => countSends(db, tenantId, { planId }, null, 10),
  "delete-expired-events": (db, tenantId) => deleteExpiredEvents(db, tenantId, later, 10),
  "find-open-sends": (db, tenantId) =>
    findOpenSends(
      db,
      [{ tenantId, phoneIndex: index, emailIndex: null, purpose: null }],
      new Date(0),
    ),
  "find-sends-of-attempts": (db, tenantId, rows) =>
    findSendsOfAttempts(db, attemptKey(tenantId, rows)),
  "insert-alerts": (db, tenantId) => insertAlerts(db, [alertOf(tenantId)]),
  "insert-budget-periods": async (db, tenantId, { budgetId }) => {
    const row = { tenantId, id: uuidv7(), budgetId, startsAt: later, endsAt: null };
    await db.query("savepoint try");
    try {
      await insertBudgetPeriods(db, [{ ...row, spentMicros: 0n, heldMicros: 0n }]);
    } catch {
      // The foreign key leads with the tenant, so that nobody opens a period of another's budget.
      await db.query("rollback to savepoint try");
    }
  },
  "insert-idempotency": (db, tenantId, rows) =>
    insertIdempotency(db, idempotencyOf(tenantId, `key of ${tenantId}`, rows)),
  "insert-message-routes": async (db, tenantId, { accountId, attempt }) => {
    const names = ["message", `message of ${tenantId}`];
    await insertMessageRoutes(
      db,
      names.map((vendorMessageId) => ({
        accountId,
        vendorMessageId,
        tenantId,
        attemptId: attempt.id,
        part: 1,
        createdAt: at,
      })),
    );
  },
  "list-events": async (db, tenantId, { send }) =>
    (await listEvents(db, tenantId, { sendId: send.id }, 10, 0n, null)).rows,
  "list-sends": (db, tenantId, { planId }) => listSends(db, tenantId, { planId }, null, 10, null),
  "load-revisions": (db, tenantId, { revisionId }) =>
    loadRevisions(db, [{ tenantId, id: revisionId }]),
  "load-tenant-rules": (db, tenantId) => loadTenantRules(db, [tenantId]),
  "lock-budget-periods": (db, tenantId, rows) => lockBudgetPeriods(db, periodKey(tenantId, rows)),
  "lock-due-sends": (db, tenantId, rows) => lockDueSends(db, sendKey(tenantId, rows), later),
  "lock-known-sends": async (db, tenantId, rows) => {
    const { rows: found } = await db.query<{ version: string }>(
      "select xmin::text as version from send where id = $1",
      [rows.send.id],
    );
    await db.query("savepoint before");
    // Another's send is not there, and the statement fails.
    return await lockKnownSends(
      db,
      sendKey(tenantId, rows),
      found.map(({ version }) => version),
    ).then(
      () => ["locked"],
      async () => {
        await db.query("rollback to before");
        return [];
      },
    );
  },
  "lock-sends": (db, tenantId, rows) => lockSends(db, sendKey(tenantId, rows), [null]),
  "mark-submitting": (db, tenantId, rows) =>
    markSubmitting(
      db,
      attemptKey(tenantId, rows).map((key) => ({ ...key, sendId: rows.send.id })),
      rows.owner,
      later,
    ),
  "postpone-sends": (db, tenantId, rows) =>
    postponeSends(db, sendKey(tenantId, rows), later, new Date(later.getTime() + 1)),
  "presume-new": (db, tenantId, rows) =>
    presumeNew(db, idempotencyOf(tenantId, `presumed key of ${tenantId}`, rows), [], new Date(0)),
  "read-alerts-since": (db, tenantId) => readAlertsSince(db, [tenantId], at),
  "read-attempts": (db, tenantId, rows) => readAttempts(db, sendKey(tenantId, rows)),
  "read-budget-periods": (db, tenantId, { budgetId }) =>
    readBudgetPeriods(db, [{ tenantId, id: budgetId }]),
  "read-events": (db, tenantId) => readEvents(db, [{ tenantId, after: 0n }], 10),
  "read-events-of-sends": (db, tenantId, { send }) =>
    readEventsOfSends(db, tenantId, [{ sendId: send.id, after: 0n }], 10),
  "read-idempotency": (db, tenantId, rows) =>
    readIdempotency(db, idempotencyOf(tenantId, "key", rows)),
  "read-log latest": (db, tenantId, { send }) => readLatestEvent(db, tenantId, send.id),
  "read-log count": (db, tenantId, { send }) => countEventsOfSend(db, tenantId, send.id),
  "read-log bounds": async (db, tenantId, rows) =>
    tenantId === rows.tenantId ? await readLogBounds(db, tenantId) : null,
  "read-receipts": (db, tenantId, { attempt }) => readReceipts(db, tenantId, [attempt.id]),
  "read-sends": (db, tenantId, rows) => readSends(db, sendKey(tenantId, rows)),
  "read-tenant-attempts": (db, tenantId, { attempt }) =>
    readTenantAttempts(db, tenantId, [attempt.id]),
  "read-tenant-attempts by send": (db, tenantId, { send }) =>
    readAttemptsOfSends(db, tenantId, [send.id]),
  "read-tenant-sends": (db, tenantId, { send }) => readTenantSends(db, tenantId, [send.id]),
  "read-tenant-sends by external id": (db, tenantId) => readSendByExternalId(db, tenantId, "order"),
  "renew-leases": (db, tenantId, rows) =>
    renewLeases(db, attemptKey(tenantId, rows), rows.owner, later),
  "resolve-budget-alerts": (db, tenantId, { alertId }) =>
    resolveBudgetAlerts(db, tenantId, [alertId], later),
  "resolve-budget-alerts lock": (db, tenantId, { budgetId }) =>
    lockBudgetAlerts(db, tenantId, budgetId, at),
  "resolve-alerts": (db, tenantId) => resolveAlerts(db, [{ tenantId, cause: "cause" }], later),
  "find-without-past": (db, tenantId) =>
    findWithoutPast(db, [{ id: tenantId, floor: "00000000-0000-0000-0000-000000000000" }], 0n),
  "list-budget-periods": (db, tenantId) => listBudgetPeriods(db, [tenantId], later),
  "open-past": (db, tenantId) => openPast(db, new Map([[tenantId, 1]]), 0n),
  "reserve-past": async (db, tenantId) => {
    await db.query("update tenant_counter set last_seq = 0 where tenant_id = $1", [tenantId]);
    await reservePast(db, [tenantId], 1_000n);
  },
  "share-prefix-counts": async (db, tenantId) => {
    const key = `${tenantId} ID 60 6281100`;
    const added = [{ key, windowSec: 60, window: 1, sends: 1 }];
    return (await sharePrefixCounts(db, added, [tenantId], null)).counts;
  },
  "update-attempts": (db, tenantId, { attempt }) =>
    updateAttempts(db, [{ ...attempt, tenantId, status: "CANCELED" }]),
  "update-sends": (db, tenantId, { send }) =>
    updateSends(db, [{ ...send, tenantId, status: "FAILED" }]),
  "upsert-budget": (db, tenantId, { planId }) => findPlanKey(db, tenantId, planId),
  "upsert-budget change": (db, tenantId) =>
    changeBudget(db, tenantId, {
      scope: "TENANT",
      planId: null,
      country: null,
      period: "DAY",
      limitMicros: 5n,
      onExhausted: "BLOCK",
      alertAt: [],
    }),
};

/** A budget of the tenant's own to open a period of: the given one is another's in an attack. */
async function ownBudget(db: Connection, tenantId: string, budgetId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    "select id from budget where tenant_id = $1 order by id = $2 desc limit 1",
    [tenantId, budgetId],
  );
  return rows[0]?.id ?? budgetId;
}

/** Files of store/sql without a statement that a tenant's id leads. */
export const exempt: readonly string[] = [
  // No statement.
  ...["attempt-row", "budget-period-row", "columns", "conditions", "event-row", "keys-in-order"],
  ...["receipt-row", "send-conditions", "send-row", "statement", "audit-invariant"],
  ...["half-even", "look-up-row"],
  // Locks by keyed indexes, of which every tenant has its own; no row.
  "lock-recipients",
  // Rows that are inserted as given; every key leads with its tenant.
  ...["insert-attempts", "insert-ledger-entries", "insert-past-events"],
  ...["insert-guard-decisions", "insert-receipts", "insert-sends"],
  // The whole database, for an operator, for timers and for retention.
  ...[
    "analyze-history",
    "process-beats",
    "audit-attempts",
    "audit-budgets",
    "audit-events",
    "audit-ledger",
    "audit-look-ups",
    "audit-sends",
    "run-audit",
  ],
  ...[
    "delete-expired-rows",
    "delete-expired-uploads",
    "find-due-sends",
    "find-matchable-inbox",
    "find-next-wake",
    "find-overdue-look-ups",
  ],
  // The roll-up's, over all tenants, as its tables' owner.
  ...["add-up-stats", "find-touched-attempts", "open-minutes", "recount-attempts"],
  "stat-columns",
  // The same of what routing learns, which test/manage/routes tries out for several.
  ...["change-route-estimates", "read-route-estimates", "read-taught-events", "route-breakers"],
  ...["find-open-causes", "route-looks", "route-past", "route-seat"],
  // News of prices for all tenants, which test/manage/price-alerts tries out for several.
  ...["find-price-changes", "keep-price-alerts"],
  // Alerts that are over by themselves, of all tenants; see test/manage/budget-alerts.
  "resolve-ended-alerts",
  // The same of conversion feedback, which test/manage/feedback tries out.
  ...["claim-feedback", "queue-feedback"],
  // The same of cost facts, which test/reports tries out for one tenant beside another.
  ...["add-up-cost-day", "find-cost-work", "mark-cost-days"],
  // What the market shows of all tenants together; a tenant's own, under row-level security.
  ...["read-market-tallies", "replace-market-stats", "read-own-tallies", "tally-rows"],
  // Keyed by account, by a key's hash, or the market's own.
  ...[
    "find-account-owner",
    "find-key",
    "find-message-routes",
    "insert-inbox",
    "insert-raw-callbacks",
    "load-breakers",
  ],
  ...["load-market", "lock-breakers", "read-health-facts", "stop-accounts", "take-inbox"],
  ...["put-off-slots", "take-slots", "touch-key", "upsert-breakers"],
  // Versions and currencies of the tenants that are named.
  ...["confirm-rules", "read-rules-versions", "read-tenant-currency"],
];
