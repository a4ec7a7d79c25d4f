import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { post, startGraphqlServer, type TestServer } from "../support/graphql-server.js";

let server: TestServer;
let secret: string;

beforeAll(async () => {
  server = await startGraphqlServer();
  secret = server.addKey("OWNER").secret;
});
afterAll(() => server.close());

function nested(levels: number): string {
  const [open, close] = ["attempts { send { ", "} }"].map((part) => part.repeat(levels));
  return `{ sends { nodes { ${open} id ${close} } } }`;
}

const aliases = Array.from({ length: 31 }, (_, i) => `a${i}: id`).join(" ");
const aliased = `{ sends { nodes { ${aliases} } } }`;
const roots = Array.from({ length: 21 }, (_, i) => `q${i}: sends { nodes { id } }`).join(" ");
const repeated = `{ ${roots} }`;
const directed = `{ sends { nodes { id ${"@include(if: true) ".repeat(31)} } } }`;
const long = `{ sends { nodes { ${"id ".repeat(2_100)} } } }`;
const wide =
  "{ sends(first: 100) { nodes { attempts { receipts { at status part applied } send { " +
  "attempts { id receipts { at } } } } } } }";
const chained =
  "{ sends { nodes { ...a } } } fragment a on Send { attempts { send { ...b } } } fragment b on " +
  "Send { attempts { send { ...c } } } fragment c on Send { attempts { send { ...d } } } " +
  "fragment d on Send { attempts { send { id } } }";
const listed = `{ sends(filter: {vendors: [${'"x",'.repeat(251)}]}) { nodes { id } } }`;

describe("limits of a request", () => {
  test.each([
    ["deep", nested(5), "depth"],
    ["deep through fragments", chained, "depth"],
    ["aliased", aliased, "aliases"],
    ["repeated", repeated, "rootFields"],
    ["full of directives", directed, "directives"],
    ["long", long, "token"],
    ["wide", wide, "cost"],
    ["full of list entries", listed, "listItems"],
  ])("refuses a query that is %s and names the limit", async (_case, query, limit) => {
    const answer = await post(server, secret, query);

    expect(answer.status).toBe(400);
    expect(answer.body.data).toBeUndefined();
    expect(answer.body.errors?.map((error) => error.extensions["code"])).toContain("BAD_REQUEST");
    expect(answer.body.errors?.some((error) => error.message.includes(limit))).toBe(true);
  });

  test("reckons lists that come as variables, and first when it does", async () => {
    const list = await post(
      server,
      secret,
      "query($v: [String!]) { sends(filter: {vendors: $v}) { nodes { id } } }",
      { v: Array.from({ length: 251 }, () => "x") },
    );
    const cheap = wide.replace("{ sends(first: 100)", "query($n: Int!) { sends(first: $n)");
    const few = await post(server, secret, cheap, { n: 1 });
    const many = await post(server, secret, cheap, { n: 100 });

    expect(list.body.errors?.[0]?.message).toContain("listItems");
    expect(few.body.errors).toBeUndefined();
    expect(many.body.errors?.[0]?.message).toContain("cost");
  });

  test("lets a query through that stays within all of them", async () => {
    const answer = await post(
      server,
      secret,
      "{ sends(first: 100) { nodes { id status cost { amount } attempts { id status receipts " +
        "{ at status } } } } }",
    );

    expect(answer.body.errors).toBeUndefined();
  });

  test("ends on fragments that spread themselves", async () => {
    const answer = await post(
      server,
      secret,
      "{ sends { nodes { ...a } } } fragment a on Send { ...b } fragment b on Send { ...a }",
    );

    expect(answer.body.errors?.[0]?.extensions["code"]).toBe("BAD_REQUEST");
  });

  test("refuses a body over 256 KiB, one that is no JSON, and one of another type", async () => {
    const headers = { "content-type": "application/json" };
    const big = await fetch(server.url, {
      method: "POST",
      headers,
      body: JSON.stringify({ query: "x".repeat(262_144) }),
    });
    const broken = await fetch(server.url, { method: "POST", headers, body: "{" });
    const xml = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "text/xml" },
      body: "<x/>",
    });

    expect([big.status, broken.status, xml.status]).toEqual([413, 400, 415]);
    for (const response of [big, broken, xml]) {
      const body = (await response.json()) as { errors: { extensions: { code: string } }[] };
      expect(body.errors[0]?.extensions.code).toBe("BAD_REQUEST");
    }
  });

  test("refuses a batch and an operation that a form could post", async () => {
    const batch = await fetch(server.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([{ query: "{ __typename }" }, { query: "{ __typename }" }]),
    });
    const simple = await fetch(`${server.url}?query={__typename}`, {
      headers: { "content-type": "text/plain" },
    });

    expect(batch.status).toBe(400);
    expect(simple.status).toBe(400);
  });

  test("introspection answers within the limits when on, and is refused when off", async () => {
    const { getIntrospectionQuery } = await import("graphql");
    const closed = await startGraphqlServer({ introspection: false });
    try {
      const on = await post(server, secret, getIntrospectionQuery());
      const off = await post(closed, closed.addKey("OWNER").secret, getIntrospectionQuery());
      const typo = await post(closed, closed.addKey("OWNER").secret, "{ send { id } }");

      expect(on.body.errors).toBeUndefined();
      expect(off.body.errors?.[0]?.extensions["code"]).toBe("BAD_REQUEST");
      expect(JSON.stringify(typo.body)).not.toContain("Did you mean");
    } finally {
      await closed.close();
    }
  });

  test("limits requests per key, and says when to come back", async () => {
    const slow = await startGraphqlServer({ requestsPerSecond: 2 });
    try {
      const one = slow.addKey("OWNER").secret;
      const other = slow.addKey("OWNER").secret;

      const answers = [];
      for (let count = 0; count < 6; count += 1) {
        answers.push(await post(slow, one, "{ __typename }"));
      }
      const refused = answers.find((answer) => answer.status === 429);
      const neighbour = await post(slow, other, "{ __typename }");

      expect(answers[0]?.status).toBe(200);
      expect(refused?.body.errors?.[0]?.extensions["code"]).toBe("LIMITED");
      expect(refused?.body.errors?.[0]?.extensions["retryAfterMs"]).toBeGreaterThan(0);
      expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(neighbour.status).toBe(200);
    } finally {
      await slow.close();
    }
  });
});
