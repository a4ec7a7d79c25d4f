import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disconnectVendor } from "../../src/manage/accounts/disconnect-vendor.js";
import { importRates } from "../../src/manage/rates/import-rates.js";
import type { OfferQuery } from "../../src/manage/rates/ports.js";
import { setExchangeRate } from "../../src/manage/rates/set-exchange-rate.js";
import { codesOf } from "../support/manage.js";
import { anyOffer, rate, type Catalogue, createCatalogue } from "../support/catalogue.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const later = new Date("2026-11-23T03:00:00.000Z");
let world: Catalogue["world"];
let ann: Catalogue["ann"];
let bob: Catalogue["bob"];
let alpha: Catalogue["alpha"];
let vendor: Catalogue["vendor"];
let importList: Catalogue["importList"];
let connect: Catalogue["connect"];

beforeAll(async () => {
  ({ world, ann, bob, alpha, vendor, importList, connect } = await createCatalogue(now));
});
afterAll(() => world.close());

describe("importing rates", () => {
  it("stores sound lines, reports the others, and counts offers", async () => {
    const gamma = await vendor("gamma");
    const sheet = [
      rate(1, "ID", "0.01"),
      rate(2, "IN", "0.004"),
      rate(3, null, "0.0005"),
      rate(4, "ZZ", "1"),
      rate(5, "US", "-1"),
      rate(6, "US", "1.0000001"),
      rate(7, "US", "1", { currency: "XXX" }),
      rate(8, "ID", "0.02"),
      rate(9, "ID", "0.02", { mcc: "510" }),
    ];
    const dry = await importList(gamma, sheet, now, { dryRun: true });
    const first = await importList(gamma, sheet, now);
    const again = await importList(gamma, sheet, later);
    const replaced = await importList(gamma, [rate(1, "ID", "0.011")], later, { mode: "REPLACE" });
    const back = await importList(gamma, [rate(1, "IN", "0.004")], later);

    expect(dry).toMatchObject({ importId: null, added: 3 });
    expect(first).toMatchObject({ added: 3, changed: 0, unchanged: 0, withdrawn: 0 });
    expect(first.rejected.map((one) => one.line)).toEqual([4, 5, 6, 7, 8, 9]);
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 3, withdrawn: 0 });
    expect(replaced).toMatchObject({ added: 0, changed: 1, unchanged: 0, withdrawn: 2 });
    expect(back).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    const offers = await world.ports.offers.offers(
      ann,
      { ...anyOffer, filter: { vendors: ["gamma"] } },
      new Date(later.getTime() + 1),
    );
    expect(offers.rows.map((row) => [row.country, row.priceMicros])).toEqual([
      ["IN", 4000n],
      ["ID", 11000n],
    ]);
    const idOffer = offers.rows[1]?.id ?? "";
    const [history] = await world.ports.offers.priceHistories(ann, [idOffer], 10, null);
    expect(
      history?.rows.map((row) => [row.priceMicros, row.effectiveFrom, row.effectiveUntil]),
    ).toEqual([
      [11000n, later, null],
      [10000n, now, later],
    ]);
  });

  it("takes 5,000 lines in one go and finds nothing to change the second time", async () => {
    const delta = await vendor("delta");
    const rows = Array.from({ length: 5_000 }, (_, index) =>
      rate(index + 1, "ID", "0.01", {
        mcc: String(100 + (index % 900)),
        mnc: String(10 + Math.floor(index / 900)),
      }),
    );
    const first = await importList(delta, rows, now);
    const second = await importList(delta, rows, later);

    expect(first).toMatchObject({ added: 5_000, rejected: [] });
    expect(second).toMatchObject({ unchanged: 5_000, changed: 0 });
    await importList(delta, [], later, { mode: "REPLACE" });
  });
});

describe("the market as the hot path reads it", () => {
  it("holds vendors, accounts, prices to come, rates, pauses and a growing version", async () => {
    const before = await world.ports.market.loadMarket();
    const epsilon = await vendor("epsilon");
    await importList(
      epsilon,
      [rate(1, "BR", "0.03"), rate(2, "BR", "0.05", { effectiveFrom: later })],
      now,
    );
    const market = await world.ports.market.loadMarket();
    const prices = market.prices.filter((price) => price.vendorId === epsilon.id);

    expect(market.version - before.version).toBe(2n);
    expect(market.vendors.find((one) => one.id === epsilon.id)?.slug).toBe("epsilon");
    expect(
      prices.map((price) => [price.micros, price.effectiveFrom, price.effectiveUntil]),
    ).toEqual([
      [30000n, now, later],
      [50000n, later, null],
    ]);
    expect(market.rates).toContainEqual({
      base: "EUR",
      quote: "USD",
      rate: "2.000000000000",
      effectiveFrom: now,
    });
    expect(await world.ports.market.loadBreakers()).toEqual([]);
  });
});

