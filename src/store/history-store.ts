import type pg from "pg";
import { idFloorAt } from "../core/id-time.js";
import type { HistoryStore, HistoryTx } from "../manage/seed/history-store.js";
import { changeBudgetPeriods } from "./sql/change-budget-periods.js";
import { findWithoutPast } from "./sql/find-without-past.js";
import { insertAlerts } from "./sql/insert-alerts.js";
import { insertAttempts } from "./sql/insert-attempts.js";
import { insertBudgetPeriods } from "./sql/insert-budget-periods.js";
import { insertLedgerEntries } from "./sql/insert-ledger-entries.js";
import { insertMessageRoutes } from "./sql/insert-message-routes.js";
import { insertPastEvents } from "./sql/insert-past-events.js";
import { insertReceipts } from "./sql/insert-receipts.js";
import { insertSends } from "./sql/insert-sends.js";
import { listBudgetPeriods } from "./sql/list-budget-periods.js";
import { openPast } from "./sql/open-past.js";
import { reservePast } from "./sql/reserve-past.js";
import { keepPast } from "./sql/route-past.js";
import { resolveAlerts } from "./sql/resolve-alerts.js";
import { rollUpLock } from "./roll-up-store.js";
import { transaction } from "./transaction.js";

const presentSeq = 1_000_000n;
// "past" in ASCII.
const lockKey = 1885434740;

// Every look-up has its index; on a young table the planner would rather read it whole. A crash
// that takes the commit takes all of it, and the next start plays it anew.
const begin =
  "begin; set local jit = off; set local enable_seqscan = off; " +
  "set local plan_cache_mode = force_generic_plan; set local synchronous_commit = off";

/** The past as its tables' owner: it has what was counted forgotten, which nobody else may. */
export function createHistoryStore(owner: pg.Pool): HistoryStore {
  return {
    presentSeq,
    reservePast: (tenantIds) => reservePast(owner, tenantIds, presentSeq),
    withoutPast: (tenants) =>
      findWithoutPast(
        owner,
        tenants.map(({ id, before }) => ({ id, floor: idFloorAt(before) })),
        presentSeq,
      ),
    budgetPeriods: (tenantIds, at) => listBudgetPeriods(owner, tenantIds, at),
    beginBudgetPeriods: (rows) => insertBudgetPeriods(owner, rows),
    alone: (tenantIds, work) => alone(owner, tenantIds, work),
    write: (work) => transaction(owner, (client) => work(txOver(client)), begin),
  };
}

async function alone<T>(
  owner: pg.Pool,
  tenantIds: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const client = await owner.connect();
  try {
    // In one order, so that no two wait for each other.
    for (const id of tenantIds.toSorted()) {
      await client.query("select pg_advisory_lock(hashtextextended($1, $2))", [id, lockKey]);
    }
    return await work();
  } finally {
    // Closed, so that the lock goes whatever has happened.
    client.release(true);
  }
}

function txOver(client: pg.PoolClient): HistoryTx {
  return {
    insertSends: (rows) => insertSends(client, rows),
    insertAttempts: (rows) => insertAttempts(client, rows),
    insertReceipts: (rows) => insertReceipts(client, rows),
    insertMessageRoutes: (rows) => insertMessageRoutes(client, rows),
    insertLedgerEntries: (rows) => insertLedgerEntries(client, rows),
    insertPastEvents: (rows) => insertPastEvents(client, rows),
    insertBudgetPeriods: (rows) => insertBudgetPeriods(client, rows),
    changeBudgetPeriods: (changes) => changeBudgetPeriods(client, changes),
    insertAlerts: (alerts) => insertAlerts(client, alerts),
    async resolveAlerts(causes) {
      for (const { at, ...cause } of causes) {
        await resolveAlerts(client, [cause], at);
      }
    },
    forgetCounted: (tenantIds) => forgetCounted(client, tenantIds),
    async openPast(counts) {
      await keepPast(client, counts, presentSeq);
      await openPast(client, counts, presentSeq);
    },
  };
}

async function forgetCounted(client: pg.PoolClient, tenantIds: readonly string[]): Promise<void> {
  await client.query("select pg_advisory_xact_lock($1)", [rollUpLock]);
  await client.query("delete from stat_cursor where tenant_id = any($1)", [tenantIds]);
  await client.query("delete from cost_cursor where tenant_id = any($1)", [tenantIds]);
  await client.query("update cost_day set is_dirty = true where tenant_id = any($1)", [tenantIds]);
}
