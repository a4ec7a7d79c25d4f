import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { loadConfig } from "../../src/config.js";
import { type Ground, openGround } from "../../src/ground.js";
import { openSandboxProcess, type SandboxProcess } from "../../src/sandbox/sandbox-process.js";
import { destroyEmbeddedPostgres } from "../../src/store/embedded-postgres.js";
import { ApiClient } from "./api-client.js";
import { freePort, type ServerProcess, startServerProcess } from "./server-process.js";
import { root } from "./source-files.js";

const program = path.join(root, "src", "launch.mjs");

/** One message in the sandbox's inbox. */
export interface Arrived {
  readonly vendor: string;
  readonly channel: string;
  readonly code: string | null;
}

/**
 * A fresh data folder and a market where nothing goes wrong by itself, ten times as fast as life;
 * servers are started on them as people start them.
 */
export class LiveWorld {
  readonly #servers: ServerProcess[] = [];

  private constructor(
    readonly dataDir: string,
    readonly market: SandboxProcess,
    readonly marketPort: number,
  ) {}

  static async open(timeScale = 0.1): Promise<LiveWorld> {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), "sandi-e2e-"));
    // Postgres may run as another account, which has to pass here.
    await chmod(dataDir, 0o711);
    // Builds when needed.
    spawnSync(process.execPath, [program, "--help"]);
    const marketPort = await freePort();
    const market = await openSandboxProcess({
      port: marketPort,
      entry: path.join(root, "dist", "sandbox", "run-sandbox.js"),
      execPath: process.execPath,
      logFile: path.join(dataDir, "market.log"),
      log: () => undefined,
      args: ["--ideal", "--time-scale", String(timeScale), "--late-receipt-ms", "5000"],
    });
    return new LiveWorld(dataDir, market, marketPort);
  }

  async start(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const server = await startServerProcess({
      SANDI_DATA_DIR: this.dataDir,
      SANDI_SANDBOX_PORT: String(this.marketPort),
      ...env,
    });
    this.#servers.push(server);
    return server;
  }

  /** The demo tenant's owner, or the operator, at a server. */
  client(server: ServerProcess, who: "demo" | "operator" = "demo"): ApiClient {
    const secret = readFileSync(path.join(this.dataDir, `${who}.key`), "utf8").trim();
    return new ApiClient(server.url, secret);
  }

  /** What the servers stand on, for what no door tells; to be closed before the world. */
  ground(): Promise<Ground> {
    const config = loadConfig({ SANDI_DATA_DIR: this.dataDir, SANDI_DEMO: "0" });
    const failed = (error: unknown): void => {
      throw error;
    };
    return openGround(config, failed, () => undefined);
  }

  /** Runs `sandi <args>` on the same data folder. */
  sandi(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const env = {
      PATH: process.env.PATH,
      SANDI_DATA_DIR: this.dataDir,
      SANDI_SANDBOX_PORT: String(this.marketPort),
      SANDI_DEMO_DAYS: "0",
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      cwd: "/",
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  async breakVendor(fault: Readonly<Record<string, unknown>>): Promise<void> {
    const body = JSON.stringify(fault);
    const answer = await fetch(`${this.market.url}/faults`, { method: "POST", body });
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
  }

  /** What reached a handset or a mailbox, newest first. */
  async inbox(to: string): Promise<readonly Arrived[]> {
    const answer = await fetch(`${this.market.url}/inbox?to=${encodeURIComponent(to)}`);
    return (await answer.json()) as Arrived[];
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.process.kill("SIGKILL");
    }
    await this.market.close();
    await destroyEmbeddedPostgres(this.dataDir);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
