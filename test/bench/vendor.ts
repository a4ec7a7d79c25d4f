/**
 * A minimal vendor in the sandbox adapter's wire format:
 * takes every message, sends one receipt for each.
 */
import { callbackSecretOf } from "../../src/sandbox/credentials.js";
import { receiptSignature } from "../../src/sandbox/receipt-sender.js";
import { answerQuestions } from "./child.js";
import { headerOf, RawClient, type RawMessage, rawServer } from "./raw-http.js";

interface Message {
  readonly to: string;
  readonly reference: string;
  readonly callback_url: string;
}

/** Numbers of this prefix get no receipt: their sends wait. */
const silentPrefix = "+62813";
const receiptAfterMs = 5;
// Each waits for its commit: fewer would hold up what is measured.
const receiptsUnderWay = 512;

const clients = new Map<string, RawClient>();
const secrets = new Map<string, string>();
let taken = 0;
let refused = 0;

function take({ head, body }: RawMessage): string {
  const message = JSON.parse(body) as Message;
  taken += 1;
  const id = `b${process.pid}-${taken}`;
  if (!message.to.startsWith(silentPrefix)) {
    const apiKey = (headerOf(head, "authorization") ?? "").slice("Bearer ".length);
    setTimeout(() => void deliver(message, id, apiKey), receiptAfterMs);
  }
  return JSON.stringify({ messages: [{ id }] });
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
    const { start } = await clientOf(url.origin).post(
      url.pathname,
      `x-sandbox-timestamp: ${timestamp}\r\n` +
        `x-sandbox-signature: ${receiptSignature(secret, timestamp, body)}\r\n`,
      body,
    );
    refused += start.startsWith("HTTP/1.1 200 ") ? 0 : 1;
  } catch {
    refused += 1;
  }
}

function clientOf(origin: string): RawClient {
  const client = clients.get(origin) ?? new RawClient(origin, receiptsUnderWay);
  clients.set(origin, client);
  return client;
}

let server: Awaited<ReturnType<typeof rawServer>> | null = null;

answerQuestions(
  async (order: "listen" | "counts") => {
    if (order === "listen") {
      server = await rawServer(take);
      return server.url;
    }
    return { taken, refused };
  },
  async () => {
    server?.close();
    for (const client of clients.values()) {
      client.close();
    }
  },
);
