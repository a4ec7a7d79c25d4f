import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { micros, money } from "../support/money-words.js";
import type { ApiClient, LiveStream } from "../support/api-client.js";
import { LiveWorld } from "../support/live-world.js";
import type { ServerProcess } from "../support/server-process.js";

interface LiveEvent {
  readonly cursor: string;
  readonly type: string;
  readonly sendId: string;
  readonly channel: string | null;
  readonly vendorSlug: string | null;
}

const eventFields = "cursor type sendId channel vendorSlug";
const phone = "+6281157953957";
const email = "walker@example.com";

let world: LiveWorld;
let server: ServerProcess;
let tenant: ApiClient;

beforeAll(async () => {
  world = await LiveWorld.open();
  server = await world.start();
  tenant = world.client(server);
});
afterAll(async () => {
  await world.close();
});

describe("one OTP through the public door", { timeout: 90_000 }, () => {
  it("fails over and switches vendors before a subscriber that is cut off twice", async () => {
    const plan = await makePlan();
    await world.breakVendor({ vendor: "metrowa", channel: "whatsapp", kind: "hang" });
    await world.breakVendor({ vendor: "nusatext", kind: "drop_receipts" });
    const watcher = await Watcher.open(tenant);

    const send = await sendOtp({ planKey: "e2e", idempotencyKey: "walk-1", phone, email });
    await watcher.seen("CHANNEL_FAILED_OVER");
    watcher.cut();
    await watcher.resume();
    await watcher.seen("VENDOR_SWITCHED");
    watcher.cut();
    await watcher.resume();
    await watcher.seen("SEND_DELIVERED");

    const arrived = await world.inbox(phone);
    const code = arrived[0]?.code ?? "";
    expect(arrived.map(({ vendor }) => vendor)).toEqual(["primeline", "nusatext"]);
    expect(new Set(arrived.map((message) => message.code)).size).toBe(1);
    expect(await verify(send.id, code === "000000" ? "000001" : "000000")).toEqual({
      result: "WRONG_CODE",
      checksLeft: 4,
    });
    expect(await verify(send.id, code)).toMatchObject({ result: "VERIFIED" });
    await watcher.seen("SEND_VERIFIED");

    const log = await eventsOf(send.id);
    const live = watcher.events.filter((event) => event.sendId === send.id);
    expect(live).toEqual(log.slice(0, live.length));
    expect(live.at(-1)?.type).toBe("SEND_VERIFIED");
    expect(inOrder(log, landmarks)).toEqual(landmarks);
    const stream = tenant.follow<LiveEvent>(
      "subscription($id: ID!, $after: String) { sendStatus(sendId: $id, after: $after) { " +
        `${eventFields} } }`,
      { id: send.id, after: log[0]?.cursor },
    );
    await stream.completed();
    expect(stream.values).toEqual(live.slice(1));

    await expectMoneyToAgree(plan.id, [send.id]);
    watcher.cut();
  });

  it("loses nothing when the server is killed between an answer and its receipt", async () => {
    await fetch(`${world.market.url}/faults`, { method: "DELETE" });
    await world.breakVendor({ vendor: "primeline", kind: "late_receipts", forSec: 60 });
    await createPlan({
      key: "e2e-kill",
      steps: [{ channel: "SMS", vendors: [{ vendor: "primeline" }], waitSec: 60 }],
    });
    const watcher = await Watcher.open(tenant);
    const to = "+6281157953958";
    const send = await sendOtp({ planKey: "e2e-kill", idempotencyKey: "kill-1", phone: to });
    await watcher.seen("ATTEMPT_SUBMITTED");

    await server.end("SIGKILL");
    server = await world.start({ SANDI_PORT: new URL(server.url).port });
    tenant = world.client(server);
    await watcher.resume(tenant);
    await watcher.seen("SEND_DELIVERED", 60_000);

    const again = await sendOtp({ planKey: "e2e-kill", idempotencyKey: "kill-1", phone: to });
    expect(again.id).toBe(send.id);
    expect((await world.inbox(to)).map(({ vendor }) => vendor)).toEqual(["primeline"]);
    const live = watcher.events.filter((event) => event.sendId === send.id);
    expect(live).toEqual(await eventsOf(send.id));
    expect(await verify(send.id, (await world.inbox(to))[0]?.code ?? "")).toMatchObject({
      result: "VERIFIED",
    });
    expect(world.sandi("audit")).toMatchObject({ status: 0 });
    watcher.cut();
  });
});

const landmarks = [
  "SEND_QUEUED",
  "CHANNEL_FAILED_OVER",
  "ATTEMPT_SUBMITTED",
  "VENDOR_SWITCHED",
  "ATTEMPT_DELIVERED",
  "SEND_DELIVERED",
  "CODE_CHECK_FAILED",
  "SEND_VERIFIED",
];

/** The landmarks that the log passes, in its order. */
function inOrder(log: readonly LiveEvent[], wanted: readonly string[]): string[] {
  const passed: string[] = [];
  for (const { type } of log) {
    if (type === wanted[passed.length]) {
      passed.push(type);
    }
  }
  return passed;
}

/** Follows all sends of the tenant, and goes on after the last cursor. */
class Watcher {
  readonly #before: LiveEvent[] = [];

