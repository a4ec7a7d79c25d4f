import { subscribe, parse, type ExecutionResult } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeId } from "../../src/core/ids.js";
import type { KeyViewer } from "../../src/flow/viewer.js";
import {
  type CatalogueApi,
  createCatalogueApi,
  topLevelCode,
  withRole,
} from "../support/catalogue-api.js";

const now = new Date("2026-11-22T03:00:00.000Z");
let world: CatalogueApi["world"];
let ann: CatalogueApi["ann"];
let bob: CatalogueApi["bob"];
let schema: CatalogueApi["schema"];
let contextOf: CatalogueApi["contextOf"];
let ask: CatalogueApi["ask"];
let data: CatalogueApi["data"];
let codes: CatalogueApi["codes"];

beforeAll(async () => {
  ({ world, ann, bob, schema, contextOf, ask, data, codes } = await createCatalogueApi(now));
});
afterAll(() => world.close());

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
    const create =
      "mutation($input: CreateTenantInput!) { createTenant(input: $input) { tenant { id slug " +
      "timeZone brand } userErrors { code field } } }";
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
    expect(await data(world.operator, `{ tenants(search: " BO") { nodes { slug } } }`)).toEqual({
      tenants: { nodes: [{ slug: "bob" }] },
    });
  });

  it("are changed by their owner or an operator, and are not found by others", async () => {
    const update =
      "mutation($id: ID!, $input: UpdateTenantInput!) { updateTenant(id: $id, input: $input) { " +
      "tenant { brand name } userErrors { code field } } }";
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

  it("set what measured routing obeys, within its bounds", async () => {
    const routing = `{ duplicateRateMax explorationRate valuePerVerified { amount currency } }`;
    const update =
      "mutation($id: ID!, $input: UpdateTenantInput!) { updateTenant(id: $id, input: $input) { " +
      `tenant { routing ${routing} } userErrors { code field } } }`;
    const id = encodeId("tenant", ann.tenantId ?? "");
    const input = { duplicateRateMax: 0.08, explorationRate: 0.02, valuePerVerified: "0.4" };

    expect(await data(ann, `query { viewer { tenant { routing ${routing} } } }`)).toEqual({
      viewer: {
        tenant: {
          routing: { duplicateRateMax: 0.15, explorationRate: 0.002, valuePerVerified: null },
        },
      },
    });
    expect(await data(ann, update, { id, input })).toEqual({
      updateTenant: {
        tenant: {
          routing: { ...input, valuePerVerified: { amount: "0.400000", currency: "USD" } },
        },
        userErrors: [],
      },
    });
    for (const [wrong, code] of [
      [{ duplicateRateMax: 1.1 }, "OUT_OF_RANGE"],
      [{ explorationRate: 0.21 }, "OUT_OF_RANGE"],
      [{ valuePerVerified: "0" }, "INVALID_MONEY"],
    ] as const) {
      expect(await codes(ann, update, { id, input: wrong })).toEqual([code]);
    }
  });

  it("make keys no stronger than the maker's, show the secret once, and revoke", async () => {
    const create =
      "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id " +
      "prefix scopes role } userErrors { code field } } }";
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
    const revoke =
      "mutation($id: ID!) { revokeApiKey(id: $id) { apiKey { revokedAt } userErrors { code " +
      "field } } }";
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
    const pause =
      `mutation { pauseVendor(slug: "gamma", reason: "Slow.") { vendor { health { state } } ` +
      "userErrors { code } } }";
    const resume =
      `mutation { resumeVendor(slug: "gamma") { vendor { health { state } } userErrors { code } ` +
      "} }";

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
