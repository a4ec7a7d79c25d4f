import { randomInt, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { marketFacts } from "../../src/app-learner.js";
import { routeParameters } from "../../src/core/route/measured/parameters.js";
import { RulesCache } from "../../src/flow/rules-cache.js";
import type { Ground } from "../../src/ground.js";
import { RouteLearner } from "../../src/manage/routes/route-learner.js";
import { createLearnerStore } from "../../src/store/learner-store.js";
import { createMarketReader } from "../../src/store/market-reader.js";
import { createRulesReader } from "../../src/store/rules-reader.js";
import type { ApiClient } from "../support/api-client.js";
import { LiveWorld } from "../support/live-world.js";
import { freePort, type ServerProcess } from "../support/server-process.js";
import { until } from "../support/until.js";

const count = 60;
const killAfter = 25;
/** Sends that prove a vendor well, and refusals that prove it broken then. */
const enough = 40;
/** Looks that end elsewhere weigh what is late a little differently; those of a second are more. */
const aboutAll: unknown = expect.closeTo(1, 2);

let world: LiveWorld;
let dying: ServerProcess;
let staying: ServerProcess;

/** Reads what the servers store. */
let ground: Ground;
/** Who learns, as long as the one lives that dies. */
let seat: string;
let outage: OpenBreaker;

beforeAll(async () => {
  world = await LiveWorld.open();
  const port = String(await freePort());
  // Where vendors report to: in front of both there would be a balancer, here it is the one that
  // stays.
  const SANDI_PUBLIC_URL = `http://127.0.0.1:${port}`;
  dying = await world.start({ SANDI_PUBLIC_URL });
  ground = await world.ground();
  seat = await until("it learns", () => learnerSeat(ground), 60_000);
  staying = await world.start({ SANDI_PORT: port, SANDI_PUBLIC_URL });
}, 240_000);
afterAll(async () => {
  await ground.close();
  await world.close();
});

describe("two servers on one database", { timeout: 180_000 }, () => {
  it("each tell the operator how both are, and nobody else", async () => {
    const platform = await until("both are heard of", async () => {
      const now = await readPlatform(world.client(staying, "operator"));
      return now?.processes === 2 ? now : null;
    });
    expect(platform.databasePoolSize).toBeGreaterThan(0);
    expect(await readPlatform(world.client(dying, "operator"))).toMatchObject({ processes: 2 });
    await expect(readPlatform(world.client(staying))).rejects.toThrow("OPERATE");
  });

  it("both know of an outage that the one has found that learns", async () => {
    const first = world.client(dying);
    await createPlan(first, "outage", ["globex"]);
    const ids = await sendSome(first);
    await until(
      "all have arrived",
      async () => (await readSends(first, ids)).every(({ status }) => status === "DELIVERED"),
      60_000,
    );
    await world.breakVendor({ vendor: "globex", kind: "refuse_connection" });
    await sendSome(first);
    outage = await until(
      "its breaker is open",
      async () => (await openBreakers(ground)).at(0) ?? null,
      60_000,
    );
    const isNews = async () => (await health()) !== "HEALTHY";
    expect(await until("the other one has read it", isNews, 60_000)).toBe(true);
  });

  it("lose no send and send no message twice when one is killed amid traffic", async () => {
    const first = world.client(dying);
    const second = world.client(staying);
    await createPlan(first, "two", ["primeline", "nusatext"]);
    // From now on would be from when the other server has looked, which may be behind a send.
    const seen = second.follow<{ type: string; sendId: string }>(
      "subscription($after: String) { sendEvents(after: $after) { type sendId } }",
      { after: await endOfLog(second) },
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
      80_000,
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

  it("learn on where the killed one stopped, and nothing twice", async () => {
    await until(
      "the other one learns",
      async () => ![null, seat].includes(await learnerSeat(ground)),
      60_000,
    );
    expect(await openBreakers(ground)).toContainEqual(outage);
    expect(await health()).not.toBe("HEALTHY");
    expect(await staying.end("SIGTERM")).toBe(0);

    const at = new Date(Date.now() + 900_000);
    const learned = await learnedBy(ground, at);
    await ground.pools.owner.query(
      `truncate route_estimate, route_look, route_breaker, route_cursor, route_past;
       update route_learner set owner_id = null, leased_until = null, look = 0, checkpoint = 0,
         state = null, checkpoint_at = null`,
    );
    const afresh = await learnedBy(ground, at);
    expect([...learned.keys()].toSorted()).toEqual([...afresh.keys()].toSorted());
    for (const [name, { accepted, answered }] of afresh) {
      const found = learned.get(name) ?? { accepted: 0, answered: 0 };
      expect({ name, share: found.answered / answered }).toEqual({ name, share: aboutAll });
      expect(Math.abs(found.accepted - accepted)).toBeLessThan(0.01 * answered);
    }
    expect(afresh.size).toBeGreaterThan(2);
  });

  function health(): Promise<string> {
    return world
      .client(staying)
      .ask<{ vendor: { health: { state: string } } }>(
        '{ vendor(slug: "globex") { health(channel: SMS, country: "ID") { state } } }',
      )
      .then(({ vendor }) => vendor.health.state);
  }
});

/** The cursor of the newest event; null = there is none. */
async function endOfLog(client: ApiClient, after: string | null = null): Promise<string | null> {
  const { pageInfo } = (
    await client.ask<{
      events: { pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    }>("query($after: String) { events(after: $after) { pageInfo { hasNextPage endCursor } } }", {
      after,
    })
  ).events;
  const end = pageInfo.endCursor ?? after;
  return pageInfo.hasNextPage ? await endOfLog(client, end) : end;
}

/** Sends by the plan "outage", each to a number of its own; returns their ids. */
function sendSome(client: ApiClient): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: enough }, () => {
      const [phone, idempotencyKey] = [`+62812${randomInt(10_000_000, 99_999_999)}`, randomUUID()];
      return sendOtp(client, { planKey: "outage", idempotencyKey, phone });
    }),
  );
}

/** What a vendor said to messages in a country, decayed until the same moment. */
interface Answers {
  readonly accepted: number;
  readonly answered: number;
}

/** What was answered, once all that was logged is learned from where it was left. */
async function learnedBy(
  { pools, keyring }: Ground,
  at: Date,
): Promise<ReadonlyMap<string, Answers>> {
  const rules = new RulesCache(
    { ...createRulesReader(pools.engine), ...createMarketReader(pools.engine, () => at) },
    () => [],
  );
  await rules.market();
  const learner = new RouteLearner({
    store: createLearnerStore(pools.owner),
    processId: randomUUID(),
    keyring,
    market: () => marketFacts({ rules }),
    breakersChanged: () => undefined,
  });
  while ((await learner.turn(at))?.isMore !== false) {
    // Until all of it is learned.
  }
  await learner.leave(at);
  // Beside answers everything waits for time to pass, and for breakers, which a late look may move.
  const { rows } = await pools.owner.query<Answers & { name: string }>(
    `select v.slug || ' ' || e.key as name,
       e.amounts[5] * power(2, (e.ref_sec - $1) / $2) as accepted,
       e.amounts[6] * power(2, (e.ref_sec - $1) / $2) as answered
     from route_estimate e
     join vendor_account a on starts_with(e.key, a.id::text) join vendor v on v.id = a.vendor_id
     where e.family = 'route-country'`,
    [at.getTime() / 1000, routeParameters.routeHalfLifeSec],
  );
  return new Map(rows.map(({ name, ...answers }) => [name, answers]));
}

/** Who learns of routes; null = nobody. */
async function learnerSeat({ pools }: Ground): Promise<string | null> {
  const { rows } = await pools.owner.query<{ owner: string | null }>(
    "select owner_id as owner from route_learner",
  );
  return rows[0]?.owner ?? null;
}

interface OpenBreaker {
  readonly scope: string;
  readonly key: string;
  readonly openedAt: Date;
}

/** The open ones, the earliest first. */
async function openBreakers({ pools }: Ground): Promise<readonly OpenBreaker[]> {
  const { rows } = await pools.owner.query<OpenBreaker>(
    `select scope, key, opened_at as "openedAt" from route_breaker order by opened_at`,
  );
  return rows;
}

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
    // No two of a block of numbers, as an attack would be: of that nothing is learned.
    const to = `+62811${10_000_000 + 1_234_567 * n}`;
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

async function createPlan(
  client: ApiClient,
  key: string,
  vendors: readonly string[],
): Promise<void> {
  const steps = [
    {
      channel: "SMS",
      vendors: vendors.map((vendor) => ({ vendor })),
      waitSec: 30,
      advanceOn: ["REJECTED", "UNDELIVERED", "OUTCOME_UNKNOWN"],
    },
  ];
  await client.ask(
    "mutation($input: PlanInput!) { createPlan(input: $input) { userErrors { code } } }",
    { input: { key, name: "Two servers", steps } },
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
