import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { isRunning } from "../../src/sandbox/is-running.js";
import { until } from "../support/until.js";

it("tells a process that runs from one that has ended", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"]);
  const pid = child.pid ?? 0;

  expect(isRunning(pid)).toBe(true);

  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
  expect(isRunning(pid)).toBe(false);
});

it.runIf(process.platform === "linux")(
  "counts a process as gone whose exit code nobody asks for",
  async () => {
    // The shell leaves its child behind to a program that never waits for it.
    const parent = spawn("sh", ["-c", "sleep 0.05 & echo $!; exec sleep 30"]);
    const [line] = (await once(createInterface(parent.stdout), "line")) as [string];
    const pid = Number(line);

    await until("it has ended", () => !isRunning(pid));

    expect(() => process.kill(pid, 0)).not.toThrow();
    parent.kill("SIGKILL");
  },
);
