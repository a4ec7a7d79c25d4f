import type pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { buildCostFacts } from "../manage/reports/build-cost-facts.js";
import { refreshMarket } from "../manage/stats/refresh-market.js";
import { rollUp } from "../manage/stats/roll-up.js";
import { createCostFactStore } from "../store/cost-fact-store.js";
import { createMarketStatStore } from "../store/market-stat-store.js";
import { createRollUpStore } from "../store/roll-up-store.js";
import { analyzeHistory } from "../store/sql/analyze-history.js";

const pauseMs = 100;
const triesMax = 100;

/**
 * Rolls up what was just stored, has the market show it and adds its days up, instead of waiting
 * for the jobs that do so. Where another process is at it, that one is waited for.
 */
export async function countHistory(owner: pg.Pool): Promise<void> {
  await analyzeHistory(owner);
  await Promise.all([countQuality(owner), buildCostFacts(createCostFactStore(owner), new Date())]);
}

async function countQuality(owner: pg.Pool): Promise<void> {
  const rollUps = createRollUpStore(owner);
  const market = createMarketStatStore(owner);
  await repeat(async () => (await rollUp(rollUps, new Date()))?.isMore === false);
  await refreshMarket(market, new Date(), true);
}

async function repeat(isDone: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < triesMax && !(await isDone()); tries += 1) {
    await sleep(pauseMs);
  }
}