  private constructor(
    private client: ApiClient,
    private stream: LiveStream<LiveEvent>,
  ) {}

  static async open(client: ApiClient): Promise<Watcher> {
    const stream = Watcher.#follow(client, null);
    await stream.opened;
    return new Watcher(client, stream);
  }

  static #follow(client: ApiClient, after: string | null): LiveStream<LiveEvent> {
    const query = `subscription($after: String) { sendEvents(after: $after) { ${eventFields} } }`;
    return client.follow<LiveEvent>(query, { after });
  }

  get events(): readonly LiveEvent[] {
    return [...this.#before, ...this.stream.values];
  }

  async seen(type: string, timeoutMs?: number): Promise<void> {
    if (!this.#before.some((event) => event.type === type)) {
      await this.stream.seen(type, (event) => event.type === type, timeoutMs);
    }
  }

  cut(): void {
    this.stream.cut();
  }

  async resume(client = this.client): Promise<void> {
    this.client = client;
    this.#before.push(...this.stream.values);
    this.stream = Watcher.#follow(client, this.#before.at(-1)?.cursor ?? null);
    await this.stream.opened;
  }
}

async function makePlan(): Promise<{ id: string }> {
  const plan = await createPlan({
    key: "e2e",
    steps: [
      { channel: "WHATSAPP", vendors: [{ vendor: "metrowa" }], waitSec: 3 },
      { channel: "SMS", vendors: [{ vendor: "nusatext" }, { vendor: "primeline" }], waitSec: 3 },
      { channel: "EMAIL", vendors: [{ vendor: "postwing" }], waitSec: 3 },
    ],
  });
  const { setBudget } = await tenant.ask<{ setBudget: { userErrors: unknown[] } }>(
    "mutation($input: SetBudgetInput!) { setBudget(input: $input) { userErrors { code message " +
      "} } }",
    { input: { scope: "PLAN", planId: plan.id, period: "DAY", limit: "5" } },
  );
  expect(setBudget.userErrors).toEqual([]);
  return plan;
}

async function createPlan(input: Readonly<Record<string, unknown>>): Promise<{ id: string }> {
  const { createPlan: payload } = await tenant.ask<{
    createPlan: { plan: { id: string } | null; userErrors: unknown[] };
  }>(
    `mutation($input: PlanInput!) {
      createPlan(input: $input) { plan { id } userErrors { code message } }
    }`,
    { input: { name: "End to end", ...input } },
  );
  expect(payload.userErrors).toEqual([]);
  return payload.plan ?? { id: "" };
}

async function sendOtp(input: Readonly<Record<string, string>>): Promise<{ id: string }> {
  const { sendOtp: payload } = await tenant.ask<{
    sendOtp: { send: { id: string } | null; userErrors: unknown[] };
  }>(
    `mutation($input: SendOtpInput!) {
      sendOtp(input: $input) { send { id } userErrors { code message } }
    }`,
    { input },
  );
  expect(payload.userErrors).toEqual([]);
  return payload.send ?? { id: "" };
}

async function verify(sendId: string, code: string): Promise<unknown> {
  const { verifyOtp } = await tenant.ask<{ verifyOtp: unknown }>(
    "mutation($input: VerifyOtpInput!) { verifyOtp(input: $input) { result checksLeft } }",
    { input: { sendId, code } },
  );
  return verifyOtp;
}

async function eventsOf(sendId: string): Promise<readonly LiveEvent[]> {
  const { events } = await tenant.ask<{ events: { nodes: LiveEvent[] } }>(
    `query($id: ID!) { events(filter: { sendId: $id }) { nodes { ${eventFields} } } }`,
    { id: sendId },
  );
  return events.nodes;
}

interface Money {
  readonly amount: string;
}

/**
 * The plan's budget, the sends and their attempts tell the same sums, and the audit finds nothing.
 */
async function expectMoneyToAgree(planId: string, sendIds: readonly string[]): Promise<void> {
  const { plan, nodes } = await tenant.ask<{
    plan: { budgets: { spent: Money; held: Money }[] };
    nodes: { cost: Money; costHeld: Money; attempts: { cost: Money | null }[] }[];
  }>(
    `query($planId: ID!, $ids: [ID!]!) {
      plan(id: $planId) { budgets { spent { amount } held { amount } } }
      nodes(ids: $ids) { ... on Send {
        cost { amount } costHeld { amount } attempts { cost { amount } } } }
    }`,
    { planId, ids: sendIds },
  );
  const [budget] = plan.budgets;
  const spent = nodes.reduce((sum, send) => sum + micros(send.cost.amount), 0n);
  const held = nodes.reduce((sum, send) => sum + micros(send.costHeld.amount), 0n);
  const attempts = nodes.flatMap((send) => send.attempts);
  expect(spent).toBeGreaterThan(0n);
  expect({ spent: budget?.spent.amount, held: budget?.held.amount }).toEqual({
    spent: money(spent),
    held: money(held),
  });
  expect(attempts.reduce((sum, { cost }) => sum + micros(cost?.amount ?? "0"), 0n)).toBe(spent);
  expect(world.sandi("audit", "--json")).toMatchObject({ status: 0 });
}
