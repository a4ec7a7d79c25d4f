import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../src/manage/audit/audit.js";
import { createAuditReader } from "../../src/store/sql/run-audit.js";
import { connectReal, type Slug } from "../support/connect-real.js";
import { money } from "../support/money-words.js";
import { localReport, mailEvent, metaStatus, twilioStatus } from "../support/real-vendors.js";
import { type Amount, codeIn, euroRate, RealWorld } from "../support/real-world.js";

// 0.020001 EUR are 0.02167608375 USD.
const carrierMicros = 21_676n;
const chatMicros = 32_512n; // 0.03 EUR are 0.0325125 USD, halves to even
const textsMicros = 50_000n;
const mailMicros = 400n;

let world: RealWorld;

beforeAll(async () => {
  world = await RealWorld.open();
});
afterAll(() => world.close());

const usd = (micros: bigint): Amount => ({ amount: money(micros), currency: "USD" });
const eur = (micros: bigint): Amount => ({ amount: money(micros), currency: "EUR" });
const undeliverable = { code: 131_026, message: "(#131026) Undeliverable", type: "OAuthException" };
const notOnWhatsapp = { status: 400, body: JSON.stringify({ error: undeliverable }) };
const lost = { MessageStatus: "undelivered", ErrorCode: "30003" };

describe("one code through Meta, Twilio, an SMSC and SendGrid", () => {
  it("was promised by every vendor when its account was connected", () => {
    expect([...world.accounts.values()].map((one) => one.lastCheckMessage)).toEqual(
      Array.from({ length: 5 }, () => "The account works."),
    );
  });

  it("fails over from each to the next, and is delivered, charged and verified", async () => {
    world.vendors.refusals.set("chat", notOnWhatsapp);
    const walker = await world.send();
    const text = await world.taken(walker, "texts");
    expect(await world.call("texts", twilioStatus(text, lost), text.callback)).toBe(200);
    const short = await world.taken(walker, "carrier");
    expect(await world.vendors.deliver("UNDELIV", short.id)).toMatchObject({ command_status: 0 });
    const letter = await world.taken(walker, "mail");
    expect(await world.call("mail", mailEvent(letter, "delivered"))).toBe(200);
    await world.reached(walker, "mail", "DELIVERED");
    const { attempts, ...sent } = await world.facts(walker);

    expect(sent).toMatchObject({
      status: "DELIVERED",
      cost: usd(textsMicros + carrierMicros + mailMicros),
      costHeld: { amount: "0.000000" },
    });
    expect(attempts).toMatchObject([
      {
        vendor: { slug: "chat" },
        status: "REJECTED",
        failureClass: "RECIPIENT_PERMANENT",
        vendorCode: "131026",
        charge: "RELEASED",
        cost: usd(0n),
        vendorCost: eur(0n),
        receipts: [],
      },
      {
        vendor: { slug: "texts" },
        status: "UNDELIVERED",
        failureClass: "RECIPIENT_TEMPORARY",
        charge: "CHARGED",
        cost: usd(textsMicros),
        vendorCost: usd(textsMicros),
        receipts: [{ status: "UNDELIVERED", applied: true, vendorCode: "30003" }],
      },
      {
        vendor: { slug: "carrier" },
        status: "UNDELIVERED",
        charge: "CHARGED",
        cost: usd(carrierMicros),
        vendorCost: eur(20_001n),
        exchangeRate: euroRate,
        receipts: [{ status: "UNDELIVERED", applied: true }],
      },
      {
        vendor: { slug: "mail" },
        status: "DELIVERED",
        charge: "CHARGED",
        cost: usd(mailMicros),
        receipts: [{ status: "DELIVERED", applied: true }],
      },
    ]);
    const code = codeIn(letter.text);
    expect(world.handed(walker, "chat").text).toBe(`login_code ${code}`);
    expect([codeIn(text.text), codeIn(short.text)]).toEqual([code, code]);
    expect(await world.verify(walker, code === "000000" ? "111111" : "000000")).toBe("WRONG_CODE");
    expect(await world.verify(walker, code)).toBe("VERIFIED");
  });

  it("is charged in euros once WhatsApp says that it arrived, and read after it", async () => {
    world.vendors.refusals.clear();
    const walker = await world.send();
    const message = await world.taken(walker, "chat");
    const held = await world.facts(walker);
    const { callbackUrl = "" } = world.accounts.get("chat") ?? {};
    const token = world.vendors.credentials.chat.verifyToken;
    const shake = `?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`;
    const handshake = await fetch(`${callbackUrl}${shake}`);
    expect(await world.call("chat", metaStatus(message, "read"))).toBe(200);
    expect(await world.call("chat", metaStatus(message, "delivered"))).toBe(200);
    await world.reached(walker, "chat", "READ");

    expect(await handshake.text()).toBe("1158201444");
    expect(held).toMatchObject({ cost: usd(0n), costHeld: { amount: money(chatMicros) } });
    expect(await world.facts(walker)).toMatchObject({
      cost: usd(chatMicros),
      attempts: [{ charge: "CHARGED", vendorCost: eur(30_000n), cost: usd(chatMicros) }],
    });
    expect(await world.verify(walker, codeIn(message.text))).toBe("VERIFIED");
  });

  it("goes on at once, and free of charge, where a vendor wants it slower", async () => {
    world.vendors.refusals.set("chat", notOnWhatsapp);
    const slower = JSON.stringify({ code: 20429, message: "Too Many Requests", status: 429 });
    world.vendors.refusals.set("texts", { status: 429, body: slower });
    world.vendors.smsc.act = { kind: "refuse", status: 0x58 };
    const walker = await world.send();
    const letter = await world.taken(walker, "mail");
    expect(await world.call("mail", mailEvent(letter, "delivered"))).toBe(200);
    await world.reached(walker, "mail", "DELIVERED");

    const { attempts, cost } = await world.facts(walker);
    expect(cost).toEqual(usd(mailMicros));
    expect(attempts).toMatchObject([
      { charge: "RELEASED" },
      { failureClass: "THROTTLED", vendorCode: "20429", charge: "RELEASED" },
      { failureClass: "THROTTLED", vendorCode: "ESME_RTHROTTLED", charge: "RELEASED" },
      { status: "DELIVERED" },
    ]);
  });
});

