import { createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiptSignature } from "../../src/sandbox/receipt-sender.js";
import { type AppWorld, createAppWorld, nextPhone } from "../support/app-world.js";
import { until } from "../support/until.js";
import { exampleMapping } from "../vendors/generic/contract-fixture.js";
import { selfSigned } from "../vendors/self-signed.js";
import { startStub, type StubServer } from "../vendors/stub-server.js";
import { trustCertificate } from "../vendors/trust-certificate.js";

let world: AppWorld;
let vendor: StubServer;
/** A vendor at a tenant's own address, which has to speak https. */
let aggregator: StubServer;
let account: { readonly id: string; readonly callbackUrl: string };

const secrets = { apiKey: "key-of-the-account", callbackSecret: "secret-of-its-callbacks" };

beforeAll(async () => {
  vendor = await startStub({ status: 202, body: '{"messages":[{"id":"m-1"}]}' });
  const certificate = selfSigned("aggregator", "127.0.0.1");
  aggregator = await startStub({ status: 200, body: '{"rc":"00","trxid":"trx-1"}' }, certificate);
  trustCertificate(certificate.pem);
  world = await createAppWorld({
    NODE_ENV: "test",
    SANDI_VENDOR_URLS: `acme=${vendor.url}/acme,gateway=${vendor.url}/gateway`,
  });
  await list("acme");
  const connected = await connect("acme", secrets);
  orThrow(connected.userErrors);
  account = connected.vendorAccount ?? account;
  await planFor("acme", account.id);
});
afterAll(async () => {
  await world.close();
  await vendor.close();
  await aggregator.close();
});

async function list(slug: string, adapter = "sandbox", channel = "SMS"): Promise<void> {
  const input = { slug, name: slug, adapter, channels: [channel] };
  const { listVendor } = await world.data<{ listVendor: { userErrors: unknown[] } }>(
    world.operator,
    "mutation($input: ListVendorInput!) { listVendor(input: $input) { userErrors { code } } }",
    { input },
  );
  orThrow(listVendor.userErrors);
}

function orThrow(errors: readonly unknown[]): void {
  if (errors.length > 0) {
    throw new Error(JSON.stringify(errors));
  }
}

interface Connected {
  readonly vendorAccount: typeof account | null;
  readonly userErrors: readonly { code: string; message: string; field: string[] | null }[];
}

async function connect(
  vendorSlug: string,
  credentials: Readonly<Record<string, string>>,
  { language = "en", channel = "SMS" } = {},
): Promise<Connected> {
  const input = {
    vendor: vendorSlug,
    label: `ours at ${vendorSlug}`,
    channels: [channel],
    credentials: Object.entries(credentials).map(([key, value]) => ({ key, value })),
  };
  const answer = await world.ask(
    world.owner,
    `mutation($input: ConnectVendorInput!) { connectVendor(input: $input) {
       vendorAccount { id callbackUrl } userErrors { code message field } } }`,
    { input },
    { "accept-language": language },
  );
  return answer.data?.["connectVendor"] as unknown as Connected;
}

/** Gives an account a price and a plan that uses nothing else; both are called as the vendor. */
async function planFor(slug: string, accountId: string, channel = "SMS"): Promise<void> {
  const sheet = {
    vendor: slug,
    accountId,
    csv: `channel,country,price,currency,billedOn\n${channel},ID,0.02,USD,SUBMITTED\n`,
  };
  const vendors = [{ vendor: slug, accountId }];
  const plan = { key: slug, name: slug, steps: [{ channel, vendors, waitSec: 5 }] };
  const made = await world.data<Record<string, { userErrors: unknown[] }>>(
    world.owner,
    `mutation($sheet: ImportRateSheetInput!, $plan: PlanInput!) {
       importRateSheet(input: $sheet) { userErrors { code message } }
       createPlan(input: $plan) { userErrors { code message } } }`,
    { sheet, plan },
  );
  orThrow(Object.values(made).flatMap(({ userErrors }) => userErrors));
}

async function sendOne(planKey = "acme", code: string | null = null): Promise<string> {
  const input = { planKey, idempotencyKey: randomUUID(), phone: nextPhone(), code };
  const { send } = await world.send(input);
  return send?.id ?? "";
}

async function attemptOf(id: string) {
  const { send } = await world.data<{
    send: { attempts: { status: string; failureClass: string | null; vendorCode: string }[] };
  }>(
    world.owner,
    "query($id: ID!) { send(id: $id) { attempts { status failureClass vendorCode } } }",
    { id },
  );
  return send.attempts[0];
}

