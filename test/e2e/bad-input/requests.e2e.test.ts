const fragments = Array.from({ length: 500 }, (_, at) => `fragment f${at} on Viewer { role }`).join(
  " ",
);
import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, codesOf, createAppWorld, post } from "../../support/app-world.js";
import { openSocket } from "../../support/raw-socket.js";
import { makeTenantObjects, type TenantObjects } from "../../support/tenant-objects.js";

let world: AppWorld;
let own: TenantObjects;
beforeAll(async () => {
  world = await createAppWorld({ SANDI_INTROSPECTION: "0" });
  own = await makeTenantObjects(world, world.owner);
});
afterAll(() => world.close());

const manyAliases = Array.from({ length: 31 }, (_, at) => `a${at}: id`).join(" ");
const manyRoots = Array.from({ length: 21 }, (_, at) => `q${at}: viewer { role }`).join(" ");
const deep =
  "{ plans { nodes { " +
  `${"current { steps { vendors { account { vendor { offers { nodes { vendor { ".repeat(2)} id`;

describe("an operation that asks for too much", () => {
  test.each([
    ["deep", `${deep} ${"} ".repeat(19)}`],
    [
      "wide",
      "{ sends(first: 100) { nodes { attempts { receipts { at } send { events(first: 100) { " +
        "nodes { send { attempts { id } } } } } } } } }",
    ],
    ["aliased", `{ plans { nodes { ${manyAliases} } } }`],
    ["repeated", `{ ${manyRoots} }`],
    ["full of one field", `{ ${"viewer { role } ".repeat(600)} }`],
    ["full of directives", `{ viewer { role ${"@skip(if: false) ".repeat(40)} } }`],
    [
      "a circle of fragments",
      `{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }`,
    ],
    ["full of fragments", `{ viewer { role } } ${fragments}`],
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

  test("is refused as a form, which any page could post; no mutation comes by URL", async () => {
    const form = await fetch(world.graphqlUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "query={viewer{role}}",
    });
    const archive = `mutation { archivePlan(id: "${own.plan}") { plan { id } } }`;
    const url = `${world.graphqlUrl}?query=${encodeURIComponent(archive)}`;
    const mutation = await fetch(url, {
      headers: { authorization: `Bearer ${world.owner}`, "apollo-require-preflight": "1" },
    });

    expect(form.status).toBe(415);
    expect(mutation.status).toBeGreaterThanOrEqual(400);
    expect(mutation.status).toBeLessThan(500);
  });
});
