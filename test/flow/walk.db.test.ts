import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld();
});
afterAll(async () => {
  await world.close();
});

describe("the walk of one OTP", () => {
  it("stores, submits, takes the receipt in and verifies the code at the handset", async () => {
    const sent = await world.send({ phone: "+6281234567001" });
    expect(sent.errors).toEqual([]);
    const id = sent.send?.id ?? "";
    await until("the receipt", async () => (await world.sendRow(id)).deliveredAt !== null);
    const [message] = world.sandbox.inbox("+6281234567001");
    const checked = await world.walk.otp.verifyOtp(world.tenantId, id, message?.code ?? "");
    expect(checked).toMatchObject({ result: "VERIFIED", errors: [] });
    const types = (await world.events(id)).map((event) => event.type);
    expect(types.filter((type) => !type.endsWith("_READ") && type !== "STEP_SKIPPED")).toEqual([
      "SEND_QUEUED",
      "ATTEMPT_SUBMITTED",
      "SEND_SENT",
      "ATTEMPT_DELIVERED",
      "SEND_DELIVERED",
      "SEND_VERIFIED",
    ]);
    expect(await world.audit()).toEqual([]);
    expect(world.failures).toEqual([]);
  });
});
