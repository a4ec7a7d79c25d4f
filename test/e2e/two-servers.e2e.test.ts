import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiClient } from "../support/api-client.js";
import { LiveWorld } from "../support/live-world.js";
import { freePort, type ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";

const count = 60;
const killAfter = 25;

let world: LiveWorld;
let dying: ServerProcess;
let staying: ServerProcess;

beforeAll(async () => {
  world = await LiveWorld.open();
  const port = String(await freePort());
  // Where vendors report to: in front of both there would be a balancer, here it is the one that
  // stays.
  const SANDI_PUBLIC_URL = `http://127.0.0.1:${port}`;
  staying = await world.start({ SANDI_PORT: port, SANDI_PUBLIC_URL });
  dying = await world.start({ SANDI_PUBLIC_URL });
});
afterAll(async () => {
  await world.close();
});

describe("two servers on one database", { timeout: 120_000 }, () => {
  it("each tell the operator how both are, and nobody else", async () => {
    const platform = await until("both are heard of", async () => {
      const now = await readPlatform(world.client(staying, "operator"));
      return now?.processes === 2 ? now : null;
    });
    expect(platform.databasePoolSize).toBeGreaterThan(0);
    expect(await readPlatform(world.client(dying, "operator"))).toMatchObject({ processes: 2 });
    await expect(readPlatform(world.client(staying))).rejects.toThrow("OPERATE");
  });

  it("lose no send and send no message twice when one is killed amid traffic", async () => {
    const first = world.client(dying);
    const second = world.client(staying);
    await createPlan(first);
    const seen = second.follow<{ type: string; sendId: string }>(
      "subscription { sendEvents { type sendId } }",
    );
    await seen.opened;
    // Many attempts hang in the air when the process dies: some messages are out, some are not.
    await world.breakVendor({ vendor: "primeline", kind: "slow", rate: 0.5 });
    await world.breakVendor({ vendor: "primeline", kind: "hang", rate: 0.3 });

    const { ids, inTheAir } = await sendThrough(first, second);
    expect(inTheAir).toBeGreaterThan(0);

    const sends = await until(
      "every send is delivered",
      async () => {
        const now = await readSends(second, [...ids.values()]);
        return now.every(({ status }) => status === "DELIVERED") ? now : null;
      },
      // A lease is 15 s, a vendor's time-out 8 s.
      40_000,
    );
    expect(sends).toHaveLength(count);
    const started = new Set(
      seen.values.filter((e) => e.type === "SEND_QUEUED").map((e) => e.sendId),
    );
    expect(started).toEqual(new Set(ids.values()));
    for (const [to] of ids) {
      const arrived = await world.inbox(to);
      // A message of a vendor that was sent twice would be there twice.
      const vendors = arrived.map(({ vendor }) => vendor);
      expect({ to, vendors }).toEqual({ to, vendors: [...new Set(vendors)] });
      expect(new Set(arrived.map(({ code }) => code)).size).toBe(1);
    }
    const statuses = sends.flatMap((send) => send.attempts.map(({ status }) => status));
    expect(statuses.filter((status) => status === "DELIVERED").length).toBeGreaterThanOrEqual(
      count,
    );
    expect(world.sandi("audit")).toMatchObject({ status: 0 });
    seen.cut();
    await until("the dead one is forgotten", async () => {
      const { processes } = await readPlatform(world.client(staying, "operator"));
      return processes === 1;
    });
  });
});

async function readPlatform(operator: ApiClient) {
  const { platform } = await operator.ask<{
    platform: { processes: number; databasePoolSize: number };
  }>("{ platform { processes databasePoolSize } }");
  return platform;
}

/**
 * 60 sends through the first server, which is killed on the way; those it no longer answers go on
 * at the second.
 */
async function sendThrough(first: ApiClient, second: ApiClient) {
  let inTheAir = 0;
  const ids = new Map<string, string>();
  const sending: Promise<void>[] = [];
  for (let n = 0; n < count; n += 1) {
    const to = `+62811579540${String(n).padStart(2, "0")}`;
    const input = { planKey: "two", idempotencyKey: `two-${n}`, phone: to };
    sending.push(
      sendOtp(first, input)
        // The same key: a send that was stored before the end is found, not made again.
        .catch(() => sendOtp(second, input))
        .then((id) => {
          ids.set(to, id);
        }),
    );
    if (n === killAfter) {
      dying.process.kill("SIGKILL");
      const left = await readSends(second, [...ids.values()]);
      inTheAir = left.filter(({ attempts }) => attempts.at(-1)?.status === "SUBMITTING").length;
    }
    await sleep(25);
  }
  await Promise.all(sending);
  return { ids, inTheAir };
}

async function sendOtp(
  client: ApiClient,
  input: Readonly<Record<string, string>>,
): Promise<string> {
  const { sendOtp: payload } = await client.ask<{ sendOtp: { send: { id: string } | null } }>(
    "mutation($input: SendOtpInput!) { sendOtp(input: $input) { send { id } userErrors { code " +
      "} } }",
    { input },
  );
  return payload.send?.id ?? "none";
}

async function createPlan(client: ApiClient): Promise<void> {
  const steps = [
    {
      channel: "SMS",
      vendors: [{ vendor: "primeline" }, { vendor: "nusatext" }],
      waitSec: 30,
      advanceOn: ["REJECTED", "UNDELIVERED", "OUTCOME_UNKNOWN"],
    },
  ];
  await client.ask(
    "mutation($input: PlanInput!) { createPlan(input: $input) { userErrors { code } } }",
    { input: { key: "two", name: "Two servers", steps } },
  );
}

function readSends(client: ApiClient, ids: readonly string[]) {
  return client
    .ask<{ nodes: { status: string; attempts: { status: string }[] }[] }>(
      "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Send { status attempts { status } } } }",
      { ids },
    )
    .then(({ nodes }) => nodes);
}
