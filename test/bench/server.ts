/** The compiled server in a process of its own, with tenants, a plan and a budget each. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";
import type * as AppModule from "../../src/app.js";
import type * as ConfigModule from "../../src/config.js";
import type * as LogModule from "../../src/log.js";
import type { RawRate } from "../../src/core/rates/rate-row.js";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import type * as KeysModule from "../../src/manage/keys/create-api-key.js";
import type * as PlansModule from "../../src/manage/plans/create-plan.js";
import type * as SeedModule from "../../src/manage/seed/seed-vendor.js";
import type * as TenantsModule from "../../src/manage/tenants/create-tenant.js";
import type * as BudgetsModule from "../../src/manage/budgets/set-budget.js";
import type * as GuardModule from "../../src/manage/guard/set-guard-rule.js";
import type * as BudgetStoreModule from "../../src/store/budget-store.js";
import type * as GuardStoreModule from "../../src/store/guard-store.js";
import type * as ViewerModule from "../../src/manage/system-viewer.js";
import { answerQuestions } from "./child.js";
import type { BenchTenant, ServerReady } from "./messages.js";

/** What the server is to be filled with before it is measured. */
export interface ServerOrder {
  readonly vendorUrl: string;
  readonly tenants: number;
  readonly market: BenchMarket;
}

/** Vendors by slug, and where each sells SMS. */
export interface BenchMarket {
  readonly vendors: readonly string[];
  readonly countries: readonly string[];
}

/** What is asked of this process: to be filled, else for the longest turn of its event loop, ms. */
export interface ServerQuestion {
  readonly fill: ServerOrder | null;
}

type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; errors: readonly { code: string }[] };

const dist = pathToFileURL(fileURLToPath(new URL("../../../../../../dist/", import.meta.url))).href;

async function load<Module>(file: string): Promise<Module> {
  return (await import(new URL(file, dist).href)) as Module;
}

const { startApp } = await load<typeof AppModule>("app.js");
const { loadConfig } = await load<typeof ConfigModule>("config.js");
const { createLog } = await load<typeof LogModule>("log.js");
const { seedVendor } = await load<typeof SeedModule>("manage/seed/seed-vendor.js");
const { createTenant } = await load<typeof TenantsModule>("manage/tenants/create-tenant.js");
const { createApiKey } = await load<typeof KeysModule>("manage/keys/create-api-key.js");
const { createPlan } = await load<typeof PlansModule>("manage/plans/create-plan.js");
const { setBudget } = await load<typeof BudgetsModule>("manage/budgets/set-budget.js");
const { setGuardRule } = await load<typeof GuardModule>("manage/guard/set-guard-rule.js");
const { createGuardStore } = await load<typeof GuardStoreModule>("store/guard-store.js");
const { createBudgetStore } = await load<typeof BudgetStoreModule>("store/budget-store.js");
const { operatorViewer, ownerViewer } = await load<typeof ViewerModule>("manage/system-viewer.js");

const config = loadConfig();
const app = await startApp(config, createLog(config.logLevel), {
  say: () => undefined,
  thread: new URL("app-thread.js", dist),
});
const { stores, dataSource } = app.ground.slow;

/** Of a folder that was filled before, all but the addresses is known. */
async function fill(order: ServerOrder): Promise<ServerReady> {
  const file = path.join(config.dataDir, "bench.json");
  const { target } = app.ground.database;
  const socket = target.kind === "socket" ? target.folder : "";
  const place = { url: app.url, socket, dataDir: config.dataDir };
  if (existsSync(file)) {
    return { ...(JSON.parse(readFileSync(file, "utf8")) as Known), ...place };
  }
  const known = await makeTenants(order);
  writeFileSync(file, JSON.stringify(known));
  return { ...known, ...place };
}

type Known = Pick<ServerReady, "tenants" | "operatorKey">;

