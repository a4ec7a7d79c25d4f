import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashSecret } from "../core/hash-secret.js";
import { seedDemo, type SeededDemo } from "../manage/seed/seed-demo.js";
import { openDemoScenario } from "../sandbox/open-demo-scenario.js";
import { liveNumbers } from "../sandbox/example-numbers.js";
import { marketVendors } from "../sandbox/market-vendors.js";
import type { SandboxVendor } from "../sandbox/start-sandbox.js";
import { findKey } from "../store/sql/find-key.js";
import { openMarket } from "../market/market.js";
import type { Ground } from "../app.js";

/** The luck of the demo's market; the printed number is alive under it. */
const demoSeed = 1;

/** What a person needs to try the demo. */
export interface Demo {
  readonly ownerKey: string;
  readonly operatorKey: string;
  readonly planKey: string;
  /** A number that is alive in the market. */
  readonly phone: string;
}

/**
 * Seeds the demo and keeps its keys in the data folder (mode 0600): demo.key of the tenant's owner,
 * operator.key of the marketplace. Keys that still work are kept. Starts at the same moment wait
 * for each other.
 */
export async function prepareDemo(
  ground: Ground,
  vendors: readonly SandboxVendor[],
  dataDir: string,
): Promise<Demo> {
  mkdirSync(dataDir, { recursive: true });
  const client = await ground.pools.owner.connect();
  try {
    await client.query(`select pg_advisory_lock(${seedLock})`);
    return await seedAndKeepKeys(ground, vendors, dataDir);
  } finally {
    // Closed, so that the lock goes whatever has happened.
    client.release(true);
  }
}

// "seed" in ASCII.
const seedLock = "1936024932";

async function seedAndKeepKeys(
  ground: Ground,
  vendors: readonly SandboxVendor[],
  dataDir: string,
): Promise<Demo> {
  const owner = await workingKey(ground, path.join(dataDir, "demo.key"));
  const operator = await workingKey(ground, path.join(dataDir, "operator.key"));
  const seeded: SeededDemo = await seedDemo(
    ground.slow.stores,
    {
      vendors: marketVendors(vendors),
      needsOwnerKey: owner === null,
      needsOperatorKey: operator === null,
    },
    new Date(),
  );
  const [phone = ""] = liveNumbers(openMarket(openDemoScenario(), demoSeed), "ID/telkomsel", 1);
  return {
    ownerKey: owner ?? keep(path.join(dataDir, "demo.key"), seeded.ownerSecret),
    operatorKey: operator ?? keep(path.join(dataDir, "operator.key"), seeded.operatorSecret),
    planKey: seeded.planKey,
    phone,
  };
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
