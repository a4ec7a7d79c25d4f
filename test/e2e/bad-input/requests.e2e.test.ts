import { createHmac } from "node:crypto";
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId } from "../../../src/core/ids.js";
import { sandboxCredentials } from "../../../src/sandbox/credentials.js";
import { type AppWorld, codesOf, createAppWorld, post } from "../../support/app-world.js";
import { openSocket } from "../../support/raw-socket.js";
import {
  credentialsOf,
  makeTenantObjects,
  type TenantObjects,
} from "../../support/tenant-objects.js";
import { until } from "../../support/until.js";

let world: AppWorld;
let own: TenantObjects;
beforeAll(async () => {
  world = await createAppWorld({ SANDI_INTROSPECTION: "0" });
  own = await makeTenantObjects(world, world.owner);
});
afterAll(() => world.close());

const manyAliases = Array.from({ length: 31 }, (_, at) => `a${at}: id`).join(" ");
const manyRoots = Array.from({ length: 21 }, (_, at) => `q${at}: viewer { role }`).join(" ");
const deep = `{ plans { nodes { ${"current { steps { vendors { account { vendor { offers { nodes { vendor { ".repeat(2)} id`;

describe("an operation that asks for too much", () => {
  test.each([
    ["deep", `${deep} ${"} ".repeat(19)}`],
    [
      "wide",
      `{ sends(first: 100) { nodes { attempts { receipts { at } send { events(first: 100) { nodes { send { attempts { id } } } } } } } } }`,
    ],
    ["aliased", `{ plans { nodes { ${manyAliases} } } }`],
    ["repeated", `{ ${manyRoots} }`],
    ["full of one field", `{ ${"viewer { role } ".repeat(600)} }`],
    ["full of directives", `{ viewer { role ${"@skip(if: false) ".repeat(40)} } }`],
    [
      "a circle of fragments",
      `{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }`,
    ],
    [
      "full of fragments",
      `{ viewer { role } } ${Array.from({ length: 500 }, (_, at) => `fragment f${at} on Viewer { role }`).join(" ")}`,
    ],
    [
      "a list of 300",
      `{ nodes(ids: [${Array.from({ length: 300 }, () => '"x"').join(",")}]) { id } }`,
    ],
    ["unclosed", `{ viewer { role `],
    ["empty", ""],
    ["brackets alone", "{".repeat(10_000)],
    ["introspection", getIntrospectionQuery()],
    ["a glance at the schema", "{ __schema { types { name } } }"],
    ["a glance at a type", `{ __type(name: "Send") { fields { name } } }`],
    ["a field that is none", "{ vewer { role } }"],
  ])("(%s) is a bad request, over HTTP and WebSocket alike", async (_what, query) => {
    const answer = await world.ask(world.owner, query);
    expect(answer.status).toBe(400);
    expect([...new Set(codesOf(answer))]).toEqual(["BAD_REQUEST"]);
    expect(answer.data).toBeNull();
    expect(answer.text).not.toContain("Did you mean");
    expect(answer.text.length).toBeLessThan(20_000);

    const socket = await openSocket(world.wsUrl);
    await socket.signIn(world.owner);
    const payload = JSON.stringify(await socket.ask(query));
    expect(payload).toContain("BAD_REQUEST");
    expect(payload).not.toMatch(/INTERNAL|Did you mean/);
    socket.close();
  });

  test("through its variables is a bad request", async () => {
    const long = await world.ask(world.owner, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: Array.from({ length: 251 }, () => own.plan),
    });
    const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const query = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const deepList = await post(
      world.graphqlUrl,
      world.owner,
      `{"query":"${query}","variables":{"ids":${nested}}}`,
    );

    expect(codesOf(long)).toEqual(["BAD_REQUEST"]);
    expect([...new Set(codesOf(deepList))]).toEqual(["BAD_REQUEST"]);
  });
});

