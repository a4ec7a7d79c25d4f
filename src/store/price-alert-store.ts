import type pg from "pg";
import type { PriceAlertStore } from "../manage/alerts/ports.js";
import { findPriceChanges, readPlanAndPriceVersion } from "./sql/find-price-changes.js";
import { keepPriceAlerts } from "./sql/keep-price-alerts.js";
import { transaction } from "./transaction.js";

// Changes and plans may both be many.
const begin = "begin; set local jit = off; set local enable_hashjoin = on";

/** News of prices over the engine's pool. */
export function createPriceAlertStore(pool: pg.Pool): PriceAlertStore {
  return {
    version: () => readPlanAndPriceVersion(pool),
    priceChanges: (since) => transaction(pool, (client) => findPriceChanges(client, since), begin),
    keepPriceAlerts: (alerts, now) =>
      transaction(pool, (client) => keepPriceAlerts(client, alerts, now)),
  };
}
