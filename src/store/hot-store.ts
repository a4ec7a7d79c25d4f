import type pg from "pg";
import type { HotStore, Key, LockedSend, Tx } from "../flow/ports.js";
import type { AttemptRow, BudgetPeriodRow, SendRow } from "../flow/rows.js";
import type { AppendedEvents } from "../flow/tail.js";
import { appendEvents } from "./sql/append-events.js";
import { changeBudgetPeriods } from "./sql/change-budget-periods.js";
import { countRecipientChecks } from "./sql/count-recipient-checks.js";
import { findDueSends } from "./sql/find-due-sends.js";
import { findMatchableInbox, findWaitingInbox } from "./sql/find-matchable-inbox.js";
import { findMessageRoutes } from "./sql/find-message-routes.js";
import { findNextWake } from "./sql/find-next-wake.js";
import { findOpenSends } from "./sql/find-open-sends.js";
import { findSendsOfAttempts } from "./sql/find-sends-of-attempts.js";
import { insertAlerts } from "./sql/insert-alerts.js";
import { insertAttempts } from "./sql/insert-attempts.js";
import { insertBudgetPeriods } from "./sql/insert-budget-periods.js";
import { insertIdempotency } from "./sql/insert-idempotency.js";
import { insertInbox } from "./sql/insert-inbox.js";
import { insertLedgerEntries } from "./sql/insert-ledger-entries.js";
import { insertMessageRoutes } from "./sql/insert-message-routes.js";
import { insertRawCallbacks } from "./sql/insert-raw-callbacks.js";
import { insertReceipts } from "./sql/insert-receipts.js";
import { insertSends } from "./sql/insert-sends.js";
import { loadRevisions } from "./sql/load-revisions.js";
import { lockBudgetPeriods } from "./sql/lock-budget-periods.js";
import { lockDueSends } from "./sql/lock-due-sends.js";
import { lockSends } from "./sql/lock-sends.js";
import { markSubmitting } from "./sql/mark-submitting.js";
import { postponeSends } from "./sql/postpone-sends.js";
import { readAttempts } from "./sql/read-attempts.js";
import { readBudgetPeriods } from "./sql/read-budget-periods.js";
import { readIdempotency } from "./sql/read-idempotency.js";
import { readRulesVersions } from "./sql/read-rules-versions.js";
import { readSends } from "./sql/read-sends.js";
import { renewLeases } from "./sql/renew-leases.js";
import type { Connection } from "./sql/statement.js";
import { takeInbox } from "./sql/take-inbox.js";
import { takeSlots } from "./sql/take-slots.js";
import { updateAttempts } from "./sql/update-attempts.js";
import { updateSends } from "./sql/update-sends.js";
import { transaction } from "./transaction.js";

/**
 * The hot side of the store over the engine's pool:
 * statements from store/sql, skipped when there is nothing to do.
 *
 * @param appended hears of the events of every transaction, once it is committed
 */
export function createHotStore(
  pool: pg.Pool,
  appended: (logs: readonly AppendedEvents[]) => void = () => undefined,
): HotStore {
  return {
    async transaction(work) {
      const logs: AppendedEvents[] = [];
      const result = await transaction(pool, (client, commit) => {
        logs.length = 0;
        return work({ ...txOver(client, logs), commit });
      });
      if (logs.length > 0) {
        appended(logs);
      }
      return result;
    },
    findDueSends: (now, limit) => findDueSends(pool, now, limit),
    findNextWake: () => findNextWake(pool),
    readIdempotency: (keys) => orEmpty(keys, () => readIdempotency(pool, keys)),
    readSends: (keys) => orEmpty(keys, () => readSends(pool, keys)),
    markSubmitting: (keys, owner, until) =>
      orEmpty(keys, () => markSubmitting(pool, keys, owner, until)),
    renewLeases: (keys, owner, until) =>
      unlessEmpty(keys, () => renewLeases(pool, keys, owner, until)),
    readBudgetPeriods: (budgets) => orEmpty(budgets, () => readBudgetPeriods(pool, budgets)),
    insertBudgetPeriods: (rows) => unlessEmpty(rows, () => insertBudgetPeriods(pool, rows)),
    insertRawCallbacks: (rows) => unlessEmpty(rows, () => insertRawCallbacks(pool, rows)),
    insertInbox: (rows) => unlessEmpty(rows, () => insertInbox(pool, rows)),
    findMessageRoutes: (ids) => orEmpty(ids, () => findMessageRoutes(pool, ids)),
    findMatchableInbox: (limit) => findMatchableInbox(pool, limit),
    findWaitingInbox: (ids) => orEmpty(ids, () => findWaitingInbox(pool, ids)),
    postponeSends: (keys, now, until) =>
      unlessEmpty(keys, () => postponeSends(pool, keys, now, until)),
    findSendsOfAttempts: (attempts) => orEmpty(attempts, () => findSendsOfAttempts(pool, attempts)),
    takeSlots: (accountId, count, perSecond, now) =>
      takeSlots(pool, accountId, count, perSecond, now),
  };
}

