import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { HotStore, Key } from "../../src/flow/ports.js";
import { Outdated } from "../../src/core/outdated.js";
import { createHotStore } from "../../src/store/hot-store.js";
import { KnownSends } from "../../src/store/known-sends.js";
import { countRoundTrips } from "../../src/store/sql/statement.js";
import { makeAttempt, makeSend } from "../support/otp-rows.js";
import { plainSends } from "../support/plain-sends.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld({ vendorTimeoutMs: 600 });
  await world.createPlan(twoChannelPlan("two"));
  await world.setBudget({ limit: "1000", alertAt: [] });
});
afterEach(() => world.sandbox.clearFaults());
afterAll(() => world.close());

async function lock(store: HotStore, ...keys: readonly Key[]) {
  return plainSends(await store.transaction(async (tx) => await tx.lockSends(keys)));
}

async function start(fault?: "reject_number" | "hang" | "drop_receipts"): Promise<Key> {
  if (fault !== undefined) {
    world.sandbox.faults.add({ vendor: "nusatext", kind: fault });
  }
  const { send } = await world.send({ planKey: "two", phone: nextPhone() });
  return { tenantId: world.tenantId, id: send?.id ?? "" };
}

describe("a send that this process knows", () => {
  it.each([undefined, "reject_number", "hang"] as const)(
    "is what the database has, at every stage, with the fault %s",
    async (fault) => {
      const key = await start(fault);
      for (let look = 0; look < 5; look += 1) {
        const { known, stored } = await looks(key);
        expect(known).toEqual(stored);
      }
      await until("delivery", async () => (await world.sendRow(key.id)).deliveredAt !== null);
      await world.quiet();
      const { known, stored } = await looks(key);
      expect(known).toEqual(stored);
    },
  );

  it("is read anew when somebody else changed it", async () => {
    const key = await start("drop_receipts");
    await world.quiet();
    await world.database.owner.query("update send set checks_left = 1 where id = $1", [key.id]);

    const [locked] = await lock(world.store, key);

    expect(locked?.send.checksLeft).toBe(1);
    expect(locked?.attempts.length).toBeGreaterThan(0);
  });

  it("is read anew also when that shows only after the step has gone on", async () => {
    const key = await start("drop_receipts");
    await world.quiet();
    const { checksLeft } = await world.sendRow(key.id);
    await world.database.owner.query("update send set checks_left = 1 where id = $1", [key.id]);
    const seen: (number | undefined)[] = [];

    const [locked] = await world.store.transaction(async (tx) => {
      const sends = await tx.lockSends([key]);
      seen.push(sends[0]?.send.checksLeft);
      // The first statements are answered, and what follows comes to a failed transaction.
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.updateSends(sends.map(({ send }) => ({ ...send, resendsLeft: 0 })));
      return sends;
    });

    expect(seen).toEqual([checksLeft, 1]);
    expect(locked?.send.checksLeft).toBe(1);
    expect((await world.sendRow(key.id)).resendsLeft).toBe(0);
  });

  it("is not known to another tenant", async () => {
    const key = await start();
    await world.quiet();
    const other = "01a20000-0000-7000-8000-000000000000";

    expect(await lock(world.store, { tenantId: other, id: key.id })).toEqual([]);
    expect(await lock(world.store, key)).toHaveLength(1);
  });

  it("is locked although it is not read", async () => {
    const key = await start("drop_receipts");
    await world.quiet();

    await world.store.transaction(async (tx) => {
      await tx.lockSends([key]);
      // Whatever is answered was run behind the lock.
      await tx.loadRevisions([key]);
      const blocked = world.database.owner.query(
        "select 1 from send where id = $1 for update nowait",
        [key.id],
      );
      await expect(blocked).rejects.toMatchObject({ code: "55P03" });
    });
  });

  it("is found by its attempts, which only another process or tenant looks for", async () => {
    const key = await start();
    await world.quiet();
    const [attempt] = await world.attempts(key.id);
    const mine = { tenantId: world.tenantId, id: attempt?.id ?? "" };
    const foreign = { ...mine, tenantId: "01a20000-0000-7000-8000-000000000000" };
    const found = [{ attemptId: mine.id, sendId: key.id }];
    const asked = () => countRoundTrips().get("find-sends-of-attempts") ?? 0;
    const before = asked();

    expect(await world.store.findSendsOfAttempts([mine])).toEqual(found);
    expect(asked()).toBe(before);
    expect(await world.store.findSendsOfAttempts([foreign])).toEqual([]);
    expect(asked()).toBe(before + 1);
    const elsewhere = createHotStore(world.database.engine);
    expect(await elsewhere.findSendsOfAttempts([mine])).toEqual(found);
    expect(asked()).toBe(before + 2);
  });

  it("is forgotten by a transaction that came to nothing", async () => {
    const key = await start("drop_receipts");
    await world.quiet();
    const broken = world.store.transaction(async (tx) => {
      const [locked] = await tx.lockSends([key]);
      if (locked !== undefined) {
        locked.send.checksLeft = 0;
      }
      throw new Error("no");
    });
    await expect(broken).rejects.toThrow("no");

    const { known, stored } = await looks(key);
    expect(known).toEqual(stored);
  });
});

