import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LearnerStore } from "../../../src/manage/routes/ports.js";
import { createLearnerStore } from "../../../src/store/learner-store.js";
import { openPast } from "../../../src/store/sql/open-past.js";
import { reservePast } from "../../../src/store/sql/reserve-past.js";
import { keepPast } from "../../../src/store/sql/route-past.js";
import { createLearnerWorld, type Figures, later } from "../../support/learner-world.js";

const presentSeq = 1_000_000n;
const pastEnds = 400;
/** Six hours later, when somebody starts to learn. */
const today = 6 * 3600;

let world: Awaited<ReturnType<typeof createLearnerWorld>>;
beforeEach(async () => {
  world = await createLearnerWorld();
});
afterEach(() => world.database.close());

/** Puts traffic of six hours ago behind the logs, which go on meanwhile. */
async function tellPast(tenants: readonly string[] = world.tenants): Promise<void> {
  const { owner } = world.database;
  const told = await owner.query<{ tenant_id: string; events: number }>(
    `with ends as (
       select tenant_id, max(seq) as seq, count(*)::int as events from event
       where tenant_id = any($1) group by tenant_id
     ), moved as (
       update event e set seq = $2 - ends.seq + e.seq from ends where ends.tenant_id = e.tenant_id
     )
     select tenant_id, events from ends`,
    [tenants, presentSeq],
  );
  const counts = new Map(told.rows.map((row) => [row.tenant_id, row.events]));
  await keepPast(owner, counts, presentSeq);
  await openPast(owner, counts, presentSeq);
}

/** Writes that traffic where nobody reads it yet; logs begin behind it. */
async function playPast(): Promise<void> {
  const { owner } = world.database;
  await world.traffic().tell(later(pastEnds));
  await owner.query("update tenant_counter set last_seq = 0");
  await reservePast(owner, world.tenants, presentSeq);
}

async function pastLeft(): Promise<number> {
  const { rows } = await world.database.owner.query<{ left: number }>(
    "select count(*)::int as left from route_past",
  );
  return rows[0]?.left ?? -1;
}

/** Learns until the past is learned; returns how many sends it had. */
async function learnAll(learner: ReturnType<typeof world.learner>): Promise<number> {
  for (let turn = 0; turn < 40; turn += 1) {
    const learned = await learner.turn(later(today + turn));
    if (learned?.pastSends !== null && learned?.pastSends !== undefined) {
      return learned.pastSends;
    }
  }
  return 0;
}

/** The highest difference of any estimate, as a share of what was to be expected. */
function farthest(found: Figures, expected: Figures): number {
  return Object.entries(expected).reduce((most, [name, value]) => {
    const apart = Math.abs((found[name] ?? Number.NaN) - value) / Math.max(0.05, Math.abs(value));
    return apart <= most ? most : apart;
  }, 0);
}

describe("a past that is put into the logs afterwards", { timeout: 120_000 }, () => {
  it("teaches as if learned in its time, but opens no breaker and raises nothing", async () => {
    const told = world.traffic();
    await told.tell(later(pastEnds));
    const then = world.learner();
    await then.turn(later(pastEnds));
    await then.turn(later(today));
    const expected = await world.estimates(later(today + 40));
    await world.unlearn();
    await world.database.owner.query("truncate event, attempt, send cascade; delete from alert");
    world.news.length = 0;

    await playPast();
    const learner = world.learner();
    await learner.turn(later(today));
    expect(farthest(await world.estimates(later(today + 40)), expected)).toBeGreaterThan(0.05);
    await tellPast();
    expect(await learnAll(learner)).toBe(90);

    expect(farthest(await world.estimates(later(today + 40)), expected)).toBeLessThan(0.02);
    expect(await pastLeft()).toBe(0);
    expect(world.news).toEqual([]);
    const { rows } = await world.database.owner.query(
      "select scope from route_breaker union all select cause from alert",
    );
    expect(rows).toEqual([]);
  });

  it("is learned once, also when the process dies at the end of it, and is kept", async () => {
    await playPast();
    await world.learner().turn(later(today));
    await tellPast();
    let deaths = 1;
    const store = createLearnerStore(world.database.owner);
    const mortal: LearnerStore = {
      exclusively: (work) =>
        store.exclusively((tx) =>
          work({
            ...tx,
            async forgetPast(parts) {
              await tx.forgetPast(parts);
              if (deaths > 0) {
                deaths -= 1;
                throw new Error("killed");
              }
            },
          }),
        ),
    };
    const dying = world.learner(undefined, mortal);
    await expect(learnAll(dying)).rejects.toThrow("killed");
    expect(await pastLeft()).toBe(2);

    expect(await learnAll(dying)).toBe(90);
    const kept = await world.estimates(later(today + 40));
    const next = world.learner();
    await next.turn(later(today + 41));
    await next.leave(later(today + 42));

    expect(farthest(await world.estimates(later(today + 40)), kept)).toBeLessThan(1e-9);
    expect((await next.turn(later(today + 43)))?.pastSends).toBeNull();
  });

  it("is added to what was learned meanwhile, and waits for all of its parts", async () => {
    await playPast();
    const learner = world.learner();
    const [one = "", other = ""] = world.tenants;
    await tellPast([one]);
    await learner.turn(later(today));
    await learner.turn(later(today + 2));
    await tellPast([other]);
    expect((await learner.turn(later(today + 4)))?.isMore).toBe(false);
    expect(await learnAll(learner)).toBe(90);

    expect(await pastLeft()).toBe(0);
  });
});
