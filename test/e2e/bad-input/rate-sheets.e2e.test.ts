import { once } from "node:events";
import http from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppWorld, createAppWorld } from "../../support/app-world.js";
import { putFile } from "../../support/put-file.js";
import { until } from "../../support/until.js";

const mib = 1024 * 1024;
const header =
  "channel,country,mcc,mnc,price,currency,billedOn,declaredDeliveryRate,upstream,effectiveFrom";
let world: AppWorld;

beforeAll(async () => {
  world = await createAppWorld({ SANDI_UPLOAD_MIB: "3" });
});
afterAll(() => world?.close());

describe("a rate sheet that contradicts itself", () => {
  it("keeps the first of two lines for one offer and time, and names both", async () => {
    await list("twice");
    const lines = [
      "SMS,ID,,,0.02,USD,DELIVERED,,,",
      "sms,id,,,0.03,USD,DELIVERED,,,",
      "SMS,ID,,,0.02,USD,DELIVERED,,,",
      "SMS,ID,510,10,0.04,USD,DELIVERED,,,2030-01-01",
      "SMS,ID,510,10,0.05,USD,DELIVERED,,,2030-01-01T00:00:00Z",
    ];
    // Two years ahead at most: this one is about the same moment written in two ways.
    const soon = new Date(Date.now() + 86_400_000 * 40).toISOString().slice(0, 10);
    const csv = [header, ...lines].join("\n").replaceAll("2030-01-01", soon);

    const refused = await importSheet({ vendor: "twice", csv, strict: true });
    const answer = await importSheet({ vendor: "twice", csv });

    expect(refused).toMatchObject({ importId: null, userErrors: [{ code: "LINES_REJECTED" }] });
    expect(answer).toMatchObject({ added: 2, rejectedCount: 3, userErrors: [] });
    expect(answer.rejected).toEqual([
      { line: 3, reason: "it is for the same offer and time as line 2" },
      { line: 4, reason: "it is for the same offer and time as line 2" },
      { line: 6, reason: "it is for the same offer and time as line 5" },
    ]);
    expect((await pricesOf("twice", "ID")).map(({ amount }) => amount)).toEqual(["0.020000"]);
  });

  it("never has two prices at one moment, however its lines overlap", async () => {
    await list("overlapping");
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString();
    const sheets = [
      [`0.01,${day(-30)}`, `0.02,${day(-10)}`, `0.03,${day(5)}`, `0.04,${day(9)}`],
      [`0.05,${day(7)}`, `0.06,${day(-3)}`],
      [`0.07,${day(5)}`, `0.08,${day(1)}`, `0.09,`],
    ];
    for (const sheet of sheets) {
      const lines = sheet.map((line) => {
        const [price, from] = line.split(",");
        return `SMS,ID,,,${price},USD,DELIVERED,,,${from}`;
      });
      const csv = [header, ...lines].join("\n");
      expect(await importSheet({ vendor: "overlapping", csv })).toMatchObject({ userErrors: [] });
    }

    const prices = (await pricesOf("overlapping", "ID")).toReversed();

    // Of the past only the latest counts, from the import on.
    expect(prices[0]?.amount).toBe("0.020000");
    for (const [index, price] of prices.entries()) {
      expect(price.effectiveUntil).toBe(prices[index + 1]?.effectiveFrom ?? null);
    }
    expect(prices.map(({ amount }) => amount)).toEqual(
      expect.arrayContaining(["0.060000", "0.090000", "0.080000", "0.070000", "0.040000"]),
    );
  });
});

describe("a rate sheet in another encoding", () => {
  const csv = `${header}\nSMS,ID,,,0.02,USD,DELIVERED,,Réseau,\n`;
  const swapped = (text: string) => Buffer.from(text, "utf16le").swap16();

  it.each([
    ["UTF-16 as Windows writes it", Buffer.from(`\uFEFF${csv}`, "utf16le"), "it is UTF-16."],
    ["UTF-16, the other bytes first", swapped(`\uFEFF${csv}`), "it is UTF-16."],
    ["UTF-16 without a mark", Buffer.from(csv, "utf16le"), "line 1 holds bytes that no text has."],
    ["Latin-1", Buffer.from(csv, "latin1"), "line 2 is not UTF-8."],
  ])("is refused with what to do about it: %s", async (_name, file, problem) => {
    const vendor = "encoded";
    await list(vendor);
    const uploadId = await putFile(world.url, world.operator, new Uint8Array(file));

    const { userErrors, added } = await importSheet({ vendor, uploadId });

    expect(added).toBeNull();
    expect(userErrors).toMatchObject([{ code: "INVALID_SHEET", field: ["uploadId"] }]);
    expect(userErrors[0]?.message).toContain(problem);
    expect(userErrors[0]?.message).toContain("UTF-8");
    expect(await pricesOf(vendor, "ID")).toEqual([]);
  });
});

