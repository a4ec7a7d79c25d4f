import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../support/until.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { createWalkWorld, emptyRequest, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

it("of sends to one recipient that several processes accept at once, one stays open", async () => {
  const walks = [world.walk, world.startProcess().walk, world.startProcess().walk];
  const phone = nextPhone();
  // No send can be stored until all of them have got as far as they can.
  const { owner } = world.database;
  const holder = await owner.connect();
  await holder.query("begin; lock table send in share mode");
  const accepted = walks.map(({ otp }) =>
    otp.sendOtp(world.tenantId, {
      ...emptyRequest,
      planKey: "two",
      phone,
      idempotencyKey: randomUUID(),
    }),
  );
  await until("all of them waiting", async () => {
    const { rows } = await owner.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return rows[0]?.waiting === walks.length;
  });
  await holder.query("commit");
  holder.release();

  for (const { send, errors } of await Promise.all(accepted)) {
    expect([send?.status, errors]).toEqual(["QUEUED", []]);
  }
  const { rows } = await owner.query(
    `select count(*)::int as sends, count(*) filter (where verification = 'PENDING')::int as open
     from send`,
  );
  expect(rows).toEqual([{ sends: walks.length, open: 1 }]);
});