describe("offers", () => {
  it("are ordered by price in one currency or by vendor, paged without gap or repeat", async () => {
    const zeta = await vendor("zeta");
    await importList(
      zeta,
      [
        rate(1, "DE", "0.03", { currency: "EUR" }),
        rate(2, "NG", "0.05"),
        rate(3, "IN", "0.06"),
        rate(4, "ID", "900", { currency: "JPY" }),
      ],
      now,
    );
    const read = async (descending: boolean, limit: number) => {
      const seen: (string | null)[] = [];
      let after: OfferQuery["after"] = null;
      for (;;) {
        const page: Awaited<ReturnType<typeof world.ports.offers.offers>> =
          await world.ports.offers.offers(
            ann,
            { ...anyOffer, filter: { vendors: ["zeta"] }, descending, limit, after },
            now,
          );
        seen.push(...page.rows.map((row) => row.country));
        const last = page.rows.at(-1);
        if (!page.hasMore || last === undefined) {
          return seen;
        }
        after = { sortKey: last.sortKey, id: last.id };
      }
    };

    expect(await read(false, 10)).toEqual(["NG", "DE", "IN", "ID"]);
    expect(await read(false, 1)).toEqual(["NG", "DE", "IN", "ID"]);
    expect(await read(true, 1)).toEqual(["DE", "IN", "NG", "ID"]);
    const byVendor = await world.ports.offers.offers(
      ann,
      { ...anyOffer, orderBy: "VENDOR", descending: true },
      now,
    );
    expect(byVendor.rows[0]?.vendorId).toBe(zeta.id);
    const cheap = await world.ports.offers.offers(
      ann,
      {
        ...anyOffer,
        filter: { vendors: ["zeta"], maxPrice: { micros: 60_000n, currency: "USD" } },
      },
      now,
    );
    expect(cheap.rows.map((row) => row.country)).toEqual(["NG", "DE", "IN"]);
    const pages = await world.ports.offers.offersOfVendors(
      ann,
      [zeta.id, alpha.id],
      { ...anyOffer, limit: 2 },
      now,
    );
    expect(pages.map((page) => [page.rows.length, page.hasMore])).toEqual([
      [2, true],
      [0, false],
    ]);
  });

  it("of a tenant's own account are its alone, and all that connectedOnly shows", async () => {
    const made = await connect(bob, "own prices");
    const accountId = made.ok ? made.value.id : "";
    const outcome = await importRates(
      world.ports,
      bob,
      {
        target: { vendorId: alpha.id, accountId },
        channels: ["SMS"],
        rows: [rate(1, "ID", "100", { currency: "IDR" })],
        mode: "MERGE",
        source: "mine",
        dryRun: false,
      },
      now,
    );
    const query = { ...anyOffer, filter: { vendors: ["alpha"] } };
    const [mine] = (await world.ports.offers.offers(bob, { ...query, currency: "IDR" }, now)).rows;

    expect(outcome.added).toBe(1);
    expect(mine).toMatchObject({ accountId, priceMicros: 100_000_000n, rate: "1" });
    expect((await world.ports.offers.offers(ann, query, now)).rows).toEqual([]);
    expect((await world.ports.offers.offers(world.operator, query, now)).rows).toEqual([]);
    expect(await world.ports.offers.offersById(ann, [mine?.id ?? ""], "USD", now)).toEqual([null]);
    const connected = await world.ports.offers.offers(
      bob,
      { ...anyOffer, filter: { connectedOnly: true } },
      now,
    );
    expect(connected.rows.map((row) => row.vendorId)).toEqual([alpha.id]);
    await disconnectVendor(world.ports, bob, accountId, now);
    expect((await world.ports.offers.offers(bob, query, now)).rows).toEqual([]);
  });
});

describe("exchange rates", () => {
  it("are never set for the past, for one currency, or out of nothing", async () => {
    const set = (more: object) =>
      setExchangeRate(
        world.ports,
        world.operator,
        { base: "USD", quote: "EUR", rate: "0.5", effectiveFrom: now, ...more },
        now,
      ).then(codesOf);

    expect(await set({ effectiveFrom: new Date("2026-11-21T00:00:00Z") })).toBe(
      "INVALID_TIME@effectiveFrom",
    );
    expect(await set({ quote: "USD" })).toBe("SAME_CURRENCY@quote");
    expect(await set({ base: "usd" })).toBe("UNKNOWN_CURRENCY@base");
    expect(await set({ rate: "0" })).toBe("INVALID_RATE@rate");
    expect(await set({ rate: "1e3" })).toBe("INVALID_RATE@rate");
    expect(await set({})).toBe("ok");
    expect(await set({ rate: "0.6" })).toBe("INVALID_TIME@effectiveFrom");
    expect(await set({ effectiveFrom: later, rate: "0.7" })).toBe("ok");
    expect(await set({ effectiveFrom: later, rate: "0.8" })).toBe("ok");
    expect(
      (await world.ports.exchangeRates.rates(ann, "USD", now)).map((row) => [row.quote, row.rate]),
    ).toEqual([
      ["EUR", "0.500000000000"],
      ["EUR", "0.800000000000"],
      ["IDR", "15800.500000000000"],
    ]);
  });
});
