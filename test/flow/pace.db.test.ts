import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeEach(async () => {
  world = await createWalkWorld();
  await world.createPlan(
    twoChannelPlan("one", { step: { vendors: [{ vendor: "primeline" }], waitSec: 60 } }),
  );
});
afterEach(async () => {
  await world.expectSound();
  await world.close();
});

async function limit(perSecond: number): Promise<void> {
  await world.database.owner.query(
    `update vendor_account set max_per_second = $1
     where vendor_id = (select id from vendor where slug = 'primeline')`,
    [perSecond],
  );
  await world.database.owner.query("update market_version set version = version + 1");
}

describe("an account that takes so many messages a second", () => {
  it("gets no more from two processes together", async () => {
    await limit(20);
    const other = world.startProcess().walk;
    const phones = Array.from({ length: 50 }, nextPhone);
    await Promise.all(
      phones.map((phone, index) =>
        world.send({ planKey: "one", phone }, index % 2 === 0 ? world.walk : other),
      ),
    );
    const arrivals = (): number[] =>
      phones
        .flatMap((phone) => world.sandbox.inbox(phone))
        .map((message) => Date.parse(message.arrivedAt))
        .toSorted((a, b) => a - b);
    await until("all messages", () => arrivals().length === 50);

    const times = arrivals();
    const tookMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    expect(tookMs).toBeGreaterThan(2_200);
    expect(tookMs).toBeLessThan(6_000);
    for (let at = 0; at + 24 < times.length; at += 1) {
      // Any 25 messages take a second and more, but for what a busy machine puts off; with a limit
      // for each process they would take 0.6 s.
      expect((times[at + 24] ?? 0) - (times[at] ?? 0)).toBeGreaterThan(650);
    }
  }, 60_000);

  it("leaves QUEUED what waits for its turn, and nobody else takes it over meanwhile", async () => {
    await limit(1);
    const other = world.startProcess();
    const phones = Array.from({ length: 3 }, nextPhone);
    const sent = await Promise.all(phones.map((phone) => world.send({ planKey: "one", phone })));
    const last = sent.at(-1)?.send?.id ?? "";
    await until("the first", async () => world.sandbox.inbox(phones[0] ?? "").length === 1);
    expect((await world.sendRow(last)).status).toBe("QUEUED");
    // Leases are renewed at the account's next turn.
    world.clock.jump(6);
    await until("the last", () => world.sandbox.inbox(phones[2] ?? "").length === 1);
    const [attempt] = await world.attempts(last);
    expect(attempt?.leaseOwner).not.toBe(other.processId);
    for (const phone of phones) {
      expect(world.sandbox.inbox(phone)).toHaveLength(1);
    }
  });

  it("that says it is too much is left alone for a while, whatever waits for it", async () => {
    world.sandbox.faults.add({ vendor: "primeline", kind: "throttle" });
    const refused = await world.send({ planKey: "one", phone: nextPhone() });
    const refusedId = refused.send?.id ?? "";
    await until("failover", async () => (await world.sendRow(refusedId)).deliveredAt !== null);
    await world.sandbox.clearFaults();
    const [attempt] = await world.attempts(refusedId);
    expect(attempt).toMatchObject({ status: "REJECTED", failureClass: "THROTTLED" });

    const startedAt = performance.now();
    const phone = nextPhone();
    await world.send({ planKey: "one", phone });
    await until("its turn", () => world.sandbox.inbox(phone).length === 1);
    expect(performance.now() - startedAt).toBeGreaterThan(500);
  });
});
