import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archivePlan } from "../../src/manage/plans/archive-plan.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
});
afterAll(async () => {
  await world.close();
});

describe("a request with an idempotency key", () => {
  it("is one send and one message, however often it comes, at two processes", async () => {
    const other = world.startProcess().walk;
    const phone = nextPhone();
    const request = { planKey: "two", phone, idempotencyKey: "fifty" };

    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        world.send(request, index % 2 === 0 ? world.walk : other),
      ),
    );

    expect(results.flatMap((result) => result.errors)).toEqual([]);
    const ids = new Set(results.map((result) => result.send?.id));
    expect(ids.size).toBe(1);
    const [id] = ids;
    await until("delivery", async () => (await world.sendRow(id ?? "")).deliveredAt !== null);
    expect(world.sandbox.inbox(phone)).toHaveLength(1);
    expect(await world.attempts(id ?? "")).toHaveLength(1);
    const types = (await world.events(id ?? "")).map((event) => event.type);
    expect(types.filter((type) => type === "SEND_QUEUED")).toHaveLength(1);
  });

  it("is refused when the key was used with another body", async () => {
    await world.send({ planKey: "two", phone: nextPhone(), idempotencyKey: "used" });
    const other = await world.send({ planKey: "two", phone: nextPhone(), idempotencyKey: "used" });
    expect(other).toMatchObject({ send: null, errors: [{ code: "IDEMPOTENCY_CONFLICT" }] });
  });

  it("is refused when two bodies with one key come in one batch", async () => {
    const [first, second] = await Promise.all([
      world.send({ planKey: "two", phone: nextPhone(), idempotencyKey: "pair" }),
      world.send({ planKey: "two", phone: nextPhone(), idempotencyKey: "pair" }),
    ]);
    expect(first).toMatchObject({ errors: [] });
    expect(second).toMatchObject({ send: null, errors: [{ code: "IDEMPOTENCY_CONFLICT" }] });
  });

  it("takes members in any order and missing members for the same body", async () => {
    const metadata = [{ key: "order", value: "7" }];
    const phone = nextPhone();
    const first = await world.send({ planKey: "two", idempotencyKey: "order", phone, metadata });
    const again = await world.send({
      metadata: [{ value: "7", key: "order" }],
      phone,
      idempotencyKey: "order",
      planKey: "two",
      locale: null,
    });
    expect(again.errors).toEqual([]);
    expect(again.send?.id).toBe(first.send?.id);
  });

  it("answers a send that was blocked with the same errors again", async () => {
    const request = { planKey: "two", phone: nextPhone(), maxCost: "0.000001" };
    const first = await world.send({ ...request, idempotencyKey: "blocked" });
    const again = await world.send({ ...request, idempotencyKey: "blocked" });
    expect(first).toMatchObject({
      send: { status: "BLOCKED" },
      errors: [{ code: "COST_CAP_TOO_LOW" }],
    });
    expect(again).toEqual(first);
    const types = (await world.events(first.send?.id ?? "")).map((event) => event.type);
    expect(types.filter((type) => type === "SEND_BLOCKED")).toHaveLength(1);
  });

  it("is answered with its send after the plan was archived", async () => {
    const plan = await world.createPlan(twoChannelPlan("short-lived"));
    const request = { planKey: "short-lived", phone: nextPhone(), idempotencyKey: "archived" };
    const first = await world.send(request);
    const archived = await archivePlan(world.slowSide, world.owner, plan.id, world.clock.now());
    expect(archived.ok).toBe(true);

    const again = await world.send(request);
    const fresh = await world.send({ ...request, idempotencyKey: "fresh" });

    expect(again.errors).toEqual([]);
    expect(again.send?.id).toBe(first.send?.id);
    expect(fresh).toMatchObject({ send: null, errors: [{ code: "PLAN_ARCHIVED" }] });
  });

  it("leaves books that agree", async () => {
    await world.walk.drained();
    expect(await world.audit()).toEqual([]);
    expect(world.failures).toEqual([]);
  });
});
