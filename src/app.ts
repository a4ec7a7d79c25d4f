/** The composition root: the only file that builds everything and joins ports to adapters. */
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import Fastify, { type FastifyInstance } from "fastify";
import { planAnswers } from "./app-replays.js";
import { exportPorts, startExports } from "./app-exports.js";
import { openTypedCodes, startVendorFeedback } from "./app-feedback.js";
import { invoicePorts } from "./app-invoices.js";
import { startRouting, trustIn } from "./app-learner.js";
import { listPorts, startListChecks } from "./app-lists.js";
import { registerPage } from "./app-page.js";
import { openPlatform } from "./app-platform.js";
import { type Job, stopSteps } from "./app-stop.js";
import { checkPorts, openVendors, tendConnections, type Vendors } from "./app-vendors.js";
import type { Config } from "./config.js";
import type { PostgresBus } from "./events/postgres-bus.js";
import { LogTail } from "./events/tail.js";
import { defaultBatchSizes } from "./flow/batch-options.js";
import { expireStale, type RetentionStore } from "./flow/expire-stale.js";
import { mintClientToken } from "./flow/client-token.js";
import { createWalk, type Walk, type WalkPorts } from "./flow/create-walk.js";
import { createSchema } from "./graphql/schema.js";
import type { ReportFault } from "./graphql/errors.js";
import type { ResolverPorts } from "./graphql/resolver-ports.js";
import { registerCallbacks } from "./http/callbacks.js";
import { registerExports } from "./http/exports.js";
import { type GraphqlEndpoint, registerGraphql } from "./http/graphql-endpoint.js";
import { registerGraphiql } from "./http/graphiql.js";
import { registerHealth } from "./http/health.js";
import { flowMetrics } from "./http/flow-metrics.js";
import { createIdentify } from "./http/identify.js";
import { createMetrics, type Metrics, registerMetrics } from "./http/metrics.js";
import type { DemoDoor } from "./http/session.js";
import { createShutdown } from "./http/shutdown.js";
import { registerUploads } from "./http/uploads.js";
import { startCostFacts } from "./jobs/cost-facts.js";
import { every } from "./jobs/every.js";
import { startRollUp } from "./jobs/roll-up.js";
import { startTimerLoop } from "./jobs/timer-loop.js";
import type { Log } from "./log.js";
import { createAlertTail } from "./manage/alerts/alert-tail.js";
import { resolveEnded } from "./manage/alerts/resolve-ended.js";
import { watchPrices } from "./manage/alerts/watch-prices.js";
import { expireUploads } from "./manage/uploads/expire-uploads.js";
import type { UploadStore } from "./manage/uploads/ports.js";
import { refreshMarket } from "./manage/stats/refresh-market.js";
import { HealthFeed } from "./manage/vendors/health-feed.js";
import { createAlertStore } from "./store/alert-store.js";
import { createBudgetStore } from "./store/budget-store.js";
import { createCostFactStore } from "./store/cost-fact-store.js";
import { createHealthStore } from "./store/health-store.js";
import { createGuardStore } from "./store/guard-store.js";
import { createHotStore } from "./store/hot-store.js";
import { createEstimateReader, createPrefixCountStore } from "./store/learner-store.js";
import { createKeyAuthenticator } from "./store/key-authenticator.js";
import { createMarketStatStore } from "./store/market-stat-store.js";
import { createPriceAlertStore } from "./store/price-alert-store.js";
import { createMarketReader } from "./store/market-reader.js";
import { createPlanFactsStore } from "./store/plan-facts-store.js";
import { createQualityReader } from "./store/quality-reader.js";
import { createReportReader } from "./store/report-reader.js";
import { createRetentionStore } from "./store/retention-store.js";
import { createRollUpStore } from "./store/roll-up-store.js";
import { createRulesReader } from "./store/rules-reader.js";
import { createSendReads } from "./store/send-reads.js";
import { readAlertsSince } from "./store/sql/read-alerts-since.js";
import { readEvents } from "./store/sql/read-events.js";
import { resolveEndedAlerts } from "./store/sql/resolve-ended-alerts.js";
import { countRoundTrips } from "./store/sql/statement.js";
import { accountChecker } from "./vendors/account-checker.js";
import type { AccountOpener } from "./vendors/gateway.js";
import { type Ground, openGround } from "./ground.js";

