import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { marketplaceTenantId } from "../../src/core/alert.js";
import { type CatalogueApi, createCatalogueApi } from "../support/catalogue-api.js";

const now = new Date("2026-11-22T03:00:00.000Z");
let api: CatalogueApi;

beforeAll(async () => {
  api = await createCatalogueApi(now);
});
afterAll(() => api.world.close());

const at = (hour: number) => new Date(Date.UTC(2026, 10, 21, hour)).toISOString();

interface Told {
  readonly vendor: {
    readonly incidents: {
      readonly nodes: readonly {
        readonly kind: string;
        readonly reason: string;
        readonly endedAt: string | null;
      }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

async function incidents(viewer: CatalogueApi["ann"] | null, args = ""): Promise<Told> {
  const source = `{ vendor(slug: "alpha") { incidents${args} {
    nodes { kind channel country reason startedAt endedAt }
    pageInfo { hasNextPage endCursor } } } }`;
  return (await api.data(viewer as CatalogueApi["ann"], source)) as unknown as Told;
}

async function down(tenantId: string, hour: number, resolvedAt: string | null, kind: string) {
  const { owner } = api.world.database;
  await owner.query(
    `insert into alert (tenant_id, id, kind, severity, cause, detail, vendor_id, raised_at,
       resolved_at)
     select $1, $2::uuid, $3, 'CRITICAL', $2::uuid::text, $4, v.id, $5, $6
     from vendor v where slug = 'alpha'`,
    [
      tenantId,
      uuidv7(),
      kind,
      { kind, vendor: "alpha", channel: "SMS", country: "ID", failures: 7 },
      at(hour),
      resolvedAt,
    ],
  );
}

async function pause(tenantId: string | null, hour: number, reason: string) {
  await api.world.database.owner.query(
    `insert into vendor_pause (id, vendor_id, tenant_id, channel, country, reason, paused_at)
     select $1, v.id, $2, 'SMS', null, $3, $4 from vendor v where slug = 'alpha'`,
    [uuidv7(), tenantId, reason, at(hour)],
  );
}

describe("incidents of a vendor", () => {
  it("are none where nothing happened", async () => {
    expect((await incidents(api.ann)).vendor.incidents.nodes).toEqual([]);
  });

  it("are the marketplace's outages and pauses and one's own, the latest first", async () => {
    const { ann, bob } = api;
    await down(marketplaceTenantId, 1, at(2), "VENDOR_DOWN");
    await down(marketplaceTenantId, 3, null, "PRICE_CHANGE");
    await down(ann.tenantId as string, 4, null, "VENDOR_DOWN");
    await down(bob.tenantId as string, 5, null, "VENDOR_DOWN");
    await pause(null, 6, "moving");
    await pause(bob.tenantId, 7, "bob alone");

    const seen = (await incidents(ann)).vendor.incidents.nodes;
    const outage = { kind: "OUTAGE", channel: "SMS", country: "ID" };
    expect(seen).toEqual([
      {
        kind: "PAUSE",
        channel: "SMS",
        country: null,
        reason: "Paused by an operator: moving",
        startedAt: at(6),
        endedAt: null,
      },
      { ...outage, reason: expect.stringMatching(/^7 failures/), startedAt: at(4), endedAt: null },
      { ...outage, reason: expect.stringMatching(/^7 failures/), startedAt: at(1), endedAt: at(2) },
    ]);
    const forBob = (await incidents(bob)).vendor.incidents.nodes;
    expect(forBob.map(({ kind, reason }) => `${kind} ${reason.split(":")[1]}`)).toEqual([
      "PAUSE  bob alone",
      "PAUSE  moving",
      expect.stringMatching(/^OUTAGE/),
      expect.stringMatching(/^OUTAGE/),
    ]);
  });

  it("are, where it is asked for, those alone that last", async () => {
    const { nodes } = (await incidents(api.ann)).vendor.incidents;
    const open = (await incidents(api.ann, "(openOnly: true)")).vendor.incidents.nodes;

    const lasting = nodes.filter(({ endedAt }) => endedAt === null);
    expect(open).toEqual(lasting);
    expect([lasting.length, nodes.length - lasting.length].every((count) => count > 0)).toBe(true);
  });

  it("are paged without a gap or a repeat", async () => {
    const first = (await incidents(api.ann, "(first: 2)")).vendor.incidents;
    const rest = (await incidents(api.ann, `(first: 2, after: "${first.pageInfo.endCursor}")`))
      .vendor.incidents;
    const all = (await incidents(api.ann)).vendor.incidents.nodes;

    expect(first.pageInfo.hasNextPage).toBe(true);
    expect(rest.pageInfo.hasNextPage).toBe(false);
    expect([...first.nodes, ...rest.nodes]).toEqual(all);
  });
});
