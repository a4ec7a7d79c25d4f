import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { marketFacts } from "../../src/app-learner.js";
import { MeasuredBoard } from "../../src/flow/measured-board.js";
import { RouteLearner } from "../../src/manage/routes/route-learner.js";
import { createEstimateReader, createLearnerStore } from "../../src/store/learner-store.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;
beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two", { step: { waitSec: 120 } }));
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

it("learns what the walk did: receipts, codes typed in, and whose people they were", async () => {
  const learner = new RouteLearner({
    store: createLearnerStore(world.database.owner),
    processId: randomUUID(),
    keyring: world.keyring,
    market: () => marketFacts(world.walk),
    breakersChanged: () => undefined,
  });
  const code = "135790";
  const sends = await Promise.all(
    [1, 2, 3].map(() => world.send({ planKey: "two", phone: nextPhone(), code })),
  );
  const ids = sends.map(({ send }) => send?.id ?? "");
  for (const id of ids) {
    await until("it is delivered", async () =>
      (await world.attempts(id)).some(({ deliveredAt }) => deliveredAt !== null),
    );
  }
  // Nobody types a code sooner.
  world.clock.jump(6);
  for (const id of ids) {
    const { result } = await world.walk.otp.verifyOtp(world.tenantId, id, code);
    expect(result).toBe("VERIFIED");
  }
  await world.quiet();
  const [attempt] = await world.attempts(ids[0] ?? "");
  world.clock.jump(120);
  await learner.turn(world.clock.now());

  const board = new MeasuredBoard();
  await board.refresh(createEstimateReader(world.database.engine), world.clock.now());
  const atSec = world.clock.now().getTime() / 1000;
  const { accountId = "", channel = "SMS", country = null, mcc, mnc } = attempt ?? {};
  const route = board.routeOf(accountId, channel);
  const cell = board.cellOf(country, mcc === null ? null : `${mcc}${mnc}`);
  const seen = board.router.route(route, cell, atSec);
  const unseen = new MeasuredBoard();
  const prior = unseen.router.route(
    unseen.routeOf(accountId, channel),
    unseen.cellOf("ID", null),
    0,
  );

  expect(board.space.cells.some(({ id }) => id === `${country}/${mcc}${mnc}`)).toBe(true);
  expect(seen.evidence).toBeGreaterThan(0.9);
  expect(seen.delivered).toBeGreaterThan(prior.delivered);
  const { rows } = await world.database.owner.query<{ family: string; amounts: number[] }>(
    `select family, amounts from route_estimate
     where owner_id = $1 and family in ('sends', 'base-cell')
     order by family`,
    [world.tenantId],
  );
  expect(rows.map(({ family }) => family)).toEqual(["base-cell", "sends"]);
  const [typed, asked] = rows;
  expect(typed?.amounts[0]).toBeGreaterThan(0);
  expect(asked?.amounts[0]).toBeGreaterThan(2.9);
  const guard = await world.database.owner.query<{ verified: number }>(
    `select sum(amounts[4]) as verified from route_estimate
     where family = 'guard' and key like '%62%'`,
  );
  expect(guard.rows[0]?.verified).toBeGreaterThan(2);
});
