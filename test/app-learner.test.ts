import { afterEach, expect, it, vi } from "vitest";
import { startRouting } from "../src/app-learner.js";
import type { Walk } from "../src/flow/create-walk.js";
import type { Ground } from "../src/ground.js";
import { until } from "./support/until.js";

afterEach(() => {
  vi.useRealTimers();
});

const ground = {
  database: { target: { kind: "socket", folder: "/nowhere", database: "none" } },
  keys: [],
  bus: { publish: () => undefined },
} as unknown as Ground;
const walk = { refreshEstimates: () => Promise.resolve() } as unknown as Walk;

/** A thread that does what the program says, in the place of the learner's. */
function startThread(program: string) {
  const heard: string[] = [];
  const said: string[] = [];
  const running = startRouting(
    ground,
    walk,
    () => new Date(),
    {
      failed: (error, what) => heard.push(`${what ?? ""}: ${String(error)}`),
      say: (line) => said.push(line),
    },
    new URL(`data:text/javascript,${encodeURIComponent(program)}`),
  );
  return { heard, said, stop: () => Promise.all(running.map((one) => one.stop())) };
}

const listening =
  'import { parentPort } from "node:worker_threads";' +
  'parentPort.on("message", (news) => news.kind === "stop" && parentPort.close());';

it("starts a learner's thread that broke down again, and says why it did", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const thread = startThread('throw new Error("no memory left")');
  const failures = () => thread.heard.filter((line) => line.includes("no memory left")).length;
  await vi.waitUntil(() => thread.heard.some((line) => line.includes("is started again")), {
    timeout: 30_000,
  });
  expect(failures()).toBe(1);

  await vi.advanceTimersByTimeAsync(5_000);
  await vi.waitUntil(() => failures() === 2, { timeout: 30_000 });
  await thread.stop();
});

it("tells what the thread learned and what failed there, and ends it when it stops", async () => {
  const thread = startThread(
    `${listening}
     parentPort.postMessage({ kind: "learned past", sends: 7 });
     parentPort.postMessage({ kind: "failed", error: new Error("gone"), what: "a look" });`,
  );
  await until("both are heard", () => thread.heard.length === 1 && thread.said.length === 1);
  await thread.stop();

  expect(thread.said).toEqual(["routing: learned from 7 sends of the past"]);
  expect(thread.heard).toEqual(["a look: Error: gone"]);
});
