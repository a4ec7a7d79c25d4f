import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { connectionConfig, type DatabaseTarget } from "./connection.js";

export interface Migration {
  /** File name without `.sql`, for example `0001-tables`. */
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** false for a file whose first line is `-- no transaction`; it holds exactly one statement. */
  readonly inTransaction: boolean;
}

/** A set of migrations that cannot be applied; the message says what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

/** The repository's own folder; `src` and `dist` lie at the same depth. */
export const migrationsFolder = fileURLToPath(new URL("../../migrations/", import.meta.url));

/**
 * Applies what is missing, in order, each file in a transaction of its own, and returns the names.
 * Only one process migrates a database at a time; others wait for it.
 * Throws MigrationError when an applied file was changed, removed, or a new one sorts before it.
 */
export async function migrate(
  target: DatabaseTarget,
  folder: string = migrationsFolder,
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client(connectionConfig(target, "owner", "sandi-migrate"));
  await client.connect();
  try {
    await lock(client);
    await client.query(`create table if not exists schema_migration (
      name text primary key,
      checksum text not null,
      applied_at timestamptz not null default now())`);
    const pending = await findPending(client, migrations);
    for (const migration of pending) {
      await apply(client, migration);
    }
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** Reads `NNNN-name.sql` files in order; numbers are unique. */
export async function readMigrations(folder: string = migrationsFolder): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file));
  files.sort();
  return Promise.all(
    files.map(async (file, index) => {
      if (files[index - 1]?.slice(0, 4) === file.slice(0, 4)) {
        throw new MigrationError(`Two migrations have the number ${file.slice(0, 4)}.`);
      }
      const sql = await readFile(path.join(folder, file), "utf8");
      return {
        name: file.slice(0, -".sql".length),
        sql,
        checksum: createHash("sha256").update(sql).digest("hex"),
        inTransaction: !/^-- no transaction\s/.test(sql),
      };
    }),
  );
}

// "sandi" in ASCII; any other program on this database is unlikely to use it.
const lockKey = "495555863657";

/** Asks again and again: a waiting lock statement would hold up `create index concurrently`. */
async function lock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ got: boolean }>(
      `select pg_try_advisory_lock(${lockKey}) as got`,
    );
    if (rows[0]?.got === true) {
      return;
    }
    await sleep(50);
  }
}

async function findPending(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "select name, checksum from schema_migration order by name",
  );
  rows.forEach((applied, index) => {
    const file = migrations[index];
    if (file === undefined || file.name !== applied.name) {
      const known = migrations.some((migration) => migration.name === applied.name);
      throw new MigrationError(
        known
          ? `Migration ${file?.name} sorts before ${applied.name}, which is applied already. ` +
              "Give it the next free number."
          : `This database has migration ${applied.name}, which this version does not have. ` +
              "Run the version that made it, or a newer one.",
      );
    }
    if (file.checksum !== applied.checksum) {
      throw new MigrationError(
        `Migration ${applied.name} was changed after it was applied to this database. ` +
          "Restore the file and put the change into a new migration.",
      );
    }
  });
  return migrations.slice(rows.length);
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const record = {
    text: "insert into schema_migration (name, checksum) values ($1, $2)",
    values: [migration.name, migration.checksum],
  };
  try {
    if (!migration.inTransaction) {
      await client.query(migration.sql);
      await client.query(record);
      return;
    }
    await client.query("begin");
    await client.query(migration.sql);
    await client.query(record);
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback").catch(() => undefined);
    const { message, position } = cause as { message: string; position?: string };
    const line = position === undefined ? "" : ` (line ${lineAt(migration.sql, Number(position))})`;
    throw new MigrationError(`Migration ${migration.name} failed: ${message}${line}`, { cause });
  }
}

/** Postgres counts characters from 1. */
function lineAt(sql: string, position: number): number {
  return (
    Array.from(sql)
      .slice(0, position - 1)
      .filter((character) => character === "\n").length + 1
  );
}
