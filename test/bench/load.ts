/** The load: keep-alive connections, and one subscriber to sendEvents per tenant. */
import { type Client, createClient } from "graphql-ws";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { answerQuestions } from "./child.js";
import type { BenchTenant, LoadOrder, LoadResult, ServerReady } from "./messages.js";
import { latency } from "./percentile.js";
import { RawClient } from "./raw-http.js";

/** As many as a few busy servers keep open; fewer would keep batches small. */
const connections = 256;
const giveUpMs = 20_000;

const sendDocument =
  "mutation Send($input: SendOtpInput!) { sendOtp(input: $input) { send { id status } " +
  "clientToken userErrors { code message } } }";
// Refused before anything is looked up: everything around the work, on the same service, and no
// work.
const noopDocument =
  "mutation Noop($input: VerifyOtpInput!) { verifyOtp(input: $input) { result checksLeft " +
  "userErrors { code } } }";
const noopInput = { sendId: "none", code: "0".repeat(80) };
const eventsDocument = "subscription { sendEvents { cursor type at sendId status } }";

/** One send on its way; both moments in milliseconds, whichever comes first. */
interface Passage {
  answeredAt: number;
  seenAt: number;
  done: () => void;
}

let http: RawClient | null = null;
let tenants: readonly BenchTenant[] = [];
const passages = new Map<string, Passage>();
let sent = 0;
const failures = { count: 0, first: null as string | null };
const run = `${process.pid.toString(36)}${Date.now().toString(36)}`;

const clients: Client[] = [];

/** Called anew after the log was filled behind the subscribers: they start at its end again. */
async function open(server: ServerReady): Promise<void> {
  for (const client of clients.splice(0)) {
    await client.dispose();
  }
  http?.close();
  http = new RawClient(server.url, connections);
  tenants = server.tenants;
  await Promise.all(tenants.map((tenant) => subscribe(server.url, tenant)));
  // Nothing tells a subscriber that it is live; a send that it sees does.
  await sleep(500);
}

