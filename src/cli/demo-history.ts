import { randomInt } from "node:crypto";
import { periodAt } from "../core/ledger/period.js";
import { uuidv7 } from "uuidv7";
import type { Keyring } from "../flow/keyring.js";
import type { BudgetPeriodRow } from "../flow/rows.js";
import type { TenantRules } from "../flow/rules.js";
import { demoTenants } from "../manage/seed/demo-tenants.js";
import { historyKeyring } from "../manage/seed/history-keyring.js";
import { RowCollector } from "../manage/seed/history-rows.js";
import type { HistoryStore, HistoryTenant } from "../manage/seed/history-store.js";
import { MemoryStore } from "../manage/seed/memory-store.js";
import { HistoryPlayer, type Visit } from "../manage/seed/play-history.js";
import { writeHistory } from "../manage/seed/write-history.js";
import { openMarket } from "../market/market.js";
import { openDemoHistoryScenario } from "../sandbox/open-demo-scenario.js";
import { demoProfiles } from "../sandbox/vendor-profiles.js";
import { Agenda } from "../simulate/agenda.js";
import { createHistoryStore } from "../store/history-store.js";
import { createMarketReader } from "../store/market-reader.js";
import type { DatabaseTarget } from "../store/connection.js";
import { createPool, type Pools } from "../store/pool.js";
import { createRulesReader } from "../store/rules-reader.js";
import { sandbox } from "../vendors/sandbox/sandbox.js";
import { demoVendors } from "./demo-vendors.js";
import { countVisits, demoVisits, type Traffic } from "./demo-visits.js";

/** What the past is played on. */
export interface HistoryGround {
  readonly target: DatabaseTarget;
  readonly pools: Pick<Pools, "engine">;
  readonly keyring: Keyring;
}

export interface HistoryRequest {
  readonly tenants: readonly HistoryTenant[];
  readonly days: number;
  /** The luck of the market and of everybody in it. */
  readonly seed: number;
  readonly now: Date;
  /** Hears how far it is, 0..1, from 0 on. */
  readonly played: (share: number) => void;
}

/** A market that is to have a past is founded this many days before its traffic begins. */
export const daysBeforeTraffic = 5;
export const dayMs = 86_400_000;
/** The last requests come this long before the end: their codes are over by then. */
const quietMs = 16 * 60_000;
const drawSteps = 2 ** 32;
const toldTimes = 100;
// One keeps others out, one writes, one asks.
const connectionsMax = 3;

/**
 * Plays the past of those tenants that are to have one and have none: their traffic over the demo's
 * market, in virtual time by the walk's own steps, stored as ordinary rows in one transaction that
 * sends of today need not wait for. Cut short, it leaves nothing, and the next call begins anew.
 * One process at a time plays a tenant's; another one waits. Returns how many sends there are of it
 * now; `countHistory` counts them.
 */
export async function playDemoHistory(
  ground: HistoryGround,
  request: HistoryRequest,
): Promise<number> {
  const owner = createPool(ground.target, "owner", connectionsMax, () => undefined, true);
  try {
    const store = createHistoryStore(owner);
    const ids = request.tenants.map(({ id }) => id);
    return await store.alone(ids, async () => {
      const days = Math.min(request.days, ...request.tenants.map((one) => daysSince(one, request)));
      const tenants = await tenantsWithoutPast(store, request.tenants);
      return tenants.length > 0 && days > 0
        ? await play(ground, store, { ...request, tenants, days })
        : 0;
    });
  } finally {
    await owner.end();
  }
}

/** Those of these tenants whose past is still to be played. */
export async function tenantsWithoutPast(
  store: HistoryStore,
  tenants: readonly HistoryTenant[],
): Promise<readonly HistoryTenant[]> {
  const lacking = await store.withoutPast(
    tenants.map(({ id, foundedAt }) => ({
      id,
      // Sends of their own come later in any case.
      before: new Date(foundedAt.getTime() + (daysBeforeTraffic + 0.5) * dayMs),
    })),
  );
  return tenants.filter(({ id }) => lacking.has(id));
}

/** How many days of traffic there is room for since a tenant was founded. */
function daysSince({ foundedAt }: HistoryTenant, { now }: HistoryRequest): number {
  return Math.floor((now.getTime() - foundedAt.getTime()) / dayMs) - daysBeforeTraffic;
}

