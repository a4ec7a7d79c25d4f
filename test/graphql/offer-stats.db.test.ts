import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyViewer } from "../../src/flow/viewer.js";
import { refreshMarket } from "../../src/manage/stats/refresh-market.js";
import { rollUp } from "../../src/manage/stats/roll-up.js";
import { createMarketStatStore } from "../../src/store/market-stat-store.js";
import { createRollUpStore } from "../../src/store/roll-up-store.js";
import { type CatalogueApi, createCatalogueApi } from "../support/catalogue-api.js";
import { insertAccount } from "../support/rows.js";
import { attemptsAt } from "../support/stat-world.js";

const now = new Date("2026-03-10T12:00:30.000Z");
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

interface Stats {
  readonly suppressed: boolean;
  readonly [field: string]: unknown;
}

const fields = `suppressed asOf attemptCount submittedCount settledCount deliveredCount
  verifiedCount unknownCount deliveryRate deliveryRateLow deliveryRateHigh successRate
  successRateLow successRateHigh latencyMsP50 latencyMsP95 latencyMsP99
  costPerDelivered { amount currency } costPerVerified { amount currency }
  failuresByClass { class count }`;

let api: CatalogueApi;
let cy: KeyViewer;
const accounts = new Map<string, string>();
const vendors = new Map<string, string>();

beforeAll(async () => {
  api = await createCatalogueApi(now);
  cy = await api.world.tenant("cy");
  const { owner } = api.world.database;
  for (const slug of ["alpha", "beta", "gamma"]) {
    const vendor = await api.world.ports.vendors.vendorBySlug(api.ann, slug);
    vendors.set(slug, vendor?.id ?? "");
    accounts.set(slug, await insertAccount(owner, { vendorId: vendor?.id ?? "", tenantId: null }));
  }
  await api.data(
    api.world.operator,
    `mutation { setExchangeRate(input: { base: "USD", quote: "IDR", rate: "16000",
       effectiveFrom: "2026-03-10T12:00:30Z" }) { userErrors { code } } }`,
  );
});
afterAll(() => api.world.close());

async function make(
  viewer: KeyViewer,
  slug: string,
  count: number,
  attempt: Readonly<Record<string, unknown>>,
  send: Readonly<Record<string, unknown>> = {},
  at = minutesAgo(20),
): Promise<void> {
  await attemptsAt(api.world.database.owner, {
    tenantId: viewer.tenantId ?? "",
    vendorId: vendors.get(slug) ?? "",
    accountId: accounts.get(slug) ?? "",
    count,
    at,
    attempt,
    send,
  });
}

const arrived = {
  status: "DELIVERED",
  latencyMs: 5_000,
  costMicros: 20_000n,
  vendorCostMicros: 20_000n,
};
const lost = { status: "UNDELIVERED", failureClass: "ROUTE_BLOCKED" };

async function settle(): Promise<void> {
  await rollUp(createRollUpStore(api.world.database.owner), now);
  await refreshMarket(createMarketStatStore(api.world.database.owner), now, true);
}

async function statsOf(
  viewer: KeyViewer,
  vendor: string,
  audience: "MARKET" | "OWN",
  more = "",
): Promise<Stats> {
  const answer = (await api.data(
    viewer,
    `query($vendor: String!) { offers(filter: { vendors: [$vendor], network: "51010" }) { nodes {
       stats(window: LAST_HOUR, audience: ${audience}) { ${fields} ${more} } } } }`,
    { vendor },
  )) as unknown as { offers: { nodes: { stats: Stats }[] } };
  return answer.offers.nodes[0]?.stats as Stats;
}

