import { request as httpRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findSandbox } from "../../src/sandbox/find-sandbox.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import { startStub } from "../vendors/stub-server.js";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import { undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import { sandbox as adapter } from "../../src/vendors/sandbox/sandbox.js";
import {
  openMarketWithCallbacks,
  request,
  settled,
  type MarketWithCallbacks,
} from "./market-with-callbacks.js";

let market: MarketWithCallbacks;

beforeEach(async () => {
  market = await openMarketWithCallbacks();
});
afterEach(() => market.close());

async function get(path: string): Promise<unknown> {
  const response = await fetch(`${market.sandbox.url}${path}`);
  return response.json();
}

const long = `Your code is 493817. ${"Never give it to anybody. ".repeat(8)}`;

describe("the inbox", () => {
  it("shows what reached a handset, newest first, however its number is typed", async () => {
    await market.send("globex", {});
    await settled(market);
    await market.send("metrowa", {
      channel: "WHATSAPP",
      code: "11",
      text: "Kode: 11",
      from: "Toko",
    });
    await settled(market);
    const arrivedAt = expect.stringMatching(/^\d{4}-.+Z$/);
    const messages = [
      {
        vendor: "metrowa",
        channel: "WHATSAPP",
        from: "Toko",
        text: "Kode: 11",
        code: "11",
        arrivedAt,
      },
      {
        vendor: "globex",
        channel: "SMS",
        from: "Globex One",
        text: request.text,
        code: "493817",
        arrivedAt,
      },
    ];

    expect(await get("/inbox?to=+6281212345678")).toEqual(messages);
    expect(await get("/inbox?to=%2B62+812-1234-5678")).toEqual(messages);
    expect(await get("/inbox?to=6281212345678")).toEqual(messages);
    expect(await get("/inbox?to=+6281212345679")).toEqual([]);
  });

  it("shows e-mail by address, whatever its case", async () => {
    await market.send("postwing", {
      channel: "EMAIL",
      to: "Ani@example.org",
      subject: "Your code",
    });
    await settled(market);

    expect(await get("/inbox?to=ani@example.org")).toMatchObject([
      { vendor: "postwing", channel: "EMAIL", code: "493817" },
    ]);
  });

  it("shows a missed call whose caller's last digits are the code", async () => {
    await market.send("flashring", { channel: "MISSED_CALL" });
    await settled(market);
    const [call] = market.sandbox.inbox(request.to);

    expect(call).toMatchObject({ channel: "MISSED_CALL", text: "Missed call", code: "493817" });
    expect(call?.from).toMatch(/^\+\d+493817$/);
  });

  it("shows what a call said", async () => {
    await market.send("ringback", { channel: "VOICE", text: "Your code is 4, 9, 3, 8, 1, 7." });
    await settled(market);

    expect(market.sandbox.inbox(request.to)).toMatchObject([
      { channel: "VOICE", text: "Your code is 4, 9, 3, 8, 1, 7.", code: "493817" },
    ]);
    expect(market.receipts()).toEqual([]);
  });

  it("refuses to look without a recipient", async () => {
    const response = await fetch(`${market.sandbox.url}/inbox`);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { field: "to" } });
  });
});

