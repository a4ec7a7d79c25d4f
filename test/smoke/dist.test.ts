import { spawnSync } from "node:child_process";
import { chownSync, existsSync, statSync } from "node:fs";
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

async function start(env: Record<string, string> = {}, uid?: number): Promise<ServerProcess> {
  const server = await startServerProcess({ SANDI_DATA_DIR: dataDir, ...env }, uid);
  running.push(server);
  return server;
}

async function sandboxRuns(server: ServerProcess): Promise<boolean> {
  return fetch(`${server.sandboxUrl}/vendors`).then(
    () => true,
    () => false,
  );
}

function databaseRuns(): boolean {
  return existsSync(path.join(dataDir, "postgres", "cluster", "postmaster.pid"));
}

const program = path.join(root, "src", "launch.mjs");

function sandi(command: string, given: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH, SANDI_DATA_DIR: dataDir, SANDI_DEMO_DAYS: "0", ...given };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...command.split(" ")], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const nobody = 65_534;

/** Only root can become somebody else, and nobody has to reach the programs. */
function mayBecomeNobody(): boolean {
  const script = `require("node:fs").accessSync(${JSON.stringify(program)})`;
  return (
    process.getuid?.() === 0 &&
    spawnSync(process.execPath, ["-e", script], { uid: nobody, gid: nobody }).status === 0
  );
}

describe("the compiled server", { timeout: 120_000 }, () => {
  it("serves on an empty folder, and stops cleanly with its database", async () => {
    const server = await start();

    const metrics = await fetch(`${server.url}/metrics`).then((answer) => answer.text());
    expect(metrics).toContain("sandi_pool_connections");
    expect(await sandboxRuns(server)).toBe(true);
    expect(await server.end("SIGTERM")).toBe(0);
    expect(databaseRuns()).toBe(false);
    expect(await sandboxRuns(server)).toBe(false);
  });

  it("says that its port is taken, and leaves the server that has it alone", async () => {
    const first = await start();
    const env = { SANDI_PORT: new URL(first.url).port };

    const { status, stderr } = sandi("serve", env);

    expect(status).toBe(1);
    expect(stderr).toBe(
      `Port ${env.SANDI_PORT} is taken, perhaps by a server that runs already. ` +
        "Set SANDI_PORT to another.\n",
    );
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    expect(await first.end()).toBe(0);
    expect(databaseRuns()).toBe(false);
  });

  it.runIf(mayBecomeNobody())("starts for a normal user, too", async () => {
    // Builds when needed, which that user may not.
    sandi("--help");
    chownSync(dataDir, nobody, nobody);
    const server = await start({}, nobody);

    const code = await server.end("SIGINT");
    const stillRuns = databaseRuns();
    // What is left to clean up would refuse root.
    await rm(path.join(dataDir, "postgres"), { recursive: true });
    expect({ code, stillRuns }).toEqual({ code: 0, stillRuns: false });
    expect(statSync(path.join(dataDir, "demo.key"))).toMatchObject({ uid: nobody, mode: 0o100600 });
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
    const first = sandi("migrate --json");
    expect(first).toMatchObject({ status: 0 });
    expect(JSON.parse(first.stdout).applied[0]).toMatch(/^0001-/);

    expect(JSON.parse(sandi("migrate --json").stdout)).toEqual({ applied: [] });
    expect(databaseRuns()).toBe(false);
  });

  it("says which setting is wrong", () => {
    const { status, stderr } = sandi("serve", { SANDI_PORT: "http" });

    expect(status).toBe(1);
    expect(stderr).toContain("SANDI_PORT must be a whole number from 1 to 65535");
    expect(stderr).not.toContain("at ");
  });
});
