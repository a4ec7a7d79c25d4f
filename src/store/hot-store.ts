import type pg from "pg";
import { Outdated } from "../core/outdated.js";
import type { HotStore, Key, LockedSend, Tx } from "../flow/ports.js";
import type { AttemptRow, SendRow } from "../flow/rows.js";
import type { AppendedEvents } from "../flow/tail.js";
import { appendEvents, type VersionedEvents } from "./sql/append-events.js";
import { changeBudgetPeriods, isPeriodRefused } from "./sql/change-budget-periods.js";
import { confirmRules, rulesOutdated } from "./sql/confirm-rules.js";
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
import { insertGuardDecisions } from "./sql/insert-guard-decisions.js";
import { insertIdempotency } from "./sql/insert-idempotency.js";
import { insertInbox } from "./sql/insert-inbox.js";
import { insertLedgerEntries } from "./sql/insert-ledger-entries.js";
import { insertMessageRoutes } from "./sql/insert-message-routes.js";
import { insertRawCallbacks } from "./sql/insert-raw-callbacks.js";
import { insertReceipts } from "./sql/insert-receipts.js";
import { insertSends } from "./sql/insert-sends.js";
import { loadRevisions } from "./sql/load-revisions.js";
import { lockBudgetPeriods } from "./sql/lock-budget-periods.js";
import { lockRecipients } from "./sql/lock-recipients.js";
import { lockDueSends } from "./sql/lock-due-sends.js";
import { lockKnownSends } from "./sql/lock-known-sends.js";
import { lockSends } from "./sql/lock-sends.js";
import { markSubmitting } from "./sql/mark-submitting.js";
import { postponeSends } from "./sql/postpone-sends.js";
import { notNew, presumeNew } from "./sql/presume-new.js";
import { readAttempts } from "./sql/read-attempts.js";
import { readBudgetPeriods } from "./sql/read-budget-periods.js";
import { readIdempotency } from "./sql/read-idempotency.js";
import { readSends } from "./sql/read-sends.js";
import { renewLeases } from "./sql/renew-leases.js";
import type { Connection } from "./sql/statement.js";
import { takeInbox } from "./sql/take-inbox.js";
import { putOffSlots } from "./sql/put-off-slots.js";
import { takeSlots } from "./sql/take-slots.js";
import { updateAttempts } from "./sql/update-attempts.js";
import { updateSends } from "./sql/update-sends.js";
import { type KnownSend, KnownSends, SendsOfTransaction } from "./known-sends.js";
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
  const known = new KnownSends();
  return {
    async transaction(work) {
      let done = newTransaction();
      const result = await transaction(pool, (client, commit) => {
        done = newTransaction();
        return presuming(done.presumed, async () => {
          const worked = await work({ ...txOver(client, known, done), commit });
          await commit();
          return worked;
        });
      }).catch((error: unknown) => {
        throw outdated(error) ?? error;
      });
      const { logs, sends } = done;
      sends.settle(known, logs[0]?.version ?? null);
      if (logs.length > 0) {
        appended(logs);
      }
      return result;
    },
    findDueSends: (now, limit) => findDueSends(pool, now, limit),
    findNextWake: () => findNextWake(pool),
    readIdempotency: (keys) => orEmpty(keys, () => readIdempotency(pool, keys)),
    readSends: (keys) => orEmpty(keys, () => readSends(pool, keys)),
    async markSubmitting(keys, owner, until) {
      const marked = await orEmpty(keys, () => markSubmitting(pool, keys, owner, until));
      for (const one of marked) {
        known.markSubmitting(one, until);
      }
      return marked;
    },
    renewLeases: (keys, owner, until) =>
      unlessEmpty(keys, () => renewLeases(pool, keys, owner, until)),
    readBudgetPeriods: (budgets) => orEmpty(budgets, () => readBudgetPeriods(pool, budgets)),
    insertBudgetPeriods: (rows) => unlessEmpty(rows, () => insertBudgetPeriods(pool, rows)),
    findMessageRoutes: (ids) => orEmpty(ids, () => findMessageRoutes(pool, ids)),
    findMatchableInbox: (limit) => findMatchableInbox(pool, limit),
    postponeSends: (keys, now, until) =>
      unlessEmpty(keys, () => postponeSends(pool, keys, now, until)),
    async findSendsOfAttempts(attempts) {
      const found = known.sendsOf(attempts);
      const others = attempts.filter(({ id }) => !found.has(id));
      const read = await orEmpty(others, () => findSendsOfAttempts(pool, others));
      return [...[...found].map(([attemptId, sendId]) => ({ attemptId, sendId })), ...read];
    },
    takeSlots: (accountId, count, perSecond, now) =>
      takeSlots(pool, accountId, count, perSecond, now),
    putOffSlots: (accountId, until) => putOffSlots(pool, accountId, until),
  };
}

