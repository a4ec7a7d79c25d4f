import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import { isRunning } from "../../src/sandbox/is-running.js";
import { openSandboxProcess, type SandboxProcess } from "../../src/sandbox/sandbox-process.js";
import { compileSandbox, type CompiledSandbox } from "../support/compiled-sandbox.js";
import { freePort } from "../support/server-process.js";
import { until } from "../support/until.js";

let compiled: CompiledSandbox;
let port: number;
const lines: string[] = [];
const opened: SandboxProcess[] = [];
const children: ChildProcess[] = [];
const servers: Server[] = [];

beforeAll(() => {
  compiled = compileSandbox();
});
afterAll(() => compiled.remove());
beforeEach(async () => {
  port = await freePort();
  lines.length = 0;
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill("SIGKILL");
  }
  await Promise.all(opened.splice(0).map((sandbox) => sandbox.close()));
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

function logFile(): string {
  return path.join(compiled.folder, `${port}.log`);
}

async function open(...args: string[]): Promise<SandboxProcess> {
  const sandbox = await openSandboxProcess({
    port,
    entry: compiled.entry,
    execPath: process.execPath,
    logFile: logFile(),
    log: (line) => lines.push(line),
    args,
  });
  opened.push(sandbox);
  return sandbox;
}

/** Another process that uses the sandbox until it is killed. */
async function openElsewhere(...args: string[]): Promise<ChildProcess> {
  const program = `
    import { openSandboxProcess } from ${JSON.stringify(compiled.opener)};
    await openSandboxProcess({ port: ${port}, entry: ${JSON.stringify(compiled.entry)},
      execPath: process.execPath, logFile: null, log() {}, args: ${JSON.stringify(args)} });
    console.log("open");
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Takes receipts on a port of its own; answers the ids of the messages that were reported. */
async function listenForReceipts(at: number): Promise<ReadonlySet<string>> {
  const reported = new Set<string>();
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const { receipts } = JSON.parse(body) as { receipts: { id: string; status: string }[] };
      for (const receipt of receipts) {
        if (receipt.status === "delivered") {
          reported.add(receipt.id);
        }
      }
      response.end("{}");
    });
  });
  servers.push(server);
  await once(server.listen(at, "127.0.0.1"), "listening");
  return reported;
}

/** Hands a message in and answers the vendor's id of it. */
async function send(to: string, callbackPort: number | null): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/v/eurolink/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${sandboxCredentials("eurolink", "test").apiKey}` },
    body: JSON.stringify({
      channel: "sms",
      to,
      text: "Your code is 493817",
      ...(callbackPort === null
        ? {}
        : { callback_url: `http://127.0.0.1:${callbackPort}/callbacks/one` }),
    }),
  });
  expect(answer.status).toBe(202);
  const { messages } = (await answer.json()) as { messages: { id: string }[] };
  return messages[0]?.id ?? "";
}

async function inbox(to: string): Promise<unknown[]> {
  const url = `http://127.0.0.1:${port}/inbox?to=${encodeURIComponent(to)}`;
  return (await fetch(url)).json() as Promise<unknown[]>;
}

