import { afterAll, beforeAll, expect, it } from "vitest";
import {
  accepting,
  createSettlingWorld,
  rejecting,
  type SettlingWorld,
} from "../support/settling-world.js";

let world: SettlingWorld;

beforeAll(async () => {
  world = await createSettlingWorld();
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

it("tells of a charge that is no longer in doubt, at the same amount", async () => {
  const attempt = await world.passHold(await world.start("on-submit", rejecting("maybe")));
  const before = await world.events(attempt.sendId);
  expect((await world.money(attempt)).charge).toBe("MAYBE");

  const reference = world.referenceOf(attempt);
  const price = { micros: 49_000n, currency: "USD" };
  await world.hear(attempt, { status: "ACCEPTED_BY_CARRIER", reference, price });

  const told = (await world.events(attempt.sendId)).slice(before.length);
  expect(await world.money(attempt)).toMatchObject({ charge: "CHARGED", cost: 49_000n });
  expect(told).toMatchObject([{ type: "COST_CHANGED", costMicros: 49_000n, heldMicros: 0n }]);
});

it("tells nothing when a receipt changes neither status nor money", async () => {
  const attempt = await world.start("on-submit", accepting());
  const before = await world.events(attempt.sendId);

  await world.hear(attempt, { status: "ACCEPTED_BY_CARRIER" });

  expect(await world.events(attempt.sendId)).toHaveLength(before.length);
});