describe("a vendor", () => {
  it("that echoes no reference names its receipts by its own id alone", async () => {
    const [quiet, other, usual] = await Promise.all([
      market.send("nusatext", {}),
      market.send("afrigate", { to: "+2348031234567" }),
      market.send("bargain", {}),
    ]);
    await settled(market);
    const ids = [quiet, other, usual].flatMap((outcome) =>
      outcome.kind === "accepted" ? outcome.vendorMessageIds : [],
    );
    const byId = new Map(market.receipts().map((one) => [one.vendorMessageId, one.reference]));

    expect(ids.map((id) => byId.get(id))).toEqual([null, null, "ref-1"]);
  });

  it("that bills part by part gives an id, a receipt and a line on the bill for each", async () => {
    const outcome = await market.send("globex", { text: long });
    await settled(market);
    const delivered = market.receipts().filter((receipt) => receipt.status === "DELIVERED");

    expect(outcome).toMatchObject({
      kind: "accepted",
      vendorMessageIds: { length: 2 },
      price: { micros: 76_000n, currency: "USD" },
    });
    expect(new Set(delivered.map((receipt) => receipt.part))).toEqual(new Set([1, 2]));
    expect(delivered).toHaveLength(2);
    expect(await get("/books?vendor=globex")).toMatchObject([
      { parts: 1, amount: "0.038000" },
      { parts: 1, amount: "0.038000" },
    ]);
  });

  it("that bills whole messages gives one id and bills its parts in one line", async () => {
    const outcome = await market.send("primeline", { text: `${long} 验证码` });
    await settled(market);

    expect(outcome).toMatchObject({ vendorMessageIds: { length: 1 } });
    expect(market.receipts()).toMatchObject([{ part: null, price: { micros: 4n * 49_000n } }]);
    expect(await get("/books?vendor=primeline")).toMatchObject([
      {
        parts: 4,
        price: "0.049000",
        amount: "0.196000",
        currency: "USD",
        status: "delivered",
        account: "test",
        reference: "ref-1",
        country: "ID",
        mccmnc: "51010",
      },
    ]);
  });

  it("that bills on delivery bills nothing that it did not report as delivered", async () => {
    await market.fault({ vendor: "nusatext", kind: "drop_message", country: "ID" });
    await market.send("nusatext", {});
    await market.sandbox.clearFaults();
    await market.send("nusatext", {});
    await settled(market);

    expect(await get("/books?vendor=nusatext")).toMatchObject([
      { billedOn: "DELIVERED", status: "accepted", isBilled: false, amount: "0.000000" },
      { billedOn: "DELIVERED", status: "delivered", isBilled: true, amount: "0.031000" },
    ]);
  });

  it("prices by network, and in its own currency", async () => {
    await market.send("eurolink", { to: "+4917612345678" });
    await market.send("eurolink", { to: "+4915112345678" });
    await settled(market);

    expect(await get("/books?vendor=eurolink")).toMatchObject([
      { mccmnc: "26203", price: "0.060720", currency: "EUR" },
      { mccmnc: "26201", price: "0.063480", currency: "EUR" },
    ]);
  });

  it("collects receipts into one call where that is its way", async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        market.send("afrigate", { to: `+23480312345${index}0` }),
      ),
    );
    await settled(market);

    expect(market.receipts()).toHaveLength(10);
    expect(market.calls.length).toBeLessThan(10);
  });

  it.each([
    ["a number that is none", "globex", { to: "+62" }, "RECIPIENT_PERMANENT"],
    ["a number too long for its country", "globex", { to: "+49123" }, "RECIPIENT_PERMANENT"],
    ["an address that is none", "postwing", { channel: "EMAIL", to: "ani" }, "RECIPIENT_PERMANENT"],
    ["a country that it does not serve", "latcom", {}, "ROUTE_BLOCKED"],
    ["a country outside the market", "globex", { to: "+819012345678" }, "ROUTE_BLOCKED"],
    ["a channel that it has not", "latcom", { channel: "VOICE" }, "ROUTE_BLOCKED"],
    ["letters in a missed call", "flashring", { channel: "MISSED_CALL", code: "AB12" }, "CONTENT"],
    ["a text without end", "globex", { text: "x".repeat(5000) }, "CONTENT"],
  ] as const)("refuses %s", async (_, vendor, changes, failureClass) => {
    const outcome = await market.send(vendor, changes);

    expect(outcome).toMatchObject({ kind: "rejected", failureClass, charged: "no" });
  });

  it("takes numbers of a network that the market does not list, in its countries", async () => {
    expect(await market.send("globex", { to: "+4915511234567" })).toMatchObject({
      kind: "accepted",
    });
  });

  it("drops a message whose time ran out on the way, and says so", async () => {
    const slow = await openMarketWithCallbacks({ timeScale: 0.2 });
    await slow.send("globex", { channel: "VOICE", validitySec: 1 });
    await vi.waitFor(
      () => expect(slow.receipts().map((receipt) => receipt.status)).toContain("EXPIRED"),
      { timeout: 5000 },
    );
    const last = slow.receipts().at(-1);
    const arrived = slow.sandbox.inbox(request.to);
    await slow.close();

    expect(last).toMatchObject({ failureClass: "RECIPIENT_TEMPORARY", isCodeKnown: true });
    expect(arrived).toEqual([]);
  });

  it("repeats a receipt that was not taken, and stops when it was", async () => {
    market.answerStatus = 503;
    await market.send("bargain", {});
    await vi.waitFor(() => expect(market.calls.length).toBe(3), { timeout: 3000, interval: 5 });
    market.answerStatus = null;
    await vi.waitFor(() => expect(market.calls.length).toBe(4), { timeout: 3000 });
    await settled(market, 300);

    expect(market.calls).toHaveLength(4);
    expect(new Set(market.receipts().map((one) => one.vendorMessageId)).size).toBe(1);
  });

  it("knows its accounts by key, and tells whether credentials work", async () => {
    const http = undiciHttpClient();
    const account = market.account("globex");
    const wrongKey = { ...account, credentials: sandboxCredentials("latcom", "test") };
    const wrongSecret = { ...account.credentials, callbackSecret: "no" };
    const check = async (changes: object) =>
      (await adapter.checkAccount({ ...account, ...changes }, http)).ok;

    expect(await check({})).toBe(true);
    expect(await check({ credentials: { ...wrongKey.credentials } })).toBe(false);
    expect(await check({ credentials: wrongSecret })).toBe(false);
    expect(
      await adapter.send(request, { ...account, credentials: { apiKey: "x" } }, http),
    ).toMatchObject({ kind: "rejected", failureClass: "ACCOUNT" });
    await http.close();
  });
});

