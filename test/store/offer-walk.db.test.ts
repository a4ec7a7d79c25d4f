import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OfferQuery } from "../../src/manage/rates/ports.js";
import { offersStatement } from "../../src/store/offer-query.js";
import { walkStatement } from "../../src/store/offer-walk.js";
import type { Statement } from "../../src/store/statement-values.js";
import { anyOffer, type Catalogue, createCatalogue, rate } from "../support/catalogue.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const slugs = ["alpha", "beta", "gamma", "delta"];
let catalogue: Catalogue;

beforeAll(async () => {
  catalogue = await createCatalogue(now);
  const { vendor, importList, alpha, beta } = catalogue;
  const vendors = [alpha, beta, await vendor("gamma"), await vendor("delta")];
  const currencies = ["USD", "EUR", "IDR", "JPY"];
  for (const [at, one] of vendors.entries()) {
    const rows = ["ID", "IN", "US", "BR", "DE", "FR", null].map((country, index) =>
      rate(index + 1, country, `0.0${1 + ((index * 3 + at) % 4)}`, {
        currency: currencies[(index + at) % 4],
        ...(country === "BR" ? { effectiveFrom: new Date("2027-01-01T00:00:00Z") } : {}),
      }),
    );
    await importList(one, rows, now);
  }
  await catalogue.importList(beta, [rate(1, "NG", "0.01")], now);
  await catalogue.importList(beta, [rate(1, "NG", "0.09")], new Date(now.getTime() - 1));
});
afterAll(() => catalogue?.world.close());

/** Every offer that a query lists, page by page. */
async function readAll(query: OfferQuery): Promise<string[]> {
  const { world, ann } = catalogue;
  const seen: string[] = [];
  let after: OfferQuery["after"] = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof world.ports.offers.offers>> =
      await world.ports.offers.offers(ann, { ...query, after }, now);
    seen.push(...page.rows.map((row) => `${row.id} ${row.sortKey} ${row.priceMicros} ${row.rate}`));
    const last = page.rows.at(-1);
    if (!page.hasMore || last === undefined) {
      return seen;
    }
    after = { sortKey: last.sortKey, id: last.id };
  }
}

describe("the market, walked along an index", () => {
  const queries = (["PRICE", "VENDOR"] as const).flatMap((orderBy) =>
    [false, true].flatMap((descending) =>
      [2, 100].map((limit): [string, OfferQuery] => [
        `${orderBy} ${descending ? "down" : "up"} by ${limit}`,
        { ...anyOffer, orderBy, descending, limit },
      ]),
    ),
  );

  it.each(queries)("lists %s what gathering and sorting lists", async (_name, query) => {
    const filters: OfferQuery["filter"][] = [
      {},
      { channels: ["EMAIL"] },
      { maxPrice: { micros: 20_000n, currency: "USD" } },
      { maxPrice: { micros: 400_000_000n, currency: "IDR" } },
    ];
    for (const filter of filters) {
      const walked = await readAll({ ...query, filter });
      // Vendors that are named are gathered.
      const gathered = await readAll({ ...query, filter: { ...filter, vendors: slugs } });

      expect(walked).toEqual(gathered);
      expect(walked.length).toBeGreaterThan(2);
    }
  });

  it("takes any number for a position", async () => {
    const { world, ann } = catalogue;
    const id = "0190a000-0000-7000-8000-00000000000a";
    for (const descending of [false, true]) {
      for (const sortKey of ["9".repeat(40), `0.${"0".repeat(39)}1`, "0"]) {
        const query = { ...anyOffer, descending, after: { sortKey, id } };

        expect((await world.ports.offers.offers(ann, query, now)).rows.length).toBeGreaterThan(0);
      }
    }
  });

  it("reads no more prices than the page needs", async () => {
    const { owner } = catalogue.world.database;
    await owner.query(
      `insert into offer (id, vendor_id, channel, country, mcc, mnc, billed_on, created_at)
       select gen_random_uuid(), v.id, 'SMS', 'ID', (100 + i / 100)::text, (i % 100 + 10)::text,
         'DELIVERED', $1 from vendor v, generate_series(0, 4999) i where v.slug = 'alpha'`,
      [now],
    );
    await owner.query(
      `insert into offer_price (offer_id, price_micros, currency, effective_from, source,
         created_at)
       select o.id, 1000000 + (random() * 1000000)::bigint, 'USD', $1, 'test', $1
       from offer o where not exists (select from offer_price p where p.offer_id = o.id)`,
      [now],
    );
    await owner.query("analyze offer, offer_price, vendor, exchange_rate");

    const byPrice = await pricesRead(walkStatement({ ...anyOffer, limit: 20 }, null, now));
    const byVendor = await pricesRead(
      walkStatement({ ...anyOffer, orderBy: "VENDOR", limit: 20 }, null, now),
    );
    const gathered = await pricesRead(offersStatement({ ...anyOffer, limit: 20 }, null, null, now));

    expect(gathered).toBeGreaterThan(5_000);
    expect(byPrice).toBeLessThan(500);
    expect(byVendor).toBeLessThan(500);
  });
});

interface PlanNode {
  readonly "Relation Name"?: string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Rows of prices that a statement looks at. */
async function pricesRead({ text, values }: Statement): Promise<number> {
  const { owner } = catalogue.world.database;
  const { rows } = await owner.query<{ "QUERY PLAN": readonly [{ readonly Plan: PlanNode }] }>(
    `explain (analyze, format json) ${text}`,
    [...values],
  );
  const count = (node: PlanNode): number => {
    const seen = node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);
    const own = node["Relation Name"] === "offer_price" ? seen * node["Actual Loops"] : 0;
    return (node.Plans ?? []).reduce((sum, inner) => sum + count(inner), own);
  };
  const plan = rows[0]?.["QUERY PLAN"][0].Plan;
  return plan === undefined ? Number.NaN : Math.round(count(plan));
}
