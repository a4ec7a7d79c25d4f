import { parseArgs } from "node:util";
import { openDemoScenario } from "./open-demo-scenario.js";
import { startSandbox, type Sandbox } from "./start-sandbox.js";
import { Users } from "./users.js";
import { demoProfiles } from "./vendor-profiles.js";

// The demo market as a process of its own: it outlives a server that is killed, so that what was
// sent still arrives and is reported to the next one. README.md says when it ends.

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    seed: { type: "string", default: "1" },
    "time-scale": { type: "string", default: "1" },
    "late-receipt-ms": { type: "string", default: "45000" },
    ideal: { type: "boolean", default: false },
    "grace-ms": { type: "string", default: "60000" },
  },
});

let sandbox: Sandbox | null = null;
let isStopping = false;

function stop(): void {
  if (isStopping) {
    return;
  }
  isStopping = true;
  users.close();
  (sandbox?.close() ?? Promise.resolve()).then(() => process.exit(0), fail);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const isTaken = (error as { code?: unknown } | null)?.code === "EADDRINUSE";
  process.exit(isTaken ? 3 : 1);
}

const linesMax = 10_000;
let lines = 0;

// A market that runs for weeks beside a server that refuses receipts must not fill the disk.
function log(message: string): void {
  lines += 1;
  if (lines <= linesMax) {
    process.stderr.write(`${new Date().toISOString()} ${message}\n`);
  }
}

const users = new Users({
  graceMs: Number(values["grace-ms"]),
  isWorthKeeping: () => sandbox?.hasMemory() ?? false,
  onEmpty: stop,
});
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
try {
  sandbox = await startSandbox({
    port: Number(values.port),
    scenario: openDemoScenario(),
    profiles: demoProfiles,
    seed: Number(values.seed),
    timeScale: Number(values["time-scale"]),
    lateReceiptMs: Number(values["late-receipt-ms"]),
    isIdeal: values.ideal,
    now: () => new Date(),
    users,
    log,
  });
} catch (error) {
  fail(error);
}
