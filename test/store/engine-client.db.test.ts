import type pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/db.js";

let db: TestDatabase;
let client: pg.PoolClient;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

beforeEach(async () => {
  client = await db.engine.connect();
  return () => client.release(true);
});

const ask = (name: string, text: string, values: readonly unknown[] = []) =>
  client.query<Record<string, unknown>>({ name, text, values: [...values] });

const bump = "update market_version set version = version + $1 returning version";

async function versionElsewhere(): Promise<unknown> {
  const { rows } = await db.owner.query("select version from market_version");
  return (rows[0] as { version: unknown }).version;
}

it("answers statements of one turn in order, each with its own rows", async () => {
  const [one, none, many] = await Promise.all([
    ask("one", "select $1::int as number, $2::text as text, now() as at", [7, null]),
    ask("none", "select 1 as number where false"),
    ask("many", "select n, 5::bigint as big from generate_series(1, 3) n"),
  ]);

  expect(one.rows).toEqual([{ number: 7, text: null, at: expect.any(Date) }]);
  expect(none.rows).toEqual([]);
  expect(none.rowCount).toBe(0);
  expect(many.rows.map((row) => row["n"])).toEqual([1, 2, 3]);
  expect(many.rows[0]?.["big"]).toBe(5n);
});

it("knows the columns of a statement that it described before", async () => {
  const first = await ask("again", "select $1::int as a, null::text as b", [1]);
  const second = await ask("again", "select $1::int as a, null::text as b", [2]);

  expect(first.rows).toEqual([{ a: 1, b: null }]);
  expect(second.rows).toEqual([{ a: 2, b: null }]);
});

it("fails what stands behind a failure like the failure itself, and stores nothing", async () => {
  const before = await versionElsewhere();

  const answers = await Promise.allSettled([
    client.query("begin"),
    ask("bump", bump, [1]),
    ask("wrong", "select 1 / $1::int as broken", [0]),
    ask("behind", "select 1 as one"),
    client.query("commit"),
  ]);

  expect(answers.map((answer) => answer.status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "rejected",
    "rejected",
  ]);
  const reasons = answers.flatMap((one) =>
    one.status === "rejected" ? [(one.reason as { code: string }).code] : [],
  );
  expect(reasons).toEqual(["22012", "22012", "22012"]);
  await client.query("rollback");
  expect(await versionElsewhere()).toEqual(before);
});

it("goes on after a failure, also with what failed and what was skipped", async () => {
  await expect(ask("divide", "select 10 / $1::int as result", [0])).rejects.toThrow(/zero/);
  await Promise.allSettled([
    ask("divide", "select 10 / $1::int as result", [0]),
    ask("skipped", "select 2 as two"),
  ]);

  const [result, skipped] = await Promise.all([
    ask("divide", "select 10 / $1::int as result", [5]),
    ask("skipped", "select 2 as two"),
  ]);

  expect(result.rows).toEqual([{ result: 2 }]);
  expect(skipped.rows).toEqual([{ two: 2 }]);
});

it("keeps the order between bundles and queries that cannot be bundled", async () => {
  const before = BigInt(String(await versionElsewhere()));
  const [, , plain, , committed] = await Promise.all([
    client.query("begin"),
    ask("bump", bump, [3]),
    client.query<{ version: bigint }>("select version from market_version"),
    ask("bump", bump, [4]),
    client.query("commit"),
  ]);

  expect(plain.rows[0]?.version).toBe(before + 3n);
  expect(committed.command).toBe("COMMIT");
  expect(BigInt(String(await versionElsewhere()))).toBe(before + 7n);
});

it("runs what stands behind a commit when all others see what it stored", async () => {
  await client.query("begin");
  const bumped = await ask("bump-in", `${bump}, pg_current_xact_id()::text as id`, [1]);
  const read = "select pg_xact_status($1::xid8) as status, pg_current_xact_id_if_assigned() as own";

  const [, behind] = await Promise.all([
    client.query("commit"),
    ask("behind-commit", read, [bumped.rows[0]?.["id"]]),
  ]);

  expect(behind.rows).toEqual([{ status: "committed", own: null }]);
});

it("runs the same statement twice in one turn", async () => {
  const answers = await Promise.all([1, 2].map((n) => ask("twice", "select $1::int as n", [n])));
  expect(answers.map((answer) => answer.rows)).toEqual([[{ n: 1 }], [{ n: 2 }]]);
});

it("throws at once for a value that cannot be sent, and sends what came before", async () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  const before = ask("one-more", "select 1 as one");
  expect(() => ask("circle", "select $1::jsonb as value", [circle])).toThrow(/circular/i);
  expect((await before).rows).toEqual([{ one: 1 }]);
});