describe("a tenant's own aggregator, by a mapping", () => {
  it("is sent a code, and charged what its receipt says in its own currency", async () => {
    const walker = await world.send("local");
    const message = await world.taken(walker, "local");
    expect(await world.call("local", localReport(message, "Success", "350"))).toBe(200);
    await world.reached(walker, "local", "DELIVERED");

    // 350 IDR at the demo's rate of 16,000 to the dollar.
    expect(await world.facts(walker)).toMatchObject({
      status: "DELIVERED",
      cost: usd(21_875n),
      attempts: [{ charge: "CHARGED", vendorCost: { amount: "350.000000", currency: "IDR" } }],
    });
    expect(await world.verify(walker, codeIn(message.text))).toBe("VERIFIED");
  });

  it("is left for the next vendor when its receipt says that nothing arrived", async () => {
    const walker = await world.send("local");
    const message = await world.taken(walker, "local");
    expect(await world.call("local", localReport(message, "Failed", "0"))).toBe(200);
    const letter = await world.taken(walker, "mail");
    expect(await world.call("mail", mailEvent(letter, "delivered"))).toBe(200);
    await world.reached(walker, "mail", "DELIVERED");

    expect(await world.facts(walker)).toMatchObject({
      cost: usd(mailMicros),
      attempts: [{ status: "UNDELIVERED", charge: "RELEASED" }, { charge: "CHARGED" }],
    });
  });
});

async function refusedCalls(): Promise<Record<string, number>> {
  const text = await (await fetch(`${world.app.url}/metrics`)).text();
  const pattern = /^sandi_refused_callbacks_total\{vendor="(\w+)",reason="(\w+)"\} (\d+)$/gm;
  const lines = [...text.matchAll(pattern)];
  return Object.fromEntries(lines.map(([, slug, why, count]) => [`${slug} ${why}`, Number(count)]));
}

describe("a forged call", () => {
  it("is refused and counted, and moves nothing", async () => {
    world.vendors.refusals.clear();
    const walker = await world.send();
    const chat = await world.taken(walker, "chat");
    const like = { ...chat, callback: world.accounts.get("texts")?.callbackUrl ?? "" };
    const before = await refusedCalls();
    const letter = mailEvent(chat, "bounce");
    const answers = [
      await world.call("chat", metaStatus(chat, "failed", "another app's secret")),
      await world.call("texts", twilioStatus(like, lost, "another account's token")),
      await world.call("mail", { ...letter, body: Buffer.from(`${letter.body.toString()} `) }),
      await world.call("mail", mailEvent(chat, "bounce", new Date(Date.now() - 3_600_000))),
      await world.call("local", { headers: {}, body: localReport(chat, "Failed", "1").body }),
      await world.call("carrier", { headers: {}, body: Buffer.from("id:1 stat:UNDELIV") }),
      await world.call("texts", metaStatus(chat, "failed")),
    ];
    const after = await refusedCalls();

    expect(before).toEqual({});
    expect(answers.every((status) => status >= 400 && status < 500)).toBe(true);
    expect(after).toEqual({
      "chat bad_signature": 1,
      "texts bad_signature": 2,
      "mail bad_signature": 1,
      "mail stale": 1,
      "local bad_signature": 1,
      "carrier malformed": 1,
    });
    const { status, attempts } = await world.facts(walker);
    expect([status, attempts.length, attempts[0]?.status]).toEqual(["SENT", 1, "SUBMITTED"]);
    expect(attempts[0]?.receipts).toEqual([]);
    expect(await world.call("chat", metaStatus(chat, "delivered"))).toBe(200);
    await world.reached(walker, "chat", "DELIVERED");
  });
});

