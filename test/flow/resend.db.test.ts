import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Channel } from "../../src/core/otp/status.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
  await world.createPlan(
    twoChannelPlan("once", { resend: { cooldownSec: 30, maxResends: 1, switchVendor: false } }),
  );
  await world.createPlan(twoChannelPlan("capped", { maxCostPerSend: "0.03" }));
  await world.createPlan(twoChannelPlan("fresh-codes", { code: { perAttempt: true } }));
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

async function delivered(planKey: string): Promise<{ id: string; phone: string }> {
  const phone = nextPhone();
  const { send, errors } = await world.send({ planKey, phone });
  expect(errors).toEqual([]);
  const id = send?.id ?? "";
  await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
  return { id, phone };
}

function resend(
  sendId: string,
  channel: Channel | null = null,
  idempotencyKey: string = randomUUID(),
) {
  return world.walk.otp.resendOtp(world.tenantId, { sendId, channel, idempotencyKey });
}

describe("a resend", () => {
  it("brings the same code through another vendor, and is counted", async () => {
    const { id, phone } = await delivered("two");
    const { send, errors } = await resend(id);
    expect(errors).toEqual([]);
    expect(send).toMatchObject({ round: 1, resendsLeft: 2 });
    await until("the second message", () => world.sandbox.inbox(phone).length === 2);
    const [second, first] = world.sandbox.inbox(phone);
    expect(second?.code).toBe(first?.code);
    expect([first?.vendor, second?.vendor]).toEqual(["nusatext", "primeline"]);
    expect((await world.attempts(id))[1]).toMatchObject({ round: 1, isAutomatic: false });
    const types = (await world.events(id)).map((event) => event.type);
    expect(types).toContain("RESEND_REQUESTED");
    expect(types).not.toContain("VENDOR_SWITCHED");
  });

  it("brings a new code where each attempt has its own, and both are good", async () => {
    const { id, phone } = await delivered("fresh-codes");
    await resend(id);
    await until("the second message", () => world.sandbox.inbox(phone).length === 2);
    const [second, first] = world.sandbox.inbox(phone);
    expect(second?.code).not.toBe(first?.code);
    const typed = await world.walk.otp.verifyOtp(world.tenantId, id, first?.code ?? "");
    expect(typed.result).toBe("VERIFIED");
  });

  it("takes the channel that was asked for, and no other", async () => {
    const { id, phone } = await delivered("two");
    expect((await resend(id, "WHATSAPP")).errors).toEqual([]);
    await until("the second message", () => world.sandbox.inbox(phone).length === 2);
    expect(world.sandbox.inbox(phone)[0]?.channel).toBe("WHATSAPP");
    const { errors } = await resend(id, "VOICE");
    expect(errors).toMatchObject([{ code: "CHANNEL_NOT_IN_PLAN", field: ["channel"] }]);
  });

  it("waits for its pause, and is not endless", async () => {
    const { id, phone } = await delivered("once");
    const early = await resend(id);
    expect(early.errors).toMatchObject([{ code: "COOLDOWN" }]);
    expect(early.errors[0]?.retryAfterMs).toBeGreaterThan(20_000);
    world.clock.jump(31);
    expect((await resend(id)).errors).toEqual([]);
    await until("the second message", () => world.sandbox.inbox(phone).length === 2);
    expect(world.sandbox.inbox(phone).map((message) => message.vendor)).toEqual([
      "nusatext",
      "nusatext",
    ]);
    expect((await resend(id)).errors).toMatchObject([{ code: "RESENDS_EXHAUSTED" }]);
  });

  it("is one resend, however often its key comes", async () => {
    const { id, phone } = await delivered("two");
    const results = await Promise.all(
      Array.from({ length: 20 }, () => resend(id, null, `same ${id}`)),
    );
    expect(results.flatMap((result) => result.errors)).toEqual([]);
    expect((await resend(id, null, `same ${id}`)).errors).toEqual([]);
    await until("the second message", () => world.sandbox.inbox(phone).length === 2);
    expect(await world.attempts(id)).toHaveLength(2);
    expect((await world.sendRow(id)).resendsLeft).toBe(2);
    const other = await resend(id, "WHATSAPP", `same ${id}`);
    expect(other.errors).toMatchObject([{ code: "IDEMPOTENCY_CONFLICT" }]);
  });

  it("that money refuses leaves the send as it was, and its key is free again", async () => {
    const { id } = await delivered("capped");
    const before = await world.sendRow(id);
    const refused = await resend(id, null, `refused ${id}`);
    expect(refused.errors).toMatchObject([{ code: "COST_CAP_TOO_LOW" }]);
    // It may be read meanwhile.
    expect({ ...(await world.sendRow(id)), status: before.status }).toEqual(before);
    const again = await resend(id, null, `refused ${id}`);
    expect(again.errors).toMatchObject([{ code: "COST_CAP_TOO_LOW" }]);
  });

  it("that the budget refuses does not stop the failover that was coming", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
    const { send } = await world.send({ planKey: "two", phone: nextPhone() });
    const id = send?.id ?? "";
    await until("submission", async () => (await world.sendRow(id)).status === "SENT");
    await world.sandbox.clearFaults();
    const budget = { scope: "COUNTRY", country: "ID" } as const;
    await world.setBudget({ ...budget, limit: "0.000001", alertAt: [] });

    const refused = await resend(id);
    expect(refused.errors).toMatchObject([{ code: "BUDGET_EXHAUSTED" }]);
    expect(refused.send).toMatchObject({ resendsLeft: 3, round: 0, halted: null });
    expect((await world.events(id)).at(-1)).toMatchObject({
      type: "BUDGET_REFUSED_ATTEMPT",
      detail: { budget: "COUNTRY DAY" },
    });
    expect(await world.alerts()).toMatchObject([{ kind: "BUDGET_EXHAUSTED" }]);

    await world.setBudget({ ...budget, limit: "1000", alertAt: [] });
    world.clock.jump(6);
    await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
    expect((await world.attempts(id)).map((attempt) => attempt.round)).toEqual([0, 0]);
  });

  it("gives a failed send another chance, which only an arrival lifts", async () => {
    for (const vendor of ["nusatext", "primeline", "metrowa", "globex"]) {
      world.sandbox.faults.add({ vendor, kind: "throttle" });
    }
    const { send } = await world.send({ planKey: "two", phone: nextPhone() });
    const id = send?.id ?? "";
    await until("failure", async () => (await world.sendRow(id)).status === "FAILED");
    await world.sandbox.clearFaults();
    expect((await resend(id)).errors).toEqual([]);
    await until("delivery", async () => (await world.sendRow(id)).status === "DELIVERED");
  });

  it("of a closed or a foreign send is refused", async () => {
    const { id } = await delivered("two");
    await world.walk.otp.cancelSend(world.tenantId, id);
    expect((await resend(id)).errors).toMatchObject([{ code: "SEND_CLOSED" }]);
    expect((await resend(randomUUID())).errors).toMatchObject([{ code: "NOT_FOUND" }]);
  });
});
