import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newBreaker } from "../../src/core/route/measured/outage-breaker.js";
import { nextPhone, twoChannelPlan } from "../support/two-channel-plan.js";
import { until } from "../support/until.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;

beforeEach(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
});
afterEach(async () => {
  await world.expectSound();
  await world.close();
});

/** Sends one code to its end; returns the vendors' indexes that were tried. */
async function tried(walk = world.walk): Promise<number[]> {
  const { send, errors } = await world.send({ planKey: "two", phone: nextPhone() }, walk);
  expect(errors).toEqual([]);
  const id = send?.id ?? "";
  await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
  return (await world.attempts(id)).map((attempt) => attempt.vendorIndex);
}

/** Opens the vendor's breaker for Indonesia by what was measured. */
function openMeasured(
  accountId: string,
  probes: { readonly probeAtSec: number; readonly waitSec: number },
): void {
  const { measured } = world.walk.rules;
  measured.router.breakers.restore([
    {
      scope: "COUNTRY",
      route: measured.routeOf(accountId, "SMS"),
      place: measured.space.country("ID"),
      breaker: { ...newBreaker(), openedAtSec: 1, ...probes },
    },
  ]);
}

interface Breaker {
  readonly failures: number;
  readonly isOpen: boolean;
  readonly backoff: number;
}

async function breaker(): Promise<Breaker | undefined> {
  const { rows } = await world.database.owner.query<Breaker>(
    `select failures, opened_at is not null as "isOpen", backoff_sec as backoff from breaker
     where channel = 'SMS' and country = 'ID'`,
  );
  return rows[0];
}

const breakerIs = (wanted: Partial<Breaker>) =>
  until(`a breaker with ${JSON.stringify(wanted)}`, async () => {
    const found = await breaker();
    return (
      found !== undefined &&
      Object.entries(wanted).every(([name, value]) => found[name as keyof Breaker] === value)
    );
  });

describe("a vendor that is down", () => {
  it("is left out after 5 failures in a row, and probed by one send at a time", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "refuse_connection" });
    for (let count = 1; count <= 5; count += 1) {
      expect(await tried()).toEqual([0, 1]);
      await breakerIs({ failures: count });
    }
    await breakerIs({ isOpen: true, backoff: 30 });
    expect(await world.alerts()).toMatchObject([{ kind: "VENDOR_DOWN", isResolved: false }]);
    expect(await tried()).toEqual([1]);
    const other = world.startProcess().walk;
    await other.refreshBreakers();
    expect(await tried(other)).toEqual([1]);

    world.clock.jump(31);
    expect(await tried()).toEqual([0, 1]); // the probe
    await breakerIs({ backoff: 60 });
    expect(await tried()).toEqual([1]);

    world.clock.jump(31);
    expect(await tried()).toEqual([1]);
    world.clock.jump(30);
    await world.sandbox.clearFaults();
    expect(await tried()).toEqual([0]); // the next probe
    await until("a closed breaker", async () => (await breaker())?.isOpen === false);
    expect(await tried()).toEqual([0]);
    await until("an alert that is over", async () => (await world.alerts())[0]?.isResolved);
  }, 60_000);

  it("is told of once where its outage was measured, too", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "refuse_connection" });
    const attempts = await tried().then(() => world.database.owner.query("select * from attempt"));
    const accountId = attempts.rows.find((row) => row.vendor_index === 0)?.account_id as string;
    // Every attempt may probe it.
    openMeasured(accountId, { probeAtSec: 0, waitSec: 0 });
    for (let count = 2; count <= 5; count += 1) {
      await tried();
    }
    await breakerIs({ isOpen: true });

    expect(await world.alerts()).toEqual([]);
  }, 120_000);

  it("is kept away from where it was measured to be down, but for probes", async () => {
    const [first] = await tried();
    expect(first).toBe(0);
    const { rows } = await world.database.owner.query<{ account_id: string }>(
      "select account_id from attempt where vendor_index = 0 limit 1",
    );
    const accountId = rows[0]?.account_id ?? "";
    const nowSec = world.clock.now().getTime() / 1000;

    openMeasured(accountId, { probeAtSec: nowSec + 30, waitSec: 600 });
    expect(await tried()).toEqual([1]);
    world.clock.jump(31);
    expect(await tried()).toEqual([0]);
    // The probe is on its way.
    expect(await tried()).toEqual([1]);
    world.walk.rules.measured.router.breakers.restore([]);
    expect(await tried()).toEqual([0]);
  });

  it("is used all the same where no other is left", async () => {
    const key = "lonely";
    const steps = [{ channel: "SMS" as const, vendors: [{ vendor: "nusatext" }], waitSec: 5 }];
    await world.createPlan({ key, name: key, steps });
    world.sandbox.faults.add({ vendor: "nusatext", kind: "refuse_connection" });
    for (let count = 1; count <= 5; count += 1) {
      await world.send({ planKey: key, phone: nextPhone() });
      await breakerIs({ failures: count });
    }
    await world.sandbox.clearFaults();
    const { send } = await world.send({ planKey: key, phone: nextPhone() });
    const id = send?.id ?? "";
    await until("delivery", async () => (await world.sendRow(id)).deliveredAt !== null);
    expect(await world.attempts(id)).toMatchObject([{ status: "DELIVERED" }]);
  });
});

describe("an account that its vendor refuses", () => {
  it("is stopped at once, alerts its owner, and comes back when a check passes", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "out_of_credit" });
    expect(await tried()).toEqual([0, 1]);
    await until("the stop", async () => (await stopped()).length === 1);
    expect(await world.alerts()).toMatchObject([{ kind: "VENDOR_ACCOUNT", isResolved: false }]);
    expect(await tried()).toEqual([1]);
    expect(await tried(world.startProcess().walk)).toEqual([1]);

    await world.sandbox.clearFaults();
    expect(await world.walk.recheckAccounts()).toBe(1);
    expect(await stopped()).toEqual([]);
    expect(await world.alerts()).toMatchObject([{ kind: "VENDOR_ACCOUNT", isResolved: true }]);
    expect(await tried()).toEqual([0]);
    expect(await world.walk.recheckAccounts()).toBe(0);
  });

  it("stays stopped while its check fails, and is alerted of again", async () => {
    world.sandbox.faults.add({ vendor: "nusatext", kind: "out_of_credit" });
    expect(await tried()).toEqual([0, 1]);
    await until("the stop", async () => (await stopped()).length === 1);
    const failing = {
      ...world.ports.gateway,
      checkAccount: () => Promise.resolve({ ok: false, message: "no" }),
    };
    const other = world.startProcess({ gateway: failing }).walk;
    expect(await other.recheckAccounts()).toBe(0);
    expect(await stopped()).toHaveLength(1);

    expect(await world.walk.recheckAccounts()).toBe(1);
    expect(await tried()).toEqual([0, 1]);
    await until("the second stop", async () => (await stopped()).length === 1);
    await world.sandbox.clearFaults();
    expect(await world.alerts()).toMatchObject([{ kind: "VENDOR_ACCOUNT", isResolved: false }]);
  });
});

async function stopped(): Promise<unknown[]> {
  const { rows } = await world.database.owner.query(
    "select id from vendor_account where stopped_at is not null",
  );
  return rows;
}
