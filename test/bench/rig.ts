import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { Child } from "./child.js";
import type { LoadOrder, LoadResult, ServerReady } from "./messages.js";
import {
  cpuSeconds,
  cpuSecondsOfTree,
  machineTime,
  postmasterPid,
  residentMib,
} from "./processes.js";
import { growth, scrape, type Series } from "./scrape.js";
import type { BenchMarket, ServerOrder, ServerQuestion } from "./server.js";

/** What the machine spent while something ran. */
export interface Spent {
  readonly serverCpuSec: number;
  readonly postgresCpuSec: number;
  readonly vendorCpuSec: number;
  readonly loadCpuSec: number;
  /** Of all CPU time of the machine, 0..1. */
  readonly steal: number;
  /** Round trips of the hot path, by statement. */
  readonly roundTrips: ReadonlyMap<string, number>;
  /** Pages that the database touched in its shared buffers, found there or read. */
  readonly buffers: number;
  /** Rows per write batch, by kind. */
  readonly batchRows: ReadonlyMap<string, number>;
  readonly before: Series;
  readonly after: Series;
}

/** A server with its database, vendor, load and subscribers, each in a process of its own. */
export interface Rig {
  readonly ready: ServerReady;
  readonly owner: pg.Client;
  execute(order: LoadOrder): Promise<LoadResult & { readonly spent: Spent }>;
  /** Connects load and subscribers anew; to be called after the log was filled. */
  reopen(): Promise<void>;
  residentMib(): { readonly server: number; readonly postgres: number };
  /** The longest turn of the server's event loop since this was last asked. */
  longestTurnMs(): Promise<number>;
  stop(): Promise<void>;
}

export interface RigOptions {
  readonly tenants: number;
  readonly batchMax: number;
  readonly nodeArgs?: readonly string[];
  /** Left out = one vendor, in Indonesia. */
  readonly market?: BenchMarket;
  /** A folder that stays, to be used again; left out = a new one that goes with the rig. */
  readonly dataDir?: string;
}

/** How `npm start` has V8 run. */
function startFlags(): string[] {
  const text = readFileSync(new URL("../../../../../../package.json", import.meta.url), "utf8");
  const { scripts } = JSON.parse(text) as { readonly scripts: { readonly start: string } };
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}

export async function startRig(options: RigOptions): Promise<Rig> {
  const dataDir = options.dataDir ?? mkdtempSync(path.join(os.tmpdir(), "sandi-bench-"));
  mkdirSync(dataDir, { recursive: true });
  // Started as root, the database runs as another account, which has to get in.
  chmodSync(dataDir, 0o711);
  const vendor = Child.start("vendor");
  const load = Child.start("load");
  const server = Child.start(
    "server",
    {
      SANDI_DATA_DIR: dataDir,
      SANDI_PORT: String(await freePort()),
      SANDI_DEMO: "0",
      SANDI_LOG_LEVEL: "warn",
      SANDI_REQUESTS_PER_SECOND: "999999",
      SANDI_BATCH_MAX: String(options.batchMax),
    },
    [...startFlags(), ...(options.nodeArgs ?? [])],
  );
  const vendorUrl = await vendor.ask<string>("listen");
  const market = options.market ?? { vendors: ["bench"], countries: ["ID"] };
  const order: ServerOrder = { vendorUrl, tenants: options.tenants, market };
  const ready = await server.ask<ServerReady>({ fill: order } satisfies ServerQuestion);
  await load.ask({ kind: "open", server: ready });
  const owner = new pg.Client({
    host: ready.socket,
    port: 5432,
    user: "sandi_owner",
    database: "sandi",
    application_name: "bench",
  });
  await owner.connect();
  const postmaster = postmasterPid(ready.socket);
  const look = async () => ({
    machine: machineTime(),
    server: cpuSeconds(server.pid),
    postgres: cpuSecondsOfTree(postmaster),
    vendor: cpuSeconds(vendor.pid),
    load: cpuSeconds(load.pid),
    buffers: await buffersTouched(owner),
    series: await scrape(ready.url),
  });
  return {
    ready,
    owner,
    async execute(loadOrder) {
      const before = await look();
      const result = await load.ask<LoadResult>(loadOrder);
      const after = await look();
      const all = after.machine.all - before.machine.all;
      const spent: Spent = {
        serverCpuSec: after.server - before.server,
        postgresCpuSec: after.postgres - before.postgres,
        vendorCpuSec: after.vendor - before.vendor,
        loadCpuSec: after.load - before.load,
        steal: (after.machine.steal - before.machine.steal) / all,
        roundTrips: growth(
          before.series,
          after.series,
          "sandi_database_round_trips_total",
          "statement",
        ),
        buffers: after.buffers - before.buffers,
        batchRows: meanRows(before.series, after.series),
        before: before.series,
        after: after.series,
      };
      return { ...result, spent };
    },
    async reopen() {
      await load.ask({ kind: "open", server: ready });
    },
    residentMib: () => ({
      server: residentMib(server.pid),
      postgres: residentMib(postmaster),
    }),
    longestTurnMs: () => server.ask<number>({ fill: null } satisfies ServerQuestion),
    async stop() {
      await load.stop();
      await vendor.stop();
      await owner.end();
      await server.stop();
      if (options.dataDir === undefined) {
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
  };
}

function meanRows(before: Series, after: Series): ReadonlyMap<string, number> {
  const rows = growth(before, after, "sandi_batch_rows_sum", "kind");
  const batches = growth(before, after, "sandi_batch_rows_count", "kind");
  return new Map([...rows].map(([kind, sum]) => [kind, sum / (batches.get(kind) ?? 1)]));
}

/** Backends report what they touched at most once a second. */
async function buffersTouched(owner: pg.Client): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await owner.query("select pg_stat_clear_snapshot()");
  const { rows } = await owner.query<{ touched: string }>(
    "select blks_hit + blks_read as touched from pg_stat_database where datname = " +
      "current_database()",
  );
  return Number(rows[0]?.touched ?? 0);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === "object" && address !== null ? address.port : 0;
}