/** @param logs gets what is appended */
function txOver(db: Connection, logs: AppendedEvents[]): Omit<Tx, "commit"> {
  const periods = new Map<string, BudgetPeriodRow>();
  return {
    insertIdempotency: async (rows) =>
      rows.length === 0 ? new Set<string>() : await insertIdempotency(db, rows),
    lockSends: async (keys) => (keys.length === 0 ? [] : await lockedWithAttempts(db, keys)),
    lockDueSends: async (keys, now) =>
      keys.length === 0 ? [] : await withAttempts(db, await lockDueSends(db, keys, now)),
    loadRevisions: async (keys) => (keys.length === 0 ? new Map() : await loadRevisions(db, keys)),
    findOpenSends: (recipients, since) =>
      orEmpty(recipients, () => findOpenSends(db, recipients, since)),
    insertSends: (rows) => unlessEmpty(rows, () => insertSends(db, rows)),
    updateSends: (rows) => unlessEmpty(rows, () => updateSends(db, rows)),
    insertAttempts: (rows) => unlessEmpty(rows, () => insertAttempts(db, rows)),
    updateAttempts: (rows) => unlessEmpty(rows, () => updateAttempts(db, rows)),
    insertReceipts: (rows) => unlessEmpty(rows, () => insertReceipts(db, rows)),
    insertMessageRoutes: (rows) => unlessEmpty(rows, () => insertMessageRoutes(db, rows)),
    insertLedgerEntries: (rows) => unlessEmpty(rows, () => insertLedgerEntries(db, rows)),
    async lockBudgetPeriods(keys) {
      const wanted = keys.filter((key) => !periods.has(key.id));
      for (const row of await orEmpty(wanted, () => lockBudgetPeriods(db, wanted))) {
        periods.set(row.id, row);
      }
      return keys.flatMap(({ id }) => periods.get(id) ?? []);
    },
    changeBudgetPeriods: (changes) => unlessEmpty(changes, () => changeBudgetPeriods(db, changes)),
    insertAlerts: (alerts) => orEmpty(alerts, () => insertAlerts(db, alerts)),
    takeInbox: (ids) => orEmpty(ids, () => takeInbox(db, ids)),
    countRecipientChecks: async (recipients, now) =>
      recipients.length === 0 ? new Map() : await countRecipientChecks(db, recipients, now),
    appendEvents: (events) =>
      unlessEmpty(events, () => appendEvents(db, events).then((own) => void logs.push(...own))),
    readRulesVersions: (tenantIds) => readRulesVersions(db, tenantIds),
  };
}

// No async functions: what cannot be issued has to throw before anything behind it is.
function orEmpty<T>(
  given: readonly unknown[],
  read: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  return given.length === 0 ? Promise.resolve([]) : read();
}

function unlessEmpty(given: readonly unknown[], write: () => Promise<void>): Promise<void> {
  return given.length === 0 ? Promise.resolve() : write();
}

/** Both statements go out at once; the second runs once the first holds the locks. */
async function lockedWithAttempts(db: Connection, keys: readonly Key[]): Promise<LockedSend[]> {
  const [sends, attempts] = await Promise.all([lockSends(db, keys), readAttempts(db, keys)]);
  return joined(sends, attempts);
}

/** Attempts are changed only under their send's lock, so reading them after it is enough. */
async function withAttempts(db: Connection, sends: readonly SendRow[]): Promise<LockedSend[]> {
  if (sends.length === 0) {
    return [];
  }
  return joined(sends, await readAttempts(db, sends));
}

function joined(sends: readonly SendRow[], attempts: readonly AttemptRow[]): LockedSend[] {
  const bySend = new Map<string, AttemptRow[]>();
  for (const attempt of attempts) {
    const known = bySend.get(attempt.sendId);
    if (known === undefined) {
      bySend.set(attempt.sendId, [attempt]);
    } else {
      known.push(attempt);
    }
  }
  return sends.map((send) => ({ send, attempts: bySend.get(send.id) ?? [] }));
}
