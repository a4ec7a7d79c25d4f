import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type DatabaseTarget, embeddedOwner } from "./connection.js";
import { serverAccount } from "./embedded/account.js";
import { findBinaries } from "./embedded/binaries.js";
import * as cluster from "./embedded/cluster.js";
import { type Place, preparePlace } from "./embedded/place.js";

export interface EmbeddedPostgres {
  readonly target: DatabaseTarget;
  /** true when this call found a server of another process, or one left by a killed one. */
  readonly adopted: boolean;
  /** Leaves the server; the last process that uses it stops it. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Absolute; the server's files go below it where its account can reach them. */
  readonly dataDir: string;
  /** Hears one line about anything unusual: another folder, an adopted server. */
  readonly say?: (line: string) => void;
  /** false: faster, and a crash of the machine may lose data; for tests. */
  readonly durable?: boolean;
}

/**
 * Starts Postgres on a data folder, or joins the server that runs there already, and makes the
 * database `sandi` with an owner that is no superuser. No TCP: the socket lies in a 0700 folder.
 * Every process that uses the server holds a connection with a shared lock, so that processes
 * that were killed do not count when the last one decides to stop it.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const say = options.say ?? (() => undefined);
  const durable = options.durable ?? true;
  const account = await serverAccount();
  const place = await preparePlace(options.dataDir, account, say);
  const deadline = Date.now() + startTimeoutMs;
  let adopted = true;
  for (;;) {
    let server = await cluster.findPostmaster(place);
    if (server === null) {
      adopted = false;
      const binaries = await findBinaries(account, place.programs, say);
      await cluster.initCluster(binaries.initdb, place, account, durable);
      await checkVersion(binaries.major, place);
      const child = await cluster.launch(
        binaries.postgres,
        place,
        account,
        options.durable ?? true,
      );
      server = await untilReady(child, place, deadline);
    }
    const keeper = server === null ? null : await joinServer(server.socket);
    if (server !== null && keeper !== null) {
      if (adopted) {
        say(`Using the database server that runs on ${options.dataDir} (pid ${server.pid}).`);
      }
      const target = { kind: "socket", folder: server.socket, database: "sandi" } as const;
      return { target, adopted, stop: () => leaveServer(keeper, place) };
    }
    if (Date.now() > deadline) {
      throw new Error(
        `The database server did not become usable:\n${await cluster.logTail(place)}`,
      );
    }
    await sleep(20);
  }
}

/** Stops the server of a data folder whoever uses it, and removes its data. For tests. */
export async function destroyEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) {
    return;
  }
  const place = await preparePlace(dataDir, await serverAccount(), () => undefined);
  const server = await cluster.findPostmaster(place);
  if (server !== null) {
    await cluster.stopPostmaster(server, place, "immediate");
  }
  await rm(place.socket, { recursive: true, force: true });
  await rm(place.home, { recursive: true, force: true });
}

/** Methods that the types of pg leave out. */
type Referable = pg.Client & { ref(): void; unref(): void };

const startTimeoutMs = 30_000;
const stopTimeoutMs = 30_000;
// "sandi" in ASCII.
const userLock = "495555863657";

/**
 * A second server on one cluster gives up by itself; then the first one is waited for. Null = one
 * that was killed has left processes behind that are about to end; then it is tried again.
 */
async function untilReady(
  child: cluster.Launched,
  place: Place,
  deadline: number,
): Promise<cluster.Postmaster | null> {
  for (;;) {
    const ended = child.exited();
    const server = await cluster.findPostmaster(place);
    if (server?.ready) {
      return server;
    }
    const isLate = Date.now() > deadline;
    if ((ended && server === null) || isLate) {
      const tail = await cluster.logTail(place);
      if (!isLate && (await isInTheWay(`[${child.pid}]  FATAL:  `, tail, place))) {
        return null;
      }
      throw new Error(`The embedded database did not start. The end of ${place.logFile}:\n${tail}`);
    }
    await sleep(10);
  }
}