/** What a transaction tells of once it is committed. */
interface DoneTransaction {
  readonly logs: VersionedEvents[];
  readonly sends: SendsOfTransaction;
  /** Statements that nobody waits for and that fail the transaction where they do not hold. */
  readonly presumed: Promise<void>[];
}

function newTransaction(): DoneTransaction {
  return { logs: [], sends: new SendsOfTransaction(), presumed: [] };
}

/** What fails behind a presumption that does not hold fails for that reason. */
async function presuming<T>(
  presumed: readonly Promise<void>[],
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await Promise.all(presumed);
    throw error;
  }
}

function outdated(error: unknown): Outdated | null {
  const { code } = error as { readonly code?: unknown };
  if (code === rulesOutdated) {
    return new Outdated("RULES");
  }
  if (code === notNew) {
    return new Outdated("NEW");
  }
  return isPeriodRefused(error) ? new Outdated("BUDGET") : null;
}

/** @param done gets what is locked and written */
function txOver(
  db: Connection,
  known: KnownSends,
  { logs, sends, presumed }: DoneTransaction,
): Omit<Tx, "commit"> {
  return {
    insertIdempotency: async (rows) =>
      rows.length === 0 ? new Set<string>() : await insertIdempotency(db, rows),
    lockSends: async (keys) =>
      keys.length === 0 ? [] : await lockedWithAttempts(db, keys, known, { sends, presumed }),
    lockDueSends: async (keys, now) =>
      keys.length === 0 ? [] : await withAttempts(db, await lockDueSends(db, keys, now)),
    loadRevisions: async (keys) => (keys.length === 0 ? new Map() : await loadRevisions(db, keys)),
    lockRecipients: (recipients) => unlessEmpty(recipients, () => lockRecipients(db, recipients)),
    findOpenSends: (recipients, since) =>
      orEmpty(recipients, () => findOpenSends(db, recipients, since)),
    presumeNew: (...given) => void presumed.push(presumeNew(db, ...given)),
    insertSends(rows) {
      sends.inserted(rows);
      return unlessEmpty(rows, () => insertSends(db, rows));
    },
    updateSends(rows) {
      sends.updated(rows);
      return unlessEmpty(rows, () => updateSends(db, rows));
    },
    insertAttempts(rows) {
      sends.planned(rows);
      return unlessEmpty(rows, () => insertAttempts(db, rows));
    },
    updateAttempts: (rows) => unlessEmpty(rows, () => updateAttempts(db, rows)),
    insertReceipts: (rows) => unlessEmpty(rows, () => insertReceipts(db, rows)),
    insertMessageRoutes: (rows) => unlessEmpty(rows, () => insertMessageRoutes(db, rows)),
    insertLedgerEntries: (rows) => unlessEmpty(rows, () => insertLedgerEntries(db, rows)),
    lockBudgetPeriods: (keys) => orEmpty(keys, () => lockBudgetPeriods(db, keys)),
    changeBudgetPeriods: (changes) => orEmpty(changes, () => changeBudgetPeriods(db, changes)),
    insertAlerts: (alerts) => orEmpty(alerts, () => insertAlerts(db, alerts)),
    insertGuardDecisions: (rows) => unlessEmpty(rows, () => insertGuardDecisions(db, rows)),
    insertRawCallbacks: (rows) => unlessEmpty(rows, () => insertRawCallbacks(db, rows)),
    insertInbox: (rows) => unlessEmpty(rows, () => insertInbox(db, rows)),
    takeInbox: (ids) => orEmpty(ids, () => takeInbox(db, ids)),
    findWaitingInbox: (ids) => orEmpty(ids, () => findWaitingInbox(db, ids)),
    countRecipientChecks: async (recipients, now) =>
      recipients.length === 0 ? new Map() : await countRecipientChecks(db, recipients, now),
    appendEvents: (events) =>
      unlessEmpty(events, () => appendEvents(db, events).then((own) => void logs.push(...own))),
    confirmRules: (versions) => void presumed.push(confirmRules(db, versions)),
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

/**
 * Both statements go out at once; the second runs once the first holds the locks. Sends that are as
 * this process knows them are not read, nor are their attempts.
 */
async function lockedWithAttempts(
  db: Connection,
  keys: readonly Key[],
  known: KnownSends,
  { sends, presumed }: Pick<DoneTransaction, "sends" | "presumed">,
): Promise<readonly LockedSend[]> {
  const taken = new Map(keys.map((key) => [key.id, known.take(key.tenantId, key.id)]));
  const versions = keys.map((key) => taken.get(key.id)?.version ?? null);
  const unknown = keys.filter((key) => taken.get(key.id) === undefined);
  if (unknown.length === 0) {
    // They are not known any more when this fails, and the transaction is begun anew.
    presumed.push(lockKnownSends(db, keys, versions as readonly string[]));
    return opened([...taken.values()] as KnownSend[], sends);
  }
  const [changed, attempts] = await Promise.all([
    lockSends(db, keys, versions),
    orEmpty(unknown, () => readAttempts(db, unknown)),
  ]);
  const moved = changed.filter(({ send }) => taken.get(send.id) !== undefined);
  const others = await orEmpty(moved, () =>
    readAttempts(
      db,
      moved.map(({ send }) => send),
    ),
  );
  const read = new Map(changed.map((one) => [one.send.id, one]));
  const bySend = groupBySend([...attempts, ...others]);
  const locked: KnownSend[] = [];
  for (const { id } of keys) {
    const row = read.get(id);
    const one = row === undefined ? taken.get(id) : { ...row, attempts: bySend.get(id) ?? [] };
    if (one !== undefined) {
      locked.push(one);
    }
  }
  return opened(locked, sends);
}

function opened(locked: KnownSend[], sends: SendsOfTransaction): readonly LockedSend[] {
  locked.sort(inLockOrder);
  locked.forEach((one) => sends.opened(one));
  return locked;
}

function inLockOrder({ send: a }: LockedSend, { send: b }: LockedSend): number {
  return a.tenantId === b.tenantId ? (a.id < b.id ? -1 : 1) : a.tenantId < b.tenantId ? -1 : 1;
}

/** Attempts are changed only under their send's lock, so reading them after it is enough. */
async function withAttempts(db: Connection, sends: readonly SendRow[]): Promise<LockedSend[]> {
  if (sends.length === 0) {
    return [];
  }
  return joined(sends, await readAttempts(db, sends));
}

function joined(sends: readonly SendRow[], attempts: readonly AttemptRow[]): LockedSend[] {
  const bySend = groupBySend(attempts);
  return sends.map((send) => ({ send, attempts: bySend.get(send.id) ?? [] }));
}

function groupBySend(attempts: readonly AttemptRow[]): Map<string, AttemptRow[]> {
  const bySend = new Map<string, AttemptRow[]>();
  for (const attempt of attempts) {
    const own = bySend.get(attempt.sendId);
    if (own === undefined) {
      bySend.set(attempt.sendId, [attempt]);
    } else {
      own.push(attempt);
    }
  }
  return bySend;
}
