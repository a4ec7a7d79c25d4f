import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { destroyEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { type ServerProcess, startServerProcess } from "../support/server-process.js";
import { root } from "../support/source-files.js";

let dataDir: string;
const running: ServerProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "sandi-smoke-"));
  await chmod(dataDir, 0o711);
});
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.process.kill("SIGKILL");
  }
  await destroyEmbeddedPostgres(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<ServerProcess> {
  const server = await startServerProcess({ SANDI_DATA_DIR: dataDir });
  running.push(server);
  return server;
}

function databaseRuns(): boolean {
  return existsSync(path.join(dataDir, "postgres", "cluster", "postmaster.pid"));
}

function sandi(...args: string[]) {
  const program = path.join(root, "src", "launch.mjs");
  const env = { PATH: process.env.PATH, SANDI_DATA_DIR: dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

describe("the compiled server", { timeout: 120_000 }, () => {
  it("serves on an empty folder, and stops cleanly with its database", async () => {
    const server = await start();

    const metrics = await fetch(`${server.url}/metrics`).then((answer) => answer.text());
    expect(metrics).toContain("sandi_pool_connections");
    expect(await server.end("SIGTERM")).toBe(0);
    expect(databaseRuns()).toBe(false);
  });

  it("starts again after a kill, on the database server that was left", async () => {
    const killed = await start();
    await killed.end("SIGKILL");
    expect(databaseRuns()).toBe(true);

    const server = await start();

    expect(server.output()).toContain("Using the database server that runs on");
    expect(await server.end("SIGINT")).toBe(0);
    expect(databaseRuns()).toBe(false);
  });

  it("shares one database between two servers, and the last one stops it", async () => {
    const [first, second] = await Promise.all([start(), start()]);

    expect(await first.end()).toBe(0);
    expect((await fetch(`${second.url}/readyz`)).status).toBe(200);
    expect(await second.end()).toBe(0);
    expect(databaseRuns()).toBe(false);
  });
});

describe("the compiled command line", { timeout: 60_000 }, () => {
  it("migrates an empty folder once", () => {
    const first = sandi("migrate", "--json");
    expect(first).toMatchObject({ status: 0 });
    expect(JSON.parse(first.stdout).applied[0]).toMatch(/^0001-/);

    expect(JSON.parse(sandi("migrate", "--json").stdout)).toEqual({ applied: [] });
    expect(databaseRuns()).toBe(false);
  });

  it("says which setting is wrong", () => {
    const program = path.join(root, "src", "launch.mjs");
    const { status, stderr } = spawnSync(process.execPath, [program, "serve"], {
      env: { PATH: process.env.PATH, SANDI_PORT: "http" },
      encoding: "utf8",
    });

    expect(status).toBe(1);
    expect(stderr).toContain("SANDI_PORT must be a whole number from 1 to 65535");
    expect(stderr).not.toContain("at ");
  });
});