async function alerts() {
  const { alerts } = await world.data<{
    alerts: { nodes: { kind: string; message: string; vendor: { slug: string } | null }[] };
  }>(world.owner, "{ alerts(first: 50) { nodes { kind message vendor { slug } } } }");
  return alerts.nodes.filter((one) => one.vendor?.slug === "acme");
}

describe("a vendor at the address that the operator set", () => {
  it("is asked there at once and later whether an account works, then sent messages", async () => {
    vendor.act = ({ path }) =>
      path === "/acme/account"
        ? { status: 200, body: JSON.stringify({ callback_secret: secrets.callbackSecret }) }
        : { status: 202, body: '{"messages":[{"id":"m-1"}]}' };
    const { testVendorAccount } = await world.data<{
      testVendorAccount: { vendorAccount: { lastCheckOk: boolean } | null };
    }>(
      world.owner,
      `mutation($id: ID!) { testVendorAccount(id: $id) {
         vendorAccount { lastCheckOk lastCheckMessage } userErrors { code } } }`,
      { id: account.id },
    );
    const id = await sendOne();
    await until("the acceptance", async () => (await attemptOf(id))?.status === "SUBMITTED");

    expect(testVendorAccount).toMatchObject({ vendorAccount: { lastCheckOk: true } });
    expect(vendor.requests.map(({ path }) => path)).toEqual([
      "/acme/account",
      "/acme/account",
      "/acme/messages",
    ]);
  });
});

describe("a code that no table knows", () => {
  it("leaves the outcome of a message open and tells the owner of the account", async () => {
    vendor.act = { status: 422, body: '{"error":{"code":"sunspots","message":"try later"}}' };
    const id = await sendOne();
    await until("the outcome", async () => (await attemptOf(id))?.status === "UNKNOWN");

    expect(await attemptOf(id)).toMatchObject({
      failureClass: "OUTCOME_UNKNOWN",
      vendorCode: "sunspots",
    });
    expect(await alerts()).toMatchObject([
      { kind: "VENDOR_ACCOUNT", message: expect.stringContaining("sunspots") },
    ]);
  });

  it("is told of in a receipt too, and the receipt is kept", async () => {
    vendor.act = { status: 202, body: '{"messages":[{"id":"m-2"}]}' };
    const id = await sendOne();
    await until("the acceptance", async () => (await attemptOf(id))?.status === "SUBMITTED");
    const at = new Date();
    const receipt = { id: "m-2", status: "undelivered", code: "solar_wind", at };
    const body = JSON.stringify({ receipts: [receipt] });
    const timestamp = String(Math.floor(at.getTime() / 1000));
    const answer = await fetch(account.callbackUrl, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-sandbox-timestamp": timestamp,
        "x-sandbox-signature": receiptSignature(secrets.callbackSecret, timestamp, body),
      },
      body,
    });
    await until("the loss", async () => (await attemptOf(id))?.status === "UNDELIVERED");

    expect(answer.status).toBe(200);
    expect(await attemptOf(id)).toMatchObject({
      failureClass: "OUTCOME_UNKNOWN",
      vendorCode: "solar_wind",
    });
    expect((await alerts()).map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining("solar_wind")]),
    );
  });

  it("raises nothing where an answer only was silent about it", async () => {
    const before = (await alerts()).length;
    vendor.act = { status: 503, body: "" };
    const id = await sendOne();
    await until("the outcome", async () => (await attemptOf(id))?.status === "UNKNOWN");

    expect(await alerts()).toHaveLength(before);
  });
});

describe("a vendor that takes the code itself for proof", () => {
  it("is told the code that was typed in, and no other", async () => {
    vendor.act = ({ path }) =>
      path === "/gateway/sendVerificationMessage"
        ? { status: 200, body: '{"ok":true,"result":{"request_id":"r-1"}}' }
        : { status: 200, body: '{"ok":true,"result":{}}' };
    await list("gateway", "telegram", "TELEGRAM");
    const connected = await connect("gateway", { apiToken: "t0ken" }, { channel: "TELEGRAM" });
    orThrow(connected.userErrors);
    await planFor("gateway", connected.vendorAccount?.id ?? "", "TELEGRAM");
    const id = await sendOne("gateway", "493817");
    await until("the acceptance", async () => (await attemptOf(id))?.status === "SUBMITTED");
    const verify = `mutation($id: ID!, $code: String!) {
      verifyOtp(input: { sendId: $id, code: $code }) { result userErrors { code } } }`;
    const told = () =>
      vendor.requests
        .filter(({ path, body }) => path.endsWith("Status") && body.includes("r-1"))
        .map(({ body }) => JSON.parse(body) as unknown);
    const wrong = await world.data(world.owner, verify, { id, code: "000000" });
    const right = await world.data(world.owner, verify, { id, code: "493817" });
    await until("the vendor is told", () => told().length > 0);

    expect([wrong, right]).toMatchObject([
      { verifyOtp: { result: "WRONG_CODE" } },
      { verifyOtp: { result: "VERIFIED" } },
    ]);
    expect(told()).toEqual([{ request_id: "r-1", code: "493817" }]);
  });
});

