import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeId } from "../../src/core/ids.js";
import { makeAttempt, makeEvent, makeReceipt, makeSend } from "../support/otp-rows.js";
import {
  post,
  startGraphqlServer,
  tenantA,
  tenantB,
  type TestServer,
} from "../support/graphql-server.js";

let server: TestServer;
let owner: string;
let developer: string;
let viewer: string;
let operator: string;
const sends = [makeSend(tenantA), makeSend(tenantA), makeSend(tenantA)];
const foreign = makeSend(tenantB);

beforeAll(async () => {
  server = await startGraphqlServer();
  owner = server.addKey("OWNER").secret;
  developer = server.addKey("DEVELOPER").secret;
  viewer = server.addKey("VIEWER").secret;
  operator = server.addKey("OPERATOR", null).secret;
  server.reads.sendRows.push(...sends, foreign);
  let seq = 0n;
  for (const send of sends) {
    for (const number of [1, 2]) {
      const attempt = makeAttempt(send, { number });
      server.reads.attempts.push(attempt);
      server.reads.receipts.push(makeReceipt(attempt));
    }
    seq += 1n;
    server.reads.log.push(makeEvent(send, seq));
  }
});
afterAll(() => server.close());

const id = () => encodeId("send", sends[0]?.id ?? "");

describe("reading sends", () => {
  test("masks the recipient and hides money from a key without the scopes", async () => {
    const query =
      "query($id: ID!) { send(id: $id) { recipient { phone email country network { mcc } " +
      "lineType } cost { amount currency } attempts { cost { amount } price { amount currency " +
      "} exchangeRate } } }";

    const full = await post(server, owner, query, { id: id() });
    const masked = await post(server, viewer, query, { id: id() });

    expect(full.body.errors).toBeUndefined();
    expect(full.body.data).toMatchObject({
      send: {
        recipient: { phone: "+6281234567890", email: "ana@example.com", country: "ID" },
        cost: { amount: "0.008250", currency: "IDR" },
        attempts: [
          {
            cost: { amount: "260.704125" },
            price: { amount: "0.016500", currency: "USD" },
            exchangeRate: "15800.25",
          },
          {},
        ],
      },
    });
    expect(masked.body.data).toMatchObject({
      send: {
        recipient: { phone: "+62812•••••890", email: "a•••@example.com" },
        cost: null,
        attempts: [{ cost: null, price: null, exchangeRate: null }, {}],
      },
    });
  });

  test("reads nested lists with one call per level", async () => {
    server.reads.calls.length = 0;

    const answer = await post(
      server,
      developer,
      "{ sends(first: 3) { nodes { attempts { receipts { status } send { id } } events(first: " +
        "2) { nodes { type } } } } }",
    );

    expect(answer.body.errors).toBeUndefined();
    expect(server.reads.calls.toSorted()).toEqual([
      "attemptsOfSends",
      "eventsOfSends",
      "receiptsOfAttempts",
      "sends",
      "sendsById",
    ]);
  });

  test("answers null for another's send, through every door, with the same calls", async () => {
    const query =
      "query($id: ID!) { send(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }";
    server.reads.calls.length = 0;

    const theirs = await post(server, owner, query, { id: encodeId("send", foreign.id) });
    const callsForTheirs = [...server.reads.calls];
    server.reads.calls.length = 0;
    const mine = await post(server, owner, query, { id: id() });

    expect(theirs.body.data).toEqual({ send: null, node: null, nodes: [null] });
    expect(mine.body.data).toEqual({
      send: { id: id() },
      node: { id: id() },
      nodes: [{ id: id() }],
    });
    expect(callsForTheirs).toEqual(server.reads.calls);
  });

  test("pages through sends and counts them only when asked", async () => {
    const query =
      "query($after: String) { sends(first: 2, after: $after) { nodes { id } pageInfo { " +
      "hasNextPage endCursor } } }";
    server.reads.calls.length = 0;

    const first = await post(server, owner, query);
    const page = (
      first.body.data as never as {
        sends: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      }
    ).sends;
    const second = await post(server, owner, query, { after: page.pageInfo.endCursor });

    expect(page.pageInfo.hasNextPage).toBe(true);
    expect(second.body.data).toMatchObject({
      sends: { nodes: [{}], pageInfo: { hasNextPage: false } },
    });
    expect(server.reads.calls).not.toContain("countSends");
    const counted = await post(server, owner, "{ sends { totalCount } }");
    expect(counted.body.data).toEqual({ sends: { totalCount: 3 } });
  });

  test.each([
    ["a page of 0", "{ sends(first: 0) { nodes { id } } }", "first must be from 1 to 100"],
    ["a page of 101", "{ events(first: 101) { nodes { type } } }", "first must be from 1 to 100"],
    ["a cursor that is none", '{ sends(after: "x") { nodes { id } } }', "after is not a cursor"],
    [
      "an event cursor for sends",
      '{ events(after: "x") { nodes { type } } }',
      "after is not a cursor",
    ],
    [
      "both an id and an external id",
      '{ send(id: "x", externalId: "y") { id } }',
      "only one of them",
    ],
  ])("refuses %s as BAD_REQUEST", async (_case, query, reason) => {
    const answer = await post(server, owner, query);

    expect(answer.body.errors?.[0]?.extensions["code"]).toBe("BAD_REQUEST");
    expect(answer.body.errors?.[0]?.message).toContain(reason);
  });

  test("tells another tenant's cursor and an expired one apart", async () => {
    const other = server.addKey("OWNER", tenantB).secret;
    const mine = await post(server, owner, "{ events(first: 1) { pageInfo { endCursor } } }");
    const cursor = (mine.body.data as never as { events: { pageInfo: { endCursor: string } } })
      .events.pageInfo.endCursor;
    const query = "query($after: String!) { events(after: $after) { nodes { cursor } } }";

    const foreignUse = await post(server, other, query, { after: cursor });
    server.reads.expiredSeq = 2n;
    const expired = await post(server, owner, query, { after: cursor });
    server.reads.expiredSeq = 0n;

    expect(foreignUse.body.errors?.[0]?.extensions).toMatchObject({
      code: "BAD_REQUEST",
      field: ["after"],
    });
    const extensions = expired.body.errors?.[0]?.extensions;
    expect(extensions?.["code"]).toBe("CURSOR_EXPIRED");
    const resumed = await post(server, owner, query, { after: extensions?.["oldestCursor"] });
    expect(
      (resumed.body.data as never as { events: { nodes: unknown[] } }).events.nodes,
    ).toHaveLength(1);
  });

  test("refuses nobody, an operator and a client token by name", async () => {
    const query = "{ sends { nodes { id } } }";

    const nobody = await post(server, null, query);
    const unknown = await post(server, "sk_wrong", query);
    const asOperator = await post(server, operator, query);
    const asClient = await post(
      server,
      server.clientToken(makeSend(tenantA, { expiresAt: new Date(Date.now() + 60_000) })),
      query,
    );

    expect(nobody.body.errors?.[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
    expect(unknown.body.errors?.[0]?.extensions["code"]).toBe("UNAUTHENTICATED");
    expect(asOperator.body.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect(asClient.body.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
  });

  test("speaks Indonesian when asked to, in errors and in events", async () => {
    const headers = { "accept-language": "id-ID,en;q=0.5" };

    const events = await post(
      server,
      owner,
      "{ events(first: 1) { nodes { message } } }",
      {},
      headers,
    );
    const refused = await post(server, null, "{ sends { nodes { id } } }", {}, headers);

    expect(events.body.data).toEqual({
      events: { nodes: [{ message: "acme menerima pesan SMS." }] },
    });
    expect(refused.body.errors?.[0]?.message).not.toContain("Not signed in");
  });
});
