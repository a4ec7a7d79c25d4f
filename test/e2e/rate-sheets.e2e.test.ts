import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { putFile } from "../support/put-file.js";
import { until } from "../support/until.js";

let world: AppWorld;
let accountId: string;

beforeAll(async () => {
  world = await createAppWorld({ SANDI_UPLOAD_MIB: "1" });
  await list("sheetco");
  accountId = await connect("sheetco");
});

afterAll(() => world?.close());

const header =
  "channel,country,mcc,mnc,price,currency,billedOn,declaredDeliveryRate,upstream,effectiveFrom";

describe("importRateSheet", () => {
  it("stores a sheet's list prices, which offers and history then tell", async () => {
    await list("fresh");

    const first = await importSheet(world.operator, {
      vendor: "fresh",
      csv: [
        header,
        "SMS,ID,510,10,0.02,USD,DELIVERED,0.95,hub,",
        "EMAIL,,,,0.0004,USD,SUBMITTED,,,",
      ].join("\n"),
    });
    const csv = `${header}\nSMS,ID,510,10,0.025,USD,SUBMITTED,0.95,hub,\n`;
    const dearer = { vendor: "fresh", csv };
    const dry = await importSheet(world.operator, { ...dearer, mode: "REPLACE", dryRun: true });
    const second = await importSheet(world.operator, dearer);

    expect(first).toMatchObject({ added: 2, changed: 0, rejectedCount: 0, warnings: [] });
    expect(first.importId).toMatch(/^rsi_/);
    expect(dry.preview).toMatchObject([
      { kind: "PRICE", country: "ID", before: { amount: "0.020000" }, change: 0.25 },
      { kind: "WITHDRAWN", channel: "EMAIL", before: { amount: "0.000400" }, after: null },
    ]);
    expect(second).toMatchObject({ added: 0, changed: 1, unchanged: 0, userErrors: [] });
    const offers = await offersOf("fresh");
    expect(offers.map(({ channel, country, price }) => [channel, country, price.amount])).toEqual([
      ["EMAIL", null, "0.000400"],
      ["SMS", "ID", "0.025000"],
    ]);
    expect(offers[1]).toMatchObject({
      billedOn: "SUBMITTED",
      declaredDeliveryRate: 0.95,
      network: { mcc: "510", mnc: "10" },
      account: null,
      priceInTenantCurrency: { amount: "0.025000", currency: "USD" },
    });
    const [now, before] = offers[1]?.priceHistory.nodes ?? [];
    expect([now?.price.amount, before?.price.amount]).toEqual(["0.025000", "0.020000"]);
    expect([now?.billedOn, before?.billedOn]).toEqual(["SUBMITTED", "DELIVERED"]);
    expect(now?.effectiveUntil).toBeNull();
    expect(before?.effectiveUntil).toBe(now?.effectiveFrom);
    expect(now?.source).toBe(`rate sheet ${second.importId}`);
  });

  it("takes a file put to /uploads, dry first, and lists the import", async () => {
    await list("filed");
    const file = [
      `\uFEFF${header.replaceAll(",", ";")}`,
      "sms;in;;;0,1;usd;delivered;;;",
      '"SMS";"ID";;;"0.0200000";USD;DELIVERED;;;',
    ].join("\r\n");
    const uploadId = await putFile(world.url, world.operator, file);

    const dry = await importSheet(world.operator, { vendor: "filed", uploadId, dryRun: true });
    const dryOffers = await offersOf("filed");
    const real = await importSheet(world.operator, { vendor: "filed", uploadId });
    const foreign = await importSheet(world.operator, {
      vendor: "filed",
      uploadId: await putFile(world.url, world.owner, file),
    });

    expect(dry).toMatchObject({ importId: null, added: 1, rejectedCount: 1, userErrors: [] });
    expect([dry.preview, real.preview]).toMatchObject([[{ kind: "ADDED", before: null }], []]);
    expect(dryOffers).toEqual([]);
    expect(real).toMatchObject({ added: 1 });
    expect(real.rejected).toEqual([
      { line: 2, reason: expect.stringContaining("the price is not a decimal") },
    ]);
    expect(foreign.userErrors).toEqual([
      expect.objectContaining({ code: "UPLOAD_NOT_FOUND", field: ["uploadId"] }),
    ]);
    const { rateSheetImports } = await world.data<{
      rateSheetImports: {
        nodes: { id: string; vendor: { slug: string }; rejectedCount: number }[];
      };
    }>(
      world.operator,
      "{ rateSheetImports(first: 1) { nodes { id vendor { slug } rejectedCount } } }",
    );
    expect(rateSheetImports.nodes).toEqual([
      { id: real.importId, vendor: { slug: "filed" }, rejectedCount: 1 },
    ]);
  });

  it("reports line 3 of 10,000 and stores the rest, or nothing when it is strict", async () => {
    await list("big");
    const lines = Array.from({ length: 9_999 }, (_, index) => {
      const network = `${100 + (index % 900)},${10 + Math.floor(index / 900)}`;
      return `SMS,ID,${network},${index === 1 ? "cheap" : "0.01"},USD,DELIVERED,,,`;
    });
    const uploadId = await putFile(world.url, world.operator, [header, ...lines].join("\n"));

    const strict = await importSheet(world.operator, { vendor: "big", uploadId, strict: true });
    const strictOffers = await offersOf("big");
    const lenient = await importSheet(world.operator, { vendor: "big", uploadId });

    expect(strict).toMatchObject({ importId: null, rejectedCount: 1 });
    expect(strict.userErrors).toMatchObject([{ code: "LINES_REJECTED" }]);
    expect(strictOffers).toEqual([]);
    expect(lenient).toMatchObject({ added: 9_998, rejectedCount: 1, userErrors: [] });
    expect(lenient.rejected).toEqual([{ line: 3, reason: expect.stringContaining("price") }]);
  });

  it("shows the first 1,000 rejected lines, in the reader's language", async () => {
    const lines = Array.from({ length: 1_200 }, () => "FAX,ID,,,1,USD,DELIVERED,,,");
    const uploadId = await putFile(world.url, world.operator, [header, ...lines].join("\n"));

    const answer = await importSheet(world.operator, { vendor: "sheetco", uploadId }, "id");

    expect(answer).toMatchObject({ added: 0, rejectedCount: 1_200 });
    expect(answer.rejected.length).toBe(1_000);
    expect(answer.rejected[0]).toEqual({
      line: 2,
      reason: "vendor atau akun ini tidak menawarkan saluran “FAX”",
    });
  });

  it("reports all mistakes of a line at once", async () => {
    const csv = `${header}\nFAX,ZZ,,,free,USD,DELIVERED,,,\n`;

    const { rejected } = await importSheet(world.operator, { vendor: "sheetco", csv });

    expect(rejected).toEqual([
      { line: 2, reason: expect.stringMatching(/“FAX”; “ZZ”.*; the price/) },
    ]);
  });

  it("keeps prices of a tenant's account to its tenant", async () => {
    const csv = `${header}\nSMS,ID,,,150,IDR,DELIVERED,,,\n`;

    const own = await importSheet(world.owner, { vendor: "sheetco", accountId, csv });
    const another = await importSheet(world.stranger, { vendor: "sheetco", accountId, csv });

    expect(own).toMatchObject({ added: 1, userErrors: [] });
    expect(another).toMatchObject({ added: null });
    expect(another.userErrors).toMatchObject([{ code: "ACCOUNT_NOT_FOUND", field: ["accountId"] }]);
    expect((await offersOf("sheetco", world.owner)).map(({ account }) => account?.id)).toEqual([
      accountId,
    ]);
    expect(await offersOf("sheetco", world.stranger)).toEqual([]);
    expect(await offersOf("sheetco", world.operator)).toEqual([]);
  });

  it("asks for one source, a known vendor, and a table that can be read", async () => {
    const codes = async (input: object) =>
      (await importSheet(world.operator, { vendor: "sheetco", ...input })).userErrors.map(
        ({ code }) => code,
      );

    expect(await codes({})).toEqual(["SOURCE_REQUIRED"]);
    expect(await codes({ csv: "x", uploadId: "upl_x" })).toEqual(["SOURCE_REQUIRED"]);
    expect(await codes({ uploadId: "upl_x" })).toEqual(["UPLOAD_NOT_FOUND"]);
    expect(await codes({ csv: header })).toEqual(["INVALID_SHEET"]);
    expect(await codes({ csv: "" })).toEqual(["INVALID_SHEET"]);
    expect(await codes({ csv: "x".repeat(200_001) })).toEqual(["TOO_LONG"]);
    expect(await codes({ csv: header, vendor: "nobody" })).toEqual(["VENDOR_NOT_FOUND"]);
  });

  it("says which prices nobody can be charged in, and which begin in the past", async () => {
    await list("warned");
    const csv = [
      header,
      "SMS,KE,,,1.2,KES,DELIVERED,,,",
      "SMS,TZ,,,1.3,KES,DELIVERED,,,",
      "SMS,ID,,,0.02,USD,DELIVERED,,,2020-01-01",
    ].join("\n");

    const answer = await importSheet(world.operator, { vendor: "warned", csv, strict: true });

    expect(answer).toMatchObject({ added: 3, rejectedCount: 0, userErrors: [] });
    expect(answer.warnings).toEqual([
      { line: 4, reason: expect.stringMatching(/^1 lines begin before now/) },
      { line: 2, reason: expect.stringMatching(/^2 lines are in KES, .* to USD/) },
    ]);
    const offers = await offersOf("warned");
    expect(offers.map(({ country, priceInTenantCurrency: price }) => [country, price])).toEqual([
      ["ID", { amount: "0.020000", currency: "USD" }],
      ["KE", null],
      ["TZ", null],
    ]);
    const began = Date.parse(offers[0]?.effectiveFrom ?? "");
    expect(Date.now() - began).toBeLessThan(60_000);
  });
});