async function subscribe(url: string, tenant: BenchTenant): Promise<void> {
  await new Promise<void>((resolve) => {
    const client = createClient({
      url: `${url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { Authorization: `Bearer ${tenant.key}` },
      lazy: false,
      retryAttempts: 0,
      onNonLazyError: (event) => fail(`the connection ended: ${reasonOf(event)}`),
      on: { connected: () => resolve() },
    });
    clients.push(client);
    client.subscribe<{ sendEvents: { type: string; sendId: string } }>(
      { query: eventsDocument },
      {
        next({ data }) {
          if (data?.sendEvents.type === "SEND_DELIVERED") {
            seen(data.sendEvents.sendId);
          }
        },
        error: (error) => fail(`the subscription ended: ${reasonOf(error)}`),
        complete: () => undefined,
      },
    );
  });
}

function reasonOf(event: unknown): string {
  const { code, reason } = event as { code?: number; reason?: string };
  return code === undefined ? String(event) : `${code} ${reason ?? ""}`;
}

function seen(sendId: string): void {
  const now = performance.now();
  const passage = passages.get(sendId);
  if (passage === undefined) {
    passages.set(sendId, { answeredAt: 0, seenAt: now, done: () => undefined });
  } else {
    passages.delete(sendId);
    passage.seenAt = now;
    passage.done();
  }
}

async function post(key: string, body: string): Promise<string> {
  if (http === null) {
    throw new Error("there is no server yet");
  }
  const answer = await http.post("/graphql", `authorization: Bearer ${key}\r\n`, body);
  return answer.body;
}

interface Samples {
  readonly request: number[];
  readonly seen: number[];
  isOpen: boolean;
  /** All that ended well, whenever. */
  ended: number;
}

function nextTenant(): BenchTenant {
  sent += 1;
  return tenants[sent % tenants.length] as BenchTenant;
}

const numbers = 100_000_000;
/** About the golden section of all numbers, and coprime to them: each is taken once. */
const numberStride = 61_803_399;

/**
 * The id of a new send to a number that was not used before; undefined when it was refused. Numbers
 * are spread as people's are: calls in a row do not look like somebody who pumps a prefix.
 */
async function request(tenant: BenchTenant, prefix: string): Promise<string | undefined> {
  const place = (sent + process.pid * 104_729) % numbers;
  const digits = (place * numberStride) % numbers;
  const input = {
    planKey: "login",
    idempotencyKey: `${run}-${sent}`,
    phone: `${prefix}${String(digits).padStart(8, "0")}`,
  };
  const text = await post(
    tenant.key,
    JSON.stringify({ query: sendDocument, variables: { input } }),
  );
  const answer = JSON.parse(text) as {
    data?: { sendOtp: { send: { id: string } | null } } | null;
  };
  const id = answer.data?.sendOtp.send?.id;
  if (id === undefined) {
    fail(text.slice(0, 300));
  }
  return id;
}

/** One send from its request to its SEND_DELIVERED. */
async function send(samples: Samples): Promise<void> {
  const tenant = nextTenant();
  const startedAt = performance.now();
  const id = await request(tenant, "+62812");
  const answeredAt = performance.now();
  if (id === undefined) {
    return;
  }
  await arrival(id, answeredAt);
  samples.ended += 1;
  if (samples.isOpen) {
    samples.request.push(answeredAt - startedAt);
    samples.seen.push(Math.max(0, (passageEnds.get(id) ?? answeredAt) - answeredAt));
  }
  passageEnds.delete(id);
}

const passageEnds = new Map<string, number>();

async function arrival(id: string, answeredAt: number): Promise<void> {
  const early = passages.get(id);
  if (early !== undefined) {
    passages.delete(id);
    passageEnds.set(id, early.seenAt);
    return;
  }
  await new Promise<void>((resolve) => {
    const passage: Passage = {
      answeredAt,
      seenAt: 0,
      done: () => {
        passageEnds.set(id, passage.seenAt);
        resolve();
      },
    };
    passages.set(id, passage);
  });
}

async function noop(samples: Samples): Promise<void> {
  const tenant = nextTenant();
  const startedAt = performance.now();
  const text = await post(
    tenant.key,
    JSON.stringify({ query: noopDocument, variables: { input: noopInput } }),
  );
  if (!text.includes("TOO_LONG")) {
    fail(text.slice(0, 300));
  }
  samples.ended += 1;
  if (samples.isOpen) {
    samples.request.push(performance.now() - startedAt);
  }
}

async function execute(order: LoadOrder): Promise<LoadResult> {
  failures.count = 0;
  failures.first = null;
  const samples: Samples = { request: [], seen: [], isOpen: false, ended: 0 };
  if (order.kind === "silent") {
    for (let index = 0; index < order.count; index += 1) {
      await request(nextTenant(), "+62813");
    }
    // Until the vendor's answer is stored.
    await sleep(1_000);
    return resultOf(samples, 1, false, 0);
  }
  const isSend = order.kind === "carry" || (order.kind === "rate" && order.what === "send");
  const one = isSend ? send : noop;
  const stop = { is: false };
  const underWay = new Set<Promise<void>>();
  const start = (): Promise<void> => {
    const running = one(samples)
      .catch((error: unknown) => fail(String(error)))
      .finally(() => underWay.delete(running));
    underWay.add(running);
    return running;
  };
  const feeding = order.kind === "rate" ? pace(order.perSecond, start, stop) : null;
  if (order.kind !== "rate") {
    for (let index = 0; index < order.underWay; index += 1) {
      void again(start, stop);
    }
  }
  await sleep(order.warmSec * 1_000);
  samples.isOpen = true;
  const openedAt = performance.now();
  await sleep(order.sec * 1_000);
  samples.isOpen = false;
  const tookSec = (performance.now() - openedAt) / 1_000;
  stop.is = true;
  await feeding;
  await Promise.race([Promise.all(underWay), sleep(giveUpMs, null, { ref: false })]);
  const lost = underWay.size;
  return resultOf(samples, tookSec, isSend, lost);
}

function resultOf(samples: Samples, tookSec: number, isSend: boolean, lost: number): LoadResult {
  return {
    perSecond: samples.request.length / tookSec,
    ended: samples.ended,
    request: latency(samples.request),
    seen: isSend ? latency(samples.seen) : null,
    failures: failures.count,
    failure: failures.first,
    lost,
  };
}

async function again(start: () => Promise<void>, stop: { readonly is: boolean }): Promise<void> {
  while (!stop.is) {
    await start();
  }
}

/** Starts what is due every millisecond, however slow the answers are. */
async function pace(
  perSecond: number,
  start: () => Promise<void>,
  stop: { readonly is: boolean },
): Promise<void> {
  const from = performance.now();
  let started = 0;
  while (!stop.is) {
    const due = ((performance.now() - from) / 1_000) * perSecond;
    for (; started < due; started += 1) {
      void start();
    }
    await sleep(1);
  }
}

function fail(reason: string): void {
  failures.count += 1;
  failures.first ??= reason;
}

answerQuestions(
  (order: LoadOrder | { readonly kind: "open"; readonly server: ServerReady }) =>
    order.kind === "open" ? open(order.server) : execute(order),
  async () => undefined,
);