async function makeTenants(order: ServerOrder): Promise<Known> {
  const operator = operatorViewer("bench");
  const now = new Date();
  const { vendors, countries } = order.market;
  for (const slug of vendors) {
    const credentials = Object.entries(sandboxCredentials(slug, "marketplace"));
    await seedVendor(
      stores,
      operator,
      {
        slug,
        name: "Bench",
        website: null,
        supportUrl: null,
        adapter: "sandbox",
        baseUrl: order.vendorUrl,
        credentials: credentials.map(([key, value]) => ({ key, value })),
        rates: countries.map((country, index) => ({ ...smsRate, line: index + 1, country })),
      },
      new Set(),
      now,
    );
  }
  const tenants: BenchTenant[] = [];
  for (let index = 0; index < order.tenants; index += 1) {
    tenants.push(await makeTenant(`bench-${index}`, now));
  }
  return { tenants, operatorKey: await makeKey("OPERATOR", null) };
}

async function makeTenant(slug: string, now: Date): Promise<BenchTenant> {
  const operator = operatorViewer("bench");
  const tenant = good(
    await createTenant(
      stores,
      operator,
      { slug, name: slug, brand: "Bench", currency: "USD", timeZone: "UTC", locale: "en" },
      now,
    ),
  );
  const owner = { ...ownerViewer("bench", tenant.id), tenantId: tenant.id };
  good(
    await createPlan(
      stores,
      owner,
      {
        key: "login",
        name: "Login",
        steps: [{ channel: "SMS", waitSec: 600, vendors: [{ vendor: "bench" }] }],
        code: { ttlSec: 3600 },
      },
      now,
    ),
  );
  const budgets = createBudgetStore(dataSource, app.ground.pools.engine);
  good(
    await setBudget(
      { budgets, bus: app.ground.bus },
      owner,
      {
        scope: "TENANT",
        planId: null,
        planName: null,
        country: null,
        period: "DAY",
        limit: "100000000",
        onExhausted: "BLOCK",
        alertAt: [0.8],
      },
      now,
    ),
  );
  await trustUnverified(owner, now);
  return { id: tenant.id, key: await makeKey("OWNER", slug) };
}

/**
 * Nobody types the codes of the bench, which the guard takes for pumping after a minute and notes
 * send by send; no tenant's ordinary traffic is like that.
 */
async function trustUnverified(
  owner: Parameters<typeof setGuardRule>[1],
  now: Date,
): Promise<void> {
  const guard = createGuardStore(dataSource);
  const rule = { country: null, limit: null, windowSec: null } as const;
  good(
    await setGuardRule(
      { guard, bus: app.ground.bus },
      owner,
      { ...rule, kind: "UNVERIFIED_RATE", mode: "OFF" },
      now,
    ),
  );
}

async function makeKey(role: "OWNER" | "OPERATOR", tenant: string | null): Promise<string> {
  const key = { name: "bench", role, scopes: null, expiresAt: null, tenant };
  return good(await createApiKey(stores, operatorViewer("bench"), key, new Date())).secret;
}

const smsRate: RawRate = {
  line: 1,
  channel: "SMS",
  country: "ID",
  mcc: null,
  mnc: null,
  price: "0.01",
  currency: "USD",
  billedOn: "DELIVERED",
  declaredDeliveryRate: null,
  upstream: null,
  effectiveFrom: null,
};

function good<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(result.errors.map((error) => error.code).join(" "));
  }
  return result.value;
}

/** Off until it is asked for: a timer of one millisecond costs a twentieth of a processor. */
let turns: IntervalHistogram | null = null;

/** Of the event loop since this was last asked; 0 the first time. */
function longestTurnMs(): number {
  if (turns === null) {
    turns = monitorEventLoopDelay({ resolution: 1 });
    turns.enable();
    return 0;
  }
  const longest = turns.max / 1e6;
  turns.reset();
  return longest;
}

const answer = async (question: ServerQuestion): Promise<ServerReady | number> =>
  question.fill === null ? longestTurnMs() : fill(question.fill);

answerQuestions(answer, async () => {
  await app.stop();
});
