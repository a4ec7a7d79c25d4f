/**
 * A minimal vendor in the sandbox adapter's wire format:
 * takes every message, sends one receipt for each.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Pool } from "undici";
import { callbackSecretOf } from "../../src/sandbox/credentials.js";
import { receiptSignature } from "../../src/sandbox/receipt-sender.js";
import { answerQuestions } from "./child.js";

interface Message {
  readonly to: string;
  readonly reference: string;
  readonly callback_url: string;
}

/** Numbers of this prefix get no receipt: their sends wait. */
const silentPrefix = "+62813";
const receiptAfterMs = 5;

const pools = new Map<string, Pool>();
const secrets = new Map<string, string>();
let taken = 0;
let refused = 0;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => take(request, Buffer.concat(chunks).toString("utf8"), response));
});

function take(request: IncomingMessage, body: string, response: ServerResponse): void {
  const message = JSON.parse(body) as Message;
  taken += 1;
  const id = `b${process.pid}-${taken}`;
  const answer = JSON.stringify({ messages: [{ id }] });
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(answer),
  });
  response.end(answer);
  if (!message.to.startsWith(silentPrefix)) {
    const apiKey = (request.headers.authorization ?? "").slice("Bearer ".length);
    setTimeout(() => void deliver(message, id, apiKey), receiptAfterMs);
  }
}

async function deliver(message: Message, id: string, apiKey: string): Promise<void> {
  const now = new Date();
  const url = new URL(message.callback_url);
  const receipt = {
    id,
    reference: message.reference,
    status: "delivered",
    part: 1,
    at: now.toISOString(),
  };
  const body = JSON.stringify({ receipts: [receipt] });
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const secret = secrets.get(apiKey) ?? callbackSecretOf(apiKey);
  secrets.set(apiKey, secret);
  try {
    const answer = await poolOf(url.origin).request({
      method: "POST",
      path: url.pathname,
      headers: {
        "content-type": "application/json",
        "x-sandbox-timestamp": timestamp,
        "x-sandbox-signature": receiptSignature(secret, timestamp, body),
      },
      body,
    });
    await answer.body.dump();
    refused += answer.statusCode === 200 ? 0 : 1;
  } catch {
    refused += 1;
  }
}

function poolOf(origin: string): Pool {
  const pool = pools.get(origin) ?? new Pool(origin, { connections: 128 });
  pools.set(origin, pool);
  return pool;
}

answerQuestions(
  async (order: "listen" | "counts") => {
    if (order === "listen") {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      server.keepAliveTimeout = 60_000;
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
    return { taken, refused };
  },
  async () => {
    server.closeAllConnections();
    await Promise.all([...pools.values()].map((pool) => pool.destroy()));
  },
);
