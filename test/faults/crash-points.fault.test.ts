import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { VendorGateway } from "../../src/flow/ports.js";
import { Life } from "../support/mortal.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeEach(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
  await world.createPlan(
    twoChannelPlan("patient", { step: { vendors: [{ vendor: "primeline" }], waitSec: 60 } }),
  );
  await world.setBudget({ limit: "1000", alertAt: [] });
});
afterEach(async () => {
  await world.expectSound();
  await world.close();
});

/** Longer than a lease, shorter than any wait of the plan "patient". */
const leaseSec = 16;

/** A process that stores the first answer of a vendor, and does nothing after that. */
function startDyingAfterAnswer() {
  const life = new Life();
  const { gateway } = world.ports;
  const watched: VendorGateway = {
    ...gateway,
    async submit(...handedOver) {
      const answer = await gateway.submit(...handedOver);
      life.endsAt = "transaction";
      life.when = "after";
      return answer;
    },
  };
  return world.startProcess({ gateway: watched }, { life, hasTimers: false });
}

describe("a process that dies", () => {
  it("after it stored a send leaves it to another, once the lease is over", async () => {
    const dying = world.startProcess({}, { life: new Life("markSubmitting") });
    const phone = nextPhone();
    const { send } = await world.send({ planKey: "patient", phone }, dying.walk);
    const id = send?.id ?? "";
    await until("death", () => dying.life.isOver);
    expect(await world.attempts(id)).toMatchObject([
      { status: "PLANNED", leaseOwner: dying.processId },
    ]);
    expect(world.sandbox.inbox(phone)).toEqual([]);

    world.clock.jump(leaseSec);

    await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
    expect(await world.attempts(id)).toHaveLength(1);
    expect(world.sandbox.inbox(phone)).toHaveLength(1);
  });

  it("on its way to the vendor leaves an unknown outcome, which nobody submits again", async () => {
    const dying = world.startProcess({}, { life: new Life("submit") });
    const phone = nextPhone();
    const { send } = await world.send({ planKey: "patient", phone }, dying.walk);
    const id = send?.id ?? "";
    await until("death", () => dying.life.isOver);
    expect(await world.attempts(id)).toMatchObject([{ status: "SUBMITTING" }]);
    expect(await world.sendRow(id)).toMatchObject({ status: "SENDING" });

    world.clock.jump(leaseSec);

    await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
    expect(await world.attempts(id)).toMatchObject([
      { status: "UNKNOWN", failureClass: "OUTCOME_UNKNOWN", charge: "HELD" },
      { channel: "WHATSAPP", deliveredAt: expect.any(Date) as Date },
    ]);
    expect(world.sandbox.inbox(phone).map((message) => message.channel)).toEqual(["WHATSAPP"]);
  });

  it("with the vendor's answer unsaved loses nothing: the receipt names it", async () => {
    const dying = world.startProcess({}, { life: new Life("submit", "after") });
    world.sandbox.faults.add({ vendor: "primeline", kind: "late_receipts" });
    const phone = nextPhone();
    const { send } = await world.send({ planKey: "patient", phone }, dying.walk);
    const id = send?.id ?? "";
    await until("death", () => dying.life.isOver);

    await until("the receipt", async () => (await world.sendRow(id)).deliveredAt !== null);
    world.clock.jump(leaseSec);
    await world.quiet();

    const [attempt, ...others] = await world.attempts(id);
    expect(attempt).toMatchObject({ status: "DELIVERED", charge: "CHARGED" });
    expect(attempt?.submittedAt).toEqual(attempt?.createdAt);
    expect(await world.sendRow(id)).toMatchObject({ firstSubmittedAt: attempt?.createdAt });
    expect(others).toEqual([]);
    expect(world.sandbox.inbox(phone)).toHaveLength(1);
  });

  it("with the answer of a vendor that echoes nothing moves on", async () => {
    const dying = world.startProcess({}, { life: new Life("submit", "after") });
    const phone = nextPhone();
    const { send } = await world.send({ planKey: "two", phone }, dying.walk);
    const id = send?.id ?? "";
    await until("death", () => dying.life.isOver);

    world.clock.jump(leaseSec);

    await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
    await world.quiet();
    const attempts = await world.attempts(id);
    expect(attempts.map(({ status }) => status)).toEqual(["UNKNOWN", "DELIVERED"]);
    expect(world.sandbox.inbox(phone).map((message) => message.vendor)).toEqual([
      "primeline",
      "nusatext",
    ]);
    world.clock.jump(3600);
    await until("its hold is over", async () => (await world.attempts(id))[0]?.charge === "MAYBE");
  });

  it("after it saved the answer leaves nothing undone", async () => {
    const dying = startDyingAfterAnswer();
    world.sandbox.faults.add({ vendor: "nusatext", kind: "late_receipts" });
    const phone = nextPhone();
    const { send } = await world.send({ planKey: "two", phone }, dying.walk);
    const id = send?.id ?? "";
    await until("death", () => dying.life.isOver);
    await until("the receipt", async () => (await world.sendRow(id)).deliveredAt !== null);
    expect(await world.attempts(id)).toMatchObject([{ status: "DELIVERED", charge: "CHARGED" }]);
    expect(world.sandbox.inbox(phone)).toHaveLength(1);
  });

  it("after an early receipt leaves that to the sweep", async () => {
    const dying = startDyingAfterAnswer();
    world.sandbox.faults.add({ vendor: "nusatext", kind: "receipt_before_answer" });
    const { send } = await world.send({ planKey: "two", phone: nextPhone() }, dying.walk);
    const id = send?.id ?? "";
    await until("death", () => dying.life.isOver);
    await until("the sweep", async () => (await world.sendRow(id)).deliveredAt !== null);
    expect(await world.attempts(id)).toMatchObject([{ status: "DELIVERED" }]);
  });

  it("with many sends in its hands sends no message twice", async () => {
    const life = new Life();
    const dying = world.startProcess({}, { life });
    const phones = Array.from({ length: 60 }, nextPhone);
    const send = (phone: string) => world.send({ planKey: "patient", phone }, dying.walk);
    await Promise.all(phones.slice(0, 30).map(send));
    life.endsAt = "markSubmitting";
    void Promise.allSettled(phones.slice(30).map(send));
    await until("death", () => life.isOver);

    world.clock.jump(leaseSec);

    await until("all deliveries", async () => {
      const { rows } = await world.database.owner.query<{ sends: bigint; open: bigint }>(
        "select count(*) as sends, count(*) filter (where delivered_at is null) as open from send",
      );
      return (rows[0]?.sends ?? 0n) >= 30n && rows[0]?.open === 0n;
    });
    // A submission that was cut off goes on at the next channel; the others were handed over once.
    for (const phone of phones) {
      const bySms = world.sandbox.inbox(phone).filter((message) => message.channel === "SMS");
      expect(bySms.length).toBeLessThanOrEqual(1);
    }
  }, 60_000);
});
