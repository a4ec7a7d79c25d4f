import { graphql, type ExecutionResult } from "graphql";
import { encodeId } from "../../src/core/ids.js";
import type { KeyViewer, Role } from "../../src/flow/viewer.js";
import { scopesOfRole } from "../../src/flow/viewer.js";
import { createContext } from "../../src/graphql/context.js";
import { codedErrorIn } from "../../src/graphql/errors.js";
import { createSchema } from "../../src/graphql/schema.js";
import type { ResolverPorts } from "../../src/graphql/resolver-ports.js";
import { importRates } from "../../src/manage/rates/import-rates.js";
import { HealthFeed } from "../../src/manage/vendors/health-feed.js";
import { expect } from "vitest";
import { createManageWorld } from "./manage.js";
import { planPorts } from "./plan-ports.js";

export type Data = Record<string, never>;

const schema = createSchema();

/** The code behind the first error of an answer. */
export function topLevelCode(result: ExecutionResult<Data>): string | undefined {
  return codedErrorIn(result.errors?.[0])?.code;
}

/** The same tenant, other rights. */
export const withRole = (viewer: KeyViewer, role: Role): KeyViewer => ({
  ...viewer,
  role,
  scopes: new Set(scopesOfRole[role]),
});

/** The API over the real slow side: tenants ann and bob, three vendors with three offers each. */
export async function createCatalogueApi(now: Date) {
  const world = await createManageWorld(now);
  function contextOf(viewer: KeyViewer | null, isLive = false) {
    const { ports: slow } = world;
    const health = new HealthFeed(
      slow.market,
      slow.bus,
      () => now,
      (error) => {
        throw error;
      },
    );
    const checker = { check: () => Promise.resolve({ ok: true, message: "It works." }) };
    const callbackUrl = (id: string) => `https://sandi.test/callbacks/${encodeId("account", id)}`;
    const ports = {
      catalogue: { ...slow, health, checker, callbackUrl },
      plans: planPorts(world.dataSource, slow.bus),
      bus: slow.bus,
    };
    return createContext({
      viewer,
      locale: "en",
      ports: ports as unknown as ResolverPorts,
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

  async function codes(viewer: KeyViewer, mutation: string, variables: object = {}) {
    const answer = (await data(viewer, mutation, variables)) as Record<
      string,
      { userErrors: { code: string; field: string[] | null }[] }
    >;
    return Object.values(answer).flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
  }

  const ann = await world.tenant("ann");
  const bob = await world.tenant("bob", "IDR");
  for (const slug of ["alpha", "beta", "gamma"]) {
    await data(
      world.operator,
      "mutation($input: ListVendorInput!) { listVendor(input: $input) { vendor { id } " +
        "userErrors { code } } }",
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
  return { world, ann, bob, schema, contextOf, ask, data, codes };
}

export type CatalogueApi = Awaited<ReturnType<typeof createCatalogueApi>>;
