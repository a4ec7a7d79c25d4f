import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DatabaseTarget } from "../../src/store/connection.js";
import { createPools } from "../../src/store/pool.js";
import { checkRights } from "../../src/store/rights.js";
import { startDatabase } from "../../src/store/start-database.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";

let db: TestDatabase;
// Roles belong to the server, not to the database: the name is this file's own.
const weak = "sandi_test_weak";

beforeAll(async () => {
  db = await createTestDatabase();
  await db.owner.query(`create role ${weak} login`);
});
afterAll(async () => {
  await db.owner.query(`grant ${weak} to current_user; drop owned by ${weak}; drop role ${weak}`);
  await db.close();
});

function urlAs(user: string): string {
  const { target } = db;
  if (target.kind === "socket") {
    const folder = encodeURIComponent(target.folder);
    return `postgres://${user}@localhost/${target.database}?host=${folder}`;
  }
  const url = new URL(target.url);
  url.username = user;
  return url.href;
}

function targetAs(user: string): DatabaseTarget {
  return { kind: "url", url: urlAs(user) };
}

async function ownerName(): Promise<string> {
  const { rows } = await db.owner.query<{ name: string }>("select current_user::text as name");
  return rows[0]?.name ?? "";
}

describe("checkRights", () => {
  it("tells an administrator the SQL that is missing, and is content after it ran", async () => {
    const failure = await checkRights(targetAs(weak)).then(
      () => "",
      (error: Error) => error.message,
    );

    expect(failure).toContain(`The login ${weak} lacks rights`);
    const sql = failure.split("\n").slice(1);
    expect(sql.map((line) => line.trim().replace(/database \S+/, "database x"))).toEqual([
      `grant create on database x to "${weak}";`,
      `grant create, usage on schema public to "${weak}";`,
      `grant sandi_app to "${weak}";`,
      `grant sandi_engine to "${weak}";`,
    ]);
    await db.owner.query(sql.join("\n"));
    await expect(checkRights(targetAs(weak))).resolves.toBeUndefined();
  });
});

describe("createPools behind a URL", () => {
  it("takes the roles although another user logs in", async () => {
    const user = await ownerName();
    const pools = createPools(targetAs(user), () => undefined);

    const names = await Promise.all(
      [pools.engine, pools.app, pools.owner].map(
        async (pool) => (await pool.query("select current_user::text as name")).rows[0].name,
      ),
    );
    await pools.close();

    expect(names).toEqual(["sandi_engine", "sandi_app", user]);
  });

  it("keeps the options that the URL gives", async () => {
    const url = new URL(urlAs(await ownerName()));
    url.searchParams.set("options", "-c statement_timeout=1234");
    const pools = createPools({ kind: "url", url: url.href }, () => undefined);

    const { rows } = await pools.engine.query("show statement_timeout");
    await pools.close();

    expect(rows).toEqual([{ statement_timeout: "1234ms" }]);
  });
});

describe("startDatabase", () => {
  it("names the server that cannot be reached", async () => {
    const settings = { databaseUrl: "postgres://x@127.0.0.1:1/shop", dataDir: "/nowhere" };

    await expect(startDatabase(settings, () => undefined)).rejects.toThrow(
      /Cannot use the database shop at 127\.0\.0\.1:1 \(DATABASE_URL\): .*ECONNREFUSED/,
    );
  });
});