describe("a rate sheet of 2 GB", () => {
  const twoGb = 2 * 1024 * mib;

  it("is refused by its declared length, before any of it is read", async () => {
    const { request, answer } = upload({ "content-length": String(twoGb) });
    request.flushHeaders();

    const { status, text } = await answer;
    request.destroy();

    expect(status).toBe(413);
    expect(text).toContain("longer than 3 MiB");
  });

  it("is refused at the limit when its length was not declared", async () => {
    const { request, answer } = upload({});
    let sent = 0;
    const endless = function* () {
      for (const piece = Buffer.alloc(64 * 1024, "x"); sent < twoGb; sent += piece.length) {
        yield piece;
      }
    };
    const body = Readable.from(endless(), { highWaterMark: 1 });
    body.pipe(request);

    const { status, text } = await answer;
    const sentUntilThen = sent;
    body.destroy();
    request.destroy();

    expect(status).toBe(413);
    expect(text).toContain("longer than 3 MiB");
    // What the sockets on both sides hold comes on top of the limit.
    expect(sentUntilThen).toBeLessThan(256 * mib);
    await until("nothing of it is kept", async () => (await piecesKept()) === 0, 60_000);
  });
});

describe("a rate sheet in a currency without exchange rate", () => {
  it("is taken with a warning, and compared with others once there is a rate", async () => {
    await list("kenyan");
    const csv = `${header}\nSMS,KE,,,1.2,KES,DELIVERED,,,\nSMS,TZ,,,1,QQQ,DELIVERED,,,\n`;

    const answer = await importSheet({ vendor: "kenyan", csv });
    const before = await pricesOf("kenyan", "KE");
    await world.data(
      world.operator,
      `mutation($csv: String!) { importExchangeRates(input: { csv: $csv }) { added } }`,
      { csv: "base,quote,rate\nKES,USD,0.0075\n" },
    );
    const after = await pricesOf("kenyan", "KE");

    expect(answer).toMatchObject({ added: 1, rejectedCount: 1, userErrors: [] });
    expect(answer.rejected).toEqual([{ line: 3, reason: expect.stringContaining("“QQQ”") }]);
    expect(answer.warnings).toEqual([{ line: 2, reason: expect.stringContaining("KES") }]);
    expect(before[0]?.inTenantCurrency).toBeNull();
    expect(after[0]?.inTenantCurrency).toBe("0.009000");
  });
});

describe("a rate sheet with back-dated prices", () => {
  it("never changes what was charged: attempts and the cost report stay as they were", async () => {
    const line = (price: string, from: string) =>
      `${header}\nSMS,ID,510,10,${price},USD,SUBMITTED,,,${from}\n`;
    await importSheet({ vendor: "nusatext", csv: line("0.031", "") });
    await makePlan();
    const { send } = await world.send({ planKey: "priced" });
    const isCharged = async () => {
      const [attempt] = await attemptsOf(send?.id ?? "");
      return attempt?.charge === "CHARGED" ? attempt : null;
    };
    const charged = await until("it is charged", isCharged, 60_000);
    const before = await costs();

    for (const mode of ["MERGE", "REPLACE"]) {
      const csv = line(mode === "MERGE" ? "0.099" : "0.0001", "2020-01-01");
      const answer = await importSheet({ vendor: "nusatext", csv, mode });
      expect(answer).toMatchObject({ changed: 1, rejectedCount: 0 });
      expect(answer.warnings).toEqual([
        { line: 2, reason: expect.stringMatching(/^1 lines begin before now/) },
      ]);
    }

    expect(charged.price.amount).toBe("0.031000");
    expect(await attemptsOf(send?.id ?? "")).toEqual([charged]);
    expect(await costs()).toEqual(before);
    const began = (await pricesOf("nusatext", "ID", "51010")).map((price) => price.effectiveFrom);
    expect(began.every((from) => Date.parse(from) > Date.parse("2020-01-02"))).toBe(true);
  });
});

