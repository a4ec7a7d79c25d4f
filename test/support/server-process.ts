import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import path from "node:path";
import { root } from "./source-files.js";
import { until } from "./until.js";

export interface ServerProcess {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly process: ChildProcess;
  /** All that it has printed so far, both streams. */
  output(): string;
  /** Sends the signal, waits for the end, returns the exit code: null when the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Runs `sandi serve` as people do, built when needed, on free ports and without a past unless `env`
 * says otherwise; resolves once it is ready.
 *
 * @param uid the account that it runs as; this process's own when left out
 */
export async function startServerProcess(
  env: Readonly<Record<string, string>>,
  uid?: number,
): Promise<ServerProcess> {
  const port = Number(env.SANDI_PORT ?? (await freePort()));
  const sandboxPort = Number(env.SANDI_SANDBOX_PORT ?? (await freePort()));
  const child = spawn(process.execPath, [path.join(root, "src", "launch.mjs"), "serve"], {
    cwd: "/",
    env: {
      PATH: process.env.PATH,
      SANDI_PORT: String(port),
      SANDI_SANDBOX_PORT: String(sandboxPort),
      SANDI_DEMO_DAYS: "0",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let printed = "";
  const collect = (chunk: Buffer) => {
    printed += chunk.toString("utf8");
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await until(
    "the server is ready",
    async () => {
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`The server ended while starting:\n${printed}`);
      }
      return fetch(`${url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
    },
    60_000,
  ).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  return {
    url,
    sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
    process: child,
    output: () => printed,
    async end(signal = "SIGTERM") {
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
