import { spawn } from "node:child_process";
import { closeSync, constants, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findSandbox } from "./find-sandbox.js";
import { isRunning } from "./is-running.js";
import { joinSandbox, type Membership } from "./join-sandbox.js";
import { openDemoScenario } from "./open-demo-scenario.js";
import type { SandboxVendor } from "./start-sandbox.js";

/** What the demo market is opened with. */
export interface SandboxProcessOptions {
  readonly port: number;
  /** The compiled run-sandbox.js. */
  readonly entry: string;
  /** The Node that runs it. */
  readonly execPath: string;
  /** Where it writes what goes wrong, in a folder that exists; null keeps nothing. */
  readonly logFile: string | null;
  /** Hears one line about anything unusual: an adopted sandbox, one that ended by itself. */
  readonly log: (line: string) => void;
  /** Further arguments of run-sandbox, such as `--ideal`; one that runs already keeps its own. */
  readonly args?: readonly string[];
}

/** The demo market as this process sees it. */
export interface SandboxProcess {
  readonly url: string;
  readonly pid: number;
  readonly vendors: readonly SandboxVendor[];
  /** Signs off; when nobody else uses the sandbox, it is gone afterwards. */
  close(): Promise<void>;
}

const startMsMax = 15_000;
const goneMsMax = 5000;
const exitCodeOfTakenPort = 3;

/**
 * Joins the demo market that runs on `port` of this machine, or starts it as a process of its own
 * session, which neither a Ctrl-C in this terminal nor a kill of this process ends.
 * Throws when something else has the port, and when the market does not start; the message says
 * what to do.
 */
export async function openSandboxProcess(options: SandboxProcessOptions): Promise<SandboxProcess> {
  const deadline = performance.now() + startMsMax;
  let child: Child | null = null;
  for (;;) {
    const joined = await joinSandbox(options.port);
    switch (joined.kind) {
      case "joined":
        return describe(options, joined.membership, child);
      case "stranger":
        throw new Error(portIsTaken(options));
      case "nobody":
        child = await keepOrLaunch(options, child);
        break;
      case "stopping":
        break;
      default:
        joined satisfies never;
    }
    if (performance.now() > deadline) {
      throw new Error(joined.kind === "nobody" ? notStarted(options) : portIsTaken(options));
    }
    await sleep(15);
  }
}

interface Child {
  readonly pid: number | undefined;
  /** null while it runs. */
  readonly exit: () => { readonly code: number | null; readonly error: Error | null } | null;
}

async function keepOrLaunch(options: SandboxProcessOptions, child: Child | null): Promise<Child> {
  const exit = child?.exit() ?? null;
  if (child !== null && exit === null) {
    return child;
  }
  // Another process was quicker, and its sandbox is gone again.
  if (exit === null || exit.code === exitCodeOfTakenPort) {
    return launch(options);
  }
  throw new Error(notStarted(options), { cause: exit.error });
}

function launch({ port, entry, execPath, logFile, args }: SandboxProcessOptions): Child {
  const { O_WRONLY, O_CREAT, O_TRUNC, O_APPEND } = constants;
  const file =
    logFile === null ? null : openSync(logFile, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0o600);
  try {
    const child = spawn(execPath, [entry, "--port", String(port), ...(args ?? [])], {
      detached: true,
      stdio: ["ignore", "ignore", file ?? "ignore"],
      // It needs none of the server's settings, and some of them are secrets.
      env: {},
      cwd: path.parse(entry).root,
    });
    let exit: { code: number | null; error: Error | null } | null = null;
    child.once("exit", (code) => {
      exit = { code, error: null };
    });
    child.once("error", (error) => {
      exit = { code: null, error };
    });
    child.unref();
    return { pid: child.pid, exit: () => exit };
  } finally {
    if (file !== null) {
      closeSync(file);
    }
  }
}

async function describe(
  { port, log }: SandboxProcessOptions,
  membership: Membership,
  child: Child | null,
): Promise<SandboxProcess> {
  const vendors = await findSandbox(port, openDemoScenario());
  if (vendors === null) {
    await membership.leave();
    throw new Error(`The sandbox market on port ${port} does not tell its vendors.`);
  }
  const { pid } = membership;
  if (child?.pid !== pid) {
    log(`Using the sandbox market that runs on port ${port} (pid ${pid}).`);
  }
  let closing: Promise<void> | null = null;
  void membership.ended.then(() => {
    if (closing === null) {
      log(`The sandbox market on port ${port} (pid ${pid}) ended by itself.`);
    }
  });
  return {
    url: `http://127.0.0.1:${port}`,
    pid,
    vendors,
    close() {
      closing ??= leave(membership);
      return closing;
    },
  };
}

async function leave(membership: Membership): Promise<void> {
  if (!(await membership.leave())) {
    return;
  }
  const deadline = performance.now() + goneMsMax;
  while (isRunning(membership.pid)) {
    if (performance.now() > deadline) {
      throw new Error(`The sandbox market (pid ${membership.pid}) does not end.`);
    }
    await sleep(5);
  }
}

function portIsTaken({ port }: SandboxProcessOptions): string {
  return (
    `Port ${port} is taken by something that is not the sandbox market. ` +
    "Free it, or set SANDI_SANDBOX_PORT to another port."
  );
}

function notStarted({ logFile, port }: SandboxProcessOptions): string {
  const tail = logFile === null ? "" : readTail(logFile);
  return `The sandbox market did not start on port ${port}.${tail === "" ? "" : `\n${tail}`}`;
}

function readTail(file: string): string {
  try {
    return readFileSync(file, "utf8").trimEnd().slice(-1000);
  } catch {
    return "";
  }
}
