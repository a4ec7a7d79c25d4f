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

/** The moment from which the account has a free slot. */
async function nextFreeAt(): Promise<number> {
  const { rows } = await world.database.owner.query<{ at: Date }>(
    "select next_free_at as at from account_pace",
  );
  return rows[0]?.at.getTime() ?? 0;
}

/** A send that the vendor refuses because we are too fast; when it was handed over. */
async function throttled(): Promise<number> {
  world.sandbox.faults.add({ vendor: "primeline", kind: "throttle" });
  const { send } = await world.send({ planKey: "one", phone: nextPhone() });
  const id = send?.id ?? "";
  await until("failover", async () => (await world.sendRow(id)).deliveredAt !== null);
  await world.sandbox.clearFaults();
  const [attempt] = await world.attempts(id);
  expect(attempt).toMatchObject({ status: "REJECTED", failureClass: "THROTTLED" });
  return attempt?.submittedAt?.getTime() ?? Number.NaN;
}

const arrivalsAt = (...phones: readonly string[]): number[] =>
  phones
    .flatMap((phone) => world.sandbox.inbox(phone))
    .map((message) => Date.parse(message.arrivedAt))
    .toSorted((a, b) => a - b);

describe("an account that takes so many messages a second", () => {
  it("gets no more from two processes together", async () => {
    await limit(20);
    const other = world.startProcess().walk;
    const phones = Array.from({ length: 50 }, nextPhone);
    const begunAt = world.clock.now().getTime();
    await Promise.all(
      phones.map((phone, index) =>
        world.send({ planKey: "one", phone }, index % 2 === 0 ? world.walk : other),
      ),
    );
    await until("all messages", () => arrivalsAt(...phones).length === 50);

    // Each has a slot of its own, 50 ms after the one before it, and none comes before its slot.
    expect((await nextFreeAt()) - begunAt).toBeGreaterThanOrEqual(2_500);
    const early = arrivalsAt(...phones).filter((at, index) => at < begunAt + index * 50 - 2);
    expect(early).toEqual([]);
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
    const throttledAt = await throttled();
    const phone = nextPhone();
    await world.send({ planKey: "one", phone });
    await until("its turn", () => arrivalsAt(phone).length === 1);

    // The vendor asked for a second.
    expect((arrivalsAt(phone)[0] ?? 0) - throttledAt).toBeGreaterThanOrEqual(999);
  });

  it("that says so to one process is left alone by the others too", async () => {
    await limit(20);
    const other = world.startProcess().walk;
    const throttledAt = await throttled();
    await until("the pause is shared", async () => (await nextFreeAt()) >= throttledAt + 1_000);
    const phone = nextPhone();
    await world.send({ planKey: "one", phone }, other);
    await until("its turn", () => arrivalsAt(phone).length === 1);

    expect((arrivalsAt(phone)[0] ?? 0) - throttledAt).toBeGreaterThanOrEqual(998);
  });
});
