import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { inject } from "vitest";
import { connectionConfig, type DatabaseTarget, withDatabase } from "../../src/store/connection.js";
import { startEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { migrate, readMigrations } from "../../src/store/migrate.js";
import { migrateJobs } from "../../src/store/migrate-jobs.js";
import { createPools } from "../../src/store/pool.js";
import { checkRights } from "../../src/store/rights.js";
import { failedTests } from "./failed-tests.js";

export interface TestDatabase {
  readonly target: DatabaseTarget;
  readonly engine: pg.Pool;
  readonly app: pg.Pool;
  readonly reports: pg.Pool;
  readonly owner: pg.Pool;
  /** Ends the pools and drops the database; keeps it when a test failed, see mayKeep. */
  close(): Promise<void>;
}

/**
 * Clones a database with all migrations applied. The server is the one behind TEST_DATABASE_URL
 * or DATABASE_URL, else an embedded one that the first caller of a run starts.
 *
 * @param migrations false: an empty database
 */
export async function createTestDatabase(
  options: { migrations?: boolean } = {},
): Promise<TestDatabase> {
  const server = await findServer();
  const template = options.migrations === false ? "template0" : await makeTemplate(server);
  const name = `sandi_test_${randomBytes(8).toString("hex")}`;
  await withClient(server, (client) =>
    client.query(`create database ${name} template ${template}`),
  );
  const target = withDatabase(server, name);
  const pools = createPools(
    target,
    (error) => {
      throw error;
    },
    { engine: 8, app: 8, owner: 4 },
  );
  return {
    target,
    ...pools,
    async close() {
      await pools.close();
      if (failedTests.size > 0 && mayKeep(server)) {
        console.log(`A test failed; its database ${name} is kept.`);
        return;
      }
      await withClient(server, async (client) => {
        await connectionsGone(client, name);
        await drop(client, name);
      });
    },
  };
}

/**
 * A pool's end does not wait for its sockets;
 * a connection that is dropped meanwhile would fail the run.
 */
async function connectionsGone(client: pg.Client, database: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rowCount } = await client.query("select from pg_stat_activity where datname = $1", [
      database,
    ]);
    if (rowCount === 0) {
      return;
    }
    await sleep(20);
  }
}

/**
 * By force only when asking does not help: an owner may not end a worker of autovacuum, and a
 * plain drop makes it leave.
 */
async function drop(client: pg.Client, database: string): Promise<void> {
  const plain = `drop database ${database}`;
  await client
    .query(plain)
    .catch(() => client.query(`${plain} with (force)`))
    .catch(() => client.query(plain));
}

/** A server given by URL keeps the databases of failed tests; the throw-away one only on demand. */
function mayKeep(server: DatabaseTarget): boolean {
  if (server.kind === "url") {
    return true;
  }
  if (process.env.SANDI_TEST_KEEP !== "1") {
    return false;
  }
  writeFileSync(path.join(inject("databaseFolder"), "kept"), "");
  return true;
}

let found: Promise<DatabaseTarget> | undefined;

function findServer(): Promise<DatabaseTarget> {
  found ??= (async () => {
    const url = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
    if (url !== undefined && url !== "") {
      return { kind: "url", url };
    }
    const server = await startEmbeddedPostgres({
      dataDir: inject("databaseFolder"),
      durable: false,
    });
    return server.target;
  })();
  return found;
}

let template: Promise<string> | undefined;

/** One template per state of the migrations, made once per server under a lock. */
function makeTemplate(server: DatabaseTarget): Promise<string> {
  template ??= (async () => {
    const migrations = await readMigrations();
    const state = createHash("sha256");
    for (const migration of migrations) {
      state.update(`${migration.name} ${migration.checksum}\n`);
    }
    const name = `sandi_template_${state.digest("hex").slice(0, 16)}`;
    await withClient(server, async (client) => {
      await client.query("select pg_advisory_lock(495555863658)");
      const exists = "select from pg_database where datname = $1";
      const { rowCount } = await client.query(exists, [name]);
      if (rowCount === 0) {
        // Built under another name: a run that is killed here leaves no half template.
        const draft = `${name}_draft`;
        await client.query(`drop database if exists ${draft} with (force)`);
        await client.query(`create database ${draft} template template0`);
        const target = withDatabase(server, draft);
        await checkRights(target);
        await migrate(target);
        await migrateJobs(target);
        await client.query(`alter database ${draft} rename to ${name}`);
      }
    });
    return name;
  })();
  return template;
}

async function withClient(
  target: DatabaseTarget,
  use: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(connectionConfig(target, "owner", "sandi-test"));
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
