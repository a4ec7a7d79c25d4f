import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiptSignature } from "../../src/sandbox/receipt-sender.js";
import { type AppWorld, createAppWorld, nextPhone } from "../support/app-world.js";
import { until } from "../support/until.js";
import { startStub, type StubServer } from "../vendors/stub-server.js";

let world: AppWorld;
let vendor: StubServer;
let account: { readonly id: string; readonly callbackUrl: string };

const secrets = { apiKey: "key-of-the-account", callbackSecret: "secret-of-its-callbacks" };

beforeAll(async () => {
  vendor = await startStub({ status: 202, body: '{"messages":[{"id":"m-1"}]}' });
  world = await createAppWorld({ SANDI_VENDOR_URLS: `acme=${vendor.url}/acme` });
  await list("acme");
  const input = {
    vendor: "acme",
    label: "ours",
    channels: ["SMS"],
    credentials: Object.entries(secrets).map(([key, value]) => ({ key, value })),
  };
  const { connectVendor } = await world.data<{ connectVendor: { vendorAccount: typeof account } }>(
    world.owner,
    `mutation($input: ConnectVendorInput!) { connectVendor(input: $input) {
       vendorAccount { id callbackUrl } userErrors { code field } } }`,
    { input },
  );
  account = connectVendor.vendorAccount;
  const sheet = {
    vendor: "acme",
    accountId: account.id,
    csv: "channel,country,price,currency,billedOn\nSMS,ID,0.02,USD,SUBMITTED\n",
  };
  const plan = {
    key: "acme",
    name: "Acme",
    steps: [{ channel: "SMS", vendors: [{ vendor: "acme", accountId: account.id }], waitSec: 5 }],
  };
  const made = await world.data<Record<string, { userErrors: unknown[] }>>(
    world.owner,
    `mutation($sheet: ImportRateSheetInput!, $plan: PlanInput!) {
       importRateSheet(input: $sheet) { userErrors { code message } }
       createPlan(input: $plan) { userErrors { code message } } }`,
    { sheet, plan },
  );
  expect(Object.values(made).flatMap(({ userErrors }) => userErrors)).toEqual([]);
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});

async function list(slug: string): Promise<void> {
  const input = { slug, name: slug, adapter: "sandbox", channels: ["SMS"] };
  const { listVendor } = await world.data<{ listVendor: { userErrors: unknown[] } }>(
    world.operator,
    "mutation($input: ListVendorInput!) { listVendor(input: $input) { userErrors { code } } }",
    { input },
  );
  expect(listVendor.userErrors).toEqual([]);
}

async function sendOne(): Promise<string> {
  const input = { planKey: "acme", idempotencyKey: randomUUID(), phone: nextPhone() };
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
  it("is asked there whether an account works, and its messages go there", async () => {
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
    expect(vendor.requests.map(({ path }) => path)).toEqual(["/acme/account", "/acme/messages"]);
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
