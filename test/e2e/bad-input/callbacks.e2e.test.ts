import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../../src/core/ids.js";
import { encodeAttemptReference } from "../../../src/core/otp/attempt-reference.js";
import { sandboxCredentials } from "../../../src/sandbox/credentials.js";
import { type AppWorld, createAppWorld } from "../../support/app-world.js";
import {
  credentialsOf,
  makeTenantObjects,
  type TenantObjects,
} from "../../support/tenant-objects.js";

let world: AppWorld;
let own: TenantObjects;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
});
afterAll(() => world.close());

const vendorSecret = () => sandboxCredentials("nusatext", "marketplace").callbackSecret;

interface CallOptions {
  readonly secret?: string;
  readonly timestamp?: number;
  readonly signature?: string;
  readonly account: string;
}

function call(body: string, options: CallOptions): Promise<Response> {
  const { account, secret = vendorSecret() } = options;
  const timestamp = String(options.timestamp ?? Math.floor(Date.now() / 1_000));
  const signature =
    options.signature ??
    `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
  return fetch(`${world.url}/callbacks/${account}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-sandbox-timestamp": timestamp,
      "x-sandbox-signature": signature,
    },
    body,
  });
}

const receipt = (changes: object) =>
  JSON.stringify({
    receipts: [{ id: "unknown", status: "undelivered", at: new Date().toISOString(), ...changes }],
  });

async function accountOf(label: string, slug = "nusatext"): Promise<string> {
  const { rows } = await world.database.owner.query<{ id: string }>(
    "select a.id from vendor_account a join vendor v on v.id = a.vendor_id where v.slug = $1 " +
      "and (a.label = $2 or $2 = '') and (a.tenant_id is null) = ($2 = '')",
    [slug, label],
  );
  return rows[0]?.id ?? "";
}

/** What money and statuses there are: everything but what callbacks themselves leave behind. */
async function outcome(): Promise<object> {
  const { raw_callback: _raw, receipt_inbox: _inbox, ...rest } = await world.fingerprint();
  return rest;
}

describe("a callback", () => {
  test("with a bad, missing, cut, stale or foreign signature changes nothing", async () => {
    const account = await accountOf("");
    const messages = await vendorMessagesOf(own.send);
    const body = receipt({ id: messages[0] });
    const before = await world.fingerprint();
    const now = Math.floor(Date.now() / 1_000);

    const answers = [
      await call(body, { account, signature: "" }),
      await call(body, { account, signature: `v1=${"0".repeat(64)}` }),
      await call(body, { account, signature: "v1=abc" }),
      await call(body, {
        account,
        secret: sandboxCredentials("metrowa", "marketplace").callbackSecret,
      }),
      await call(body, { account, timestamp: now - 330 }),
      await call(body, { account, timestamp: now + 330 }),
      await call(body, { account, timestamp: Number.NaN }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401, 401]);
    expect(await world.fingerprint()).toEqual(before);
  });

  test("that is signed and cannot be read is refused, and changes nothing", async () => {
    const account = await accountOf("");
    const before = await world.fingerprint();
    const bodies = [
      "",
      "{",
      receipt({}).slice(0, -5),
      "null",
      "[]",
      '{"receipts": 5}',
      '{"receipts": [5]}',
      '{"receipts": [{}]}',
      receipt({ at: "yesterday" }),
      receipt({ at: "+275760-09-13T00:00:00.000Z" }),
      receipt({ at: "-000001-01-01T00:00:00.000Z" }),
      receipt({ id: "a\u0000b" }),
      receipt({ id: "", reference: "" }),
      receipt({ id: "x".repeat(501) }),
      JSON.stringify({
        receipts: Array.from({ length: 1_001 }, () => ({
          id: "x",
          status: "delivered",
          at: new Date().toISOString(),
        })),
      }),
    ];

    for (const body of bodies) {
      expect([body.slice(0, 80), (await call(body, { account })).status]).toEqual([
        body.slice(0, 80),
        400,
      ]);
    }
    expect(await world.fingerprint()).toEqual(before);
  });

  test("for an unknown message waits, and touches no send", async () => {
    const account = await accountOf("");
    const before = await outcome();

    const answers = [
      await call(receipt({ id: "never sent" }), { account }),
      await call(receipt({ reference: "forged reference" }), { account }),
      await call(
        receipt({ id: "odd", status: "no such status", code: "\u0000\u0007", part: 1e9 }),
        { account },
      ),
      await call(receipt({ id: "dear", price: { amount: "9".repeat(40), currency: "USD" } }), {
        account,
      }),
      await call(receipt({ id: "dear", price: { amount: "-1", currency: "usd" } }), { account }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await outcome()).toEqual(before);
  });

  test("for another account's message, by its id or our reference, changes nothing", async () => {
    const name = "strange";
    await world.data(
      world.stranger,
      "mutation($input: ConnectVendorInput!) { connectVendor(input: $input) { vendorAccount { " +
        "id } } }",
      {
        input: {
          vendor: "nusatext",
          label: name,
          channels: ["SMS"],
          credentials: credentialsOf("nusatext", name),
        },
      },
    );
    const account = await accountOf(name);
    const secret = sandboxCredentials("nusatext", name).callbackSecret;
    const [message] = await vendorMessagesOf(own.send);
    const reference = await referenceOf(own.send);
    const before = await outcome();

    const byId = await call(receipt({ id: message }), { account, secret });
    const byReference = await call(receipt({ id: message, reference }), { account, secret });

    expect([byId.status, byReference.status]).toEqual([200, 200]);
    expect(await outcome()).toEqual(before);
  });

  test("to an account that is none, and by another method, is not found", async () => {
    const account = await accountOf("");
    const to = (path: string, method: string) =>
      fetch(`${world.url}${path}`, { method }).then(({ status }) => status);

    expect(await to("/callbacks/0190a000-0000-7000-8000-0000000000ff", "POST")).toBe(404);
    expect(await to("/callbacks/nobody", "POST")).toBe(404);
    expect(await to("/callbacks/%00", "POST")).toBe(404);
    expect(await to("/callbacks/%ff", "POST")).toBeLessThan(500);
    expect(await to(`/callbacks/${account}/more`, "POST")).toBe(404);
    expect(await to(`/callbacks/${account}`, "GET")).toBe(401);
    expect(await to(`/callbacks/${account}`, "PUT")).toBe(404);
    expect(await to(`/callbacks/${account}`, "DELETE")).toBe(404);
  });

  test("of more than 1 MiB is refused", async () => {
    const answer = await call("x".repeat(1024 * 1024 + 1), { account: await accountOf("") });

    expect(answer.status).toBe(413);
  });
});

async function vendorMessagesOf(sendId: string): Promise<string[]> {
  const found = await world.data<{ send: { attempts: { vendorMessageIds: string[] }[] } }>(
    world.owner,
    "query($id: ID!) { send(id: $id) { attempts { vendorMessageIds } } }",
    { id: sendId },
  );
  return found.send.attempts.flatMap((attempt) => attempt.vendorMessageIds);
}

/** The reference that the vendor was given for the send's first attempt. */
async function referenceOf(sendId: string): Promise<string> {
  const { rows } = await world.database.owner.query<{ id: string; tenant: string }>(
    "select id, tenant_id as tenant from attempt where send_id = $1",
    [decodeId("send", sendId)],
  );
  const [row] = rows;
  return encodeAttemptReference(
    { tenantId: row?.tenant ?? "", attemptId: row?.id ?? "" },
    world.app.ground.keyring.referenceKey,
  );
}
