import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setGuardRule } from "../../src/manage/guard/set-guard-rule.js";
import { createGuardStore } from "../../src/store/guard-store.js";
import { deferred } from "../support/deferred.js";
import { until } from "../support/until.js";
import { twoChannelPlan } from "../support/two-channel-plan.js";
import { createWalkWorld, type WalkWorld } from "../support/walk-world.js";

let world: WalkWorld;
beforeAll(async () => {
  world = await createWalkWorld();
  await world.createPlan(twoChannelPlan("two"));
  const guard = createGuardStore(world.dataSource);
  const rule = { kind: "PREFIX_RATE", mode: "ENFORCE", country: null } as const;
  const request = { ...rule, limit: 4, windowSec: 3_600 };
  const set = await setGuardRule({ guard, bus: world.ports.bus }, world.owner, request, now());
  if (!set.ok) {
    throw new Error(set.errors.map(({ code }) => code).join(" "));
  }
});
afterAll(() => world.close());

const now = (): Date => world.clock.now();

let sent = 0;
/** A send to the next number of a block; true = it was refused. */
async function isRefused(block: string, walk = world.walk): Promise<boolean> {
  sent += 1;
  const phone = `+62${block}${String(10_000 + sent)}`;
  const { send } = await world.send({ planKey: "two", phone }, walk);
  return send?.status === "BLOCKED";
}

/** What all processes together have counted. */
async function counted(): Promise<number> {
  const { rows } = await world.database.owner.query<{ sends: number }>(
    "select coalesce(sum(sends), 0)::int as sends from prefix_count",
  );
  return rows[0]?.sends ?? 0;
}

describe("a limit on numbers that begin alike", () => {
  it("holds for all processes together, and for one that starts later", async () => {
    const other = world.startProcess({}, { hasTimers: false }).walk;
    expect(await isRefused("811700")).toBe(false);
    expect(await isRefused("811700", other)).toBe(false);
    expect(await isRefused("811700")).toBe(false);
    await until("all is told", async () => (await counted()) === 3);
    await other.refreshEstimates();
    expect(await isRefused("811700", other)).toBe(false);
    await until("all is told", async () => (await counted()) === 4);
    await world.walk.refreshEstimates();

    expect(await isRefused("811700")).toBe(true);
    expect(await isRefused("811700", other)).toBe(true);
    expect(await isRefused("811800")).toBe(false);
    const young = world.startProcess({}, { hasTimers: false }).walk;
    // It learns of the tenant by its first send.
    expect(await isRefused("811900", young)).toBe(false);
    await young.refreshEstimates();
    expect(await isRefused("811700", young)).toBe(true);
  });

  it("counts a request once that is taken for the first to its number and is not", async () => {
    const before = await counted();
    const phone = "+6281380010000";
    for (let round = 1; round <= 3; round += 1) {
      const { send } = await world.send({ planKey: "two", phone });
      expect(send?.status).toBe("QUEUED");
      await until("it is told", async () => (await counted()) === before + round);
    }
  });

  it("asks the database nothing within a send", async () => {
    let shares = 0;
    const answer = deferred<{ counts: []; at: Date }>();
    const prefixCounts = {
      sharePrefixCounts: () => {
        shares += 1;
        return answer.promise;
      },
    };
    const { walk } = world.startProcess({ prefixCounts }, { hasTimers: false });

    expect(await isRefused("812100", walk)).toBe(false);
    expect(await isRefused("812100", walk)).toBe(false);
    expect(shares).toBe(1);
    answer.resolve({ counts: [], at: now() });
  });
});