describe("wrong credentials", () => {
  const wrong: readonly [Slug, object, string][] = [
    [
      "texts",
      { authToken: "0".repeat(32) },
      "Twilio does not know this pair of Account SID and Auth Token.",
    ],
    [
      "chat",
      { accessToken: "EAAB" },
      "Meta does not take the access token: it is wrong, expired or revoked.",
    ],
    [
      "chat",
      { appSecret: "f".repeat(32) },
      "The app secret is not that of the app that the access token is for.",
    ],
    ["carrier", { password: "passw0rd" }, "The password is not that of this systemId."],
    ["mail", { apiKey: "SG.nope.nope" }, "SendGrid does not know this API key."],
    [
      "mail",
      { webhookKey: "no key at all" },
      "The webhook's verification key is not one of SendGrid's.",
    ],
  ];

  it.each(wrong)("of %s %j are told of in words, again and again", async (slug, change, words) => {
    const credentials = { ...world.vendors.credentials[slug], ...change };
    const label = `wrong ${slug} ${Object.keys(change).join("")}`;
    const connected = await connectReal(world.app, slug, credentials, label);
    const { testVendorAccount } = await world.app.data<{ testVendorAccount: object }>(
      world.app.owner,
      `mutation($id: ID!) { testVendorAccount(id: $id) {
         vendorAccount { lastCheckOk lastCheckMessage } userErrors { code } } }`,
      { id: connected.id },
    );

    const verdict = { lastCheckOk: false, lastCheckMessage: words };
    expect(connected).toMatchObject(verdict);
    expect(testVendorAccount).toEqual({ vendorAccount: verdict, userErrors: [] });
  });
});

describe("after all of it", () => {
  it("budget, sends and report tell the same sum, and the audit finds nothing", async () => {
    const now = Date.now();
    const range = {
      from: new Date(now - 86_400_000).toISOString(),
      to: new Date(now + 86_400_000).toISOString(),
    };
    const { plan, costReport } = await world.app.data<{
      plan: { budgets: { spent: Amount; held: Amount }[] };
      costReport: { rows: { nodes: { key: { value: string }[]; cost: Amount }[] } };
    }>(
      world.app.owner,
      `query($id: ID!, $range: TimeRange!) {
         plan(id: $id) { budgets { spent { amount currency } held { amount } } }
         costReport(range: $range, groupBy: [VENDOR], filter: { planIds: [$id] }) {
           rows { nodes { key { value } cost { amount currency } } } } }`,
      { id: world.planId, range },
    );
    const violations = await audit(createAuditReader(world.app.database.owner), new Date());

    expect(violations).toEqual([]);
    expect(plan.budgets).toMatchObject([
      {
        spent: usd(textsMicros + carrierMicros + 2n * mailMicros + 2n * chatMicros),
        held: { amount: "0.000000" },
      },
    ]);
    const rows = costReport.rows.nodes.map(({ key, cost }) => [key[0]?.value, cost]);
    expect(Object.fromEntries(rows)).toEqual({
      chat: usd(2n * chatMicros),
      texts: usd(textsMicros),
      carrier: usd(carrierMicros),
      mail: usd(2n * mailMicros),
    });
  });

  it("no credential can be read back, and none is in the log or in clear in the rows", async () => {
    const secrets = Object.values(world.vendors.credentials)
      .flatMap((credentials) => Object.entries(credentials))
      .filter(([name]) => !["accountSid", "phoneNumberId", "systemId", "webhookKey"].includes(name))
      .map(([, secret]) => secret);
    const { text } = await world.app.ask(
      world.app.owner,
      `{ vendorAccounts { id label callbackUrl lastCheckMessage senders { value }
           credentialHints { name endsWith } } }`,
    );
    const { rows } = await world.app.database.owner.query<{ row: string }>(
      `select v::text as row from vendor_account v
       union all select encode(credentials, 'escape') from vendor_account`,
    );
    const places = [text, world.app.lines.join(""), rows.map(({ row }) => row).join("")];
    const found = (words: Iterable<string>) =>
      [...words].filter((word) => places.some((place) => place.includes(word)));

    expect(secrets.length).toBeGreaterThan(8);
    expect(found(secrets)).toEqual([]);
    expect(world.codes.size).toBeGreaterThan(4);
    expect([...world.codes].filter((code) => world.app.lines.join("").includes(code))).toEqual([]);
  });
});
