import { existsSync } from "node:fs";
import { spawn } from "node:child_process";
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectionConfig } from "../../src/store/connection.js";
import { repairLinks } from "../../src/store/embedded/binaries.js";
import {
  destroyEmbeddedPostgres,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/store/embedded-postgres.js";
import { until } from "../support/until.js";

let folder: string;
const used = new Set<string>();

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "sandi embedded-"));
  await chmod(folder, 0o711);
});
afterEach(async () => {
  for (const dataDir of used) {
    await destroyEmbeddedPostgres(dataDir);
  }
  used.clear();
  await rm(folder, { recursive: true });
});

function start(dataDir: string, said: string[] = [], durable = false): Promise<EmbeddedPostgres> {
  used.add(dataDir);
  return startEmbeddedPostgres({ dataDir, durable, say: (line) => said.push(line) });
}

async function ask<Row extends pg.QueryResultRow>(
  server: EmbeddedPostgres,
  sql: string,
  user?: string,
): Promise<Row[]> {
  const config = connectionConfig(server.target, "owner");
  const client = new pg.Client(user === undefined ? config : { ...config, user });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(dataDir: string): Promise<number> {
  const file = path.join(dataDir, "postgres", "cluster", "postmaster.pid");
  return Number((await readFile(file, "utf8")).split("\n")[0]);
}

describe("startEmbeddedPostgres", () => {
  it("listens on a socket in a private folder and on no TCP port", async () => {
    const server = await start(path.join(folder, "data"));

    const [row] = await ask<{ tcp: string }>(
      server,
      "select current_setting('listen_addresses') as tcp",
    );
    const { target } = server;
    const socket = target.kind === "socket" ? target.folder : "";
    expect(row).toEqual({ tcp: "" });
    expect((await lstat(socket)).mode & 0o777).toBe(0o700);
  });

  it("makes an owner who is no superuser", async () => {
    const server = await start(path.join(folder, "data"));

    expect(
      await ask(
        server,
        "select current_user::text as name, current_setting('is_superuser') as super",
      ),
    ).toEqual([{ name: "sandi_owner", super: "off" }]);
  });

  it("works below a path with spaces and quotes, too long for a socket address", async () => {
    const dataDir = path.join(folder, `it's a "long" $HOME ${"x".repeat(120)}`, "data");
    await mkdir(path.dirname(dataDir), { mode: 0o755 });
    const server = await start(dataDir);

    expect(await ask(server, "select 1 as one")).toEqual([{ one: 1 }]);
  });

  it("shares one server between starts at one moment; the last user stops it", async () => {
    const dataDir = path.join(folder, "data");
    const [first, second, third] = await Promise.all([
      start(dataDir),
      start(dataDir),
      start(dataDir),
    ]);

    await first.stop();
    await third.stop();
    expect(await ask(second, "select 1 as one")).toEqual([{ one: 1 }]);

    await second.stop();
    await expect(ask(second, "select 1")).rejects.toThrow(/ENOENT|ECONNREFUSED/);
    expect(existsSync(path.join(dataDir, "postgres", "cluster", "postmaster.pid"))).toBe(false);
  });

  it("stops the server once when all users leave at the same moment", async () => {
    const dataDir = path.join(folder, "data");
    const servers = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);

    await Promise.all(servers.map((server) => server.stop()));

    expect(existsSync(path.join(dataDir, "postgres", "cluster", "postmaster.pid"))).toBe(false);
  });

  it("lets a user leave while another one stops it", async () => {
    const dataDir = path.join(folder, "data");
    const server = await start(dataDir);

    process.kill(await postmasterPid(dataDir), "SIGINT");
    await server.stop();

    expect(existsSync(path.join(dataDir, "postgres", "cluster", "postmaster.pid"))).toBe(false);
  });

  it("starts while another user stops, and keeps the data", async () => {
    const dataDir = path.join(folder, "data");
    const first = await start(dataDir);
    await ask(first, "create table kept as select 7 as n");

    const [, second] = await Promise.all([first.stop(), start(dataDir)]);

    expect(await ask(second, "select n from kept")).toEqual([{ n: 7 }]);
    await second.stop();
  });

  it("does not count a user that was killed when the last one leaves", async () => {
    const dataDir = path.join(folder, "data");
    await start(dataDir);
    const second = await start(dataDir);
    // What a kill leaves behind: the first user's connection is gone, and it never said so.
    await ask(
      second,
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where application_name = 'sandi-keeper' order by backend_start limit 1`,
      "postgres",
    );

    await second.stop();

    expect(existsSync(path.join(dataDir, "postgres", "cluster", "postmaster.pid"))).toBe(false);
  });

  it("adopts a server that a killed process left, and says so", async () => {
    const dataDir = path.join(folder, "data");
    const left = await start(dataDir);
    await ask(
      left,
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity
       where application_name = 'sandi-keeper'`,
      "postgres",
    );

    const said: string[] = [];
    const server = await start(dataDir, said);

    expect(server.adopted).toBe(true);
    expect(said).toEqual([
      `Using the database server that runs on ${dataDir} (pid ${await postmasterPid(dataDir)}).`,
    ]);
    await server.stop();
  });

  it("starts right after the server itself was killed, with all that was committed", async () => {
    const dataDir = path.join(folder, "data");
    const first = await start(dataDir, [], true);
    await ask(first, "create table kept as select 7 as n");
    process.kill(await postmasterPid(dataDir), "SIGKILL");

    const second = await start(dataDir);

    expect(second.adopted).toBe(false);
    expect(await ask(second, "select n from kept")).toEqual([{ n: 7 }]);
  });

  it("waits for what a server that was killed has left behind", async () => {
    const dataDir = path.join(folder, "data");
    const first = await start(dataDir, [], true);
    const query = "select pid from pg_stat_activity where application_name = 'sandi-keeper'";
    const [left] = (await ask(first, query)) as readonly { readonly pid: number }[];
    const child = left?.pid ?? 0;
    process.kill(child, "SIGSTOP");
    process.kill(await postmasterPid(dataDir), "SIGKILL");

    const starting = start(dataDir);
    try {
      await until("a start in vain", async () => {
        const log = await readFile(path.join(dataDir, "postgres", "server.log"), "utf8");
        return log.includes("is still in use");
      });
    } finally {
      process.kill(child, "SIGCONT");
    }

    const second = await starting;
    expect(second.adopted).toBe(false);
    await second.stop();
  });

  it("fails at once while another program has the number that a crash left behind", async () => {
    const dataDir = path.join(folder, "data");
    await (await start(dataDir)).stop();
    const cluster = path.join(dataDir, "postgres", "cluster");
    const { uid, gid } = await stat(cluster);
    const other = spawn("sleep", ["60"], { uid, gid });
    await writeFile(path.join(cluster, "postmaster.pid"), `${other.pid}\n${cluster}\n`);

    try {
      await expect(start(dataDir)).rejects.toThrow('lock file "postmaster.pid" already exists');
    } finally {
      other.kill();
    }
    const log = await readFile(path.join(dataDir, "postgres", "server.log"), "utf8");
    expect(log.match(/already exists/g)).toHaveLength(1);
  });

  it("says what is wrong when the data was made by another version", async () => {
    const dataDir = path.join(folder, "data");
    await (await start(dataDir)).stop();
    await writeFile(path.join(dataDir, "postgres", "cluster", "PG_VERSION"), "15\n");

    await expect(start(dataDir)).rejects.toThrow("was made by Postgres 15, and this is 18");
  });

  it.runIf(process.getuid?.() === 0)(
    "as root below a closed home puts the data where its account can reach it, and says where",
    async () => {
      await chmod(folder, 0o700);
      const dataDir = path.join(folder, "data");
      const said: string[] = [];

      const server = await start(dataDir, said);

      expect(said[0]).toMatch(/^The database is in \/var\/lib\/sandi\/[0-9a-f]{16}: the account/);
      expect(said[0]).toContain(`may not enter ${folder}.`);
      expect(await ask(server, "select 1 as one")).toEqual([{ one: 1 }]);
      await server.stop();
    },
  );
});

describe("repairLinks", () => {
  it("makes the links that are missing and leaves the others", async () => {
    await mkdir(path.join(folder, "lib"));
    await writeFile(path.join(folder, "lib", "libx.so.1.2"), "library");
    const links = ["libx.so", "libx.so.1"].map((name) => ({
      source: "native/lib/libx.so.1.2",
      target: `native/lib/${name}`,
    }));
    await writeFile(path.join(folder, "pg-symlinks.json"), JSON.stringify(links));

    await repairLinks(folder);
    await repairLinks(folder);

    expect(await readFile(path.join(folder, "lib", "libx.so.1"), "utf8")).toBe("library");
    expect(await readFile(path.join(folder, "lib", "libx.so"), "utf8")).toBe("library");
  });
});
