import type { KeyViewer, Role } from "../../flow/viewer.js";
import type { AccountRow } from "../accounts/ports.js";
import { createApiKey } from "../keys/create-api-key.js";
import type { KeyStore } from "../keys/ports.js";
import { createPlan } from "../plans/create-plan.js";
import type { PlanStore } from "../plans/ports.js";
import type { ExchangeRateStore } from "../rates/ports.js";
import { setExchangeRate } from "../rates/set-exchange-rate.js";
import { operatorViewer, ownerViewer } from "../system-viewer.js";
import { createTenant } from "../tenants/create-tenant.js";
import type { TenantRow, TenantStore } from "../tenants/ports.js";
import { demand } from "./demand.js";
import { demoRates } from "./demo-rates.js";
import { loginPlan } from "./login-plan.js";
import { type SeedVendor, type SeedVendorPorts, seedVendor } from "./seed-vendor.js";

export type SeedPorts = SeedVendorPorts & {
  readonly tenants: TenantStore;
  readonly keys: KeyStore;
  readonly exchangeRates: ExchangeRateStore;
  readonly plans: PlanStore;
};

export interface SeedRequest {
  readonly vendors: readonly SeedVendor[];
  /** False where the caller holds a key that works: none is made then. */
  readonly needsOwnerKey: boolean;
  readonly needsOperatorKey: boolean;
}

/** What the demo is. The secrets are told when they are made; null = not asked for. */
export interface SeededDemo {
  readonly tenant: TenantRow;
  readonly planKey: string;
  readonly ownerSecret: string | null;
  readonly operatorSecret: string | null;
}

/** The tenant that the demo's key belongs to. */
export const tenantSlug = "demo";

/**
 * Sets up the demo: a market with prices and exchange rates, the tenant `demo` with its plan
 * `login`, keys. What is there already is left as it is, so that a second run changes nothing.
 */
export async function seedDemo(
  ports: SeedPorts,
  request: SeedRequest,
  now: Date,
): Promise<SeededDemo> {
  const operator = operatorViewer("demo");
  const connected = new Set(
    (await ports.accounts.accounts(operator)).flatMap((account: AccountRow) =>
      account.tenantId === null ? [account.vendorId] : [],
    ),
  );
  for (const vendor of request.vendors) {
    await seedVendor(ports, operator, vendor, connected, now);
  }
  await seedRates(ports, operator, now);
  const tenant = await seedTenant(ports, operator, now);
  const planKey = await seedPlan(ports, tenant, request.vendors, now);
  const ownerSecret = request.needsOwnerKey
    ? await makeKey(ports, operator, "OWNER", tenant.slug, now)
    : null;
  const operatorSecret = request.needsOperatorKey
    ? await makeKey(ports, operator, "OPERATOR", null, now)
    : null;
  return { tenant, planKey, ownerSecret, operatorSecret };
}

async function seedRates(ports: SeedPorts, operator: KeyViewer, now: Date): Promise<void> {
  const known = await ports.exchangeRates.rates(operator, null, now);
  const pairs = new Set(known.map(({ base, quote }) => `${base} ${quote}`));
  for (const rate of demoRates()) {
    if (!pairs.has(`${rate.base} ${rate.quote}`)) {
      const request = { ...rate, effectiveFrom: now };
      demand(await setExchangeRate(ports, operator, request, now), `${rate.base} ${rate.quote}`);
    }
  }
}

async function seedTenant(ports: SeedPorts, operator: KeyViewer, now: Date): Promise<TenantRow> {
  const known = await ports.tenants.tenantBySlug(operator, tenantSlug);
  if (known !== null) {
    return known;
  }
  const request = {
    slug: tenantSlug,
    name: "Demo Store",
    brand: "Demo Store",
    currency: "USD",
    timeZone: "Asia/Jakarta",
    locale: "en",
  };
  return demand(await createTenant(ports, operator, request, now), "the tenant");
}

async function seedPlan(
  ports: SeedPorts,
  tenant: TenantRow,
  vendors: readonly SeedVendor[],
  now: Date,
): Promise<string> {
  const owner = { ...ownerViewer("demo", tenant.id), tenantId: tenant.id };
  const input = loginPlan(vendors);
  const made = await createPlan(ports, owner, input, now);
  // Taken: it is there since an earlier run, perhaps revised or archived by its owner.
  if (made.ok || made.errors[0]?.code !== "KEY_TAKEN") {
    demand(made, "the plan");
  }
  return input.key;
}

async function makeKey(
  ports: SeedPorts,
  operator: KeyViewer,
  role: Role,
  tenant: string | null,
  now: Date,
): Promise<string> {
  const name = `Demo ${role.toLowerCase()}`;
  const request = { name, role, scopes: null, expiresAt: null, tenant };
  return demand(await createApiKey(ports, operator, request, now), `the ${role} key`).secret;
}
