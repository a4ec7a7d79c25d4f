import { type GraphQLObjectType, getNamedType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppWorld, codesOf, createAppWorld } from "../../support/app-world.js";
import { schema } from "../../support/operations.js";
import { makeTenantObjects, type TenantObjects } from "../../support/tenant-objects.js";

let world: AppWorld;
let own: TenantObjects;
let other: TenantObjects;
beforeAll(async () => {
  world = await createAppWorld();
  own = await makeTenantObjects(world, world.owner);
  other = await makeTenantObjects(world, world.stranger);
  await world.database.owner.query(oneFinding);
  await world.database.owner.query(onePause);
});
afterAll(() => world.close());

/** Each send was refused by a rule: no walk of a few sends looks like an attack. */
const oneFinding = `
  insert into guard_decision
    (tenant_id, id, rule_id, send_id, at, is_blocked, facts, saved_micros)
  select tenant_id, gen_random_uuid(), gen_random_uuid(), id, date_trunc('milliseconds', now()),
    true, '{"kind":"UNVERIFIED_RATE","sends":9,"verified":0,"percent":0,"percentMin":36}', 0
  from send`;

/** One that is over: it keeps nothing from being sent. */
const onePause = `
  insert into vendor_pause (id, vendor_id, reason, paused_at, resumed_at)
  select gen_random_uuid(), id, 'Moving.', date_trunc('milliseconds', now()), now()
  from vendor where slug = 'nusatext'`;

interface Place {
  readonly parent: string;
  readonly field: string;
}

/** Every field of the schema that is paged. */
const connections = Object.values(schema.getTypeMap())
  .filter((type): type is GraphQLObjectType => isObjectType(type))
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => field.args.some(({ name }) => name === "after"))
      .filter((field) => getNamedType(field.type).name.endsWith("Connection"))
      .map((field): Place => ({ parent: type.name, field: field.name })),
  );

const names = connections.map(({ parent, field }) => `${parent}.${field}`);

/** How to get to a connection from the root; one that is missing here fails. */
function wayTo(objects: TenantObjects, connection: string): string {
  const range = `{ from: "2026-01-01T00:00:00Z", to: "2027-01-01T00:00:00Z" }`;
  const ways: Readonly<Record<string, string>> = {
    "CostReport.rows": `costReport(range: ${range}, groupBy: [PLAN, CHANNEL]) { … }`,
    "DeliveryReport.rows": `deliveryReport(range: ${range}, groupBy: [PLAN, CHANNEL]) { … }`,
    "InvoiceReconciliation.lines": `reconciliation(id: "${objects.reconciliation}") { … }`,
    "Offer.priceHistory": `offers(first: 1) { nodes { … } }`,
    "Plan.revisions": `plan(id: "${objects.plan}") { … }`,
    "Send.events": `send(id: "${objects.send}") { … }`,
    "Vendor.incidents": `vendor(slug: "nusatext") { … }`,
    "Vendor.offers": `vendor(slug: "nusatext") { … }`,
  };
  return ways[connection] ?? (connection.startsWith("Query.") ? "…" : `no way to ${connection}`);
}

function ask(connection: string, args: string, objects = own, secret = world.owner) {
  const field = connection.split(".")[1] ?? "";
  const page = `${field}${args} { edges { cursor } pageInfo { endCursor } }`;
  const query = `{ ${wayTo(objects, connection).replace("…", page)} }`;
  return world.ask(field === "tenants" ? world.operator : secret, query);
}

const known = new Map<string, string[]>();

/** The first cursors of a connection; asked for once. */
async function cursorsOf(connection: string, objects = own, secret = world.owner) {
  const name = `${connection} ${secret}`;
  const found = known.get(name) ?? (await readCursors(connection, objects, secret));
  known.set(name, found);
  return found;
}

async function readCursors(connection: string, objects: TenantObjects, secret: string) {
  // Alerts that were closed are listed, too.
  const args = connection === "Query.alerts" ? "(first: 3, openOnly: false)" : "(first: 3)";
  const answer = await ask(connection, args, objects, secret);
  return [...answer.text.matchAll(/"cursor":"([^"]+)"/g)].map((match) => match[1] ?? "");
}

const withCursor = (connection: string, cursor: string) =>
  connection === "Query.alerts"
    ? `(openOnly: false, after: ${JSON.stringify(cursor)})`
    : `(after: ${JSON.stringify(cursor)})`;

