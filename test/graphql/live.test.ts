import { afterEach, describe, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { encodeId } from "../../src/core/ids.js";
import type { EventRow, SendRow } from "../../src/flow/rows.js";
import {
  startGraphqlServer,
  tenantA,
  tenantB,
  type TestServer,
} from "../support/graphql-server.js";
import { followAt, type Seen } from "../support/live-client.js";
import { makeEvent, makeSend } from "../support/otp-rows.js";
import { until } from "../support/until.js";

let server: TestServer;
const open: (() => void)[] = [];
afterEach(async () => {
  for (const stop of open.splice(0)) {
    stop();
  }
  await server.close();
});

function follow(
  secret: string | null,
  query: string,
  variables?: Record<string, unknown>,
  locale?: string,
): Seen {
  const seen = followAt(server.wsUrl, secret, query, variables, locale);
  open.push(seen.stop);
  return seen;
}

function commit(send: SendRow, changes: Partial<EventRow> = {}): void {
  const last = server.reads.log.findLast((event) => event.tenantId === send.tenantId);
  server.reads.log.push(makeEvent(send, (last?.seq ?? 0n) + 1n, changes));
  server.tail.nudge([send.tenantId]);
}

function types(seen: Seen, field: string): unknown[] {
  return seen.results.map((result) => result.data?.[field]?.["type"]);
}

const sendStatus =
  "subscription($id: ID!, $after: String) { sendStatus(sendId: $id, after: $after) { cursor " +
  "type status send { status } } }";

describe("subscriptions", () => {
  test("sendStatus tells the latest event, then each, and completes when it is final", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const send = makeSend(tenantA);
    server.reads.sendRows.push(send);
    commit(send, { type: "SEND_QUEUED" });
    commit(send, { type: "SEND_SENT" });

    const seen = follow(secret, sendStatus, { id: encodeId("send", send.id) });
    await until("the latest event", () => seen.results.length === 1);
    commit(makeSend(tenantA), { type: "SEND_QUEUED" });
    commit(send, { type: "SEND_DELIVERED" });
    commit(send, { type: "SEND_VERIFIED", verification: "VERIFIED" });
    await until("completion", () => seen.isComplete);

    expect(types(seen, "sendStatus")).toEqual(["SEND_SENT", "SEND_DELIVERED", "SEND_VERIFIED"]);
    expect(server.tail.followerCount).toBe(0);
  });

  test("a reader that resumes at its cursor misses nothing and sees nothing twice", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const send = makeSend(tenantA);
    server.reads.sendRows.push(send);
    commit(send, { type: "SEND_QUEUED" });
    const first = follow(secret, sendStatus, { id: encodeId("send", send.id) });
    await until("the first event", () => first.results.length === 1);
    first.stop();
    commit(send, { type: "SEND_SENT" });
    commit(send, { type: "ATTEMPT_DELIVERED" });

    const after = first.results[0]?.data?.["sendStatus"]?.["cursor"];
    const second = follow(secret, sendStatus, { id: encodeId("send", send.id), after });
    await until("what was missed", () => second.results.length === 2);
    commit(send, { type: "SEND_CANCELED", status: "CANCELED" });
    await until("completion", () => second.isComplete);

    expect(types(second, "sendStatus")).toEqual([
      "SEND_SENT",
      "ATTEMPT_DELIVERED",
      "SEND_CANCELED",
    ]);
  });

  test("a send that is final already completes at once, also behind its last event", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const send = makeSend(tenantA, { verification: "VERIFIED" });
    server.reads.sendRows.push(send);
    commit(send, { type: "SEND_VERIFIED", verification: "VERIFIED" });
    const id = encodeId("send", send.id);

    const latest = follow(secret, sendStatus, { id });
    await until("completion", () => latest.isComplete);
    const after = latest.results[0]?.data?.["sendStatus"]?.["cursor"];
    const behind = follow(secret, sendStatus, { id, after });
    await until("completion behind the end", () => behind.isComplete);

    expect(types(latest, "sendStatus")).toEqual(["SEND_VERIFIED"]);
    expect(behind.results).toEqual([]);
  });

  test("sendEvents starts now, passes what its filter wants, and pings a cursor else", async () => {
    server = await startGraphqlServer({ cursorEveryMs: 40 });
    const { secret } = server.addKey("VIEWER");
    const send = makeSend(tenantA);
    commit(send, { type: "SEND_QUEUED" });
    const query =
      "subscription { sendEvents(filter: {types: [SEND_DELIVERED]}) { type sendId cursor } }";

    const seen = follow(secret, query);
    await until("the follower", () => server.tail.followerCount === 1);
    await until("a first ping", () => seen.pings.length > 0);
    commit(send, { type: "SEND_SENT" });
    commit(makeSend(tenantB), { type: "SEND_DELIVERED" });
    commit(send, { type: "SEND_DELIVERED" });
    await until("the event", () => seen.results.length === 1);

    expect(types(seen, "sendEvents")).toEqual(["SEND_DELIVERED"]);
    expect(seen.pings[0]).toEqual({ cursor: expect.any(String), id: expect.any(String) });
    expect(seen.isComplete).toBe(false);
  });

  test("a client token follows the progress of its own send and nothing else", async () => {
    server = await startGraphqlServer();
    const send = makeSend(tenantA, { expiresAt: new Date(Date.now() + 60_000) });
    server.reads.sendRows.push(send);
    commit(send, { type: "SEND_SENT" });
    const token = server.clientToken(send);

    const progress = follow(
      token,
      "subscription { sendProgress { status channel checksLeft expiresAt } }",
    );
    await until("progress", () => progress.results.length === 1);
    const refused = follow(token, sendStatus, { id: encodeId("send", send.id) });
    await until("the close", () => refused.closed);

    expect(progress.results[0]?.data).toEqual({
      sendProgress: {
        status: "SENT",
        channel: "SMS",
        checksLeft: 5,
        expiresAt: send.expiresAt.toISOString(),
      },
    });
    expect(refused.closed?.code).toBe(4403);
    expect(refused.results[0]).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
  });

  test("another tenant's send is nobody's", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("OWNER", tenantB);
    const send = makeSend(tenantA);
    server.reads.sendRows.push(send);
    commit(send);

    const seen = follow(secret, sendStatus, { id: encodeId("send", send.id) });
    await until("the answer", () => seen.isComplete);

    expect(seen.results).toMatchObject([{ errors: [{ extensions: { code: "BAD_REQUEST" } }] }]);
  });

  test("closes with 4401 without a key, and within two seconds of its revocation", async () => {
    server = await startGraphqlServer();
    const told = server.addKey("VIEWER");
    const untold = server.addKey("VIEWER");
    const query = "subscription { sendEvents { type } }";

    const stranger = follow("sk_nobody", query);
    const hinted = follow(told.secret, query);
    const swept = follow(untold.secret, query);
    await until("two followers", () => server.tail.followerCount === 2);
    server.bus.publish("keys", [told.keyId]);
    server.keys.delete(untold.secret);

    await until("the stranger's close", () => stranger.closed);
    await until("the close on a hint", () => hinted.closed, 500);
    await until("the close without one", () => swept.closed, 2_000);
    expect([stranger.closed?.code, hinted.closed?.code, swept.closed?.code]).toEqual([
      4401, 4401, 4401,
    ]);
    await until("no follower", () => server.tail.followerCount === 0);
  });

  test("frees what it follows once the client leaves, without waiting for an event", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const seen = follow(secret, "subscription { sendEvents { type } }");
    await until("the follower", () => server.tail.followerCount === 1);
    expect(server.endpoint.subscriberCount).toBe(1);

    seen.stop();

    await until("no follower", () => server.tail.followerCount === 0, 1_000);
    await until("no subscriber", () => server.endpoint.subscriberCount === 0, 1_000);
  });

  test("closes with 1001 on shutdown", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const seen = follow(secret, "subscription { sendEvents { type } }");
    await until("the follower", () => server.tail.followerCount === 1);

    await server.endpoint.close();

    await until("the close", () => seen.closed);
    expect(seen.closed?.code).toBe(1001);
  });

  test.each([
    ["no JSON", "{", 4400],
    ["an unknown type", '{"type":"hello"}', 4400],
    [
      "a subscription before signing in",
      '{"type":"subscribe","id":"1","payload":{"query":"{viewer{role}}"}}',
      4401,
    ],
    ["a binary frame", Buffer.from([1, 2, 3]), 4400],
    ["a frame over 256 KiB", `{"type":"ping","payload":{"x":"${"y".repeat(300_000)}"}}`, 1009],
  ])("closes on %s and goes on serving others", async (_case, frame, code) => {
    server = await startGraphqlServer();
    const socket = new WebSocket(server.wsUrl, "graphql-transport-ws");
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    socket.once("open", () => socket.send(frame));

    expect(await closed).toBe(code);
    const { secret } = server.addKey("VIEWER");
    follow(secret, "subscription { sendEvents { type } }");
    await until("another follower", () => server.tail.followerCount === 1);
    expect(server.faults).toEqual([]);
  });

  test("holds WebSocket operations to the limits of HTTP", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const [open, close] = ["send { attempts { ", "} }"].map((part) => part.repeat(6));
    const deep = `subscription { sendEvents { ${open} id ${close} } }`;

    const seen = follow(secret, deep);
    await until("the refusal", () => seen.error);

    expect(seen.error).toMatchObject([
      { extensions: { code: "BAD_REQUEST" }, message: expect.stringContaining("depth") },
    ]);
  });
});

