import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectVendor } from "../../src/manage/accounts/connect-vendor.js";
import { disconnectVendor } from "../../src/manage/accounts/disconnect-vendor.js";
import { rotateVendorCredentials } from "../../src/manage/accounts/rotate-vendor-credentials.js";
import { testVendorAccount } from "../../src/manage/accounts/test-vendor-account.js";
import { importRates } from "../../src/manage/rates/import-rates.js";
import type { OfferQuery } from "../../src/manage/rates/ports.js";
import { setExchangeRate } from "../../src/manage/rates/set-exchange-rate.js";
import { listVendor } from "../../src/manage/vendors/list-vendor.js";
import { pauseVendor, resumeVendor } from "../../src/manage/vendors/pause-vendor.js";
import { vendorHealth } from "../../src/manage/vendors/vendor-health.js";
import type { VendorRow } from "../../src/manage/vendors/ports.js";
import { codesOf, createManageWorld, type ManageWorld } from "../support/manage.js";

const now = new Date("2026-11-22T03:00:00.000Z");
const later = new Date("2026-11-23T03:00:00.000Z");
let world: ManageWorld;
let ann: Awaited<ReturnType<ManageWorld["tenant"]>>;
let bob: Awaited<ReturnType<ManageWorld["tenant"]>>;
let alpha: VendorRow;
let beta: VendorRow;

const credentials = [
  { key: "apiKey", value: "0123456789abcdef" },
  { key: "secret", value: "topsecretvalue99" },
];
const anyOffer: OfferQuery = {
  filter: {},
  orderBy: "PRICE",
  descending: false,
  currency: "USD",
  limit: 100,
  after: null,
};

async function vendor(slug: string): Promise<VendorRow> {
  const request = {
    slug,
    name: slug.toUpperCase(),
    website: null,
    supportUrl: null,
    adapter: "pretend",
    channels: ["SMS", "EMAIL"] as const,
  };
  const made = await listVendor(world.ports, world.operator, request, now);
  if (!made.ok) {
    throw new Error(codesOf(made));
  }
  return made.value;
}

function rate(line: number, country: string | null, price: string, more: object = {}) {
  return {
    line,
    channel: country === null ? "EMAIL" : "SMS",
    country,
    mcc: null,
    mnc: null,
    price,
    currency: "USD",
    billedOn: "SUBMITTED",
    declaredDeliveryRate: null,
    upstream: null,
    effectiveFrom: null,
    ...more,
  };
}

function importList(
  target: VendorRow,
  rows: ReturnType<typeof rate>[],
  at: Date,
  more: object = {},
) {
  return importRates(
    world.ports,
    world.operator,
    {
      target: { vendorId: target.id, accountId: null },
      channels: target.channels,
      rows,
      mode: "MERGE",
      source: "test sheet",
      dryRun: false,
      ...more,
    },
    at,
  );
}

function connect(viewer: typeof ann, label: string, more: object = {}) {
  const request = {
    vendor: "alpha",
    label,
    channels: ["SMS"] as const,
    credentials,
    maxPerSecond: null,
    senders: null,
    ...more,
  };
  return connectVendor(world.ports, viewer, request, now);
}

beforeAll(async () => {
  world = await createManageWorld(now);
  ann = await world.tenant("ann");
  bob = await world.tenant("bob", "IDR");
  alpha = await vendor("alpha");
  beta = await vendor("beta");
  for (const [base, quote, value] of [
    ["EUR", "USD", "2"],
    ["USD", "IDR", "15800.5"],
  ] as const) {
    const request = { base, quote, rate: value, effectiveFrom: now };
    await setExchangeRate(world.ports, world.operator, request, now);
  }
});
afterAll(() => world.close());