function written(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

describe("every connection", () => {
  test("is known to these tests", () => {
    expect(names.length).toBeGreaterThan(9);
  });

  test.each(names)("%s gives pages of 1 to 100", async (name) => {
    for (const first of [0, -1, 101, 2_147_483_647, -2_147_483_648]) {
      const answer = await ask(name, `(first: ${first})`);
      expect(codesOf(answer)).toEqual(["BAD_REQUEST"]);
      // Far too many are refused before, as too dear.
      expect(answer.text).toMatch(/first must be from 1 to 100|limit “cost”/);
    }
    for (const first of [1, 100]) {
      expect((await ask(name, `(first: ${first})`)).errors).toEqual([]);
    }
  });

  test.each(names)("%s takes back its own cursors", async (name) => {
    for (const cursor of await cursorsOf(name)) {
      expect((await ask(name, withCursor(name, cursor))).errors).toEqual([]);
    }
  });

  test.each(names)("%s refuses what is no cursor", async (name) => {
    const texts = [
      "",
      "x",
      "=",
      "null",
      "e30",
      written([]),
      "W1wi",
      "\u0000",
      "é",
      "A".repeat(5_000),
    ];
    for (const text of texts) {
      const answer = await ask(name, withCursor(name, text));
      expect([text, codesOf(answer)]).toEqual([text, ["BAD_REQUEST"]]);
      expect(answer.text.length).toBeLessThan(1_000);
    }
  });

  test.each(names)("%s refuses cursors whose parts were changed", async (name) => {
    const [cursor] = await cursorsOf(name);
    const parts = JSON.parse(Buffer.from(cursor ?? "", "base64url").toString()) as unknown[];
    const values = [
      null,
      "",
      "ab\u0000",
      "x'--",
      -1,
      1.5,
      1e300,
      1e15,
      { n: "-1" },
      { n: "9".repeat(19) },
      {},
      [],
      true,
    ];
    for (let at = 0; at < parts.length; at += 1) {
      for (const value of values) {
        const answer = await ask(name, withCursor(name, written(parts.with(at, value))));
        // A sort key that was changed is a position all the same.
        const isClean = codesOf(answer).every((code) => code === "BAD_REQUEST");
        expect([at, value, isClean ? "clean" : answer.text]).toEqual([at, value, "clean"]);
        // The first two say of which list it is.
        const isRefused = at >= 2 || codesOf(answer).includes("BAD_REQUEST");
        expect([at, value, isRefused]).toEqual([at, value, true]);
      }
    }
    for (const length of [1, 2, parts.length - 1]) {
      const answer = await ask(name, withCursor(name, written(parts.slice(0, length))));
      expect(codesOf(answer)).toEqual(["BAD_REQUEST"]);
    }
  });

  test.each(names)("%s refuses the cursors of every other one", async (name) => {
    const sameLog = new Set(["Query.events", "Send.events"]);
    const others = names.filter((one) => one !== name && !(sameLog.has(one) && sameLog.has(name)));
    for (const one of others.filter((each) => !bothListOffers(each, name))) {
      const [cursor] = await cursorsOf(one);
      const answer = await ask(name, withCursor(name, cursor ?? ""));
      expect([one, codesOf(answer)]).toEqual([one, ["BAD_REQUEST"]]);
    }
  });

  const ofTenants = ["Query.events", "Query.sends", "Send.events", "Plan.revisions"];
  test.each(ofTenants)("%s refuses another tenant's cursors", async (name) => {
    const [cursor] = await cursorsOf(name, other, world.stranger);

    expect(codesOf(await ask(name, withCursor(name, cursor ?? "")))).toEqual(["BAD_REQUEST"]);
  });
  test.each(["Query.alerts", "Query.plans"])(
    "%s shows nothing of another tenant at its cursor",
    async (name) => {
      const [cursor] = await cursorsOf(name, other, world.stranger);
      const theirs = await cursorsOf(name, other, world.stranger);

      const answer = await ask(name, withCursor(name, cursor ?? ""));

      expect(codesOf(answer).every((code) => code === "BAD_REQUEST")).toBe(true);
      for (const one of theirs) {
        expect(answer.text).not.toContain(one);
      }
    },
  );
});

function bothListOffers(one: string, name: string): boolean {
  return one.endsWith(".offers") && name.endsWith(".offers");
}

describe("a position in the log", () => {
  test("that has not come yet is refused", async () => {
    const [cursor] = await cursorsOf("Query.events");
    const parts = JSON.parse(Buffer.from(cursor ?? "", "base64url").toString()) as unknown[];
    const future = written(parts.with(3, { n: "9000000000" }));

    for (const name of ["Query.events", "Send.events"]) {
      const answer = await ask(name, withCursor(name, future));
      expect(codesOf(answer)).toEqual(["BAD_REQUEST"]);
      expect(answer.text).toContain("has not happened");
    }
  });

  test("that was deleted is CURSOR_EXPIRED with the oldest one that is left", async () => {
    const cursors = await cursorsOf("Query.events");
    const stale = cursors[0] ?? "";
    await world.database.owner.query(
      "update tenant_counter set expired_seq = 2 where tenant_id = (select tenant_id from " +
        "event where seq = 1 and tenant_id in (select id from tenant where slug = 'demo'))",
    );
    await world.database.owner.query(
      "delete from event where seq <= 2 and tenant_id = (select id from tenant where slug = " +
        "'demo')",
    );
    try {
      for (const name of ["Query.events", "Send.events"]) {
        const answer = await ask(name, withCursor(name, stale));
        expect(codesOf(answer)).toEqual(["CURSOR_EXPIRED"]);
        const oldest = String(answer.errors[0]?.extensions["oldestCursor"]);
        expect((await ask(name, withCursor(name, oldest))).errors).toEqual([]);
      }
    } finally {
      await world.database.owner.query("update tenant_counter set expired_seq = 0");
    }
  });
});
