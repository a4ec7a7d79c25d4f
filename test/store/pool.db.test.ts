import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tellOfIdleErrors } from "../../src/store/pool.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

describe("createPools", () => {
  it("gives bigint as bigint, numeric and date as text, timestamptz as Date", async () => {
    const { rows } = await db.engine.query(
      `select 9007199254740993::bigint as big, array[1, null]::bigint[] as bigs,
              1.10::numeric as exact, '2026-02-03'::date as day,
              '2026-02-03T04:05:06Z'::timestamptz as at, null::bigint as nothing`,
    );

    expect(rows[0]).toEqual({
      big: 9007199254740993n,
      bigs: [1n, null],
      exact: "1.10",
      day: "2026-02-03",
      at: new Date("2026-02-03T04:05:06Z"),
      nothing: null,
    });
  });

  it.each([
    ["engine", "sandi_engine"],
    ["app", "sandi_app"],
  ] as const)(
    "runs %s statements as %s, who cannot pass row-level security",
    async (pool, role) => {
      const { rows } = await db[pool].query(
        `select current_user::text as name, rolsuper or rolbypassrls as passes
       from pg_roles where rolname = current_user`,
      );

      expect(rows).toEqual([{ name: role, passes: false }]);
    },
  );

  it("runs owner statements as a login that is no superuser", async () => {
    const { rows } = await db.owner.query("select current_setting('is_superuser') as super");

    expect(rows).toEqual([{ super: "off" }]);
  });

  it("tells of a connection that breaks unused, not of one that is being closed", async () => {
    const told: Error[] = [];
    const pool = new pg.Pool();
    tellOfIdleErrors(pool, (...all) => told.push(...all));
    const broken = new Error("broken");
    const client = new pg.Client();

    pool.emit("connect", client);
    pool.emit("error", broken, client);
    await pool.end();
    pool.emit("error", broken, client);
    // Nobody but the pool has listened, and it has let go: it would end the process.
    client.emit("error", broken);

    expect(told).toEqual([broken]);
  });
});