describe("the catalogue of vendors", () => {
  it("lists no vendor twice and none without an adapter, a channel or a sound slug", async () => {
    const request = {
      slug: "alpha",
      name: "Alpha",
      website: null,
      supportUrl: null,
      adapter: "pretend",
      channels: ["SMS"] as const,
    };
    const list = (more: object) =>
      listVendor(world.ports, world.operator, { ...request, ...more }, now).then(codesOf);

    expect(await list({})).toBe("SLUG_TAKEN@slug");
    expect(await list({ adapter: "nobody" })).toBe("ADAPTER_NOT_FOUND@adapter");
    expect(await list({ slug: "A b", channels: [] })).toBe(
      "INVALID_SLUG@slug NO_CHANNELS@channels",
    );
    expect(await list({ slug: "gamma", channels: ["RCS"] })).toBe("CHANNEL_NOT_OFFERED@channels.0");
    expect(await list({ slug: "gamma", website: "http://x" })).toBe("INVALID_URL@website");
    expect(await list({ slug: "gamma", name: "a\u0000b" })).toBe("INVALID_TEXT@name");
  });

  it("lets no tenant list a vendor, set a rate or import list prices, whatever the layers above allow", async () => {
    const request = { base: "EUR", quote: "IDR", rate: "1", effectiveFrom: now };

    await expect(setExchangeRate(world.ports, ann, request, now)).rejects.toThrow(
      /row-level security/,
    );
    await expect(
      world.ports.vendors.insertVendor(ann, { ...alpha, id: beta.id, slug: "mine" }),
    ).rejects.toThrow(/row-level security/);
  });

  it("reads vendors by name, page by page, filtered by channel and country", async () => {
    await importList(beta, [rate(1, "ID", "0.02")], now);
    const first = await world.ports.vendors.vendors(ann, {}, 1, null);
    const second = await world.ports.vendors.vendors(ann, {}, 1, { name: "ALPHA", id: alpha.id });
    const inIndonesia = await world.ports.vendors.vendors(ann, { countries: ["ID"] }, 10, null);
    const overVoice = await world.ports.vendors.vendors(ann, { channels: ["VOICE"] }, 10, null);

    expect(first.rows.map((row) => row.slug)).toEqual(["alpha"]);
    expect(first.hasMore).toBe(true);
    expect(second.rows.map((row) => row.slug)).toEqual(["beta"]);
    expect(second.hasMore).toBe(false);
    expect(inIndonesia.rows.map((row) => row.slug)).toEqual(["beta"]);
    expect(overVoice.rows).toEqual([]);
    expect(await world.ports.vendors.countriesOfVendors(ann, [alpha.id, beta.id])).toEqual([
      [],
      ["ID"],
    ]);
  });
});

describe("pauses", () => {
  it("hold for the tenant that set them, until it resumes exactly there", async () => {
    const place = { slug: "alpha", channel: "SMS", country: "ID" } as const;
    expect(codesOf(await pauseVendor(world.ports, ann, place, "Too slow.", now))).toBe("ok");
    expect(codesOf(await pauseVendor(world.ports, ann, place, "Again.", now))).toBe("ok");
    const [forAnn] = await world.ports.vendors.healthOfVendors(ann, [alpha.id]);
    const [forBob] = await world.ports.vendors.healthOfVendors(bob, [alpha.id]);

    expect(forAnn?.pauses).toHaveLength(1);
    expect(forAnn && vendorHealth(forAnn, { channel: "SMS", country: "ID" })).toMatchObject({
      state: "PINNED_OFF",
      reason: "Paused by you: Too slow.",
      since: now,
    });
    expect(forAnn && vendorHealth(forAnn, {}).state).toBe("DEGRADED");
    expect(forAnn && vendorHealth(forAnn, { channel: "EMAIL" }).state).toBe("HEALTHY");
    expect(forBob?.pauses).toEqual([]);
    expect(codesOf(await resumeVendor(world.ports, bob, place, later))).toBe("NOT_PAUSED@");
    const wider = { ...place, country: null };
    expect(codesOf(await resumeVendor(world.ports, ann, wider, later))).toBe("NOT_PAUSED@");
    expect(codesOf(await resumeVendor(world.ports, ann, place, later))).toBe("ok");
    expect(codesOf(await resumeVendor(world.ports, ann, place, later))).toBe("NOT_PAUSED@");
  });

  it("of an operator hold for everybody and are the operator's to end", async () => {
    const place = { slug: "beta", channel: null, country: null };
    await pauseVendor(world.ports, world.operator, place, "Fraud.", now);
    const [facts] = await world.ports.vendors.healthOfVendors(bob, [beta.id]);

    expect(facts && vendorHealth(facts, {}).state).toBe("PINNED_OFF");
    expect(codesOf(await resumeVendor(world.ports, bob, place, later))).toBe("NOT_PAUSED@");
    expect(codesOf(await resumeVendor(world.ports, world.operator, place, later))).toBe("ok");
  });

  it("refuse unknown vendors, channels that are not offered, and unknown countries", async () => {
    const pause = (slug: string, channel: "SMS" | "RCS", country: string, reason: string) =>
      pauseVendor(world.ports, ann, { slug, channel, country }, reason, now).then(codesOf);

    expect(await pause("nobody", "SMS", "ID", "x")).toBe("VENDOR_NOT_FOUND@slug");
    expect(await pause("alpha", "RCS", "ZZ", " ")).toBe(
      "INVALID_TEXT@reason CHANNEL_NOT_OFFERED@channel UNKNOWN_COUNTRY@country",
    );
  });
});

