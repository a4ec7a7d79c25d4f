import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashSecret } from "../core/hash-secret.js";
import { demoPriceSheets } from "../manage/seed/demo-prices.js";
import { demoTenants } from "../manage/seed/demo-tenants.js";
import { seedDemo, type SeededDemo, tenantSlug } from "../manage/seed/seed-demo.js";
import type { HistoryTenant } from "../manage/seed/history-store.js";
import { seedTenants } from "../manage/seed/seed-tenants.js";
import { operatorViewer } from "../manage/system-viewer.js";
import { openDemoScenario } from "../sandbox/open-demo-scenario.js";
import { liveNumbers } from "../sandbox/example-numbers.js";
import { marketVendors } from "../sandbox/market-vendors.js";
import type { SandboxVendor } from "../sandbox/start-sandbox.js";
import { createBudgetStore } from "../store/budget-store.js";
import { createHistoryStore } from "../store/history-store.js";
import { findKey } from "../store/sql/find-key.js";
import { openMarket } from "../market/market.js";
import type { Ground } from "../ground.js";
import {
  dayMs,
  daysBeforeTraffic,
  type HistoryRequest,
  tenantsWithoutPast,
} from "./demo-history.js";

/** The luck of the demo's market; the printed number is alive under it. */
const demoSeed = 1;

/** What a person needs to try the demo. */
export interface Demo {
  readonly ownerKey: string;
  readonly operatorKey: string;
  readonly planKey: string;
  /** A number that is alive in the market. */
  readonly phone: string;
  /** What is to be played unless it was. */
  readonly past: Pick<HistoryRequest, "tenants" | "days" | "seed">;
}

/** What of a server's settings the demo depends on. */
export interface DemoSettings {
  readonly dataDir: string;
  /** Days of traffic before the first start that are to be played; 0 = none, and one tenant. */
  readonly demoDays: number;
}

/**
 * Seeds the demo and keeps its keys in the data folder (mode 0600): demo.key of the tenant's owner,
 * operator.key of the marketplace. Keys that still work are kept. The past is played by
 * whoever has called. Starts at the same moment wait for each other.
 */
export async function prepareDemo(
  ground: Ground,
  vendors: readonly SandboxVendor[],
  settings: DemoSettings,
): Promise<Demo> {
  mkdirSync(settings.dataDir, { recursive: true });
  const client = await ground.pools.owner.connect();
  try {
    await client.query(`select pg_advisory_lock(${seedLock})`);
    const now = new Date();
    const foundedAt = await foundingOf(ground, settings.demoDays, now);
    const demo = await seedAndKeepKeys(ground, vendors, settings, { foundedAt, now });
    const tenants = await seedTenantsWithPast(ground, settings.demoDays, { foundedAt, now });
    return { ...demo, past: { tenants, days: settings.demoDays, seed: demoSeed } };
  } finally {
    // Closed, so that the lock goes whatever has happened.
    client.release(true);
  }
}

// "seed" in ASCII.
const seedLock = "1936024932";

interface Times {
  /** When the demo's market began. */
  readonly foundedAt: Date;
  readonly now: Date;
}

/** A market that is to have a past begins in the past. */
async function foundingOf(ground: Ground, days: number, now: Date): Promise<Date> {
  const { tenants } = ground.slow.stores;
  const known = await tenants.tenantBySlug(operatorViewer("demo"), tenantSlug);
  const before = days === 0 ? 0 : (days + daysBeforeTraffic) * dayMs;
  return known?.createdAt ?? new Date(now.getTime() - before);
}

async function seedAndKeepKeys(
  ground: Ground,
  vendors: readonly SandboxVendor[],
  { dataDir, demoDays }: DemoSettings,
  { foundedAt, now }: Times,
): Promise<Omit<Demo, "past">> {
  const owner = await workingKey(ground, path.join(dataDir, "demo.key"));
  const operator = await workingKey(ground, path.join(dataDir, "operator.key"));
  const seeded: SeededDemo = await seedDemo(
    ground.slow.stores,
    {
      vendors: marketVendors(vendors).map((vendor) => ({
        ...vendor,
        ...(demoDays === 0
          ? {}
          : { sheets: demoPriceSheets(vendor.slug, vendor.rates, foundedAt, now) }),
      })),
      needsOwnerKey: owner === null,
      needsOperatorKey: operator === null,
    },
    foundedAt,
  );
  const [phone = ""] = liveNumbers(openMarket(openDemoScenario(), demoSeed), "ID/telkomsel", 1);
  return {
    ownerKey: owner ?? keep(path.join(dataDir, "demo.key"), seeded.ownerSecret),
    operatorKey: operator ?? keep(path.join(dataDir, "operator.key"), seeded.operatorSecret),
    planKey: seeded.planKey,
    phone,
  };
}

/**
 * Sets up the tenants that are to have a past, and keeps room for it in their logs; none in a
 * market that is too young for one. Returns those whose past is still to be played.
 */
async function seedTenantsWithPast(
  ground: Ground,
  days: number,
  { foundedAt, now }: Times,
): Promise<readonly HistoryTenant[]> {
  if (days === 0 || now.getTime() - foundedAt.getTime() < (daysBeforeTraffic + 1) * dayMs) {
    return [];
  }
  const budgets = createBudgetStore(ground.slow.dataSource, ground.pools.engine);
  const ports = { ...ground.slow.stores, budgets };
  const tenants = await seedTenants(ports, demoTenants, foundedAt);
  const store = createHistoryStore(ground.pools.owner);
  await store.reservePast(tenants.map(({ row }) => row.id));
  return await tenantsWithoutPast(
    store,
    tenants.map(({ row: { id, slug, createdAt } }) => ({ id, slug, foundedAt: createdAt })),
  );
}

async function workingKey(ground: Ground, file: string): Promise<string | null> {
  if (!existsSync(file)) {
    return null;
  }
  const secret = readFileSync(file, "utf8").trim();
  const key = await findKey(ground.pools.engine, hashSecret(secret));
  const isGood =
    key !== null &&
    key.revokedAt === null &&
    (key.expiresAt === null || key.expiresAt > new Date());
  return isGood ? secret : null;
}

function keep(file: string, secret: string | null): string {
  if (secret === null) {
    throw new Error(`no key was made for ${file}`);
  }
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  // The mode above counts only for a new file.
  chmodSync(file, 0o600);
  return secret;
}

/** What to open and type next. */
export function demoWelcome(demo: Demo, url: string, sandboxUrl: string): string {
  const body = JSON.stringify({
    query:
      "mutation($i: SendOtpInput!) { sendOtp(input: $i) { send { id status } clientToken " +
      "userErrors { code message } } }",
    variables: {
      i: {
        planKey: demo.planKey,
        phone: demo.phone,
        idempotencyKey: `try-${Date.now().toString(36)}`,
      },
    },
  });
  return `
Sandi is ready.

  GraphQL    ${url}/graphql
  GraphiQL   ${url}/graphiql
  Inbox      ${sandboxUrl}/inbox?to=${encodeURIComponent(demo.phone)}   (what reached the handset)

  Demo tenant's key   ${demo.ownerKey}
  Operator's key      ${demo.operatorKey}

Send a code:

  curl -s ${url}/graphql -H 'content-type: application/json' \\
    -H 'authorization: Bearer ${demo.ownerKey}' \\
    -d '${body}'

Ctrl-C stops everything.`;
}
