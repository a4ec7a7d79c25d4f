import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dumpSchema } from "../../src/store/dump-schema.js";
import { migrationsFolder } from "../../src/store/migrate.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";

const file = path.join(migrationsFolder, "schema.sql");

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

describe("migrations/schema.sql", () => {
  // `npm run schema:dump` sets this: the test writes what it would compare.
  it("is what all migrations make; after a new one run npm run schema:dump", async (context) => {
    const { rows } = await db.owner.query("show server_version_num");
    // The file was written by the embedded server; other versions word some expressions otherwise.
    if (!String(rows[0]?.server_version_num).startsWith("18")) {
      context.skip();
    }
    const dumped = await dumpSchema(db.target);
    if (process.env.SANDI_SCHEMA_DUMP === "1") {
      await writeFile(file, dumped);
    }

    expect(await readFile(file, "utf8")).toBe(dumped);
  });

  it("shows a table with its columns, constraints, indexes, policies and rights", async () => {
    await db.owner.query(`
      create table drink (id bigint generated always as identity primary key, name text not null,
        price bigint default 5 check (price > 0)) with (fillfactor = 50);
      create unique index drink_name on drink (name) where price < 9;
      alter table drink enable row level security;
      create policy drink_app on drink for select to sandi_app using (price < 10);
      grant select, update (name) on drink to sandi_app;`);
    const dumped = await dumpSchema(db.target);
    await db.owner.query("drop table drink");

    const start = dumped.indexOf("create table drink (");
    expect(dumped.slice(start, dumped.indexOf("\n\n", start))).toBe(
      [
        "create table drink (",
        "  id bigint not null generated always as identity,",
        "  name text not null,",
        "  price bigint default 5,",
        "  constraint drink_pkey PRIMARY KEY (id),",
        "  constraint drink_price_check CHECK ((price > 0))",
        ");",
        "CREATE UNIQUE INDEX drink_name ON public.drink USING btree (name) WHERE (price < 9);",
        "alter table drink enable row level security;",
        "alter table drink set (fillfactor=50);",
        "create policy drink_app on drink as permissive for select to sandi_app",
        "  using ((price < 10));",
        "grant select, update (name) on drink to sandi_app;",
      ].join("\n"),
    );
  });
});
