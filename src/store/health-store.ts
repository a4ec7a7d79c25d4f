import type pg from "pg";
import type { HealthStore } from "../flow/ports.js";
import { insertAlerts } from "./sql/insert-alerts.js";
import { lockBreakers } from "./sql/lock-breakers.js";
import { resolveAlerts } from "./sql/resolve-alerts.js";
import { restartAccount, stopAccounts } from "./sql/stop-accounts.js";
import { upsertBreakers } from "./sql/upsert-breakers.js";
import { transaction } from "./transaction.js";

/** Breakers and stopped accounts over the engine's pool. */
export function createHealthStore(pool: pg.Pool): HealthStore {
  return {
    changeBreakers: (routes, decide) =>
      transaction(pool, async (client) => {
        const { changes, alerts, resolved } = decide(await lockBreakers(client, routes));
        const [first] = changes;
        if (first !== undefined) {
          await upsertBreakers(client, changes);
          await insertAlerts(client, alerts);
          if (resolved.length > 0) {
            await resolveAlerts(client, resolved, first.changedAt);
          }
        }
      }),
    stopAccounts: (accountIds, now) =>
      transaction(pool, (client) => stopAccounts(client, accountIds, now)),
    restartAccount: (accountId, resolved, message, now) =>
      transaction(pool, async (client) => {
        const isRestarted = await restartAccount(client, accountId, message, now);
        if (isRestarted) {
          await resolveAlerts(client, [resolved], now);
        }
        return isRestarted;
      }),
  };
}
