import { afterEach, beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import type { LearnerStore, LearnerTx } from "../../../src/manage/routes/ports.js";
import { createLearnerStore } from "../../../src/store/learner-store.js";
import { createLearnerWorld, differences, later, processIds } from "../../support/learner-world.js";

let world: Awaited<ReturnType<typeof createLearnerWorld>>;
beforeEach(async () => {
  world = await createLearnerWorld();
});
afterEach(() => world.database.close());

/** A store whose transactions fail now and then, as if the process had died within. */
function mortalStore(diesAt: (step: number) => boolean): LearnerStore {
  const store = createLearnerStore(world.database.owner);
  let step = 0;
  return {
    exclusively: (work) =>
      store.exclusively((tx) =>
        work(
          new Proxy(tx, {
            get(target, name: keyof LearnerTx) {
              step += 1;
              if (diesAt(step)) {
                throw new Error("killed");
              }
              return target[name];
            },
          }),
        ),
      ),
  };
}

function survives(turn: Promise<unknown>): Promise<boolean> {
  return turn.then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && error.message === "killed") {
        return false;
      }
      throw error;
    },
  );
}

const turns = 14;
const turnSec = 13;
const end = turns * turnSec;

// Each of its turns is a transaction, and the machine may be busy.
describe("the learner", { timeout: 120_000 }, () => {
  it("tells every process what the logs say of routes", async () => {
    const told = world.traffic();
    const learner = world.learner();
    for (let turn = 1; turn <= turns; turn += 1) {
      await told.tell(later(turn * turnSec));
      await learner.turn(later(turn * turnSec));
    }
    const board = await world.board(later(end));
    const cell = board.cellOf("ID", "51010");
    const atSec = later(end).getTime() / 1000;
    const [good, , bad] = world.routes.map(({ accountId, channel }) =>
      board.router.route(board.routeOf(accountId, channel), cell, atSec),
    );

    expect(good?.delivered).toBeGreaterThan(0.75);
    expect(bad?.delivered).toBeLessThan(0.6);
    expect(good?.evidence).toBeGreaterThan(20);
  });

  it("estimates the same wherever it is killed, and however often", async () => {
    const told = world.traffic();
    const steady = world.learner();
    for (let turn = 1; turn <= turns; turn += 1) {
      await told.tell(later(turn * turnSec));
      await steady.turn(later(turn * turnSec));
    }
    const expected = await world.estimates(later(end));
    const kept = await world.stored();
    expect(Object.keys(kept).length).toBeGreaterThan(300);

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: turns }), { minLength: 1, maxLength: 4 }),
        fc.uniqueArray(fc.integer({ min: 5, max: 180 }), { maxLength: 4 }),
        async (killedAfter, diesAt) => {
          await world.unlearn();
          const deaths = new Set(diesAt);
          const store = mortalStore((step) => deaths.delete(step));
          let learner = world.learner(undefined, store);
          for (let turn = 1; turn <= turns; turn += 1) {
            const now = later(turn * turnSec);
            await world.logsAt(now);
            // Each death is over after one try.
            for (let tries = 0; tries < 5; tries += 1) {
              if (await survives(learner.turn(now))) {
                break;
              }
            }
            if (killedAfter.includes(turn)) {
              learner = world.learner(undefined, store);
            }
          }

          expect(differences(await world.estimates(later(end)), expected)).toEqual([]);
          expect(differences(await world.stored(), kept)).toEqual([]);
        },
      ),
      { numRuns: 3, examples: [[[1], [5, 6, 7, 8]]] },
    );
  });

  it("changes no estimate by stopping, and another process goes on at once", async () => {
    const told = world.traffic();
    const one = world.learner(processIds[0]);
    const two = world.learner(processIds[1]);
    await told.tell(later(100));
    await one.turn(later(100));
    expect(await two.turn(later(100))).toBeNull();
    const before = await world.estimates(later(100));
    const kept = await world.stored();
    await one.leave(later(100));

    expect(differences(await world.stored(), kept)).toEqual([]);
    expect(await two.turn(later(100))).toMatchObject({ events: 0, rows: 0 });
    expect(differences(await world.estimates(later(100)), before)).toEqual([]);
    await told.tell(later(200));
    expect((await two.turn(later(200)))?.events).toBeGreaterThan(20);
    expect(await one.turn(later(201))).toBeNull();
  });

  it("is taken over from a process that died, when its lease is over", async () => {
    const told = world.traffic(40);
    await told.tell(later(30));
    await world.learner(processIds[0]).turn(later(30));
    const two = world.learner(processIds[1]);
    await told.tell(later(80));

    expect(await two.turn(later(33))).toBeNull();
    expect((await two.turn(later(37)))?.events).toBeGreaterThan(0);
  });

  it("keeps what is a tenant's own from other tenants", async () => {
    const told = world.traffic();
    await told.tell(later(end));
    await world.learner().turn(later(end));
    const { rows } = await world.database.owner.query<{ owner: string; families: string[] }>(
      `select owner_id::text as owner, array_agg(distinct family order by family) as families
       from route_estimate group by 1 order by 1`,
    );
    const people = [
      "guard",
      "asks",
      "base-cell",
      "base-country",
      "dead",
      "patience",
      "sends",
      "told",
      "typing",
    ];
    const nobody = "00000000-0000-0000-0000-000000000000";

    expect(rows.map(({ owner }) => owner).sort()).toEqual([nobody, ...world.tenants].sort());
    for (const { owner, families } of rows.filter((row) => row.owner !== nobody)) {
      expect(world.tenants).toContain(owner);
      expect(people).toEqual(expect.arrayContaining(families));
    }
    const client = await world.database.app.connect();
    try {
      await client.query(`begin; set local app.tenant = '${world.tenants[0] ?? ""}'`);
      const seen = await client.query(
        "select distinct owner_id::text as owner from route_estimate",
      );
      expect(seen.rows).toEqual([{ owner: nobody }]);
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});
