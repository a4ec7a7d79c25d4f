import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
let ask: CatalogueApi["ask"];
let data: CatalogueApi["data"];
let codes: CatalogueApi["codes"];

beforeAll(async () => {
  ({ world, ann, bob, ask, data, codes } = await createCatalogueApi(now));
});
afterAll(() => world.close());

describe("vendors and offers in the API", () => {
  it("nest without a statement per row", async () => {
    const source = `{ vendors(first: 3) { nodes { slug countries features health { state since }
      offers(first: 2) { nodes { price { amount currency } country network { mcc name } upstream
        vendor { slug } account { id } priceInTenantCurrency { amount } upcomingPrice { source }
        priceHistory(first: 1) { nodes { source effectiveFrom } } }
        pageInfo { hasNextPage } } } } }`;
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

    expect(count).toBe(10);
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
    vendorAccount { id ownership callbackUrl vendor { slug } credentialHints { name endsWith } }
    userErrors { code field } } }`;
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
    const list = `{ vendorAccounts {
      id ownership callbackUrl credentialHints { endsWith } lastCheckOk } }`;
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
      "mutation($id: ID!) { testVendorAccount(id: $id) { vendorAccount { id } userErrors { " +
        "code field } } }",
      "mutation($id: ID!) { disconnectVendor(id: $id) { vendorAccount { id } userErrors { " +
        "code field } } }",
      "mutation($id: ID!) { rotateVendorCredentials(id: $id, credentials: []) { vendorAccount " +
        "{ id } userErrors { code field } } }",
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
        "mutation($id: ID!) { testVendorAccount(id: $id) { vendorAccount { lastCheckOk " +
          "lastCheckMessage } } }",
        { id },
      ),
    ).toEqual({
      testVendorAccount: { vendorAccount: { lastCheckOk: true, lastCheckMessage: "It works." } },
    });
  });

  it("say what connecting takes, from the adapter's record", async () => {
    const setup = `{ vendor(slug: "alpha") { setup { product callbackSetup maxPerSecond
      credentials { name label help isRequired isSecret isMultiline example pattern page } } } }`;

    expect(await data(ann, setup)).toEqual({
      vendor: {
        setup: {
          product: "Pretend",
          callbackSetup: "Give it the address.",
          maxPerSecond: 50,
          credentials: [
            {
              name: "apiKey",
              label: "API key",
              help: "On the first page.",
              isRequired: true,
              isSecret: true,
              isMultiline: false,
              example: "0123456789abcdef",
              pattern: "^[0-9a-f]{16}$",
              page: "https://pretend.example/keys",
            },
            {
              name: "secret",
              label: "Secret",
              help: "Beside the key.",
              isRequired: true,
              isSecret: true,
              isMultiline: false,
              example: null,
              pattern: null,
              page: null,
            },
          ],
        },
      },
    });
  });

  it("change what they are called, how fast they send and what from", async () => {
    const made = (await data(ann, connect, {
      input: { ...input, label: "to change", maxPerSecond: 7 },
    })) as unknown as { connectVendor: { vendorAccount: { id: string } } };
    const { id } = made.connectVendor.vendorAccount;
    const change = `mutation($id: ID!, $input: ChangeVendorAccountInput!) {
      changeVendorAccount(id: $id, input: $input) {
        vendorAccount { label maxPerSecond senders { channel country value }
          credentialHints { name } }
        userErrors { code field } } }`;
    const senders = [{ channel: "SMS", country: "ID", value: "Acme" }];
    const like = { label: "changed", maxPerSecond: 9, senders };
    const refused = (one: object, who = ann) => codes(who, change, { id, input: one });

    expect(await data(ann, change, { id, input: like })).toEqual({
      changeVendorAccount: {
        vendorAccount: {
          ...like,
          credentialHints: [{ name: "apiKey" }, { name: "secret" }],
        },
        userErrors: [],
      },
    });
    // A label is its own.
    expect(await refused(like)).toEqual([]);
    expect(await refused({ ...like, label: "main" })).toEqual(["LABEL_TAKEN"]);
    expect(await refused({ ...like, label: " " })).toEqual(["INVALID_TEXT"]);
    expect(await refused({ ...like, maxPerSecond: 0 })).toEqual(["OUT_OF_RANGE"]);
    expect(await refused({ ...like, senders: [{ channel: "SMS", value: "0" }] })).toEqual([
      "INVALID_SENDER",
    ]);
    expect(await refused({ ...like, senders: [...senders, ...senders] })).toEqual([
      "DUPLICATE_ITEM",
    ]);
    expect(await refused(like, bob)).toEqual(["NOT_FOUND"]);
    expect(await data(ann, change, { id, input: { label: "changed", senders: [] } })).toMatchObject(
      { changeVendorAccount: { vendorAccount: { maxPerSecond: 50, senders: [] } } },
    );
    await data(ann, `mutation { disconnectVendor(id: "${id}") { userErrors { code } } }`);
    expect(await refused(like)).toEqual(["ACCOUNT_DISCONNECTED"]);
  });

  it("need the scope VENDOR_CONNECT", async () => {
    const refused = await ask(withRole(ann, "VIEWER"), connect, { input });
    expect(topLevelCode(refused)).toBe("FORBIDDEN");
  });
});

async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const runner = world.dataSource.createQueryRunner();
  const prototype = Object.getPrototypeOf(runner) as {
    query: (text: string, ...rest: unknown[]) => unknown;
  };
  const { query } = prototype;
  await runner.release();
  const statements: string[] = [];
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
