import { afterEach, beforeEach, expect, it } from "vitest";
import type { SendRequest } from "../../src/core/otp/vendor-message.js";
import type { Channel } from "../../src/core/otp/status.js";
import { nextPhone } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

const asked: SendRequest[] = [];
let world: WalkWorld;

beforeEach(async () => {
  asked.length = 0;
  world = await createWalkWorld({
    gateway: (real) => ({
      ...real,
      submit(account, request) {
        asked.push(request);
        return real.submit(account, request);
      },
    }),
  });
});
afterEach(() => world.close());

const steps = [{ channel: "WHATSAPP" as Channel, vendors: [{ vendor: "metrowa" }] }];

it("a vendor is told a send's whole cap for the first attempt, nothing without a cap", async () => {
  await world.createPlan({ key: "capped", name: "capped", steps, maxCostPerSend: "0.06" });
  await world.createPlan({ key: "open", name: "open", steps });
  await world.send({ planKey: "capped", phone: nextPhone() });
  await until("first message", () => asked.length === 1);
  await world.send({ planKey: "open", phone: nextPhone() });
  await until("second message", () => asked.length === 2);

  expect(asked.map((request) => request.priceMax)).toEqual([
    { micros: 60_000n, currency: "USD" },
    undefined,
  ]);
});
