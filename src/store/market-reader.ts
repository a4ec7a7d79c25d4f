import type pg from "pg";
import type { MarketReader } from "../flow/market.js";
import type { HealthReads } from "../manage/vendors/ports.js";
import { loadBreakers } from "./sql/load-breakers.js";
import { loadMarket } from "./sql/load-market.js";
import { readHealthFacts, readVendorChannels } from "./sql/read-health-facts.js";

/** The market for the hot path and for those who follow its health, read as sandi_engine. */
export function createMarketReader(engine: pg.Pool, now: () => Date): MarketReader & HealthReads {
  return {
    loadMarket: () => loadMarket(engine, now()),
    loadBreakers: () => loadBreakers(engine),
    allHealthFacts: () => readHealthFacts(engine),
    channelsOfVendors: () => readVendorChannels(engine),
  };
}
