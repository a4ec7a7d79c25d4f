import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ReceiptSender } from "../../src/sandbox/receipt-sender.js";
import { Schedule } from "../../src/sandbox/schedule.js";
import { freePort } from "../support/server-process.js";
import { until } from "../support/until.js";

const retryMs = 40;
let port: number;
let schedule: Schedule;
let sender: ReceiptSender;
let problems: string[];
let server: Server | null = null;

beforeEach(async () => {
  port = await freePort();
  schedule = new Schedule();
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
    "all come, once, to a server that was away for 20 times the first pause, %d a call",
    async (perCallMax) => {
      const ids = Array.from({ length: 300 }, (_, index) => index);
      await Promise.all(ids.map((id) => sender.send(target(perCallMax), { id })));
      await sleep(20 * retryMs);
      expect(schedule.size).toBeGreaterThanOrEqual(ids.length / perCallMax);

      const calls = await listen(() => 200);

      await until("all came", () => calls.flat().length >= ids.length);
      expect(calls.flat().toSorted((a, b) => a - b)).toEqual(ids);
    },
  );

  it("are repeated with a pause that doubles until they are taken, and not once more", async () => {
    const tries: number[] = [];
    const calls = await listen((call) => {
      tries.push(performance.now());
      return call < 4 ? 503 : 204;
    });
    await sender.send(target(1), { id: 1 });

    await until("it was taken", () => calls.length === 4);
    await until("nothing is to come", () => schedule.size === 0);
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    expect(pauses.map((pause, index) => pause >= retryMs * 2 ** index - 2)).toEqual([
      true,
      true,
      true,
    ]);
    expect(problems).toEqual([]);
  });

  it("are given up after the seventh try", async () => {
    const calls = await listen(() => 500);
    await sender.send(target(1), { id: 1 });

    await until("seven tries", () => calls.length === 7);
    await until("nothing is to come", () => problems.length > 0);
    expect(problems).toEqual(["receipt given up after 7 tries: answered 500"]);
    expect(schedule.size).toBe(0);
  });
});