/** A server that answers. */
export interface App {
  /** Where it listens. */
  readonly url: string;
  readonly port: number;
  readonly walk: Walk;
  readonly ground: Ground;
  /** Stops in order; true when all went well. Safe to call twice. */
  stop(): Promise<boolean>;
}

export interface AppOptions {
  /** Hears one line about anything that a person starting the server wants to know. */
  readonly say: (line: string) => void;
  /** Runs on the open database before the first request is taken. */
  readonly prepare?: (ground: Ground) => Promise<void>;
  /** What the demo opens to everybody who reaches the dashboard; absent = there is no demo. */
  readonly demo?: () => DemoDoor | null;
  /** The compiled app-thread.js, for a thread that learns; absent = it is learned in this one. */
  readonly thread?: URL;
}

/** Starts the server: database, migrations, walk, timers, HTTP. Throws what a person can act on. */
export async function startApp(config: Config, log: Log, options: AppOptions): Promise<App> {
  const failed = (error: unknown, what = "in the background"): void =>
    log.error({ err: error }, what);
  const ground = await openGround(config, failed, options.say);
  try {
    await options.prepare?.(ground);
    return await startOn(ground, config, log, {
      failed,
      say: options.say,
      demo: options.demo ?? (() => null),
      thread: options.thread ?? null,
    });
  } catch (error) {
    await ground.close();
    throw error;
  }
}

interface AppHooks {
  readonly failed: (error: unknown, what?: string) => void;
  readonly say: (line: string) => void;
  readonly demo: () => DemoDoor | null;
  readonly thread: URL | null;
}

async function startOn(
  ground: Ground,
  config: Config,
  log: Log,
  { failed, say, demo, thread }: AppHooks,
): Promise<App> {
  const { pools, keyring, bus, slow } = ground;
  const metrics = createMetrics({ engine: pools.engine, app: pools.app }, countRoundTrips);
  const reads = createSendReads(pools.app, keyring);
  const tail = openTail(ground, reads, failed);
  const store = createHotStore(pools.engine, (logs) => tail.take(logs));
  const vendors = openVendors(ground, config, () => walk);
  const typedCodes = openTypedCodes(keyring, vendors, () => walk, failed);
  const platform = openPlatform(ground, now);
  const walk: Walk = createWalk({
    ...walkPorts(ground, vendors.opener, failed),
    codeTaker: typedCodes.taker,
    store,
    gateway: vendors.gateway,
    metrics: platform.measured(flowMetrics(metrics)),
    batchSizes: { ...defaultBatchSizes, batchMax: config.batchMax },
  });
  const checks = checkPorts(ground, vendors, config.publicUrl);
  const ports: ResolverPorts = {
    otp: walk.otp,
    reads,
    tail,
    bus,
    platform: platform.port,
    ...slowPorts(ground, failed),
    ...planAnswers(ground, walk, now),
    checks,
    lists: listPorts(ground, checks, config.publicUrl),
    exports: exportPorts(ground, config.publicUrl),
    invoices: invoicePorts(ground, { store, rules: walk.rules }, now),
    catalogue: cataloguePorts(ground, vendors, walk, config.publicUrl, failed),
  };
  listen(bus, tail, walk, failed);
  await Promise.all([walk.refreshBreakers(), walk.refreshEstimates()]);
  const draining = { is: false };
  const web = await startWeb(config, log, ports, { walk, metrics, ground, draining, demo });
  const stores = { ...slow.stores, retention: createRetentionStore(pools.engine) };
  const jobs = [
    ...startJobs(walk, store, stores, failed),
    ...startSlowJobs(ground, failed),
    startListChecks(ground, checks, now, failed),
    startVendorFeedback(ground, vendors, walk, failed),
    ...startRouting(ground, walk, now, { failed, say }, thread),
    typedCodes,
    platform.start({ walk, subscribers: () => web.endpoint.subscriberCount }, failed),
    every(connectionsEveryMs, () => tendConnections(walk, vendors), failed),
  ];
  const stop = createShutdown(
    stopSteps({ jobs, web, walk, vendors, readers: () => closeReaders(ports, tail), ground }),
    log,
  );
  const { port } = web.server.server.address() as AddressInfo;
  return {
    url: `http://${config.host}:${port}`,
    port,
    walk,
    ground,
    stop: () => {
      draining.is = true;
      return stop();
    },
  };
}