interface Answer {
  readonly importId: string | null;
  readonly added: number | null;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly warnings: readonly { readonly line: number; readonly reason: string }[];
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

async function importSheet(input: object): Promise<Answer> {
  const answer = await world.data<{ importRateSheet: Answer }>(
    world.operator,
    `mutation($input: ImportRateSheetInput!) { importRateSheet(input: $input) {
      importId added changed unchanged withdrawn rejectedCount rejected { line reason }
      warnings { line reason } userErrors { code field message } } }`,
    { input },
  );
  return answer.importRateSheet;
}

interface Amount {
  readonly amount: string;
}

/** The versions of the price for a country or network, latest first; none without an offer. */
async function pricesOf(vendor: string, country: string, network?: string) {
  const { offers } = await world.data<{
    offers: {
      nodes: readonly {
        readonly country: string | null;
        readonly network: unknown;
        readonly priceInTenantCurrency: Amount | null;
        readonly priceHistory: {
          readonly nodes: readonly {
            readonly price: Amount;
            readonly effectiveFrom: string;
            readonly effectiveUntil: string | null;
          }[];
        };
      }[];
    };
  }>(
    world.owner,
    `query($filter: OfferFilter) { offers(filter: $filter) { nodes { country network { mcc }
      priceInTenantCurrency { amount }
      priceHistory { nodes { price { amount } effectiveFrom effectiveUntil } } } } }`,
    { filter: { vendors: [vendor], ...(network === undefined ? {} : { network }) } },
  );
  const offer = offers.nodes.find(
    (one) => one.country === country && (network !== undefined || one.network === null),
  );
  return (offer?.priceHistory.nodes ?? []).map(({ price, ...times }) => ({
    ...times,
    amount: price.amount,
    inTenantCurrency: offer?.priceInTenantCurrency?.amount ?? null,
  }));
}

async function attemptsOf(send: string) {
  const answer = await world.data<{
    send: {
      attempts: readonly { charge: string; price: Amount; cost: Amount | null }[];
    };
  }>(
    world.owner,
    "query($id: ID!) { send(id: $id) { attempts { charge price { amount } cost { amount } } } }",
    { id: send },
  );
  return answer.send.attempts;
}

async function costs(): Promise<unknown> {
  const range = { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 86_400_000) };
  return world.data(
    world.owner,
    `query($range: TimeRange!) { costReport(range: $range, groupBy: [VENDOR]) {
      total { cost { amount } } rows { nodes { cost { amount } } } } }`,
    { range },
  );
}

async function makePlan(): Promise<void> {
  await world.data(
    world.owner,
    "mutation($input: PlanInput!) { createPlan(input: $input) { userErrors { code } } }",
    {
      input: {
        key: "priced",
        name: "Priced",
        steps: [{ channel: "SMS", vendors: [{ vendor: "nusatext" }] }],
      },
    },
  );
}

async function list(slug: string): Promise<void> {
  await world.data(
    world.operator,
    "mutation($input: ListVendorInput!) { listVendor(input: $input) { userErrors { code } } }",
    { input: { slug, name: slug, adapter: "sandbox", channels: ["SMS"] } },
  );
}

function upload(headers: Readonly<Record<string, string>>) {
  const request = http.request(`${world.url}/uploads`, {
    method: "POST",
    headers: { authorization: `Bearer ${world.operator}`, ...headers },
  });
  // The answer comes before all of the body is sent.
  request.on("error", () => undefined);
  const answer = (async () => {
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    return { status: response.statusCode, text: (await buffer(response)).toString("utf8") };
  })();
  return { request, answer };
}

async function piecesKept(): Promise<number> {
  const { rows } = await world.database.owner.query<{ count: number }>(
    `select count(*)::integer as count from upload_piece p join upload u
       on u.tenant_id = p.tenant_id and u.id = p.upload_id where u.sha256 is null`,
  );
  return rows[0]?.count ?? -1;
}
