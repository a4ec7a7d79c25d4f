import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./account.js";
import type { Place } from "./place.js";

/** What postmaster.pid says about a server that was started on a cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly socket: string;
  readonly ready: boolean;
}

/** Makes the cluster when there is none; two processes may do this at once. */
export async function initCluster(
  initdb: string,
  place: Place,
  account: Account | null,
  durable: boolean,
): Promise<void> {
  if (existsSync(path.join(place.cluster, "PG_VERSION"))) {
    return;
  }
  // Made aside and renamed: a start that is killed here leaves nothing half made in place.
  const side = path.join(place.home, `cluster.new-${process.pid}-${randomUUID()}`);
  const made = await run(
    initdb,
    [`--pgdata=${side}`, ...initOptions, ...(durable ? [] : ["--no-sync"])],
    account,
  );
  if (made.code !== 0) {
    throw new Error(`initdb could not make the database in ${side}:\n${made.output}`);
  }
  await rename(side, place.cluster).catch(async (error: NodeJS.ErrnoException) => {
    await rm(side, { recursive: true, force: true });
    if (!existsSync(path.join(place.cluster, "PG_VERSION"))) {
      throw error;
    }
  });
  await removeLeftovers(place.home);
}

/** A server on its way; one that is not alone on its cluster exits. */
export interface Launched {
  readonly pid: number;
  exited(): boolean;
}

/**
 * Starts the server in a session of its own, so that Ctrl-C in a terminal does not reach it.
 *
 * @param durable false is for tests: a crash of the machine may lose data
 */
export async function launch(
  postgres: string,
  place: Place,
  account: Account | null,
  durable: boolean,
): Promise<Launched> {
  const log = await open(place.logFile, "a", 0o600);
  try {
    const child = spawn(postgres, ["-D", place.cluster, ...settings(place, durable)], {
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
      cwd: "/",
      env: environment,
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    let ended = false;
    child.once("error", () => {
      ended = true;
    });
    child.once("exit", () => {
      ended = true;
    });
    child.unref();
    return { pid: child.pid ?? 0, exited: () => ended };
  } finally {
    await log.close();
  }
}

/** The server that runs on this cluster, or null; a file left by a dead one counts as none. */
export async function findPostmaster(place: Place): Promise<Postmaster | null> {
  const [pid, , , , socket, , , status] = await pidFile(place);
  if (!pid || !isAlive(Number(pid)) || !(await isServerOf(place.cluster, Number(pid)))) {
    return null;
  }
  return { pid: Number(pid), socket: socket || place.socket, ready: status === "ready" };
}

/** Whether the process that the server's file names was killed and is gone, or about to be. */
export async function isHolderDead(place: Place): Promise<boolean> {
  const [pid] = await pidFile(place);
  return !pid || !isAlive(Number(pid)) || (await commandOf(Number(pid))) === "";
}

async function pidFile(place: Place): Promise<readonly string[]> {
  const text = await readFile(path.join(place.cluster, "postmaster.pid"), "utf8").catch(() => "");
  return text.split("\n").map((line) => line.trim());
}

/**
 * Stops the server: `fast` ends sessions and writes all out, `immediate` is for data to be dropped.
 */
export async function stopPostmaster(
  server: Postmaster,
  place: Place,
  mode: "fast" | "immediate",
  timeoutMs = 30_000,
): Promise<void> {
  try {
    process.kill(server.pid, mode === "fast" ? "SIGINT" : "SIGQUIT");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") {
      return;
    }
    throw error;
  }
  for (let waited = 0; (await findPostmaster(place))?.pid === server.pid; waited += 20) {
    if (waited > timeoutMs) {
      throw new Error(`The database server (pid ${server.pid}) did not stop in ${timeoutMs} ms.`);
    }
    await sleep(20);
  }
}

/** The last lines of the server's own log, for an error message. */
export async function logTail(place: Place): Promise<string> {
  const text = await readFile(place.logFile, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-12).join("\n");
}

// What a statement over a batch needed is kept for the next one: given back to the system, as glibc
// would have it from 128 KiB on, every page of it is cleared and mapped anew.
const keptBytes = String(16 * 1_024 * 1_024);
// The caller's environment holds secrets and PG* settings, which are not the server's business.
const environment = {
  PATH: "/usr/bin:/bin:/usr/sbin:/sbin",
  LC_ALL: "C",
  TZ: "UTC",
  MALLOC_TRIM_THRESHOLD_: keptBytes,
  MALLOC_MMAP_THRESHOLD_: keptBytes,
};

const initOptions = [
  "--username=postgres",
  "--auth-local=trust",
  "--auth-host=reject",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--no-instructions",
  // A new segment is filled with zeros while every commit waits: 60 ms for the usual 16 MB.
  "--wal-segsize=1",
];

/** Given as arguments, not in a file: two starts at once cannot read a half-written one. */
function settings(place: Place, durable: boolean): string[] {
  const values = [
    "listen_addresses=",
    "port=5432",
    `unix_socket_directories="${place.socket.replaceAll('"', '""')}"`,
    "unix_socket_permissions=0700",
    "max_connections=200",
    "shared_buffers=256MB",
    "max_wal_size=2GB",
    // While the tables are young they are analysed every minute: 30,000 rows of each, at the usual
    // 100, take a core for seconds from those who wait for a code; no plan needs more than 6,000.
    "default_statistics_target=20",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_line_prefix=%m [%p] %a ",
    // Parameters and statements hold recipients.
    "log_parameter_max_length_on_error=0",
    "log_min_error_statement=panic",
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ];
  return values.flatMap((value) => ["-c", value]);
}

function run(
  program: string,
  args: string[],
  account: Account | null,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
      cwd: "/",
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** After a crash another program, or another cluster's server, may have the number in the file. */
async function isServerOf(cluster: string, pid: number): Promise<boolean> {
  if (process.platform !== "linux") {
    return true;
  }
  return (await commandOf(pid)).split("\0").includes(cluster);
}

/** Empty for a dead process, also while nobody has waited for it. */
async function commandOf(pid: number): Promise<string> {
  return await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
}

async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const [, pid] = /^cluster\.new-(\d+)-/.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(path.join(home, name), { recursive: true, force: true });
    }
  }
}
