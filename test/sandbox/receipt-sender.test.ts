import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ReceiptSender } from "../../src/sandbox/receipt-sender.js";
import { HeldSchedule } from "../support/held-schedule.js";
import { freePort } from "../support/server-process.js";
import { until } from "../support/until.js";

const retryMs = 40;
// How long a call is held back for others to join it.
const collectMs = 25;
let port: number;
let schedule: HeldSchedule;
let sender: ReceiptSender;
let problems: string[];
let server: Server | null = null;

beforeEach(async () => {
  port = await freePort();
  schedule = new HeldSchedule();
  problems = [];
  const log = (message: string) => problems.push(message);
  sender = new ReceiptSender({ schedule, now: () => new Date(), retryMs, log });
});
afterEach(async () => {
  schedule.close();
  await sender.close();
  server?.closeAllConnections();
  server?.close();
  server = null;
});

/** Answers every call with the status that is asked for; what it was told, call by call. */
async function listen(statusOf: (call: number) => number): Promise<number[][]> {
  const calls: number[][] = [];
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const { receipts } = JSON.parse(body) as { receipts: { id: number }[] };
      calls.push(receipts.map(({ id }) => id));
      response.writeHead(statusOf(calls.length)).end();
    });
  });
  await once(server.listen(port, "127.0.0.1"), "listening");
  return calls;
}

function target(perCallMax: number) {
  return { url: `http://127.0.0.1:${port}/callbacks/one`, secret: "secret", perCallMax };
}

describe("receipts", () => {
  it.each([1, 20])(
    "all come, once, to a server that was away for five tries, %d a call",
    async (perCallMax) => {
      const ids = Array.from({ length: 300 }, (_, index) => index);
      await Promise.all(ids.map((id) => sender.send(target(perCallMax), { id })));
      schedule.release(collectMs);
      for (const pause of [1, 2, 4, 8].map((times) => times * retryMs)) {
        await until("all were refused", () => schedule.size === ids.length / perCallMax);
        schedule.release(pause);
      }
      await until("all were refused", () => schedule.size === ids.length / perCallMax);

      const calls = await listen(() => 200);
      schedule.release(16 * retryMs);

      await until("all came", () => calls.flat().length >= ids.length);
      expect(calls.flat().toSorted((a, b) => a - b)).toEqual(ids);
      expect(schedule.size).toBe(0);
    },
  );

  it("are repeated with a pause that doubles until they are taken, and not once more", async () => {
    const calls = await listen((call) => (call < 4 ? 503 : 204));
    await sender.send(target(1), { id: 1 });

    for (const pause of [1, 2, 4].map((times) => times * retryMs)) {
      await until("it was refused", () => schedule.size === 1);
      expect(schedule.delays).toEqual([pause]);
      schedule.release(pause);
    }

    await until("it was taken", () => calls.length === 4);
    // A second receipt's answer comes after what would have followed the first one's.
    await sender.send(target(1), { id: 2 });
    expect(calls).toEqual([[1], [1], [1], [1], [2]]);
    expect(schedule.delays).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("are given up after the seventh try", async () => {
    const calls = await listen(() => 500);
    await sender.send(target(1), { id: 1 });

    for (const pause of [1, 2, 4, 8, 16, 32].map((times) => times * retryMs)) {
      await until("it was refused", () => schedule.size === 1);
      schedule.release(pause);
    }

    await until("it was given up", () => problems.length > 0);
    expect(calls).toHaveLength(7);
    expect(problems).toEqual(["receipt given up after 7 tries: answered 500"]);
    expect(schedule.size).toBe(0);
  });
});
