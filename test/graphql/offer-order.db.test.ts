import fc from "fast-check";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeId } from "../../src/core/ids.js";
import type { KeyViewer } from "../../src/flow/viewer.js";
import { rollUp } from "../../src/manage/stats/roll-up.js";
import { createRollUpStore } from "../../src/store/roll-up-store.js";
import { type CatalogueApi, createCatalogueApi, topLevelCode } from "../support/catalogue-api.js";
import { insertAccount, insertRow } from "../support/rows.js";
import { attemptsAt } from "../support/stat-world.js";

const now = new Date("2026-03-10T12:00:30.000Z");

interface Cell {
  readonly id: string;
  readonly vendorId: string;
  readonly country: string | null;
  readonly mnc: string | null;
}

interface Figures {
  readonly deliveryLow: number | null;
  readonly successLow: number | null;
  readonly latencyMsP95: number | null;
  readonly costPerVerifiedMicros: bigint | null;
}

const fieldOf = {
  DELIVERY_RATE: "deliveryLow",
  SUCCESS_RATE: "successLow",
  LATENCY_P95: "latencyMsP95",
  COST_PER_VERIFIED: "costPerVerifiedMicros",
} as const;

let api: CatalogueApi;
let cells: Cell[];

beforeAll(async () => {
  api = await createCatalogueApi(now);
  const { owner } = api.world.database;
  await owner.query("delete from offer_price; delete from offer");
  const { rows: vendors } = await owner.query<{ id: string }>("select id from vendor");
  cells = [];
  for (const { id: vendorId } of vendors) {
    for (const country of [null, "ID", "IN", "US"]) {
      for (const mnc of country === "ID" ? [null, "10", "11"] : [null]) {
        const id = uuidv7();
        await insertRow(owner, "offer", {
          id,
          vendorId,
          channel: "SMS",
          country,
          mcc: mnc === null ? null : "510",
          mnc,
          billedOn: "DELIVERED",
          createdAt: now,
        });
        await insertRow(owner, "offer_price", {
          offerId: id,
          priceMicros: 10_000n,
          currency: "USD",
          effectiveFrom: new Date(now.getTime() - 1000),
          source: "test",
          createdAt: now,
        });
        cells.push({ id, vendorId, country, mnc });
      }
    }
  }
});
afterAll(() => api.world.close());

/** What the market shows of cells, put there as the refresh would. */
async function show(figures: readonly (Figures | null)[]): Promise<void> {
  const { owner } = api.world.database;
  await owner.query("delete from market_stat");
  for (const [index, one] of figures.entries()) {
    const cell = cells[index];
    if (one !== null && cell !== undefined) {
      await insertRow(owner, "market_stat", {
        span: "LAST_24_HOURS",
        vendorId: cell.vendorId,
        channel: "SMS",
        country: cell.country ?? "",
        network: cell.mnc === null ? "" : `510${cell.mnc}`,
        ...Object.fromEntries(
          ["attempts", "submitted", "delivered", "undelivered", "silent", "rejected"].map(
            (name) => [name, 1n],
          ),
        ),
        unknown: 0n,
        verified: 1n,
        closed: 1n,
        marks: [],
        markCounts: [],
        deliveryRate: one.deliveryLow,
        deliveryLow: one.deliveryLow,
        successRate: one.successLow,
        successLow: one.successLow,
        latencyMsP95: one.latencyMsP95,
        costPerVerifiedMicros: one.costPerVerifiedMicros,
      });
    }
  }
}

