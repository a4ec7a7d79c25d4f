import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";
import { root } from "../support/source-files.js";
import { until } from "../support/until.js";

let world: LiveWorld;
let server: ServerProcess;

beforeAll(async () => {
  world = await LiveWorld.open();
  server = await world.start();
});
afterAll(async () => {
  await world.close();
});

describe("what the README tells to type", { timeout: 60_000 }, () => {
  it("sends a code, shows it in the inbox, and prints what happens meanwhile", async () => {
    const key = readFileSync(path.join(world.dataDir, "demo.key"), "utf8").trim();
    const watcher = spawn(process.execPath, ["--input-type=module", "-e", snippet("js", 0)], {
      cwd: root,
      env: { SANDI_KEY: key },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    watcher.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
    });
    try {
      await until("the watcher is connected", async () => {
        const metrics = await fetch(`${server.url}/metrics`).then((answer) => answer.text());
        return /^sandi_subscribers 1$/m.test(metrics);
      });

      const answer = JSON.parse(shell(snippet("sh", 1))) as { data: { sendOtp: unknown } };

      expect(answer.data.sendOtp).toMatchObject({ send: { status: "QUEUED" }, userErrors: [] });
      await until("the delivery is printed", () => printed.includes("SEND_DELIVERED"), 30_000);
      expect(printed.split("\n")[0]).toMatch(/^SEND_QUEUED \S/);
      expect(JSON.parse(shell(inboxCommand()))[0].code).toMatch(/^\d{6}$/);
    } finally {
      watcher.kill();
    }
  });
});

/** A code block of the README, counted from 0 among those of its language, at this server. */
function snippet(language: string, index: number): string {
  const blocks = [...readme().matchAll(/```(\w+)\n([\s\S]*?)```/g)];
  return atThisServer(blocks.filter(([, found]) => found === language)[index]?.[2] ?? "");
}

/** The command between the lines that reads the handset. */
function inboxCommand(): string {
  return atThisServer(/`(curl -s '[^`]*\/inbox[^`]*')`/.exec(readme())?.[1] ?? "");
}

function readme(): string {
  return readFileSync(path.join(root, "README.md"), "utf8");
}

function atThisServer(block: string): string {
  return block
    .replaceAll("127.0.0.1:4000", new URL(server.url).host)
    .replaceAll("127.0.0.1:4010", new URL(server.sandboxUrl).host)
    .replaceAll(".sandi/", `${world.dataDir}/`);
}

function shell(command: string): string {
  return spawnSync("bash", ["-c", command], { encoding: "utf8" }).stdout;
}
