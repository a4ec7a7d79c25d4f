import { graphql, subscribe, parse, type ExecutionResult } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeId } from "../../src/core/ids.js";
import type { KeyViewer, Role } from "../../src/flow/viewer.js";
import { scopesOfRole } from "../../src/flow/viewer.js";
import { createContext } from "../../src/graphql/context.js";
import { codedErrorIn } from "../../src/graphql/errors.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { Services } from "../../src/graphql/services.js";
import { importRates } from "../../src/manage/rates/import-rates.js";
import { HealthFeed } from "../../src/manage/vendors/health-feed.js";
import { createManageWorld, type ManageWorld } from "../support/manage.js";

type Data = Record<string, never>;

const now = new Date("2026-11-22T03:00:00.000Z");
const schema = createSchema();
let world: ManageWorld;
let ann: KeyViewer;
let bob: KeyViewer;
let statements: string[] = [];

function contextOf(viewer: KeyViewer | null, isLive = false) {
  const { ports } = world;
  const health = new HealthFeed(
    ports.market,
    ports.bus,
    () => now,
    (error) => {
      throw error;
    },
  );
  const checker = { check: () => Promise.resolve({ ok: true, message: "It works." }) };
  const callbackUrl = (id: string) => `https://sandi.test/callbacks/${encodeId("account", id)}`;
  const services = { catalogue: { ...ports, health, checker, callbackUrl }, bus: ports.bus };
  return createContext({
    viewer,
    locale: "en",
    services: services as unknown as Services,
    live: isLive ? { pingCursor: () => undefined, close: () => undefined } : null,
    now: () => now,
  } as unknown as Parameters<typeof createContext>[0]);
}

async function ask(viewer: KeyViewer | null, source: string, variables: object = {}) {
  const result = await graphql({
    schema,
    source,
    variableValues: { ...variables },
    contextValue: contextOf(viewer),
  });
  return result as ExecutionResult<Data>;
}

async function data(viewer: KeyViewer, source: string, variables: object = {}) {
  const result = await ask(viewer, source, variables);
  expect(result.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(result.data)) as Record<string, never>;
}

function topLevelCode(result: ExecutionResult<Data>): string | undefined {
  return codedErrorIn(result.errors?.[0])?.code;
}

const withRole = (viewer: KeyViewer, role: Role): KeyViewer => ({
  ...viewer,
  role,
  scopes: new Set(scopesOfRole[role]),
});

async function codes(viewer: KeyViewer, mutation: string, variables: object = {}) {
  const answer = (await data(viewer, mutation, variables)) as Record<
    string,
    { userErrors: { code: string; field: string[] | null }[] }
  >;
  return Object.values(answer).flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
}

beforeAll(async () => {
  world = await createManageWorld(now);
  ann = await world.tenant("ann");
  bob = await world.tenant("bob", "IDR");
  for (const slug of ["alpha", "beta", "gamma"]) {
    await data(
      world.operator,
      `mutation($input: ListVendorInput!) { listVendor(input: $input) { vendor { id } userErrors { code } } }`,
      { input: { slug, name: slug, adapter: "pretend", channels: ["SMS", "EMAIL"] } },
    );
    const vendor = await world.ports.vendors.vendorBySlug(ann, slug);
    const rows = ["ID", "IN", "US"].map((country, index) => ({
      line: index + 1,
      channel: "SMS",
      country,
      mcc: country === "ID" ? "510" : null,
      mnc: country === "ID" ? "10" : null,
      price: `0.0${index + 1}`,
      currency: "USD",
      billedOn: "DELIVERED",
      declaredDeliveryRate: 0.9,
      upstream: "shared",
      effectiveFrom: null,
    }));
    const target = { vendorId: vendor?.id ?? "", accountId: null };
    const request = {
      target,
      channels: ["SMS"] as const,
      rows,
      mode: "MERGE" as const,
      source: "test",
      dryRun: false,
    };
    await importRates(world.ports, world.operator, request, now);
  }
});
afterAll(() => world.close());