function isListening(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/vendors`).then(
    () => true,
    () => false,
  );
}

const number = "+4915112345678";
const fast = ["--ideal", "--time-scale", "0"];

describe("the sandbox market as a process", { timeout: 60_000 }, () => {
  it("lists the demo's vendors, and nothing of it is left after the last user closed", async () => {
    const sandbox = await open();

    expect(sandbox.url).toBe(`http://127.0.0.1:${port}`);
    expect(sandbox.vendors.map(({ profile }) => profile.vendor)).toContain("globex");
    expect(sandbox.vendors.every(({ rates }) => rates.length > 0)).toBe(true);
    expect(sandbox.pid).not.toBe(process.pid);

    await sandbox.close();

    expect(isRunning(sandbox.pid)).toBe(false);
    expect(await isListening()).toBe(false);
    expect(lines).toEqual([]);
    expect(readFileSync(logFile(), "utf8")).toBe("");
  });

  it("is shared by all who open it, and goes with the last of them", async () => {
    const [first, second] = await Promise.all([open(), open()]);
    const other = await openElsewhere();

    expect(second.pid).toBe(first.pid);
    expect(lines).toEqual([
      `Using the sandbox market that runs on port ${port} (pid ${first.pid}).`,
    ]);
    await first.close();
    await second.close();
    expect(await isListening()).toBe(true);

    const third = await open();
    await kill(other);
    await third.close();
    // The sandbox may hear of the kill later than of the closing.
    await until("its end", () => !isRunning(first.pid));
    expect(await isListening()).toBe(false);
  });

  it("keeps inbox and receipts while the server that was killed is started again", async () => {
    const callbackPort = await freePort();
    const killed = await openElsewhere(...fast);
    const id = await send(number, callbackPort);
    await until("it arrived", async () => (await inbox(number)).length === 1);
    await kill(killed);

    const again = await open();
    const reported = await listenForReceipts(callbackPort);

    await until("the receipt came", () => reported.has(id));
    expect(await inbox(number)).toMatchObject([{ code: "493817", vendor: "eurolink" }]);
    await again.close();
    expect(isRunning(again.pid)).toBe(false);
  });

  it("waits for the next user when the last one was killed, and not for ever", async () => {
    const killed = await openElsewhere("--grace-ms", "700", "--ideal");
    await send(number, null);
    const killedAt = performance.now();
    await kill(killed);

    await until("it is gone", async () => !(await isListening()));
    expect(performance.now() - killedAt).toBeGreaterThan(690);
  });

  it("waits for nobody when nothing would be lost with it", async () => {
    const killed = await openElsewhere();
    const killedAt = performance.now();
    await kill(killed);

    await until("it is gone", async () => !(await isListening()));
    expect(performance.now() - killedAt).toBeLessThan(30_000);
  });

  it("keeps the faults that were set while the server is away", async () => {
    const killed = await openElsewhere();
    const fault = { vendor: "globex", kind: "hang" };
    const body = JSON.stringify(fault);
    await fetch(`http://127.0.0.1:${port}/faults`, { method: "POST", body });
    await kill(killed);

    const again = await open();

    const faults = await fetch(`${again.url}/faults`).then((answer) => answer.json());
    expect(faults).toMatchObject([fault]);
  });

  it("goes when nobody ever used it", async () => {
    const args = [compiled.entry, "--port", String(port), "--grace-ms", "300"];
    const child = spawn(process.execPath, args, { stdio: "inherit" });
    children.push(child);

    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "ends in order on %s, and its user hears of it",
    async (signal) => {
      const sandbox = await open();

      process.kill(sandbox.pid, signal);

      await until("the user heard of it", () => lines.length > 0);
      expect(lines).toEqual([
        `The sandbox market on port ${port} (pid ${sandbox.pid}) ended by itself.`,
      ]);
      await until("it is gone", () => !isRunning(sandbox.pid));
      await sandbox.close();
    },
  );

  it("is started anew after it was killed itself", async () => {
    const killed = await open();
    process.kill(killed.pid, "SIGKILL");
    await until("it is gone", () => !isRunning(killed.pid));

    const sandbox = await open();

    expect(sandbox.pid).not.toBe(killed.pid);
    await sandbox.close();
    await killed.close();
  });

  it("is started anew by who comes while the last user closes", async () => {
    const first = await open();
    const [, second] = await Promise.all([first.close(), open()]);

    expect(await isListening()).toBe(true);
    await second.close();
    expect(await isListening()).toBe(false);
  });

  it("does not keep a program running that has nothing else to do", async () => {
    const program = `
      import { openSandboxProcess } from ${JSON.stringify(compiled.opener)};
      await openSandboxProcess({ port: ${port}, entry: ${JSON.stringify(compiled.entry)},
        execPath: process.execPath, logFile: null, log() {}, args: ["--grace-ms", "300"] });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: "inherit",
    });
    children.push(child);

    expect(await once(child, "exit")).toEqual([0, null]);
    await until("the sandbox is gone", async () => !(await isListening()));
  });

  it("is not a terminal's to end: it leads a session of its own", async () => {
    const sandbox = await open();

    // A group can be signalled by the id of the process that leads it, and by no other.
    expect(process.kill(-sandbox.pid, "SIGTERM")).toBe(true);
    await until("it is gone", () => !isRunning(sandbox.pid));
    await sandbox.close();
  });
});

describe("opening the sandbox market", { timeout: 60_000 }, () => {
  it("says that something else has the port", async () => {
    const stranger = createServer((_, response) => response.end("[]"));
    servers.push(stranger);
    await once(stranger.listen(port, "127.0.0.1"), "listening");

    await expect(open()).rejects.toThrow(
      `Port ${port} is taken by something that is not the sandbox market. ` +
        "Free it, or set SANDI_SANDBOX_PORT to another port.",
    );
  });

  it("says why the market did not start", async () => {
    await expect(open("--colour")).rejects.toThrow(/did not start[\s\S]+--colour/);
  });

  it("says that its program is missing", async () => {
    const missing = openSandboxProcess({
      port,
      entry: "/nowhere/run-sandbox.js",
      execPath: process.execPath,
      logFile: logFile(),
      log: () => undefined,
    });

    await expect(missing).rejects.toThrow(/did not start[\s\S]+\/nowhere\/run-sandbox\.js/);
  });
});

describe("the list of users", () => {
  it("is closed to other hosts' pages and unknown ids", async () => {
    await open();
    const ask = (method: string, where: string) =>
      fetch(`http://127.0.0.1:${port}/users${where}`, { method }).then((answer) => answer.status);

    expect([await ask("DELETE", "/77"), await ask("GET", ""), await ask("POST", "/1")]).toEqual([
      404, 404, 404,
    ]);
    expect(await isListening()).toBe(true);
  });
});