function now(): Date {
  return new Date();
}

function openTail(
  { pools }: Ground,
  reads: ReturnType<typeof createSendReads>,
  onError: (error: unknown) => void,
): LogTail {
  return new LogTail({
    readEventsAfter: (positions, limit) => readEvents(pools.engine, positions, limit),
    reads,
    now: () => performance.now(),
    onError,
  });
}

/** What the walk stands on, whatever it is tuned and measured with. */
function walkPorts(
  { pools, keyring, bus }: Ground,
  opener: AccountOpener,
  failed: WalkPorts["failed"],
): Omit<WalkPorts, "store" | "gateway" | "metrics" | "batchSizes"> {
  return {
    health: createHealthStore(pools.engine),
    quality: createQualityReader(pools.engine),
    estimates: createEstimateReader(pools.engine),
    prefixCounts: createPrefixCountStore(pools.engine),
    reader: { ...createRulesReader(pools.engine), ...createMarketReader(pools.engine, now) },
    keyring,
    clock: { now },
    bus,
    processId: randomUUID(),
    senderRequiredOn: (name) => opener.adapter(name).capabilities.senderRequiredOn,
    mintClientToken: (send) => mintClientToken(keyring, send),
    failed,
  };
}

/** What other processes' hints set off here. */
function listen(
  bus: PostgresBus,
  tail: LogTail,
  walk: Walk,
  failed: (error: unknown) => void,
): void {
  // The tail was handed what this process wrote.
  bus.subscribe("events", (tenantIds, isOwn) => tail.nudge(isOwn ? [] : tenantIds));
  bus.subscribe("health", () => void walk.refreshBreakers().catch(failed));
}

/** What plans, budgets and alerts are served from. */
function slowPorts(
  { slow, pools, bus }: Ground,
  onError: (error: unknown) => void,
): Pick<ResolverPorts, "plans" | "budgets" | "guard" | "alerts" | "reports"> {
  const reader = {
    alertsSince: (tenantIds: readonly string[], since: Date) =>
      readAlertsSince(pools.engine, tenantIds, since),
  };
  return {
    plans: { ...slow.stores, facts: createPlanFactsStore(slow.dataSource) },
    budgets: { budgets: createBudgetStore(slow.dataSource, pools.engine), bus },
    guard: { guard: createGuardStore(slow.dataSource), bus },
    reports: createReportReader(pools.reports),
    alerts: {
      alerts: createAlertStore(slow.dataSource),
      tail: createAlertTail({ reader, bus, now, onError }),
    },
  };
}

/** What vendors, accounts and prices are served from. */
function cataloguePorts(
  { slow, pools, bus }: Ground,
  { opener, http }: Vendors,
  walk: Walk,
  publicUrl: string,
  failed: (error: unknown) => void,
): ResolverPorts["catalogue"] {
  return {
    ...slow.stores,
    checker: accountChecker(opener, http, publicUrl),
    health: new HealthFeed(createMarketReader(pools.engine, now), bus, now, failed),
    receiptTrust: (cell, tenantId) => trustIn(walk, cell, tenantId),
    callbackUrl: (accountId) => `${publicUrl}/callbacks/${accountId}`,
  };
}

interface WebParts {
  readonly walk: Walk;
  readonly metrics: Metrics;
  readonly ground: Ground;
  readonly draining: { readonly is: boolean };
  readonly demo: () => DemoDoor | null;
}

