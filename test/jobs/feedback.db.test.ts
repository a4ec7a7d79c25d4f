import { afterAll, beforeAll, expect, it } from "vitest";
import type { FeedbackRow } from "../../src/manage/feedback/ports.js";
import { type TellPorts, tellVendors } from "../../src/manage/feedback/tell-vendors.js";
import { createFeedbackStore } from "../../src/store/feedback-store.js";
import { deferred } from "../support/deferred.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;
beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

const code = "135790";

/** A code that was sent and typed in; resolves with the answer's result. */
async function verified(): Promise<{ id: string; result: string | null }> {
  const { send } = await world.send({ planKey: "two", phone: nextPhone(), code });
  const id = send?.id ?? "";
  await until("a vendor has taken it", async () =>
    (await world.attempts(id)).some((attempt) => attempt.vendorMessageIds.length > 0),
  );
  const { result } = await world.walk.otp.verifyOtp(world.tenantId, id, code);
  return { id, result };
}

it("leaves codes and their answers alone while a vendor that is told hangs", async () => {
  const told: FeedbackRow[] = [];
  const answer = deferred<"failed">();
  const ports: TellPorts = {
    store: createFeedbackStore(world.database.owner),
    routes: ["SMS", "WHATSAPP"].map((channel) => ({
      adapter: "sandbox",
      channel: channel as "SMS" | "WHATSAPP",
    })),
    stateOf: () => Promise.resolve("open"),
    tell: (row) => {
      told.push(row);
      return answer.promise;
    },
    now: () => world.clock.now(),
  };
  const first = await verified();
  expect(first.result).toBe("VERIFIED");
  // Nobody was told on the way of the answer.
  expect(told).toEqual([]);

  const turn = tellVendors(ports);
  await until("a vendor is told", () => told.length > 0);
  const credited = await world.attempts(first.id);
  expect(told).toEqual([
    expect.objectContaining({ attemptId: credited.at(-1)?.id, isVerified: true }),
  ]);
  // The vendor hangs; codes are sent and taken as ever.
  expect((await verified()).result).toBe("VERIFIED");

  answer.resolve("failed");
  await turn;
});