interface OfferPage {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All ids of a list, page by page. */
async function idsInPages(viewer: KeyViewer, args: string, first: number): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { offers } = (await api.data(
      viewer,
      `query($after: String) { offers(first: ${first}, after: $after, ${args}) {
         nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { after },
    )) as unknown as { offers: OfferPage };
    ids.push(...offers.nodes.map(({ id }) => id));
    if (!offers.pageInfo.hasNextPage) {
      return ids;
    }
    after = offers.pageInfo.endCursor;
  }
}

function sorted(
  figures: readonly (Figures | null)[],
  field: keyof Figures,
  isDescending: boolean,
): string[] {
  const rows = cells.map(({ id }, index) => ({ id, value: figures[index]?.[field] ?? null }));
  const byId = (left: string, right: string): number => (left < right ? -1 : 1);
  return rows
    .sort((left, right) => {
      if (left.value === null || right.value === null) {
        return left.value === right.value ? byId(left.id, right.id) : left.value === null ? 1 : -1;
      }
      const order = left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
      return order === 0 ? byId(left.id, right.id) : isDescending ? -order : order;
    })
    .map(({ id }) => encodeId("offer", id));
}

const rate = fc.option(fc.constantFrom(0, 0.00001, 0.5, 0.7234567890123, 0.95, 1));
const figures = fc.option(
  fc.record({
    deliveryLow: rate,
    successLow: rate,
    latencyMsP95: fc.option(fc.integer({ min: 0, max: 5 })),
    costPerVerifiedMicros: fc.option(fc.bigInt({ min: 0n, max: 4n })),
  }),
);

describe("offers by what was measured", { timeout: 60_000 }, () => {
  it("come in order, page by page, without a figure last in both directions", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(figures, { minLength: 18, maxLength: 18 }),
        fc.integer({ min: 4, max: 8 }),
        async (shown, first) => {
          await show(shown);
          for (const by of Object.keys(fieldOf) as (keyof typeof fieldOf)[]) {
            for (const direction of ["ASC", "DESC"]) {
              const args = `orderBy: { by: ${by}, direction: ${direction} }`;

              expect(await idsInPages(api.ann, args, first)).toEqual(
                sorted(shown, fieldOf[by], direction === "DESC"),
              );
            }
          }
        },
      ),
      { numRuns: 4 },
    );
  });

  it("come per vendor, too", async () => {
    const values = cells.map((_, index) => ({
      deliveryLow: (index % 4) / 4,
      successLow: null,
      latencyMsP95: null,
      costPerVerifiedMicros: null,
    }));
    await show(values);
    const { vendors } = (await api.data(
      api.ann,
      `{ vendors { nodes { offers(first: 4, orderBy: { by: DELIVERY_RATE, direction: DESC }) {
         nodes { id } } } } }`,
    )) as unknown as { vendors: { nodes: { offers: OfferPage }[] } };
    const expected = sorted(values, "deliveryLow", true);

    for (const { offers } of vendors.nodes) {
      const ids = offers.nodes.map(({ id }) => id);
      const ofVendor = cells
        .filter((cell) => cell.vendorId === vendorOf(ids[0]))
        .map(({ id }) => encodeId("offer", id));
      expect(ids).toEqual(expected.filter((id) => ofVendor.includes(id)).slice(0, 4));
    }
  });

  it("are filtered by what was measured, which leaves out what has no figure", async () => {
    await show([
      { deliveryLow: 0.9, successLow: 0.5, latencyMsP95: 4, costPerVerifiedMicros: null },
      { deliveryLow: 0.8, successLow: 0.6, latencyMsP95: 9, costPerVerifiedMicros: null },
      { deliveryLow: null, successLow: null, latencyMsP95: null, costPerVerifiedMicros: null },
      null,
    ]);
    const found = async (filter: string): Promise<readonly number[]> => {
      const ids = await idsInPages(api.ann, `filter: { ${filter} }`, 10);
      return cells.flatMap(({ id }, index) => (ids.includes(encodeId("offer", id)) ? [index] : []));
    };

    expect(await found("minDeliveryRate: 0.8")).toEqual([0, 1]);
    expect(await found("minDeliveryRate: 0.81")).toEqual([0]);
    expect(await found("minSuccessRate: 0.6, maxLatencyMsP95: 9")).toEqual([1]);
    expect(await found("maxLatencyMsP95: 4")).toEqual([0]);
    expect(await found("minDeliveryRate: 0.5, statsWindow: LAST_HOUR")).toEqual([]);
    expect(await found("minDeliveryRate: 0, statsAudience: OWN")).toEqual([]);
  });

  it("go by one's own attempts on demand", async () => {
    const { owner } = api.world.database;
    const at = new Date(now.getTime() - 120_000);
    const [first, second] = [...new Set(cells.map(({ vendorId }) => vendorId))];
    for (const [vendorId, arrivedOf10] of [
      [first, 4],
      [second, 9],
    ] as const) {
      const accountId = await insertAccount(owner, { vendorId: vendorId ?? "", tenantId: null });
      for (const [count, attempt] of [
        [arrivedOf10, { status: "DELIVERED", latencyMs: 900 }],
        [10 - arrivedOf10, { status: "UNDELIVERED" }],
      ] as const) {
        await attemptsAt(owner, {
          tenantId: api.ann.tenantId ?? "",
          vendorId: vendorId ?? "",
          accountId,
          count,
          at,
          attempt,
        });
      }
    }
    await rollUp(createRollUpStore(owner), now);

    const order =
      "orderBy: { by: DELIVERY_RATE, direction: DESC, audience: OWN, window: LAST_HOUR }";
    const mine = await idsInPages(api.ann, order, 5);
    const network10 = cells.filter(({ mnc }) => mnc === "10");
    const best = network10.find(({ vendorId }) => vendorId === second);
    const filter = 'filter: { network: "51010" }';
    expect((await idsInPages(api.ann, `${order}, ${filter}`, 5))[0]).toBe(
      encodeId("offer", best?.id ?? ""),
    );
    // Network, country and everywhere of two vendors were measured; all the others follow by id.
    expect(mine).toHaveLength(18);
    expect(mine.slice(6)).toEqual(mine.slice(6).toSorted());
    expect(await idsInPages(api.bob, order, 5)).toEqual(mine.toSorted());
  });

  it("refuse limits that nothing can keep, and cursors of another order", async () => {
    const code = async (args: string) =>
      topLevelCode(await api.ask(api.ann, `{ offers(${args}) { nodes { id } } }`));
    const { offers } = (await api.data(
      api.ann,
      "{ offers(first: 1, orderBy: { by: DELIVERY_RATE }) { pageInfo { endCursor } } }",
    )) as unknown as { offers: OfferPage };
    const after = JSON.stringify(offers.pageInfo.endCursor);

    expect(await code("filter: { minDeliveryRate: 1.1 }")).toBe("BAD_REQUEST");
    expect(await code("filter: { minSuccessRate: -0.1 }")).toBe("BAD_REQUEST");
    expect(await code("filter: { maxLatencyMsP95: -1 }")).toBe("BAD_REQUEST");
    expect(await code(`after: ${after}, orderBy: { by: DELIVERY_RATE }`)).toBeUndefined();
    for (const other of ["by: SUCCESS_RATE", "by: DELIVERY_RATE, window: LAST_HOUR"]) {
      expect(await code(`after: ${after}, orderBy: { ${other} }`)).toBe("BAD_REQUEST");
    }
    expect(await code(`after: ${after}, orderBy: { by: DELIVERY_RATE, audience: OWN }`)).toBe(
      "BAD_REQUEST",
    );
  });
});

function vendorOf(offerId: string | undefined): string | undefined {
  return cells.find(({ id }) => encodeId("offer", id) === offerId)?.vendorId;
}