describe("subscribers that ask the same", () => {
  /** Tells one event to all, once all of them are live. */
  async function tellAll(all: readonly Seen[]): Promise<void> {
    await until("all followers", () => server.tail.followerCount === all.length);
    const send = makeSend(tenantA);
    server.reads.sendRows.push(send);
    commit(send, { type: "SEND_DELIVERED", channel: null, vendorSlug: null });
    await until("the event", () => all.every((seen) => seen.results.length === 1));
  }

  test("are answered by one execution, and with other rights by another", async () => {
    server = await startGraphqlServer();
    const query = "subscription { sendEvents { type cost { currency } send { status } } }";
    const owners = [server.addKey("OWNER"), server.addKey("OWNER")];
    const viewer = server.addKey("VIEWER");
    const fewer = server.addKey("OWNER", tenantA, ["SEND"]);
    const currencies = vi.spyOn(server.reads, "currencyOf");
    const rich = [...owners, ...owners].map(({ secret }) => follow(secret, query));
    const poor = [viewer, fewer].map(({ secret }) => follow(secret, query));

    await tellAll([...rich, ...poor]);

    const told = (seen: Seen) => seen.results[0]?.data?.["sendEvents"];
    const common = { type: "SEND_DELIVERED", send: { status: "SENT" } };
    for (const seen of rich) {
      expect(told(seen)).toEqual({ ...common, cost: { currency: "IDR" } });
    }
    for (const seen of poor) {
      expect(told(seen)).toEqual({ ...common, cost: null });
    }
    expect(currencies).toHaveBeenCalledTimes(1);
    expect(server.reads.calls.filter((call) => call === "sendsById")).toHaveLength(3);
  });

  test("read anew with the next event", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const send = makeSend(tenantA);
    server.reads.sendRows.push(send);
    const both = [1, 2].map(() =>
      follow(secret, "subscription { sendEvents { send { status } } }"),
    );
    await until("all followers", () => server.tail.followerCount === 2);
    commit(send);
    await until("the event", () => both.every((seen) => seen.results.length === 1));

    send.status = "DELIVERED";
    commit(send);
    await until("the next", () => both.every((seen) => seen.results.length === 2));

    for (const seen of both) {
      const states = seen.results.map((result) => result.data?.["sendEvents"]?.["send"]);
      expect(states).toEqual([{ status: "SENT" }, { status: "DELIVERED" }]);
    }
  });

  test("get answers of their own under other variables, names and languages", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("VIEWER");
    const skipping =
      "subscription($no: Boolean!, $types: [SendEventType!]) " +
      "{ sendEvents(filter: {types: $types}) { type status @skip(if: $no) } }";
    const all = [
      follow(secret, skipping, { no: true }),
      follow(secret, skipping, { no: false, types: ["SEND_DELIVERED"] }),
      follow(secret, skipping, { no: false }),
      follow(secret, "subscription { sendEvents { kind: type } }"),
      follow(secret, "subscription { sendEvents { message } }"),
      follow(secret, "subscription { sendEvents { message } }", {}, "id"),
    ];

    await tellAll(all);

    expect(all.map((seen) => seen.results[0]?.data?.["sendEvents"])).toEqual([
      { type: "SEND_DELIVERED" },
      { type: "SEND_DELIVERED", status: "SENT" },
      { type: "SEND_DELIVERED", status: "SENT" },
      { kind: "SEND_DELIVERED" },
      { message: "The code was delivered." },
      { message: "Kode sampai." },
    ]);
  });

  test("each learn of a fault under their own operation, masked", async () => {
    server = await startGraphqlServer();
    const { secret } = server.addKey("OWNER");
    vi.spyOn(server.reads, "currencyOf").mockRejectedValue(new Error("secret of the database"));
    const query = "subscription { sendEvents { type cost { currency } } }";
    const both = [follow(secret, query), follow(secret, query)];

    await tellAll(both);

    for (const seen of both) {
      expect(seen.results).toMatchObject([
        { data: { sendEvents: { cost: null } }, errors: [{ extensions: { code: "INTERNAL" } }] },
      ]);
      expect(JSON.stringify(seen.results)).not.toContain("secret of the database");
    }
  });
});
