import { randomBytes, randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { expect } from "vitest";
import { InMemoryBus } from "../../src/events/in-memory-bus.js";
import { defaultBatchSizes, type BatchSizes } from "../../src/flow/batch-options.js";
import type { Walk, WalkPorts } from "../../src/flow/create-walk.js";
import type { FlowMetrics } from "../../src/flow/metrics.js";
import type { SendOtpRequest } from "../../src/flow/otp.js";
import type { HotStore, VendorGateway } from "../../src/flow/ports.js";
import type { AttemptRow, EventRow, SendRow } from "../../src/flow/rows.js";
import { registerCallbacks } from "../../src/http/callbacks.js";
import { marketVendors } from "../../src/sandbox/market-vendors.js";
import { audit } from "../../src/manage/audit/audit.js";
import { createAuditReader } from "../../src/store/sql/run-audit.js";
import { adapterCatalogue } from "../../src/vendors/adapter-catalogue.js";
import { createTestDatabase } from "./db.js";
import { expectKnownSends } from "./plain-sends.js";
import { JumpingClock } from "./jumping-clock.js";
import type { Life } from "./mortal.js";
import { until } from "./until.js";
import { startWalkProcess, type WalkProcess } from "./walk-process.js";
import type { HttpClient } from "../../src/vendors/http-client.js";
import { createPool } from "../../src/store/pool.js";
import { type SetBudgetRequest, setBudget } from "../../src/manage/budgets/set-budget.js";
import { createPlan } from "../../src/manage/plans/create-plan.js";
import { seedDemo } from "../../src/manage/seed/seed-demo.js";
import { ownerViewer } from "../../src/manage/system-viewer.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import { startSandbox } from "../../src/sandbox/start-sandbox.js";
import { demoProfiles } from "../../src/sandbox/vendor-profiles.js";
import { createAccountStore } from "../../src/store/account-store.js";
import { connectDataSource } from "../../src/store/data-source.js";
import { createBudgetStore } from "../../src/store/budget-store.js";
import { createExchangeRateStore } from "../../src/store/exchange-rate-store.js";
import { createHealthStore } from "../../src/store/health-store.js";
import { createHotStore } from "../../src/store/hot-store.js";
import { createKeyring } from "../../src/store/keyring.js";
import { createKeyStore } from "../../src/store/key-store.js";
import { createEstimateReader, createPrefixCountStore } from "../../src/store/learner-store.js";
import { createMarketReader } from "../../src/store/market-reader.js";
import { createPlanStore, planEntities } from "../../src/store/plan-store.js";
import { createRateStore } from "../../src/store/rate-store.js";
import { createRulesReader } from "../../src/store/rules-reader.js";
import { attemptColumns } from "../../src/store/sql/attempt-row.js";
import { selectList } from "../../src/store/sql/columns.js";
import { eventColumns } from "../../src/store/sql/event-row.js";

import { createTenantStore } from "../../src/store/tenant-store.js";
import { createVendorStore } from "../../src/store/vendor-store.js";
import { AccountOpener, createGateway } from "../../src/vendors/gateway.js";
import { undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import { vendorList } from "../../src/vendors/vendor-list.js";

const noMetrics: FlowMetrics = {
  sendStored() {},
  attemptAnswered() {},
  submitTook() {},
  decisionTook() {},
  delivered() {},
  callbackRefused() {},
  timerLate() {},
  batch() {},
  guardJudged() {},
};

export interface WalkWorldOptions {
  readonly batchSizes?: BatchSizes;
  /**
   * How long a vendor may take to answer, below the adapter's own limit: for tests where one hangs.
   */
  readonly vendorTimeoutMs?: number;
  readonly lateReceiptMs?: number;
  /** Connections of the engine's pool. */
  readonly connections?: number;
  /** Absent = true. */
  readonly hasTimers?: boolean;
  /** Every draw of the walk; left out: by chance. */
  readonly draw?: () => number;
  /** Stands between the walk and its vendors. */
  readonly gateway?: (real: VendorGateway) => VendorGateway;
}

/**
 * The walk over a real database, the real sandbox market over HTTP, and real callbacks. Time is
 * real, but a test can let it jump.
 */
export async function createWalkWorld(options: WalkWorldOptions = {}) {
  const database = await createTestDatabase();
  const failures: unknown[] = [];
  const clock = new JumpingClock();
  const keyring = createKeyring([{ id: "test", bytes: randomBytes(32) }]);
  const bus = new InMemoryBus((error) => failures.push(error));
  const sandbox = await startSandbox({
    port: 0,
    scenario: openDemoScenario(),
    profiles: demoProfiles,
    seed: 1,
    timeScale: 0,
    now: clock.now,
    isIdeal: true,
    receiptRetryMs: 50,
    slowAnswerMs: 300,
    lateReceiptMs: options.lateReceiptMs ?? 400,
  });
  const dataSource = await connectDataSource(
    database.target,
    4,
    (error) => failures.push(error),
    planEntities,
  );
  const callbackServer: FastifyInstance = Fastify({ forceCloseConnections: true });
  const engine = createPool(database.target, "engine", options.connections ?? 8, (error) =>
    failures.push(error),
  );
  const store = createHotStore(engine);
  const marketReader = createMarketReader(engine, clock.now);
  const http = undiciHttpClient();
  const vendorTimeoutMs = options.vendorTimeoutMs ?? 20_000;
  const quickHttp: HttpClient = {
    request: (request) =>
      http.request({ ...request, timeoutMs: Math.min(request.timeoutMs, vendorTimeoutMs) }),
  };
  const callbacks: { take: Walk["takeCallback"] | null } = { take: null };
  await registerCallbacks(callbackServer, async ({ accountId, ...request }) =>
    callbacks.take === null
      ? null
      : await callbacks.take(accountId, { ...request, receivedAt: clock.now() }),
  );
  const publicUrl = await callbackServer.listen({ host: "127.0.0.1", port: 0 });
  const opener = new AccountOpener({ adapters: vendorList, keyring, publicUrl });
  const slowSide = {
    bus,
    keyring,
    adapters: adapterCatalogue(vendorList),
    tenants: createTenantStore(dataSource),
    keys: createKeyStore(dataSource),
    vendors: createVendorStore(dataSource),
    accounts: createAccountStore(dataSource),
    rates: createRateStore(dataSource),
    exchangeRates: createExchangeRateStore(dataSource),
    plans: createPlanStore(dataSource),
  };
  const seeded = await seedDemo(
    slowSide,
    {
      vendors: marketVendors(sandbox.vendors),
      needsOwnerKey: false,
      needsOperatorKey: false,
    },
    clock.now(),
  );
  const tenantId = seeded.tenant.id;

  const ports: Omit<WalkPorts, "processId"> = {
    store,
    health: createHealthStore(engine),
    reader: { ...createRulesReader(engine), ...marketReader },
    gateway: (options.gateway ?? ((real) => real))(createGateway(opener, quickHttp)),
    keyring,
    clock,
    bus,
    metrics: noMetrics,
    batchSizes: options.batchSizes ?? defaultBatchSizes,
    senderRequiredOn: (name) => opener.adapter(name).capabilities.senderRequiredOn,
    mintClientToken: (send) => `token of ${send.id}`,
    failed: (error) => failures.push(error),
    estimates: createEstimateReader(database.engine),
    prefixCounts: createPrefixCountStore(database.engine),
    ...(options.draw === undefined ? {} : { draw: options.draw }),
  };
  const processes: WalkProcess[] = [];
  const stores = new Set<HotStore>();
  /**
   * Starts one more process on the same database;
   * callbacks go to the first until `callbacks.take` is set.
   */
  function startProcess(
    changes: Partial<WalkPorts> = {},
    life: { readonly life?: Life; readonly hasTimers?: boolean } = {},
  ): WalkProcess {
    // Each process believes what it saw itself.
    const own = processes.length === 0 ? store : createHotStore(engine);
    stores.add(own);
    const started = startWalkProcess({ ...ports, store: own, ...changes }, life);
    processes.push(started);
    callbacks.take ??= (accountId, callback) => started.walk.takeCallback(accountId, callback);
    return started;
  }
  const { walk } = startProcess({}, { hasTimers: options.hasTimers ?? true });
  const owner = { ...ownerViewer("demo", tenantId), tenantId };
  const drained = async (): Promise<void> => {
    const living = processes.filter((one) => !one.life.isOver);
    await Promise.all(living.map((one) => one.walk.drained()));
  };
  /** Waits until nothing is on its way and nothing is due, now or in a moment. */
  async function quiet(): Promise<void> {
    await drained();
    await until("nothing due", async () => {
      const next = await createHotStore(database.engine).findNextWake();
      return next === null || next.getTime() > clock.now().getTime() + 1_200;
    });
    await drained();
  }

  return {
    database,
    clock,
    ports,
    sandbox,
    walk,
    callbacks,
    startProcess,
    store,
    keyring,
    tenantId,
    owner,
    slowSide,
    failures,
    dataSource,
    callbackUrl: publicUrl,
    async createPlan(input: Parameters<typeof createPlan>[2]) {
      const made = await createPlan(slowSide, owner, input, clock.now());
      if (!made.ok) {
        throw new Error(made.errors.map((error) => error.code).join(" "));
      }
      return made.value;
    },
    async setBudget(input: Partial<SetBudgetRequest> & { readonly limit: string }) {
      const request = { ...anyBudget, ...input };
      const ports = { budgets: createBudgetStore(dataSource, database.engine), bus };
      const made = await setBudget(ports, owner, request, clock.now());
      if (!made.ok) {
        throw new Error(made.errors.map((error) => error.code).join(" "));
      }
      return made.value;
    },
    /** The budgets' periods, as the database has them. */
    async periods(): Promise<{ budgetId: string; spent: bigint; held: bigint }[]> {
      const { rows } = await database.owner.query<{
        budgetId: string;
        spent: bigint;
        held: bigint;
      }>(
        `select budget_id as "budgetId", spent_micros as spent, held_micros as held
         from budget_period order by starts_at, id`,
      );
      return rows;
    },
    async alerts(): Promise<{ kind: string; cause: string; isResolved: boolean }[]> {
      const { rows } = await database.owner.query<{
        kind: string;
        cause: string;
        isResolved: boolean;
      }>(
        `select kind, cause, resolved_at is not null as "isResolved" from alert
         order by raised_at, id`,
      );
      return rows;
    },
    send: (request: Partial<SendOtpRequest>, through: Walk = walk) =>
      through.otp.sendOtp(tenantId, { ...emptyRequest, idempotencyKey: randomUUID(), ...request }),
    async sendRow(id: string): Promise<SendRow> {
      const [row] = await store.readSends([{ tenantId, id }]);
      if (row === undefined) {
        throw new Error(`no send ${id}`);
      }
      return row;
    },
    async attempts(sendId: string): Promise<AttemptRow[]> {
      const { rows } = await database.engine.query<AttemptRow>(
        `select ${selectList(attemptColumns, "a")} from attempt a where a.send_id = $1 order ` +
          "by a.number",
        [sendId],
      );
      return rows;
    },
    async events(sendId: string): Promise<EventRow[]> {
      const { rows } = await database.engine.query<EventRow>(
        `select ${selectList(eventColumns, "e")} from event e where e.send_id = $1 order by e.seq`,
        [sendId],
      );
      return rows;
    },
    quiet,
    audit: () => audit(createAuditReader(database.owner), clock.now()),
    /** Once all is quiet, the books balance, and nothing failed in the background. */
    async expectSound(): Promise<void> {
      await quiet();
      expect(await audit(createAuditReader(database.owner), clock.now())).toEqual([]);
      expect(failures).toEqual([]);
      for (const one of stores) {
        await expectKnownSends(one, database);
      }
    },
    async close() {
      await Promise.all(processes.map((one) => one.stop()));
      await callbackServer.close();
      await sandbox.close();
      await http.close();
      await dataSource.destroy();
      await engine.end();
      await database.close();
    },
  };
}

export type WalkWorld = Awaited<ReturnType<typeof createWalkWorld>>;

const anyBudget: Omit<SetBudgetRequest, "limit"> = {
  scope: "TENANT",
  planId: null,
  planName: null,
  country: null,
  period: "DAY",
  onExhausted: "BLOCK",
  alertAt: [0.5, 1],
};

/** A request with nothing but the demo's plan in it. */
export const emptyRequest: SendOtpRequest = {
  planKey: "login",
  idempotencyKey: "",
  phone: null,
  email: null,
  defaultCountry: null,
  locale: null,
  purpose: null,
  externalId: null,
  metadata: null,
  code: null,
  endUserIp: null,
  maxCost: null,
};
