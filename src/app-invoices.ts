/** Joins what holds invoices against the books; a part of app.ts. */
import type { Ground } from "./ground.js";
import type { HotStore } from "./flow/ports.js";
import { RulesCache } from "./flow/rules-cache.js";
import type { ReconcilePorts } from "./manage/invoices/reconcile-invoice.js";
import { createHotStore } from "./store/hot-store.js";
import { createMarketReader } from "./store/market-reader.js";
import { createReconciliationStore } from "./store/reconciliation-store.js";
import { createRulesReader } from "./store/rules-reader.js";

/**
 * What reconciling stands on, in a server and in a command.
 *
 * @param walk the server's own; null = there is none here
 */
export function invoicePorts(
  { pools, slow, keyring, bus, database }: Ground,
  walk: { readonly store: HotStore; readonly rules: RulesCache } | null,
  now: () => Date,
): ReconcilePorts {
  const reader = { ...createRulesReader(pools.engine), ...createMarketReader(pools.engine, now) };
  return {
    reconciliations: createReconciliationStore(slow.dataSource, pools.engine, database.target),
    vendors: slow.stores.vendors,
    accounts: slow.stores.accounts,
    keyring,
    bus,
    clock: { now },
    store: walk?.store ?? createHotStore(pools.engine),
    // Nothing is sent from here: whether a vendor wants a sender is never asked.
    rules: walk?.rules ?? new RulesCache(reader, () => []),
  };
}