describe("importExchangeRates", () => {
  const mutation = `mutation($input: ImportExchangeRatesInput!) {
    importExchangeRates(input: $input) { added changed unchanged rejectedCount
      rejected { line reason } warnings { line } userErrors { code field } } }`;

  it("sets rates from a table, told by exchangeRates and used to compare prices", async () => {
    const csv = "base,quote,rate,effectiveFrom\nNPR,USD,0.0075,\nNPR,IDR,119,2099-01-01\n";
    const later = "base,quote,rate,effectiveFrom\nNPR,IDR,119,2027-06-01\n";

    const first = await world.data(world.operator, mutation, { input: { csv } });
    const strict = await world.data(world.operator, mutation, { input: { csv, strict: true } });
    const dry = await world.data(world.operator, mutation, {
      input: { csv: later, dryRun: true },
    });
    const rates = await world.data(world.operator, `{ exchangeRates(base: "NPR") { quote rate } }`);

    expect(first["importExchangeRates"]).toEqual({
      added: 1,
      changed: 0,
      unchanged: 0,
      rejectedCount: 1,
      rejected: [{ line: 3, reason: "it begins more than two years from now" }],
      warnings: [],
      userErrors: [],
    });
    expect(strict["importExchangeRates"]).toMatchObject({
      userErrors: [{ code: "LINES_REJECTED", field: ["csv"] }],
    });
    expect(dry["importExchangeRates"]).toMatchObject({ added: 1, userErrors: [] });
    expect(rates["exchangeRates"]).toEqual([{ quote: "USD", rate: "0.0075" }]);
    await list("himal");
    const csvOfPrices = `${header}\nSMS,NP,,,2,NPR,DELIVERED,,,\n`;
    await importSheet(world.operator, { vendor: "himal", csv: csvOfPrices });
    const [offer] = await offersOf("himal");
    expect(offer?.priceInTenantCurrency).toEqual({ amount: "0.015000", currency: "USD" });
  });
});