describe("a body that is no operation", () => {
  test.each([
    [
      "over 256 KiB",
      JSON.stringify({ query: "{ viewer { role } }", variables: { x: "x".repeat(262_144) } }),
      413,
    ],
    ["a batch", JSON.stringify([{ query: "{ viewer { role } }" }]), 400],
    ["no JSON", "{", 400],
    ["a text", '"{ viewer { role } }"', 400],
    ["null", "null", 400],
    ["a number as the query", JSON.stringify({ query: 5 }), 400],
    [
      "variables that are a list",
      JSON.stringify({ query: "{ viewer { role } }", variables: [] }),
      400,
    ],
    [
      "variables that are a text",
      JSON.stringify({ query: "{ viewer { role } }", variables: "x" }),
      400,
    ],
    ["nothing", "{}", 400],
  ])("(%s) is a bad request", async (_what, body, status) => {
    const answer = await post(world.graphqlUrl, world.owner, body);

    expect(answer.status).toBe(status);
    expect(codesOf(answer)).toEqual(["BAD_REQUEST"]);
  });

  test("is refused as a form, which any page could post, and a mutation is never read from a URL", async () => {
    const form = await fetch(world.graphqlUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "query={viewer{role}}",
    });
    const url = `${world.graphqlUrl}?query=${encodeURIComponent(`mutation { archivePlan(id: "${own.plan}") { plan { id } } }`)}`;
    const mutation = await fetch(url, {
      headers: { authorization: `Bearer ${world.owner}`, "apollo-require-preflight": "1" },
    });

    expect(form.status).toBe(415);
    expect(mutation.status).toBeGreaterThanOrEqual(400);
    expect(mutation.status).toBeLessThan(500);
  });
});

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
    "select a.id from vendor_account a join vendor v on v.id = a.vendor_id where v.slug = $1 and (a.label = $2 or $2 = '') and (a.tenant_id is null) = ($2 = '')",
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
  test("with a bad, missing or cut signature, a stale timestamp or another account's secret changes nothing", async () => {
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
      await call(body, { account, timestamp: now - 301 }),
      await call(body, { account, timestamp: now + 301 }),
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

  test("for another account's message, by its id or by our own reference, changes nothing", async () => {
    const name = "strange";
    await world.data(
      world.stranger,
      "mutation($input: ConnectVendorInput!) { connectVendor(input: $input) { vendorAccount { id } } }",
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
  const { encodeAttemptReference } = await import("../../../src/core/otp/attempt-reference.js");
  const [row] = rows;
  return encodeAttemptReference(
    { tenantId: row?.tenant ?? "", attemptId: row?.id ?? "" },
    world.app.ground.keyring.referenceKey,
  );
}

describe("a WebSocket", () => {
  test.each([
    ["no JSON", "not json"],
    ["a list", "[]"],
    ["no type", "{}"],
    ["an unknown type", '{"type":"hello"}'],
    ["a subscribe without a payload", '{"id":"1","type":"subscribe"}'],
    ["a subscribe without an id", '{"type":"subscribe","payload":{"query":"{ viewer { role } }"}}'],
    ["a number as the query", '{"id":"1","type":"subscribe","payload":{"query":5}}'],
    ["a binary message", Buffer.from([0, 255, 254])],
  ])("that says %s is closed with 4400", async (_what, message) => {
    const socket = await openSocket(world.wsUrl);
    await socket.signIn(world.owner);
    socket.send(message);

    expect(await socket.ended()).toBe(4400);
  });

  test("that breaks the framing or says too much is closed", async () => {
    const broken = await openSocket(world.wsUrl);
    const { _socket: stream } = broken.socket as unknown as {
      _socket: { write(data: Buffer): void };
    };
    stream.write(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]));
    expect(await broken.ended()).toBeGreaterThanOrEqual(1002);

    const big = await openSocket(world.wsUrl);
    big.send("x".repeat(262_145));
    expect(await big.ended()).toBe(1009);

    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  });

  test("that subscribes before it signs in is closed with 4401", async () => {
    const socket = await openSocket(world.wsUrl);
    socket.subscribe("1", "subscription { alerts { id } }");

    expect(await socket.ended()).toBe(4401);
  });

  test.each([[null], ["sk_wrong"], ["ct_wrong"], ["x y"]])(
    "that signs in with %j is closed with 4401",
    async (secret) => {
      const socket = await openSocket(world.wsUrl);
      await socket.signIn(secret);

      expect(await socket.ended()).toBe(4401);
      expect(socket.messages).toEqual([]);
    },
  );

  test("that signs in twice is closed with 4429, one subscription id twice with 4409", async () => {
    const twice = await openSocket(world.wsUrl);
    await twice.signIn(world.owner);
    twice.send({ type: "connection_init" });
    expect(await twice.ended()).toBe(4429);

    const same = await openSocket(world.wsUrl);
    await same.signIn(world.owner);
    same.subscribe("1", "subscription { alerts { id } }");
    same.subscribe("1", "subscription { alerts { id } }");
    expect(await same.ended()).toBe(4409);
  });

  test("of an unknown subprotocol is closed with 4406, and elsewhere than /graphql is not found", async () => {
    const unknown = await openSocket(world.wsUrl, "graphql-ws");
    // The client itself gives up when no subprotocol is agreed on.
    expect([4406, 1006]).toContain(await unknown.ended());
    const none = await openSocket(world.wsUrl, null);
    expect(await none.ended()).toBe(4406);

    const elsewhere = await openSocket(world.wsUrl.replace("/graphql", "/callbacks"));
    expect(await elsewhere.ended()).toBe(1006);
  });

  test("of a key that is revoked is closed with 4401 within two seconds", async () => {
    const key = await world.makeKey(world.owner, { role: "VIEWER" });
    const socket = await openSocket(world.wsUrl);
    await socket.signIn(key.secret);
    socket.subscribe("1", "subscription { alerts { id } }");
    await world.data(
      world.owner,
      "mutation($id: ID!) { revokeApiKey(id: $id) { userErrors { code } } }",
      { id: key.id },
    );
    const start = performance.now();

    expect(await socket.ended()).toBe(4401);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test("leaves no subscription behind", async () => {
    await until("no subscriber is counted", async () => {
      const text = await fetch(`${world.url}/metrics`).then((answer) => answer.text());
      const [, count] = /^sandi_subscribers (\d+)$/m.exec(text) ?? [];
      return count === undefined || count === "0";
    });
    expect((await fetch(`${world.url}/readyz`)).status).toBe(200);
  });
});