describe("what this process knows", () => {
  it("is of the last 2,000 sends and 10,000 attempts, and of twice as many at most", () => {
    const known = new KnownSends();
    const keys = Array.from({ length: 30_000 }, (_, index) => {
      const send = makeSend(world.tenantId, { id: `send ${index}` });
      const attempt = makeAttempt(send, { id: `attempt ${index}` });
      known.put({ send, attempts: [attempt], version: "1" });
      return { tenantId: world.tenantId, id: attempt.id };
    });

    expect(known.sendsOf(keys.slice(-10_000)).size).toBe(10_000);
    expect(known.sendsOf(keys).size).toBeLessThanOrEqual(20_000);
    expect(known.take(world.tenantId, "send 25999")).toBeUndefined();
    expect(known.take(world.tenantId, "send 28000")).toBeDefined();
  });

  it("is nothing of a send whose code has arrived, or that is closed", () => {
    const known = new KnownSends();
    const open = makeSend(world.tenantId, { id: "open" });
    const arrived = makeSend(world.tenantId, { id: "arrived", deliveredAt: world.clock.now() });
    const closed = makeSend(world.tenantId, { id: "closed", verification: "CANCELED" });
    for (const send of [open, arrived, closed]) {
      known.put({ send, attempts: [], version: "1" });
    }

    expect(known.take(world.tenantId, "arrived")).toBeUndefined();
    expect(known.take(world.tenantId, "closed")).toBeUndefined();
    expect(known.take(world.tenantId, "open")).toBeDefined();
  });
});

/** The walk goes on meanwhile, so both are asked until nothing came in between. */
function looks(key: Key) {
  return until("two equal looks", async () => {
    const stored = await lock(createHotStore(world.database.engine), key);
    const known = await lock(world.store, key);
    const again = await lock(createHotStore(world.database.engine), key);
    const isStill = JSON.stringify(ofText(stored)) === JSON.stringify(ofText(again));
    return isStill ? { known, stored } : null;
  });
}

function ofText(locked: ReturnType<typeof plainSends>): unknown {
  return JSON.parse(
    JSON.stringify(locked, (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    ),
  );
}

describe("rules that a transaction goes by", () => {
  it("fail it where the database has others, whatever comes behind", async () => {
    const key = await start();
    await world.quiet();
    const versions = { market: -1n, tenants: new Map([[world.tenantId, 1n]]) };

    const works = [
      world.store.transaction(async (tx) => tx.confirmRules(versions)),
      world.store.transaction(async (tx) => {
        tx.confirmRules(versions);
        await new Promise((resolve) => setTimeout(resolve, 50));
        await tx.lockSends([key]);
      }),
    ];

    for (const work of works) {
      await expect(work).rejects.toEqual(new Outdated("RULES"));
    }
  });
});
