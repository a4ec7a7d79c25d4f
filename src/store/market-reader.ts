import type pg from "pg";
import type { MarketReader } from "../flow/market.js";
import type { HealthReads } from "../manage/vendors/ports.js";
import { loadBreakers } from "./sql/load-breakers.js";
import { beginMarketLoad, loadMarket } from "./sql/load-market.js";
import { readHealthFacts, readVendorChannels } from "./sql/read-health-facts.js";
import { transaction } from "./transaction.js";

/** The market for the hot path and for those who follow its health, read as sandi_engine. */
export function createMarketReader(engine: pg.Pool, now: () => Date): MarketReader & HealthReads {
  return {
    loadMarket: () => transaction(engine, (client) => loadMarket(client, now()), beginMarketLoad),
    loadBreakers: () => loadBreakers(engine),
    allHealthFacts: () => readHealthFacts(engine),
    channelsOfVendors: () => readVendorChannels(engine),
  };
}
