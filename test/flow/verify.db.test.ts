import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
  await world.createPlan(
    twoChannelPlan("per-attempt", { code: { perAttempt: true, alphabet: "ALPHANUMERIC" } }),
  );
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

const code = "135790";
const wrong = "000000";

async function sent(phone = nextPhone()): Promise<string> {
  const { send, errors } = await world.send({ planKey: "two", phone, code });
  expect(errors).toEqual([]);
  return send?.id ?? "";
}

const verify = (id: string, typed: string, walk = world.walk) =>
  walk.otp.verifyOtp(world.tenantId, id, typed);

describe("checking a code", () => {
  it("compares no more than maxChecks of 50 parallel wrong codes, at two processes", async () => {
    const id = await sent();
    const other = world.startProcess().walk;

    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        verify(id, String(index).padStart(6, "0"), index % 2 === 0 ? world.walk : other),
      ),
    );

    const compared = results.filter(({ result }) => result === "WRONG_CODE");
    expect(compared).toHaveLength(5);
    expect(new Set(compared.map((one) => one.checksLeft))).toEqual(new Set([0, 1, 2, 3, 4]));
    const rest = new Set(results.map(({ result }) => result));
    expect(rest).toEqual(new Set(["WRONG_CODE", "CHECKS_EXHAUSTED"]));
    expect((await verify(id, code)).result).toBe("CHECKS_EXHAUSTED");
    const types = (await world.events(id)).map((event) => event.type);
    expect(types.filter((type) => type === "CODE_CHECK_FAILED")).toHaveLength(5);
    expect(types.filter((type) => type === "CHECKS_EXHAUSTED")).toHaveLength(1);
  });

  it("is done 20 times an hour at most for one recipient, over all sends", async () => {
    const phone = nextPhone();
    for (let round = 0; round < 4; round += 1) {
      const id = await sent(phone);
      for (let count = 0; count < 5; count += 1) {
        expect((await verify(id, wrong)).result).toBe("WRONG_CODE");
      }
    }
    const id = await sent(phone);
    const limited = await verify(id, code);
    expect(limited).toMatchObject({ result: null, errors: [{ code: "RATE_LIMITED" }] });
    expect(limited.errors[0]?.retryAfterMs).toBeGreaterThan(3_000_000);
    expect(limited.checksLeft).toBe(5);

    world.clock.jump(3601);
    const later = await sent(phone);
    expect((await verify(later, code)).result).toBe("VERIFIED");
  });

  it("takes no more than a send's own checks from the recipient's hour", async () => {
    const phone = nextPhone();
    const first = await sent(phone);
    await Promise.all(Array.from({ length: 50 }, () => verify(first, wrong)));
    expect((await verify(await sent(phone), code)).result).toBe("VERIFIED");
  });

  it("lifts the send to DELIVERED once when no receipt came", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
    const id = await sent();
    await until("submission", async () => (await world.sendRow(id)).status === "SENT");
    await world.sandbox.clearFaults();

    const results = await Promise.all(Array.from({ length: 10 }, () => verify(id, code)));

    expect(results.filter(({ result }) => result === "VERIFIED")).toHaveLength(1);
    expect(results.filter(({ result }) => result === "ALREADY_VERIFIED")).toHaveLength(9);
    const send = await world.sendRow(id);
    expect(send).toMatchObject({ status: "DELIVERED", verification: "VERIFIED", codeCipher: null });
    expect(send.deliveredAt).toEqual(send.verifiedAt);
    expect((await world.attempts(id))[0]?.verifiedAt).toEqual(send.verifiedAt);
    expect((await verify(id, "nonsense")).result).toBe("ALREADY_VERIFIED");
  });

  it("cancels the attempt that still waits to be handed over", async () => {
    const dead = world.startProcess({}, { hasTimers: false });
    dead.life.endsAt = "markSubmitting";
    const { send } = await world.send({ planKey: "two", phone: nextPhone(), code }, dead.walk);
    const id = send?.id ?? "";
    expect((await verify(id, code)).result).toBe("VERIFIED");
    expect(await world.attempts(id)).toMatchObject([{ status: "CANCELED", charge: "RELEASED" }]);
  });

  it("accepts every attempt's own code, and credits the one that matched", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
    const phone = nextPhone();
    const { send } = await world.send({ planKey: "per-attempt", phone });
    const id = send?.id ?? "";
    await until("submission", async () => (await world.sendRow(id)).status === "SENT");
    world.clock.jump(6);
    await until("auto-switch", async () => world.sandbox.inbox(phone).length === 2);
    await world.sandbox.clearFaults();
    const messages = world.sandbox.inbox(phone);
    const text = messages.find((message) => message.vendor === "nusatext")?.code ?? "";
    const other = messages.find((message) => message.vendor === "primeline")?.code ?? "";
    expect(text).not.toBe(other);

    expect((await verify(id, text.toLowerCase())).result).toBe("VERIFIED");

    const attempts = await world.attempts(id);
    expect(attempts.map((attempt) => attempt.verifiedAt !== null)).toEqual([true, false]);
    expect(attempts.every((attempt) => attempt.codeCipher === null)).toBe(true);
  });

  it("says EXPIRED after the code's time, and NOT_FOUND for another tenant's send", async () => {
    const id = await sent();
    const stranger = await world.walk.otp.verifyOtp(
      "01890000-0000-7000-8000-000000000000",
      id,
      code,
    );
    expect(stranger).toMatchObject({ send: null, errors: [{ code: "NOT_FOUND" }] });
    world.clock.jump(301);
    expect((await verify(id, code)).result).toBe("EXPIRED");
    await until("expiry", async () => (await world.sendRow(id)).verification === "EXPIRED");
    const types = (await world.events(id)).map((event) => event.type);
    expect(types.filter((type) => type === "CODE_EXPIRED")).toHaveLength(1);
  });
});

describe("a tenant that checked the code itself", () => {
  it("reports it, once or again, also after the code's time", async () => {
    const id = await sent();
    const typedAt = world.clock.now();
    world.clock.jump(301);
    await until("expiry", async () => (await world.sendRow(id)).verification === "EXPIRED");

    const first = await world.walk.otp.reportVerified(world.tenantId, id, typedAt);
    const again = await world.walk.otp.reportVerified(world.tenantId, id, null);

    expect(first).toMatchObject({ send: { verification: "VERIFIED" }, errors: [] });
    expect(again.errors).toEqual([]);
    expect((await world.sendRow(id)).verifiedAt).toEqual(typedAt);
  });

  it("is refused a moment that lies outside of the send", async () => {
    const id = await sent();
    const at = (sec: number): Date => new Date(world.clock.now().getTime() + sec * 1000);
    for (const verifiedAt of [at(-60), at(60)]) {
      const { errors } = await world.walk.otp.reportVerified(world.tenantId, id, verifiedAt);
      expect(errors).toMatchObject([{ code: "INVALID_TIME" }]);
    }
    await world.walk.otp.cancelSend(world.tenantId, id);
    const { errors } = await world.walk.otp.reportVerified(world.tenantId, id, null);
    expect(errors).toMatchObject([{ code: "SEND_CLOSED" }]);
  });
});
