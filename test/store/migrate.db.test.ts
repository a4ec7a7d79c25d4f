import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { migrate } from "../../src/store/migrate.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";

let db: TestDatabase;
let folder: string;

beforeAll(async () => {
  db = await createTestDatabase({ migrations: false });
});
afterAll(() => db.close());

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "sandi-migrations-"));
  await db.owner.query("drop table if exists schema_migration, drink, food");
  return () => rm(folder, { recursive: true });
});

function put(name: string, sql: string): Promise<void> {
  return writeFile(path.join(folder, `${name}.sql`), sql);
}

describe("migrate", () => {
  it("applies each file once, in order", async () => {
    await put("0002-food", "create table food (drink_id int references drink (id));");
    await put("0001-drink", "create table drink (id int primary key);");

    expect(await migrate(db.target, folder)).toEqual(["0001-drink", "0002-food"]);
    expect(await migrate(db.target, folder)).toEqual([]);
  });

  it("applies each file once when four processes migrate at the same moment", async () => {
    await put("0001-drink", "create table drink (id int primary key); select pg_sleep(0.05);");

    const runs = await Promise.all(Array.from({ length: 4 }, () => migrate(db.target, folder)));

    expect(runs.flat()).toEqual(["0001-drink"]);
  });

  it("builds an index concurrently while another process waits to migrate", async () => {
    await put("0001-drink", "create table drink (id int primary key, name text);");
    await put(
      "0002-index",
      "-- no transaction\ncreate index concurrently drink_name on drink (name);",
    );

    const runs = await Promise.all([migrate(db.target, folder), migrate(db.target, folder)]);

    expect(runs.flat()).toEqual(["0001-drink", "0002-index"]);
  });

  it("leaves nothing of a file that fails, and keeps the files before it", async () => {
    await put("0001-drink", "create table drink (id int);");
    await put("0002-food", "create table food (id int); select 1 / 0;");

    await expect(migrate(db.target, folder)).rejects.toThrow(
      "Migration 0002-food failed: division by zero",
    );

    const { rows } = await db.owner.query(
      "select to_regclass('drink') is not null as drink, to_regclass('food') is not null as food",
    );
    expect(rows).toEqual([{ drink: true, food: false }]);
  });

  it("refuses a file that was changed after it was applied", async () => {
    await put("0001-drink", "create table drink (id int);");
    await migrate(db.target, folder);
    await put("0001-drink", "create table drink (id bigint);");

    await expect(migrate(db.target, folder)).rejects.toThrow("0001-drink was changed");
  });

  it("refuses a new file that sorts before an applied one", async () => {
    await put("0002-drink", "create table drink (id int);");
    await migrate(db.target, folder);
    await put("0001-food", "create table food (id int);");

    await expect(migrate(db.target, folder)).rejects.toThrow("0001-food sorts before 0002-drink");
  });

  it("refuses a database that a newer version migrated", async () => {
    await put("0001-drink", "create table drink (id int);");
    await migrate(db.target, folder);
    await rm(path.join(folder, "0001-drink.sql"));

    await expect(migrate(db.target, folder)).rejects.toThrow("which this version does not have");
  });

  it("refuses two files with one number", async () => {
    await put("0001-drink", "create table drink (id int);");
    await put("0001-food", "create table food (id int);");

    await expect(migrate(db.target, folder)).rejects.toThrow("Two migrations have the number 0001");
  });
});
