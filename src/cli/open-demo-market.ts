import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config.js";
import { openSandboxProcess, type SandboxProcess } from "../sandbox/sandbox-process.js";

/** Joins the sandbox market on the configured port, or starts it; its log is in the data folder. */
export function openDemoMarket(
  { dataDir, sandboxPort }: Config,
  say: (line: string) => void,
): Promise<SandboxProcess> {
  mkdirSync(dataDir, { recursive: true });
  return openSandboxProcess({
    port: sandboxPort,
    entry: fileURLToPath(new URL("../sandbox/run-sandbox.js", import.meta.url)),
    execPath: process.execPath,
    logFile: path.join(dataDir, "sandbox.log"),
    log: say,
  });
}