describe("a vendor by a mapping", () => {
  const callbackSecret = "secret-of-the-aggregator";
  const credentialsOf = (mapping: object) => ({
    mapping: JSON.stringify(mapping),
    apiKey: "k",
    callbackSecret,
  });

  it("is refused with the member that is wrong, in the reader's language", async () => {
    await list("aggregator", "generic");
    const mapping = exampleMapping("citcall").replace("https://gateway", "http://gateway");
    const refused = await connect("aggregator", { mapping, apiKey: "k", callbackSecret });
    const incomplete = { mapping: exampleMapping("citcall"), callbackSecret };
    const indonesian = await connect("aggregator", incomplete, { language: "id" });

    expect(refused).toMatchObject({
      vendorAccount: null,
      userErrors: [
        {
          code: "INVALID_CREDENTIAL",
          field: ["credentials", "0", "value"],
          message: expect.stringContaining("at send.url: give a public https address"),
        },
      ],
    });
    expect(indonesian.userErrors).toMatchObject([
      { message: expect.stringContaining("pada send.auth: ini memerlukan kredensial “apiKey”") },
    ]);
  });

  it("is sent messages to the tenant's own address, and its receipts count", async () => {
    const mapping = exampleMapping("citcall").replaceAll(
      "https://gateway.citcall.example",
      aggregator.url,
    );
    const connected = await connect("aggregator", { mapping, apiKey: "k", callbackSecret });
    orThrow(connected.userErrors);
    const { id: accountId, callbackUrl } = connected.vendorAccount ?? account;
    await planFor("aggregator", accountId);
    const id = await sendOne("aggregator");
    await until("the acceptance", async () => (await attemptOf(id))?.status === "SUBMITTED");
    const body = JSON.stringify({ reports: [{ trxid: "trx-1", result: "Success" }] });
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", callbackSecret).update(`${timestamp}.${body}`);
    const headers = {
      "content-type": "application/json",
      "x-timestamp": timestamp,
      "x-signature": `v1=${signature.digest("hex")}`,
    };
    const answer = await fetch(callbackUrl, { method: "POST", headers, body });
    await until("the receipt", async () => (await attemptOf(id))?.status === "DELIVERED");

    expect(answer.status).toBe(200);
    expect(aggregator.url).toMatch(/^https:/);
    expect(aggregator.requests.at(-1)).toMatchObject({
      path: "/v3/smsotp",
      headers: { authorization: "Apikey k" },
    });
  });

  it("is told all that is wrong with it, each with its member and its rule", async () => {
    const mapping = JSON.parse(exampleMapping("citcall")) as {
      send: { url: string; body: { template: Record<string, string> } };
      answer: { idPath: string };
      codes: Record<string, string>;
    };
    mapping.answer.idPath = "data..id";
    mapping.codes["99"] = "SUNSPOTS";
    const form = await connect("aggregator", credentialsOf(mapping));
    mapping.answer.idPath = "data.id";
    delete mapping.codes["99"];
    mapping.send.url = "https://[::ffff:10.0.0.1]/v3/smsotp";
    mapping.send.body.template = { msisdn: "{{to}}", text: "{{kode}} {{text" };
    const meaning = await connect("aggregator", credentialsOf(mapping));

    expect([...form.userErrors, ...meaning.userErrors].map(({ message }) => message)).toEqual([
      expect.stringMatching(/at answer\.idPath: a path is names .* such as messages\.0\.id/),
      expect.stringMatching(/at codes\.99: give one of: RECIPIENT_PERMANENT, /),
      expect.stringMatching(/at send\.url: give a public https address/),
      expect.stringMatching(/at send\.body: “{{” begins the name of a value/),
      expect.stringMatching(/at send\.body: nothing is called “kode”\. There are: to, /),
      expect.stringMatching(/at send: no template has {{text}} or {{code}}/),
      expect.stringMatching(/at send: no template has {{reference}}/),
    ]);
  });
});