describe("a price", () => {
  // Telkomsel, which all numbers of these sends belong to.
  const line = (price: string, from: string) =>
    `${header}\nSMS,ID,510,10,${price},USD,SUBMITTED,,,${from}\n`;

  it("takes effect by itself at its moment, and history stays as it was charged", async () => {
    await world.data(
      world.owner,
      `mutation($input: PlanInput!) { createPlan(input: $input) { userErrors { code } } }`,
      {
        input: {
          key: "priced",
          name: "Priced",
          steps: [{ channel: "SMS", vendors: [{ vendor: "nusatext" }] }],
        },
      },
    );
    await importSheet(world.operator, { vendor: "nusatext", csv: line("0.031", "") });
    const at = new Date(Date.now() + 2_500);

    const planned = await importSheet(world.operator, {
      vendor: "nusatext",
      csv: line("0.077", at.toISOString()),
    });
    const before = await sendPriced();
    const [offer] = await offersOf("nusatext", world.owner, { network: "51010" });

    expect(planned).toMatchObject({ changed: 1, warnings: [] });
    expect(before.price).toBe("0.031000");
    expect(offer?.price.amount).toBe("0.031000");
    expect(offer?.upcomingPrice?.price.amount).toBe("0.077000");
    await until("the clock is there", () => Date.now() > at.getTime());
    expect((await sendPriced()).price).toBe("0.077000");
    const [now] = await offersOf("nusatext", world.owner, { network: "51010" });
    expect(now?.price.amount).toBe("0.077000");
    expect(now?.upcomingPrice).toBeNull();

    const backDated = await importSheet(world.operator, {
      vendor: "nusatext",
      csv: line("0.099", "2020-01-01"),
    });

    expect(backDated).toMatchObject({ changed: 1, rejectedCount: 0 });
    expect(backDated.warnings.length).toBe(1);
    expect((await priceOf(before.send)).price).toBe("0.031000");
    expect((await sendPriced()).price).toBe("0.099000");
    const [last] = await offersOf("nusatext", world.owner, { network: "51010" });
    const amounts = last?.priceHistory.nodes.map(({ price }) => price.amount);
    expect(amounts?.slice(0, 3)).toEqual(["0.099000", "0.077000", "0.031000"]);
    expect(last?.priceHistory.nodes[1]?.effectiveFrom).toBe(at.toISOString());
  });
});

