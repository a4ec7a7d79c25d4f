import type pg from "pg";
import type { HealthStore } from "../flow/ports.js";
import { insertAlerts } from "./sql/insert-alerts.js";
import { lockBreakers } from "./sql/lock-breakers.js";
import { stopAccounts } from "./sql/stop-accounts.js";
import { upsertBreakers } from "./sql/upsert-breakers.js";
import { transaction } from "./transaction.js";

/** Breakers and stopped accounts over the engine's pool. */
export function createHealthStore(pool: pg.Pool): HealthStore {
  return {
    changeBreakers: (routes, decide) =>
      transaction(pool, async (client) => {
        const { changes, alerts } = decide(await lockBreakers(client, routes));
        if (changes.length > 0) {
          await upsertBreakers(client, changes);
        }
        if (alerts.length > 0) {
          await insertAlerts(client, alerts);
        }
      }),
    stopAccounts: (accountIds, now) =>
      transaction(pool, (client) => stopAccounts(client, accountIds, now)),
  };
}
