import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { uuidv7 } from "uuidv7";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeEach(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
});
afterEach(() => world.close());

async function submitted(): Promise<string> {
  const { send } = await world.send({ planKey: "two", phone: nextPhone() });
  const id = send?.id ?? "";
  await until("submission", async () => (await world.sendRow(id)).firstSubmittedAt !== null);
  return id;
}

describe("sends that are due", () => {
  it("are looked at although one among them cannot be", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
    const bad = await submitted();
    const good = await submitted();
    await world.sandbox.clearFaults();
    const { revisionId } = await world.sendRow(bad);
    const change = "update send set revision_id = $2 where id = $1";
    await world.database.owner.query(change, [bad, uuidv7()]);

    world.clock.jump(6);

    await until("delivery", async () => (await world.sendRow(good)).deliveredAt !== null);
    await until("a report", () => world.failures.length > 0);
    expect(String(world.failures[0])).toContain(bad);
    // It is tried again a minute later, and mended by then.
    const reports = world.failures.length;
    await world.database.owner.query(change, [bad, revisionId]);
    world.clock.jump(61);
    await until("delivery", async () => (await world.sendRow(bad)).deliveredAt !== null);
    expect(world.failures).toHaveLength(reports);
    await world.quiet();
    expect(await world.audit()).toEqual([]);
  }, 60_000);

  it("are looked at by one of two processes, and nothing is done twice", async () => {
    world.startProcess();
    world.sandbox.faults.add({ vendor: "nusatext", kind: "drop_receipts" });
    const ids = await Promise.all(Array.from({ length: 30 }, submitted));
    await world.sandbox.clearFaults();

    world.clock.jump(6);

    await until("all deliveries", async () => {
      const sends = await Promise.all(ids.map((id) => world.sendRow(id)));
      return sends.every((send) => send.deliveredAt !== null);
    });
    for (const id of ids) {
      expect(await world.attempts(id)).toHaveLength(2);
      const types = (await world.events(id)).map((event) => event.type);
      expect(types.filter((type) => type === "ATTEMPT_TIMED_OUT")).toHaveLength(1);
      expect(types.filter((type) => type === "VENDOR_SWITCHED")).toHaveLength(1);
    }
    await world.expectSound();
  }, 60_000);
});

describe("a callback", () => {
  it("is taken for an account that was connected a moment ago", async () => {
    await submitted();
    const { accounts } = await world.walk.rules.market();
    const known = [...accounts.values()].find((one) => one.vendor.slug === "metrowa");
    const id = uuidv7();
    await world.database.owner.query(
      `insert into vendor_account (id, tenant_id, vendor_id, label, channels, credentials,
         credential_hints, disconnected_at, created_at)
       select $1, tenant_id, vendor_id, 'new', channels, credentials, credential_hints, now(), now()
       from vendor_account where id = $2`,
      [id, known?.id],
    );
    await world.database.owner.query("update market_version set version = version + 1");
    const post = async (accountId: string): Promise<number> =>
      (await fetch(`${world.callbackUrl}/callbacks/${accountId}`, { method: "POST", body: "{}" }))
        .status;

    // It carries no signature: what counts is that the account is known.
    expect(await post(id)).toBe(401);
    expect(await post(uuidv7())).toBe(404);
    await world.expectSound();
  });
});