async function sendPriced() {
  const { send } = await world.send({ planKey: "priced" });
  return priceOf(send?.id ?? "");
}

async function priceOf(send: string) {
  const answer = await world.data<{ send: { attempts: { price: { amount: string } }[] } }>(
    world.owner,
    "query($id: ID!) { send(id: $id) { attempts { price { amount } } } }",
    { id: send },
  );
  return { send, price: answer.send.attempts[0]?.price.amount };
}

interface Answer {
  readonly importId: string | null;
  readonly added: number | null;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly warnings: readonly { readonly line: number; readonly reason: string }[];
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null }[];
  readonly preview: readonly unknown[];
}

async function importSheet(secret: string, input: object, language = "en"): Promise<Answer> {
  const answer = await world.ask(
    secret,
    `mutation($input: ImportRateSheetInput!) { importRateSheet(input: $input) {
      importId added changed unchanged withdrawn rejectedCount rejected { line reason }
      warnings { line reason } userErrors { code field message }
      preview { kind channel country before { amount } after { amount } change } } }`,
    { input },
    { "accept-language": language },
  );
  expect(answer.errors).toEqual([]);
  return answer.data?.["importRateSheet"] as unknown as Answer;
}

interface Offer {
  readonly channel: string;
  readonly country: string | null;
  readonly price: { readonly amount: string };
  readonly priceInTenantCurrency: unknown;
  readonly effectiveFrom: string;
  readonly upcomingPrice: { readonly price: { readonly amount: string } } | null;
  readonly account: { readonly id: string } | null;
  readonly priceHistory: {
    readonly nodes: readonly {
      readonly price: { readonly amount: string };
      readonly billedOn: string;
      readonly effectiveFrom: string;
      readonly effectiveUntil: string | null;
      readonly source: string;
    }[];
  };
}

async function offersOf(
  vendor: string,
  secret = world.owner,
  filter: object = {},
): Promise<readonly Offer[]> {
  const { offers } = await world.data<{ offers: { nodes: readonly Offer[] } }>(
    secret,
    `query($filter: OfferFilter) { offers(filter: $filter) { nodes { channel country
      price { amount } priceInTenantCurrency { amount currency } billedOn declaredDeliveryRate
      network { mcc mnc } account { id } effectiveFrom upcomingPrice { price { amount } }
      priceHistory {
        nodes { price { amount } billedOn effectiveFrom effectiveUntil source } } } } }`,
    { filter: { vendors: [vendor], ...filter } },
  );
  return offers.nodes;
}

async function list(slug: string): Promise<void> {
  const input = { slug, name: slug, adapter: "sandbox", channels: ["SMS", "EMAIL"] };
  await world.data(
    world.operator,
    "mutation($input: ListVendorInput!) { listVendor(input: $input) { userErrors { code } } }",
    { input },
  );
}

async function connect(vendor: string): Promise<string> {
  const { connectVendor } = await world.data<{
    connectVendor: { vendorAccount: { id: string } | null; userErrors: unknown[] };
  }>(
    world.owner,
    `mutation($input: ConnectVendorInput!) { connectVendor(input: $input) {
      vendorAccount { id } userErrors { code message } } }`,
    {
      input: {
        vendor,
        label: "ours",
        channels: ["SMS"],
        credentials: Object.entries(sandboxCredentials(vendor, "ours")).map(([key, value]) => ({
          key,
          value,
        })),
      },
    },
  );
  return connectVendor.vendorAccount?.id ?? JSON.stringify(connectVendor.userErrors);
}