describe("Offer.stats", () => {
  it("shows the market from three tenants and a hundred attempts on", async () => {
    await make(api.ann, "alpha", 60, arrived);
    await make(api.bob, "alpha", 38, arrived);
    await settle();
    const two = await statsOf(api.ann, "alpha", "MARKET");
    await make(cy, "alpha", 1, arrived);
    await settle();
    const ninetyNine = await statsOf(api.ann, "alpha", "MARKET");
    await make(cy, "alpha", 1, lost);
    await settle();
    const enough = await statsOf(api.ann, "alpha", "MARKET");

    expect([two.suppressed, ninetyNine.suppressed, enough.suppressed]).toEqual([true, true, false]);
    expect([two.attemptCount, two.deliveryRate, two.failuresByClass]).toEqual([null, null, []]);
    expect(enough).toMatchObject({
      asOf: now.toISOString(),
      attemptCount: 100,
      submittedCount: 100,
      settledCount: 100,
      deliveredCount: 99,
      deliveryRate: 0.99,
      successRate: null,
      latencyMsP50: 5_055,
      costPerDelivered: { amount: "0.020000", currency: "USD" },
      costPerVerified: null,
      failuresByClass: [{ class: "ROUTE_BLOCKED", count: 1 }],
    });
    // Wilson: 99 of 100.
    expect(enough.deliveryRateLow).toBeCloseTo(0.9455, 4);
    expect(enough.deliveryRateHigh).toBeCloseTo(0.9982, 4);
  });

  it("shows costs of the market in the viewer's currency", async () => {
    const stats = await statsOf(api.bob, "alpha", "MARKET");

    expect(stats.costPerDelivered).toEqual({ amount: "320.000000", currency: "IDR" });
  });

  it("hides the market where one tenant has over 80 %, and own accounts do not count", async () => {
    await make(api.ann, "beta", 160, arrived);
    await make(api.bob, "beta", 20, arrived);
    await make(cy, "beta", 19, arrived);
    await settle();
    const before = await statsOf(cy, "beta", "MARKET");
    const vendorId = vendors.get("beta") ?? "";
    const own = await insertAccount(api.world.database.owner, {
      vendorId,
      tenantId: cy.tenantId ?? "",
    });
    await make(cy, "beta", 50, { ...lost, accountId: own });
    await settle();
    const withOwn = await statsOf(cy, "beta", "MARKET");
    await make(cy, "beta", 1, arrived);
    await settle();
    const after = await statsOf(cy, "beta", "MARKET");

    expect([before.suppressed, withOwn.suppressed, after.suppressed]).toEqual([true, true, false]);
    expect(after.attemptCount).toBe(200);
    expect(await statsOf(cy, "beta", "OWN")).toMatchObject({
      suppressed: false,
      attemptCount: 70,
      deliveredCount: 20,
      failuresByClass: [{ class: "ROUTE_BLOCKED", count: 50 }],
    });
  });

  it("counts silence against the vendor, and leaves out what others verified", async () => {
    const over = { verification: "EXPIRED" };
    await make(api.ann, "gamma", 3, { ...arrived, verifiedAt: now }, { verification: "VERIFIED" });
    await make(api.ann, "gamma", 2, arrived, over);
    await make(api.ann, "gamma", 4, arrived, { verification: "VERIFIED" });
    await make(api.ann, "gamma", 1, { status: "TIMED_OUT" }, over, minutesAgo(10));
    await make(api.ann, "gamma", 5, { status: "SUBMITTED" }, {}, minutesAgo(9));
    await make(api.ann, "gamma", 1, { status: "UNKNOWN", failureClass: "OUTCOME_UNKNOWN" });
    await settle();

    expect(await statsOf(api.ann, "gamma", "OWN")).toMatchObject({
      attemptCount: 16,
      settledCount: 10,
      deliveredCount: 9,
      deliveryRate: 0.9,
      unknownCount: 1,
      verifiedCount: 3,
      successRate: 0.5,
      costPerVerified: { amount: "0.060000", currency: "USD" },
    });
  });

  it("answers null, not 0, where there are no samples, also to an operator", async () => {
    const nothing = {
      suppressed: false,
      attemptCount: 0,
      deliveryRate: null,
      successRate: null,
      latencyMsP95: null,
      costPerDelivered: null,
    };
    expect(await statsOf(cy, "gamma", "OWN")).toMatchObject(nothing);
    expect(await statsOf(api.world.operator, "gamma", "OWN")).toMatchObject(nothing);
    expect((await statsOf(api.world.operator, "alpha", "MARKET")).attemptCount).toBe(100);
  });

  it("draws the course of a window, the market's as far as a part may be shown", async () => {
    const timeline = "timeline(buckets: 6) { from to attemptCount deliveryRate latencyMsP95 }";
    const own = (await statsOf(api.ann, "gamma", "OWN", timeline)) as unknown as {
      timeline: { from: string; to: string; attemptCount: number | null }[];
    };
    const market = (await statsOf(api.ann, "alpha", "MARKET", timeline)) as unknown as typeof own;

    expect(own.timeline[0]?.from).toBe("2026-03-10T11:01:00.000Z");
    expect(own.timeline[5]?.to).toBe("2026-03-10T12:01:00.000Z");
    expect(own.timeline.map(({ attemptCount }) => attemptCount)).toEqual([0, 0, 0, 10, 1, 5]);
    expect(market.timeline.map(({ attemptCount }) => attemptCount)).toEqual([
      null,
      null,
      null,
      100,
      null,
      null,
    ]);
  });

  it("refuses a timeline of none or too many parts", async () => {
    for (const count of [0, 101]) {
      const { errors } = await api.ask(
        api.ann,
        `{ offers(first: 1) { nodes { stats { timeline(buckets: ${count}) { from } } } } }`,
      );
      expect(errors?.[0]?.message).toContain("must be from 1 to 100");
    }
  });

  it("adds networks up to countries and to everywhere", async () => {
    await make(api.ann, "gamma", 2, { ...arrived, country: "IN", mcc: "404", mnc: "45" });
    await settle();
    const answer = (await api.data(
      api.ann,
      `{ offers(filter: { vendors: ["gamma"], countries: ["IN"] }) { nodes {
         country network { mcc } stats(window: LAST_30_DAYS, audience: OWN) { attemptCount } } } }`,
    )) as unknown as { offers: { nodes: unknown[] } };

    expect(answer.offers.nodes).toEqual([
      { country: "IN", network: null, stats: { attemptCount: 2 } },
    ]);
  });
});
