import { randomInt } from "node:crypto";
import type { Ground } from "../ground.js";
import type { SeededTenant } from "../manage/seed/seed-tenants.js";
import { historyKeyring } from "../manage/seed/history-keyring.js";
import { RowCollector } from "../manage/seed/history-rows.js";
import { MemoryStore } from "../manage/seed/memory-store.js";
import { HistoryPlayer, type Visit } from "../manage/seed/play-history.js";
import { writeHistory } from "../manage/seed/write-history.js";
import { coin, keyOf, mixKeys } from "../market/coin.js";
import { type Market, openMarket } from "../market/market.js";
import { openDemoHistoryScenario } from "../sandbox/open-demo-scenario.js";
import { demoProfiles } from "../sandbox/vendor-profiles.js";
import { Agenda } from "../simulate/agenda.js";
import { arrivals } from "../simulate/arrivals.js";
import { openCrowd } from "../simulate/crowd.js";
import { createHotStore } from "../store/hot-store.js";
import { createMarketReader } from "../store/market-reader.js";
import { createRulesReader } from "../store/rules-reader.js";
import { analyzeHistory } from "../store/sql/analyze-history.js";
import { resolveAlerts } from "../store/sql/resolve-alerts.js";
import { sandbox } from "../vendors/sandbox/sandbox.js";
import { demoVendors } from "./demo-vendors.js";

export interface HistoryRequest {
  readonly tenants: readonly SeededTenant[];
  readonly days: number;
  /** The luck of the market and of everybody in it. */
  readonly seed: number;
  readonly now: Date;
  /** Hears how far it is. */
  readonly say: (line: string) => void;
}

const dayMs = 86_400_000;
/** The last requests come this long before now: their codes are over when the server starts. */
const quietMs = 16 * 60_000;
const drawSteps = 2 ** 32;
const toldEveryMs = 2_500;

/**
 * Plays the days before now: four tenants' traffic over the demo's market, in virtual time by the
 * walk's own steps, stored as ordinary rows in one transaction.
 */
export async function playDemoHistory(ground: Ground, request: HistoryRequest): Promise<void> {
  const { tenants, days, seed, now, say } = request;
  const startsAt = new Date(now.getTime() - days * dayMs);
  const startedAt = performance.now();
  say(`Playing ${days} days of traffic of ${tenants.length} tenants ...`);
  const market = openMarket(openDemoHistoryScenario(days), seed);
  const hot = createHotStore(ground.pools.engine);
  const collector = new RowCollector();
  const reader = createRulesReader(ground.pools.engine);
  const ids = tenants.map(({ row }) => row.id);
  const rules = await reader.loadTenantRules(ids);
  // Nobody changes a rule while the past is played.
  const versions = await reader.readRulesVersions(ids);
  const store = new MemoryStore(collector, versions);
  await store.insertBudgetPeriods(
    await hot.readBudgetPeriods(
      rules.flatMap(({ tenantId, budgets }) => budgets.map(({ id }) => ({ tenantId, id }))),
    ),
  );
  const agenda = new Agenda(startsAt.getTime());
  const player = new HistoryPlayer({
    store,
    reader: {
      ...reader,
      readRulesVersions: async () => versions,
      // As it was, so that every price of the time is known.
      ...createMarketReader(ground.pools.engine, () => startsAt),
    },
    keyring: historyKeyring(ground.keyring),
    time: agenda,
    receiptHorizonSec: sandbox.capabilities.receiptHorizonSec,
    draw: () => randomInt(drawSteps) / drawSteps,
    submit: demoVendors(market, demoProfiles, startsAt),
  });
  const end = await writeHistory(hot, now, async (writer) => {
    const tell = progress(startsAt, now, say);
    for (const tenant of tenants) {
      enterVisits(agenda, player, visits(market, tenant, request, startsAt), async () => {
        tell(agenda.nowMs);
        await writer.written(collector);
      });
    }
    await agenda.run(now.getTime());
    return { end: store.end(), rest: collector.take() };
  });
  for (const { at, ...cause } of end.resolved) {
    await resolveAlerts(ground.pools.engine, [cause], at);
  }
  await analyzeHistory(ground.pools.owner);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${collector.finished} sends were played and stored in ${seconds} s.`);
}

/** Enters one visit after the other, so that only the next one of each tenant waits. */
function enterVisits(
  agenda: Agenda,
  player: HistoryPlayer,
  timed: Iterator<readonly [atMs: number, visit: Visit]>,
  visited: () => Promise<void>,
): void {
  const { value, done } = timed.next();
  if (done === true) {
    return;
  }
  const [atMs, visit] = value;
  agenda.at(atMs, async () => {
    await player.visit(visit);
    await visited();
    enterVisits(agenda, player, timed, visited);
  });
}

function* visits(
  market: Market,
  { row, demo }: SeededTenant,
  { seed, now }: HistoryRequest,
  startsAt: Date,
): Generator<readonly [atMs: number, visit: Visit]> {
  const { traffic } = demo;
  const key = mixKeys(seed, keyOf(row.slug));
  const visitor = openCrowd(market, key, traffic);
  const untilMs = now.getTime() - quietMs;
  let count = 0;
  for (const atMs of arrivals(traffic, mixKeys(key, 1), startsAt.getTime(), untilMs)) {
    count += 1;
    const somebody = visitor(count);
    const plan = planAt(traffic.plans, coin(mixKeys(key, 2), count));
    if (somebody !== null && plan !== undefined && (!plan.byEmail || somebody.email !== null)) {
      const { phone, email, ...person } = somebody;
      const request = {
        planKey: plan.key,
        idempotencyKey: `${row.slug}-${count}`,
        phone: plan.byEmail ? null : phone,
        email,
        purpose: plan.purpose,
        externalId: `${row.slug}-${count}`,
        defaultCountry: null,
        locale: null,
        metadata: null,
        code: null,
        endUserIp: null,
        maxCost: null,
      };
      yield [atMs, { tenantId: row.id, request, ...person }];
    }
  }
}

type PlanShares = SeededTenant["demo"]["traffic"]["plans"];

function planAt(plans: PlanShares, draw: number): PlanShares[number] | undefined {
  let end = 0;
  return plans.find(({ share }) => {
    end += share;
    return draw < end;
  });
}

/** Tells how far virtual time is, every few seconds. */
function progress(from: Date, until: Date, say: (line: string) => void): (atMs: number) => void {
  let toldAt = performance.now();
  return (atMs) => {
    if (performance.now() - toldAt > toldEveryMs) {
      toldAt = performance.now();
      const share = (atMs - from.getTime()) / (until.getTime() - from.getTime());
      say(`  ${Math.round(100 * share)} %`);
    }
  };
}