describe("vendor accounts", () => {
  it("keep their credentials sealed, show four characters, and are the tenant's own", async () => {
    const made = await connect(ann, "main");
    const account = made.ok ? made.value : null;
    const { rows } = await world.database.owner.query<{ credentials: Buffer; tenant_id: string }>(
      "select credentials, tenant_id from vendor_account where id = $1",
      [account?.id],
    );

    expect(account?.credentialHints).toEqual([
      { name: "apiKey", endsWith: "cdef" },
      { name: "secret", endsWith: "ue99" },
    ]);
    expect(account?.maxPerSecond).toBe(50);
    expect(rows[0]?.tenant_id).toBe(ann.tenantId);
    expect(rows[0]?.credentials.includes("topsecret")).toBe(false);
    expect(JSON.stringify(await world.ports.accounts.accounts(ann))).not.toContain("topsecret");
    expect((await world.ports.accounts.accounts(bob)).map((row) => row.id)).not.toContain(
      account?.id,
    );
    expect(world.bus.said).toContain(`rules ${ann.tenantId}`);
  });

  it("of another tenant are not found, whatever is asked of them", async () => {
    const made = await connect(ann, "hers");
    const id = made.ok ? made.value.id : "";
    const { ports } = world;
    const checker = { check: () => Promise.reject(new Error("must not be asked")) };

    expect(await ports.accounts.accountsById(bob, [id])).toEqual([null]);
    expect(codesOf(await disconnectVendor(ports, bob, id, now))).toBe("NOT_FOUND@id");
    expect(codesOf(await rotateVendorCredentials(ports, bob, id, credentials))).toBe(
      "NOT_FOUND@id",
    );
    expect(codesOf(await testVendorAccount({ ...ports, checker }, bob, id, () => now))).toBe(
      "NOT_FOUND@id",
    );
    expect(
      codesOf(await testVendorAccount({ ...ports, checker }, world.operator, id, () => now)),
    ).toBe("NOT_FOUND@id");
    expect((await ports.accounts.accountsById(ann, [id]))[0]?.disconnectedAt).toBeNull();
  });

  it("are checked with the credentials as they were given, and no more than every 5 s", async () => {
    const made = await connect(ann, "checked");
    const id = made.ok ? made.value.id : "";
    const asked: unknown[] = [];
    const checker = {
      check: (question: unknown) => {
        asked.push(question);
        return Promise.resolve({ ok: false, message: "wrong key" });
      },
    };
    const ports = { ...world.ports, checker };
    const checked = await testVendorAccount(ports, ann, id, () => now);
    const again = await testVendorAccount(ports, ann, id, () => new Date(now.getTime() + 4_999));
    const rotated = await rotateVendorCredentials(ports, ann, id, credentials);

    expect(asked).toMatchObject([
      {
        vendorSlug: "alpha",
        adapter: "pretend",
        credentials: { apiKey: "0123456789abcdef", secret: "topsecretvalue99" },
      },
    ]);
    expect(checked.ok && checked.value).toMatchObject({
      lastCheckOk: false,
      lastCheckMessage: "wrong key",
    });
    expect(codesOf(again)).toBe("RATE_LIMITED@id");
    expect(again.ok ? 0 : again.errors[0]?.retryAfterMs).toBe(1);
    expect(rotated.ok && rotated.value.lastCheckedAt).toBeNull();
  });

  it("are disconnected for good and keep the first time", async () => {
    const made = await connect(ann, "gone");
    const id = made.ok ? made.value.id : "";
    await disconnectVendor(world.ports, ann, id, now);
    const again = await disconnectVendor(world.ports, ann, id, later);
    const reused = await connect(ann, "gone");

    expect(again.ok && again.value.disconnectedAt).toEqual(now);
    expect(codesOf(await rotateVendorCredentials(world.ports, ann, id, credentials))).toBe(
      "ACCOUNT_DISCONNECTED@id",
    );
    expect(codesOf(reused)).toBe("ok");
    expect(codesOf(await connect(ann, "gone"))).toBe("LABEL_TAKEN@label");
  });

  it("need every credential once and no other, sound senders, and channels on offer", async () => {
    const [apiKey] = credentials;
    const codes = (more: object) => connect(ann, "bad", more).then(codesOf);

    expect(await codes({ vendor: "nobody" })).toBe("VENDOR_NOT_FOUND@vendor");
    expect(await codes({ credentials: [apiKey] })).toBe("CREDENTIAL_MISSING@credentials");
    expect(await codes({ credentials: [...credentials, { key: "pin", value: "1" }] })).toBe(
      "CREDENTIAL_UNKNOWN@credentials.2.key",
    );
    expect(await codes({ credentials: [...credentials, apiKey] })).toBe(
      "DUPLICATE_ITEM@credentials.2.key",
    );
    expect(await codes({ channels: ["WHATSAPP"] })).toBe("CHANNEL_NOT_OFFERED@channels.0");
    expect(await codes({ maxPerSecond: 0 })).toBe("OUT_OF_RANGE@maxPerSecond");
    expect(await codes({ senders: [{ channel: "EMAIL", country: null, value: "a@b.co" }] })).toBe(
      "INVALID_SENDER@senders.0.channel",
    );
    expect(
      await codes({ senders: [{ channel: "SMS", country: "ZZ", value: "no good sender" }] }),
    ).toBe("UNKNOWN_COUNTRY@senders.0.country INVALID_SENDER@senders.0.value");
    expect(await codes({ label: "x".repeat(101) })).toBe("TOO_LONG@label");
  });
});

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

  it("takes 20,000 lines in one go and finds nothing to change the second time", async () => {
    const delta = await vendor("delta");
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      rate(index + 1, "ID", "0.01", {
        mcc: String(100 + (index % 900)),
        mnc: String(10 + Math.floor(index / 900)),
      }),
    );
    const begun = performance.now();
    const first = await importList(delta, rows, now);
    const tookMs = performance.now() - begun;
    const second = await importList(delta, rows, later);

    expect(first).toMatchObject({ added: 20_000, rejected: [] });
    expect(second).toMatchObject({ unchanged: 20_000, changed: 0 });
    expect(tookMs).toBeLessThan(10_000);
    await importList(delta, [], later, { mode: "REPLACE" });
  });
});

describe("the market as the hot path reads it", () => {
  it("holds vendors, accounts, prices to come, rates, pauses and a version that grows with each change", async () => {
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
  it("are ordered by price in one currency, by vendor, both ways, and paged without gap or repeat", async () => {
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

  it("of a tenant's own account are seen by that tenant alone and are the only ones when connectedOnly", async () => {
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