describe("vendors and offers in the API", () => {
  it("nest without a statement per row", async () => {
    const source = `{ vendors(first: 3) { nodes { slug countries features health { state since }
      offers(first: 2) { nodes { price { amount currency } country network { mcc name } upstream
        vendor { slug } account { id } priceInTenantCurrency { amount } upcomingPrice { source }
        priceHistory(first: 1) { nodes { source effectiveFrom } } } pageInfo { hasNextPage } } } } }`;
    const count = await countStatements(() => data(ann, source));
    const answer = (await data(ann, source)) as unknown as {
      vendors: {
        nodes: {
          slug: string;
          countries: string[];
          health: object;
          offers: { nodes: object[]; pageInfo: object };
        }[];
      };
    };

    expect(count).toBe(9);
    expect(answer.vendors.nodes.map((node) => node.slug)).toEqual(["alpha", "beta", "gamma"]);
    expect(answer.vendors.nodes[0]).toMatchObject({
      countries: ["ID", "IN", "US"],
      features: ["DELIVERY_RECEIPTS"],
      health: { state: "HEALTHY", since: now.toISOString() },
      offers: {
        nodes: [
          {
            price: { amount: "0.010000", currency: "USD" },
            country: "ID",
            network: { mcc: "510", name: "Telkomsel" },
            upstream: null,
            vendor: { slug: "alpha" },
            account: null,
            priceInTenantCurrency: { amount: "0.010000" },
            upcomingPrice: null,
            priceHistory: { nodes: [{ source: "test", effectiveFrom: now.toISOString() }] },
          },
          { country: "IN" },
        ],
        pageInfo: { hasNextPage: true },
      },
    });
  });

  it("are filtered, and bad arguments are named", async () => {
    const offers = (args: string) => ask(ann, `{ offers(${args}) { nodes { country } } }`);
    const bad = async (args: string) => topLevelCode(await offers(args));

    expect((await offers(`filter: {countries: ["ID"], vendors: ["beta"]}`)).data).toMatchObject({
      offers: { nodes: [{ country: "ID" }] },
    });
    expect((await offers(`filter: {maxPrice: "0.01", priceCurrency: "USD"}`)).data).toMatchObject({
      offers: { nodes: [{ country: "ID" }, { country: "ID" }, { country: "ID" }] },
    });
    expect(await bad(`filter: {maxPrice: "0.01"}`)).toBe("BAD_REQUEST");
    expect(await bad(`filter: {maxPrice: "-1", priceCurrency: "USD"}`)).toBe("BAD_REQUEST");
    expect(await bad(`filter: {maxPrice: "1", priceCurrency: "XXX"}`)).toBe("BAD_REQUEST");
    expect(await bad(`filter: {countries: ["ZZ"]}`)).toBe("BAD_REQUEST");
    expect(await bad(`filter: {network: "12"}`)).toBe("BAD_REQUEST");
    expect(await bad("first: 0")).toBe("BAD_REQUEST");
    expect(await bad("first: 101")).toBe("BAD_REQUEST");
    expect(await bad(`after: "nonsense"`)).toBe("BAD_REQUEST");
    expect(await ask(ann, `{ vendor(slug: "nobody") { id } }`)).toMatchObject({
      data: { vendor: null },
    });
  });

  it("page by cursors that belong to their order alone", async () => {
    const page = async (after: string | null, order: string) =>
      ask(
        ann,
        `query($after: String) { offers(first: 4, after: $after, orderBy: ${order}) {
          edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
    type Page = {
      offers: {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    const seen = new Set<string>();
    let after: string | null = null;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const { offers } = (await page(after, "{by: VENDOR, direction: DESC}"))
        .data as unknown as Page;
      offers.edges.forEach((edge) => seen.add(edge.node.id));
      after = offers.pageInfo.endCursor;
      more = offers.pageInfo.hasNextPage;
    }

    expect([seen.size, pages]).toEqual([9, 3]);
    expect(topLevelCode(await page(after, "{by: VENDOR}"))).toBe("BAD_REQUEST");
  });
});

describe("vendor accounts in the API", () => {
  const connect = `mutation($input: ConnectVendorInput!) { connectVendor(input: $input) {
    vendorAccount { id ownership callbackUrl vendor { slug } credentialHints { name endsWith } } userErrors { code field } } }`;
  const credentials = [
    { key: "apiKey", value: "0123456789abcdef" },
    { key: "secret", value: "abcdefghijklmnop" },
  ];
  const input = { vendor: "alpha", label: "main", channels: ["SMS"], credentials };

  it("belong to their tenant; the marketplace's show their inside to operators only", async () => {
    const mine = (await data(ann, connect, { input })) as unknown as {
      connectVendor: { vendorAccount: { id: string } };
    };
    const market = (await data(world.operator, connect, {
      input: { ...input, label: "Market" },
    })) as unknown as typeof mine;
    const list = `{ vendorAccounts { id ownership callbackUrl credentialHints { endsWith } lastCheckOk } }`;
    const { id } = mine.connectVendor.vendorAccount;
    const marketId = market.connectVendor.vendorAccount.id;
    const inside = { callbackUrl: `https://sandi.test/callbacks/${marketId}` };

    expect(mine.connectVendor.vendorAccount).toMatchObject({
      ownership: "TENANT",
      callbackUrl: `https://sandi.test/callbacks/${id}`,
      vendor: { slug: "alpha" },
      credentialHints: [
        { name: "apiKey", endsWith: "cdef" },
        { name: "secret", endsWith: "mnop" },
      ],
    });
    expect(market.connectVendor.vendorAccount).toMatchObject(inside);
    expect(await data(bob, list)).toEqual({
      vendorAccounts: [
        {
          id: marketId,
          ownership: "MARKETPLACE",
          callbackUrl: null,
          credentialHints: [],
          lastCheckOk: null,
        },
      ],
    });
    for (const mutation of [
      `mutation($id: ID!) { testVendorAccount(id: $id) { vendorAccount { id } userErrors { code field } } }`,
      `mutation($id: ID!) { disconnectVendor(id: $id) { vendorAccount { id } userErrors { code field } } }`,
      `mutation($id: ID!) { rotateVendorCredentials(id: $id, credentials: []) { vendorAccount { id } userErrors { code field } } }`,
    ]) {
      expect(await codes(bob, mutation, { id })).toEqual(["NOT_FOUND"]);
      expect(await codes(bob, mutation, { id: marketId })).toEqual(["NOT_FOUND"]);
      expect(await codes(bob, mutation, { id: "acc_nonsense" })).toEqual(["NOT_FOUND"]);
    }
    expect(await data(bob, `query($id: ID!) { node(id: $id) { id } }`, { id })).toEqual({
      node: null,
    });
    expect(await data(ann, `query($id: ID!) { node(id: $id) { id __typename } }`, { id })).toEqual({
      node: { id, __typename: "VendorAccount" },
    });
    expect(
      await data(
        ann,
        `mutation($id: ID!) { testVendorAccount(id: $id) { vendorAccount { lastCheckOk lastCheckMessage } } }`,
        { id },
      ),
    ).toEqual({
      testVendorAccount: { vendorAccount: { lastCheckOk: true, lastCheckMessage: "It works." } },
    });
  });

  it("need the scope VENDOR_CONNECT", async () => {
    const refused = await ask(withRole(ann, "VIEWER"), connect, { input });
    expect(topLevelCode(refused)).toBe("FORBIDDEN");
  });
});

describe("tenants, keys and the viewer in the API", () => {
  it("tell who is asking", async () => {
    const source = `{ viewer { role scopes tenant { slug currency } } }`;
    expect(await data(withRole(ann, "BILLING"), source)).toEqual({
      viewer: {
        role: "BILLING",
        scopes: ["BILLING_READ", "BILLING_WRITE"],
        tenant: { slug: "ann", currency: "USD" },
      },
    });
    expect(await data(world.operator, source)).toEqual({
      viewer: { role: "OPERATOR", scopes: ["OPERATE"], tenant: null },
    });
    expect(topLevelCode(await ask(null, source))).toBe("UNAUTHENTICATED");
  });

  it("are made and listed by operators only, with sound values", async () => {
    const create = `mutation($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id slug timeZone brand } userErrors { code field } } }`;
    const input = { slug: "carol", name: "Carol", currency: "EUR", timeZone: "asia/jakarta" };

    expect(topLevelCode(await ask(ann, create, { input }))).toBe("FORBIDDEN");
    expect(topLevelCode(await ask(ann, "{ tenants { nodes { slug } } }"))).toBe("FORBIDDEN");
    expect(await data(world.operator, create, { input })).toMatchObject({
      createTenant: { tenant: { slug: "carol", timeZone: "Asia/Jakarta", brand: "Carol" } },
    });
    expect(await codes(world.operator, create, { input })).toEqual(["SLUG_TAKEN"]);
    expect(
      await codes(world.operator, create, {
        input: { slug: "-", name: "", currency: "XXX", timeZone: "+07:00", locale: "?" },
      }),
    ).toEqual([
      "INVALID_SLUG",
      "INVALID_TEXT",
      "UNKNOWN_CURRENCY",
      "INVALID_TIME_ZONE",
      "INVALID_LOCALE",
    ]);
    const listed = (await data(
      world.operator,
      "{ tenants(first: 2) { nodes { slug } pageInfo { endCursor } } }",
    )) as unknown as {
      tenants: { nodes: { slug: string }[]; pageInfo: { endCursor: string } };
    };
    expect(listed.tenants.nodes.map((node) => node.slug)).toEqual(["ann", "bob"]);
    expect(
      await data(
        world.operator,
        `query($after: String) { tenants(after: $after) { nodes { slug } } }`,
        {
          after: listed.tenants.pageInfo.endCursor,
        },
      ),
    ).toEqual({ tenants: { nodes: [{ slug: "carol" }] } });
  });

  it("are changed by their owner or an operator, and are not found by others", async () => {
    const update = `mutation($id: ID!, $input: UpdateTenantInput!) { updateTenant(id: $id, input: $input) { tenant { brand name } userErrors { code field } } }`;
    const id = encodeId("tenant", ann.tenantId ?? "");
    const change = { id, input: { brand: "Ann & Co" } };

    expect(await data(ann, update, change)).toMatchObject({
      updateTenant: { tenant: { brand: "Ann & Co", name: "ann" } },
    });
    expect(await codes(bob, update, change)).toEqual(["NOT_FOUND"]);
    expect(topLevelCode(await ask(withRole(ann, "DEVELOPER"), update, change))).toBe("FORBIDDEN");
    expect(await codes(world.operator, update, { id, input: { brand: "x".repeat(41) } })).toEqual([
      "TOO_LONG",
    ]);
    expect(await codes(world.operator, update, { id, input: { timeZone: "" } })).toEqual([
      "INVALID_TIME_ZONE",
    ]);
    expect(await data(bob, `query($id: ID!) { node(id: $id) { id } }`, { id })).toEqual({
      node: null,
    });
  });

  it("make keys no stronger than the maker's, show the secret once, and revoke", async () => {
    const create = `mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id prefix scopes role } userErrors { code field } } }`;
    const key = (more: object) => ({ input: { name: "k", role: "DEVELOPER", ...more } });
    const made = (await data(ann, create, key({ scopes: ["SEND"] }))) as unknown as {
      createApiKey: { secret: string; apiKey: { id: string; prefix: string } };
    };
    const { secret, apiKey } = made.createApiKey;
    const { rows } = await world.database.owner.query<{ hash: Buffer; row: string }>(
      "select hash, api_key::text as row from api_key where prefix = $1",
      [apiKey.prefix],
    );

    expect(secret).toMatch(/^sk_[0-9A-Za-z]{43}$/);
    expect(secret.startsWith(apiKey.prefix)).toBe(true);
    expect(rows[0]?.hash).toHaveLength(32);
    expect(rows[0]?.row).not.toContain(secret);
    expect(await codes(ann, create, key({ scopes: ["KEY_ADMIN"] }))).toEqual(["SCOPE_NOT_HELD"]);
    expect(await codes(ann, create, key({ role: "OPERATOR" }))).toEqual(["ROLE_NOT_ALLOWED"]);
    expect(await codes(ann, create, key({ tenant: "bob" }))).toEqual(["TENANT_NOT_ALLOWED"]);
    expect(await codes(ann, create, key({ expiresAt: "2026-11-22T02:59:59.999Z" }))).toEqual([
      "INVALID_EXPIRY",
    ]);
    expect(await codes(world.operator, create, key({}))).toEqual(["TENANT_REQUIRED"]);
    expect(await codes(world.operator, create, key({ tenant: "nobody" }))).toEqual([
      "TENANT_NOT_FOUND",
    ]);
    const narrow: KeyViewer = { ...ann, scopes: new Set(["KEY_ADMIN"]) };
    expect(await codes(narrow, create, key({ role: "BILLING" }))).toEqual([
      "SCOPE_NOT_HELD",
      "SCOPE_NOT_HELD",
    ]);
    const revoke = `mutation($id: ID!) { revokeApiKey(id: $id) { apiKey { revokedAt } userErrors { code field } } }`;
    expect(await codes(bob, revoke, { id: apiKey.id })).toEqual(["NOT_FOUND"]);
    expect(await data(ann, revoke, { id: apiKey.id })).toMatchObject({
      revokeApiKey: { apiKey: { revokedAt: now.toISOString() } },
    });
    expect(world.bus.said.at(-1)).toMatch(/^keys /);
    expect(await data(bob, "{ apiKeys { id } }")).toEqual({ apiKeys: [] });
  });
});

describe("vendor health in the API", () => {
  it("tells followers of a pause and its end, once each, and only those it concerns", async () => {
    const document = parse(`subscription { vendorHealth(vendors: ["gamma"], channels: [SMS]) {
      vendor { slug } channel country previous health { state reason } } }`);
    const follow = async (viewer: KeyViewer) => {
      const stream = await subscribe({ schema, document, contextValue: contextOf(viewer, true) });
      if (!(Symbol.asyncIterator in stream)) {
        throw new Error(JSON.stringify(stream));
      }
      return stream as AsyncGenerator<ExecutionResult>;
    };
    const hers = await follow(ann);
    const his = await follow(bob);
    const first = hers.next();
    const untold = his.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const pause = `mutation { pauseVendor(slug: "gamma", reason: "Slow.") { vendor { health { state } } userErrors { code } } }`;
    const resume = `mutation { resumeVendor(slug: "gamma") { vendor { health { state } } userErrors { code } } }`;

    expect(await data(ann, pause)).toMatchObject({
      pauseVendor: { vendor: { health: { state: "PINNED_OFF" } } },
    });
    expect((await first).value?.data).toMatchObject({
      vendorHealth: {
        vendor: { slug: "gamma" },
        channel: "SMS",
        country: null,
        previous: "HEALTHY",
        health: { state: "PINNED_OFF", reason: "Paused by you: Slow." },
      },
    });
    const second = hers.next();
    await data(ann, resume);
    expect((await second).value?.data).toMatchObject({
      vendorHealth: { previous: "PINNED_OFF", health: { state: "HEALTHY" } },
    });
    const waiting = hers.next();
    await hers.return(undefined);
    expect((await waiting).done).toBe(true);
    await his.return(undefined);
    expect((await untold).done).toBe(true);
  });
});

async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const runner = world.dataSource.createQueryRunner();
  const prototype = Object.getPrototypeOf(runner) as {
    query: (text: string, ...rest: unknown[]) => unknown;
  };
  const { query } = prototype;
  await runner.release();
  statements = [];
  prototype.query = function (text, ...rest) {
    statements.push(text);
    return query.call(this, text, ...rest);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return statements.filter((text) => /^\s*(select|with)/i.test(text)).length;
}