/**
 * True when what a killed server left refused this one and goes away by itself: its memory, while
 * its children end, or its number, while it ends itself. Not when another program has the number.
 *
 * @param said what this server's last words begin with in the log
 */
async function isInTheWay(said: string, tail: string, place: Place): Promise<boolean> {
  if (tail.includes(`${said}lock file "postmaster.pid" already exists`)) {
    return await cluster.isHolderDead(place);
  }
  return tail.includes(`${said}pre-existing shared memory block`);
}

async function checkVersion(major: string, place: Place): Promise<void> {
  const found = (await readFile(path.join(place.cluster, "PG_VERSION"), "utf8")).trim();
  if (found !== major) {
    throw new Error(
      `The database in ${place.cluster} was made by Postgres ${found}, and this is ${major}. ` +
        "Move it by dump and restore, or set SANDI_DATA_DIR to a new folder.",
    );
  }
}

/** Connects and marks the server as used; null while it starts or stops. */
async function joinServer(socket: string): Promise<pg.Client | null> {
  const keeper = new pg.Client({
    host: socket,
    port: 5432,
    user: "postgres",
    database: "postgres",
    application_name: "sandi-keeper",
  });
  // The server may end first: stopped by hand, or by our own stop.
  keeper.on("error", () => undefined);
  try {
    await keeper.connect();
    const sql = `select pg_try_advisory_lock_shared(${userLock}) as got`;
    const { rows } = await keeper.query<{ got: boolean }>(sql);
    if (rows[0]?.got === true) {
      await makeDatabase(keeper);
      // Holding the lock is no reason to keep the process alive.
      (keeper as Referable).unref();
      return keeper;
    }
  } catch (error) {
    await keeper.end().catch(() => undefined);
    if (isPassing(error)) {
      return null;
    }
    throw error;
  }
  await keeper.end();
  return null;
}

/** Two processes may do this at once; the second finds everything there. */
async function makeDatabase(keeper: pg.Client): Promise<void> {
  const { rows } = await keeper.query<{ owner: boolean; database: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as owner,
            exists (select from pg_database where datname = 'sandi') as database`,
    [embeddedOwner],
  );
  if (rows[0]?.owner !== true) {
    await ignoring(["42710", "23505"], () =>
      keeper.query(`create role ${embeddedOwner} login createrole createdb`),
    );
  }
  if (rows[0]?.database !== true) {
    await ignoring(["42P04", "23505"], () =>
      keeper.query(`create database sandi owner ${embeddedOwner}`),
    );
  }
}

async function leaveServer(keeper: pg.Client, place: Place): Promise<void> {
  (keeper as Referable).ref();
  try {
    await keeper.query(`select pg_advisory_unlock_shared(${userLock})`);
    const sql = `select pg_try_advisory_lock(${userLock}) as got`;
    const { rows } = await keeper.query<{ got: boolean }>(sql);
    const server = rows[0]?.got === true ? await cluster.findPostmaster(place) : null;
    if (server !== null) {
      // The lock is held meanwhile, so that nobody joins a server that is about to end.
      await cluster.stopPostmaster(server, place, "fast");
    }
  } catch (error) {
    // Another user that leaves at the same moment may be the one that stops the server.
    if (!(await isGone(place, isPassing(error) ? stopTimeoutMs : 0))) {
      throw error;
    }
  } finally {
    await keeper.end().catch(() => undefined);
  }
}

/** Whether no server runs on the cluster, or none after this time. */
async function isGone(place: Place, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (await cluster.findPostmaster(place)) {
    if (Date.now() >= deadline) {
      return false;
    }
    await sleep(20);
  }
  return true;
}

/** Errors of a server that is on its way up or down. */
function isPassing(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (
    ["ECONNREFUSED", "ENOENT", "ECONNRESET", "EPIPE", "57P01", "57P02", "57P03"].includes(
      code ?? "",
    ) || /Connection terminated|not queryable/.test(message ?? "")
  );
}

async function ignoring(codes: string[], action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    if (!codes.includes((error as { code?: string }).code ?? "")) {
      throw error;
    }
  }
}
