import { afterAll, beforeAll, expect, it } from "vitest";
import { channelsOf, type SeedVendor } from "../../src/manage/seed/seed-vendor.js";
import { seedDemo } from "../../src/manage/seed/seed-demo.js";
import { ownerViewer } from "../../src/manage/system-viewer.js";
import { marketRateSheet } from "../../src/market/rate-sheet.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import { demoProfiles } from "../../src/sandbox/vendor-profiles.js";
import { createKeyAuthenticator } from "../../src/store/key-authenticator.js";
import { createPlanStore } from "../../src/store/plan-store.js";
import { createManageWorld, type ManageWorld, testAdapters } from "../support/manage.js";

const now = new Date("2026-11-22T03:00:00.000Z");
let world: ManageWorld;

beforeAll(async () => {
  world = await createManageWorld(now);
});
afterAll(() => world.close());

function seedVendors(port: number): SeedVendor[] {
  const scenario = openDemoScenario();
  return demoProfiles.map((profile) => ({
    slug: profile.vendor,
    name: profile.name,
    website: profile.website,
    supportUrl: profile.supportUrl,
    adapter: "pretend",
    baseUrl: `http://127.0.0.1:${port}/${profile.vendor}`,
    credentials: [
      { key: "apiKey", value: "key" },
      { key: "secret", value: "secret" },
    ],
    rates: marketRateSheet(scenario, profile.vendor, profile.unit),
  }));
}

async function countRows(): Promise<unknown> {
  const { rows } = await world.database.owner.query(`select
    (select version from market_version) as version, (select count(*) from vendor) as vendors,
    (select count(*) from vendor_account) as accounts, (select count(*) from offer) as offers,
    (select count(*) from offer_price) as prices, (select count(*) from exchange_rate) as rates,
    (select count(*) from tenant) as tenants, (select count(*) from api_key) as keys,
    (select count(*) from plan) as plans, (select count(*) from rate_sheet_import) as imports`);
  return rows[0];
}

it("sets up a market, a tenant with a plan for every country, and keys, only once", async () => {
  const ports = {
    ...world.ports,
    plans: createPlanStore(world.dataSource),
    adapters: {
      ...testAdapters,
      find: (name: string) => {
        const facts = testAdapters.find(name);
        const channels = ["SMS", "WHATSAPP", "EMAIL", "VOICE", "MISSED_CALL", "TELEGRAM"] as const;
        return facts && { ...facts, channels };
      },
    },
  };
  const vendors = seedVendors(4010);
  const wanted = { vendors, needsOwnerKey: true, needsOperatorKey: true };
  const first = await seedDemo(ports, wanted, now);
  const before = await countRows();
  const later = new Date(now.getTime() + 3_600_000);
  const second = await seedDemo(
    ports,
    { vendors, needsOwnerKey: false, needsOperatorKey: false },
    later,
  );
  const authenticator = createKeyAuthenticator(world.database.engine, world.bus, (error) => {
    throw error;
  });
  const owner = await authenticator.authenticate(first.ownerSecret ?? "", now);
  const operator = await authenticator.authenticate(first.operatorSecret ?? "", now);

  expect(await countRows()).toEqual(before);
  expect(second).toEqual({ ...first, ownerSecret: null, operatorSecret: null });
  expect(owner?.viewer).toMatchObject({ tenantId: first.tenant.id, role: "OWNER" });
  expect(operator?.viewer).toMatchObject({ tenantId: null, role: "OPERATOR" });

  const viewer = ownerViewer("test", first.tenant.id);
  const query = {
    filter: {},
    orderBy: "PRICE",
    descending: false,
    currency: "USD",
    limit: 1000,
    after: null,
  } as const;
  const { rows: offers } = await world.ports.offers.offers(viewer, query, now);
  expect(offers.length).toBe(vendors.flatMap((vendor) => vendor.rates).length);
  expect(offers.filter((offer) => offer.rate === null)).toEqual([]);
  const countries = new Set(
    vendors.flatMap((vendor) => vendor.rates.flatMap((rate) => rate.country ?? [])),
  );
  const widest = vendors.find((vendor) => vendor.slug === "globex");
  expect(widest && channelsOf(widest)).toContain("SMS");
  expect(
    new Set(widest?.rates.filter((rate) => rate.channel === "SMS").map((rate) => rate.country)),
  ).toEqual(countries);

  await seedDemo(
    ports,
    { ...wanted, vendors: seedVendors(4999), needsOwnerKey: false, needsOperatorKey: false },
    later,
  );
  expect((await world.ports.vendors.vendorBySlug(viewer, "globex"))?.baseUrl).toBe(
    "http://127.0.0.1:4999/globex",
  );
});