async function startWeb(
  config: Config,
  log: Log,
  ports: ResolverPorts,
  parts: WebParts,
): Promise<{ server: FastifyInstance; endpoint: GraphqlEndpoint }> {
  const { walk, metrics, draining, demo } = parts;
  const { pools, bus, keyring } = parts.ground;
  const report: ReportFault = (reportId, error) =>
    log.error({ err: error, reportId }, "a request failed on our side");
  const server = Fastify({ logger: false, forceCloseConnections: "idle", trustProxy: false });
  registerHealth(server, {
    checks: { database: () => pools.engine.query("select 1") },
    isDraining: () => draining.is,
  });
  registerMetrics(server, metrics);
  if (config.graphiql) {
    await registerGraphiql(server);
  }
  await registerCallbacks(server, ({ accountId, ...request }) =>
    walk.takeCallback(accountId, { ...request, receivedAt: new Date() }),
  );
  const authenticator = createKeyAuthenticator(pools.engine, bus, (error) =>
    log.warn({ err: error }, "a key's last use could not be noted"),
  );
  const identify = createIdentify(authenticator, keyring);
  const { uploads } = ports.catalogue;
  const bytesMax = config.uploadBytesMax;
  const { lists } = ports.lists;
  await registerExports(server, { ...ports.exports, lists, keyring, identify, now, report });
  const { publicUrl } = config;
  const sessions = await registerPage(server, { keyring, identify, publicUrl, now, demo });
  await registerUploads(server, { uploads, identify, sessions, bytesMax, now, report });
  const endpoint = await registerGraphql(server, {
    schema: createSchema(),
    ports,
    identify,
    sessions,
    introspection: config.introspection,
    requestsPerSecond: config.requestsPerSecond,
    report,
    now,
  });
  metrics.watchSubscribers(() => endpoint.subscriberCount);
  await server.listen({ host: config.host, port: config.port });
  return { server, endpoint };
}

const sweepEveryMs = 1_000;
const breakersEveryMs = 5_000;
const refreshEveryMs = 10_000;
const pricesEveryMs = 10_000;
const qualityEveryMs = 5_000;
const recheckEveryMs = 60_000;
const connectionsEveryMs = 2_000;
const uploadsEveryMs = 600_000;
const retentionEveryMs = 3_600_000;

function startJobs(
  walk: Walk,
  store: ReturnType<typeof createHotStore>,
  { retention, uploads }: { retention: RetentionStore; uploads: UploadStore },
  failed: (error: unknown, what?: string) => void,
): readonly Job[] {
  return [
    startTimerLoop({
      wake: (limit) => walk.wake(limit),
      nextWake: () => store.findNextWake(),
      now,
      failed,
    }),
    every(sweepEveryMs, () => walk.sweepInbox(), failed),
    every(breakersEveryMs, () => walk.refreshBreakers(), failed),
    every(qualityEveryMs, () => walk.refreshQuality(), failed),
    every(recheckEveryMs, () => walk.recheckAccounts(), failed),
    every(uploadsEveryMs, () => expireUploads(uploads, now()), failed),
    every(retentionEveryMs, () => expireStale({ retention }, now()), failed),
  ];
}

/** What is made of rows that are there already: sums, stats, exports. */
function startSlowJobs(
  ground: Ground,
  failed: (error: unknown, what?: string) => void,
): readonly Job[] {
  const { owner, engine } = ground.pools;
  const tellOfPrices = watchPrices({ store: createPriceAlertStore(engine), bus: ground.bus });
  const alerts = { resolveEnded: (at: Date) => resolveEndedAlerts(engine, at) };
  return [
    startExports(ground, now, failed),
    startRollUp({ store: createRollUpStore(owner), now, failed }),
    startCostFacts({ store: createCostFactStore(owner), now, failed }),
    every(refreshEveryMs, () => refreshMarket(createMarketStatStore(owner), now()), failed),
    every(pricesEveryMs, () => tellOfPrices(now()), failed),
    every(sweepEveryMs, () => resolveEnded({ alerts, bus: ground.bus }, now()), failed),
  ];
}

async function closeReaders(ports: ResolverPorts, tail: LogTail): Promise<void> {
  tail.close();
  await ports.alerts.tail.close();
}