describe("the sandbox", () => {
  it("answers only those who name this machine as the host", async () => {
    const ask = (host: string) =>
      new Promise((resolve) => {
        const { port } = market.sandbox;
        httpRequest({ port, host: "127.0.0.1", path: "/faults", headers: { host } }, (response) =>
          resolve(response.resume().statusCode),
        ).end();
      });

    expect(await ask(`127.0.0.1:${market.sandbox.port}`)).toBe(200);
    expect(await ask("localhost:4010")).toBe(200);
    expect(await ask("evil.example")).toBe(403);
    expect(await ask("127.0.0.1.evil.example")).toBe(403);
  });

  it("lists its vendors with their addresses, which all answer", async () => {
    const vendors = (await get("/vendors")) as { vendor: string; url: string; name: string }[];
    const answers = await Promise.all(vendors.map(({ url }) => fetch(`${url}/account`)));

    expect(vendors.length).toBeGreaterThanOrEqual(8);
    expect(vendors[0]).toMatchObject({
      vendor: "globex",
      name: "Globex One",
      trialCredentials: sandboxCredentials("globex", "trial"),
    });
    expect(answers.map((answer) => answer.status)).toEqual(vendors.map(() => 401));
  });

  it("says for an unknown path what it knows, and for unknown books whose it keeps", async () => {
    expect(await get("/nowhere")).toMatchObject({ error: { code: "not_found" } });
    expect(await get("/v/acme/messages")).toMatchObject({ error: { code: "not_found" } });
    expect(await get("/books?vendor=acme")).toMatchObject({ error: { field: "vendor" } });
  });

  it("is found by another process, with all that a catalogue needs; nothing else is", async () => {
    const stub = await startStub({ status: 200, body: '[{"hello":1}]' });
    const scenario = openDemoScenario();

    expect(await findSandbox(market.sandbox.port, scenario)).toEqual(market.sandbox.vendors);
    expect(await findSandbox(Number(new URL(stub.url).port), scenario)).toBeNull();
    await stub.close();
    expect(await findSandbox(1, scenario)).toBeNull();
  });

  it("refuses to start on a port that is taken", async () => {
    const { port } = market.sandbox;

    await expect(openMarketWithCallbacks({ port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe("two sandboxes of one seed", () => {
  it("deal every number the same luck, another seed another", async () => {
    const markets = await Promise.all(
      [5, 5, 6].map((seed) => openMarketWithCallbacks({ seed, isIdeal: false })),
    );
    const numbers = Array.from({ length: 60 }, (_, index) => `+628121234${5000 + index}`);
    const fates = await Promise.all(
      markets.map(async (one) => {
        for (const to of numbers) {
          await one.send("bargain", { to });
        }
        await settled(one);
        await one.close();
        return numbers.map((to) => one.sandbox.inbox(to).length).join("");
      }),
    );

    expect(fates[0]).toBe(fates[1]);
    expect(fates[0]).not.toBe(fates[2]);
    expect(fates[0]).toMatch(/0.*1|1.*0/);
  });
});
