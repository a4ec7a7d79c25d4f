import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Tx } from "../../src/flow/ports.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;
let walk: WalkWorld["walk"];
/** How each wave was stored, in their order. */
const ways: string[] = [];

beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
  const { store } = world;
  const transaction: typeof store.transaction = (work) =>
    store.transaction((tx) => work(noting(tx)));
  ({ walk } = world.startProcess({ store: { ...store, transaction } }, { hasTimers: false }));
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

function noting(tx: Tx): Tx {
  return {
    ...tx,
    presumeNew(...args) {
      ways.push("presumed");
      tx.presumeNew(...args);
    },
    insertIdempotency(rows) {
      ways.push("looked");
      return tx.insertIdempotency(rows);
    },
  };
}

async function send(changes: Parameters<WalkWorld["send"]>[0]) {
  ways.length = 0;
  const { send: made, errors } = await world.send({ planKey: "two", ...changes }, walk);
  return { id: made?.id, errors, ways: [...ways] };
}

describe("a request that is taken for a new one", () => {
  it("is looked at when its key was used, as is the next; then they are new again", async () => {
    const request = { phone: nextPhone(), idempotencyKey: "once" };
    const first = await send(request);
    expect(first).toMatchObject({ errors: [], ways: ["presumed"] });

    expect(await send(request)).toEqual({ id: first.id, errors: [], ways: ["presumed", "looked"] });
    expect(await send({ phone: nextPhone() })).toMatchObject({ errors: [], ways: ["looked"] });
    expect(await send({ phone: nextPhone() })).toMatchObject({ errors: [], ways: ["presumed"] });
  });

  it("takes the place of the send that is open to its recipient", async () => {
    const phone = nextPhone();
    const first = await send({ phone });
    const second = await send({ phone });

    expect(second.errors).toEqual([]);
    // Looked at once more where the first send has moved on meanwhile.
    expect([...new Set(second.ways)]).toEqual(["presumed", "looked"]);
    expect(await world.sendRow(first.id ?? "")).toMatchObject({ verification: "CANCELED" });
    expect(await world.sendRow(second.id ?? "")).toMatchObject({ verification: "PENDING" });
  });

  it("is refused when another body has its key", async () => {
    await send({ phone: nextPhone() });
    const key = { idempotencyKey: "taken" };
    expect(await send({ phone: nextPhone(), ...key })).toMatchObject({ errors: [] });
    const other = await send({ phone: nextPhone(), ...key });
    expect(other).toMatchObject({
      id: undefined,
      errors: [{ code: "IDEMPOTENCY_CONFLICT" }],
      ways: ["presumed", "looked"],
    });
  });
});
