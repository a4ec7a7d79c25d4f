import { randomBytes, randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { InMemoryBus } from "../../src/events/in-memory-bus.js";
import { defaultBatchSizes, type BatchSizes } from "../../src/flow/batch-options.js";
import { createWalk, type Walk } from "../../src/flow/create-walk.js";
import type { FlowMetrics } from "../../src/flow/metrics.js";
import type { SendOtpRequest } from "../../src/flow/otp.js";
import type { AttemptRow, EventRow, SendRow } from "../../src/flow/rows.js";
import { registerCallbacks } from "../../src/http/callbacks.js";

import { marketVendors } from "../../src/sandbox/market-vendors.js";
import { audit } from "../../src/manage/audit/audit.js";
import { createAuditReader } from "../../src/store/sql/run-audit.js";
import { adapterCatalogue } from "../../src/vendors/adapter-catalogue.js";
import { createTestDatabase } from "./db.js";
import { every } from "../../src/jobs/every.js";
import { startTimerLoop } from "../../src/jobs/timer-loop.js";
import { createPlan } from "../../src/manage/plans/create-plan.js";
import { seedDemo } from "../../src/manage/seed/seed-demo.js";
import { ownerViewer } from "../../src/manage/system-viewer.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import { startSandbox } from "../../src/sandbox/start-sandbox.js";
import { demoProfiles } from "../../src/sandbox/vendor-profiles.js";
import { createAccountStore } from "../../src/store/account-store.js";
import { connectDataSource } from "../../src/store/data-source.js";
import { createExchangeRateStore } from "../../src/store/exchange-rate-store.js";
import { createHealthStore } from "../../src/store/health-store.js";
import { createHotStore } from "../../src/store/hot-store.js";
import { createKeyring } from "../../src/store/keyring.js";
import { createKeyStore } from "../../src/store/key-store.js";
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
};

/** The walk over a real database, the real sandbox market over HTTP, and real callbacks; time is real. */
export async function createWalkWorld(options: { batchSizes?: BatchSizes } = {}) {
  const database = await createTestDatabase();
  const failures: unknown[] = [];
  const clock = { now: () => new Date() };
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
  });
  const dataSource = await connectDataSource(
    database.target,
    4,
    (error) => failures.push(error),
    planEntities,
  );
  const callbackServer: FastifyInstance = Fastify();
  const store = createHotStore(database.engine);
  const marketReader = createMarketReader(database.engine, clock.now);
  const http = undiciHttpClient();
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

  function startWalk(): Walk {
    return createWalk({
      store,
      health: createHealthStore(database.engine),
      reader: { ...createRulesReader(database.engine), ...marketReader },
      gateway: createGateway(opener, http),
      keyring,
      clock,
      bus,
      metrics: noMetrics,
      batchSizes: options.batchSizes ?? defaultBatchSizes,
      processId: randomUUID(),
      senderRequiredOn: (name) => opener.adapter(name).capabilities.senderRequiredOn,
      mintClientToken: (send) => `token of ${send.id}`,
      failed: (error) => failures.push(error),
    });
  }
  const walk = startWalk();
  callbacks.take = walk.takeCallback;
  const failed = (error: unknown): void => {
    failures.push(error);
  };
  const timers = startTimerLoop({
    wake: walk.wake,
    nextWake: () => store.findNextWake(),
    now: clock.now,
    failed,
  });
  const sweep = every(200, walk.sweepInbox, failed);
  const owner = { ...ownerViewer("demo", tenantId), tenantId };

  return {
    database,
    sandbox,
    walk,
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
    send: (request: Partial<SendOtpRequest>) =>
      walk.otp.sendOtp(tenantId, { ...emptyRequest, idempotencyKey: randomUUID(), ...request }),
    async sendRow(id: string): Promise<SendRow> {
      const [row] = await store.readSends([{ tenantId, id }]);
      if (row === undefined) {
        throw new Error(`no send ${id}`);
      }
      return row;
    },
    async attempts(sendId: string): Promise<AttemptRow[]> {
      const { rows } = await database.engine.query<AttemptRow>(
        `select ${selectList(attemptColumns, "a")} from attempt a where a.send_id = $1 order by a.number`,
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
    audit: () => audit(createAuditReader(database.owner), clock.now()),
    async close() {
      await timers.stop();
      await sweep.stop();
      await walk.drained();
      await callbackServer.close();
      await sandbox.close();
      await http.close();
      await dataSource.destroy();
      await database.close();
    },
  };
}

export type WalkWorld = Awaited<ReturnType<typeof createWalkWorld>>;

const emptyRequest: SendOtpRequest = {
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