async function play(
  ground: HistoryGround,
  store: HistoryStore,
  request: HistoryRequest,
): Promise<number> {
  const { tenants, days, now, played } = request;
  played(0);
  const foundedMs = Math.max(...tenants.map(({ foundedAt }) => foundedAt.getTime()));
  const startsAt = new Date(foundedMs + daysBeforeTraffic * dayMs);
  const endsAt = new Date(startsAt.getTime() + days * dayMs);
  const collector = new RowCollector();
  const stage = await setStage(ground, store, collector, { ...request, startsAt, endsAt });
  const ids = tenants.map(({ id }) => id);
  await writeHistory(store, ids, now, async (writer) => {
    const { agenda, player, memory, market, traffics } = stage;
    const tell = progress(
      traffics.reduce((sum, traffic) => sum + countVisits(traffic), 0),
      played,
    );
    for (const traffic of traffics) {
      enterVisits(agenda, player, demoVisits(market, traffic), async () => {
        tell();
        await writer.written(collector);
      });
    }
    await agenda.run(endsAt.getTime());
    return { end: memory.end(), rest: collector.take() };
  });
  return collector.finished;
}

interface Span {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Everything that the play needs, with the rules as they are when it begins. */
async function setStage(
  { pools, keyring }: HistoryGround,
  store: HistoryStore,
  collector: RowCollector,
  { tenants, days, seed, startsAt, endsAt }: HistoryRequest & Span,
) {
  const market = openMarket(openDemoHistoryScenario(days), seed);
  const reader = createRulesReader(pools.engine);
  const ids = tenants.map(({ id }) => id);
  // Nobody changes a rule while the past is played.
  const versions = await reader.readRulesVersions(ids);
  const rules = await reader.loadTenantRules(ids);
  const periods = await beginPeriods(store, rules, { startsAt, endsAt });
  const known = new Set(periods.map(({ budgetId }) => budgetId));
  // Budgets of today do not count what was before them.
  const ofThen = rules.map((one) => ({
    ...one,
    budgets: one.budgets.filter(({ id }) => known.has(id)),
  }));
  const memory = new MemoryStore(collector, periods);
  const agenda = new Agenda(startsAt.getTime());
  const player = new HistoryPlayer({
    store: memory,
    reader: {
      ...reader,
      loadTenantRules: async (wanted) => ofThen.filter(({ tenantId }) => wanted.includes(tenantId)),
      readRulesVersions: async () => versions,
      // As it was, so that every price of the time is known.
      ...createMarketReader(pools.engine, () => startsAt),
    },
    keyring: historyKeyring(keyring),
    time: agenda,
    receiptHorizonSec: sandbox.capabilities.receiptHorizonSec,
    draw: () => randomInt(drawSteps) / drawSteps,
    submit: demoVendors(market, demoProfiles, startsAt),
  });
  const fromMs = startsAt.getTime();
  const untilMs = endsAt.getTime() - quietMs;
  const traffics = tenants.flatMap((tenant): Traffic[] => {
    const demo = demoTenants.find((one) => one.tenant.slug === tenant.slug);
    return demo === undefined ? [] : [{ tenant, demo, seed, fromMs, untilMs }];
  });
  return { market, memory, agenda, player, traffics };
}

/**
 * The stored periods of the budgets that there were when it all began. The one that the past ends
 * in, which sends of today share, is begun now.
 */
async function beginPeriods(
  store: HistoryStore,
  rules: readonly TenantRules[],
  { startsAt, endsAt }: Span,
): Promise<readonly BudgetPeriodRow[]> {
  const tenantIds = rules.map(({ tenantId }) => tenantId);
  const known = new Set(
    (await store.budgetPeriods(tenantIds, startsAt)).map(({ budgetId }) => budgetId),
  );
  await store.beginBudgetPeriods(
    rules.flatMap(({ tenantId, timeZone, budgets }) =>
      budgets
        .filter(({ id }) => known.has(id))
        .map((budget) => ({
          tenantId,
          id: uuidv7(),
          budgetId: budget.id,
          ...periodAt(budget.period, timeZone, endsAt, null),
          spentMicros: 0n,
          heldMicros: 0n,
        })),
    ),
  );
  return await store.budgetPeriods(tenantIds, startsAt);
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

/** Tells how far it is, a hundred times on the way. */
function progress(visits: number, played: (share: number) => void): () => void {
  let seen = 0;
  let told = 0;
  return () => {
    seen += 1;
    if (seen * toldTimes >= (told + 1) * visits) {
      told = Math.floor((seen * toldTimes) / visits);
      played(seen / visits);
    }
  };
}
