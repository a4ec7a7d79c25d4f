import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDays } from "../../src/core/calendar.js";
import type { AttemptStatus, ChargeState } from "../../src/core/otp/status.js";
import { buildCostFacts } from "../../src/manage/reports/build-cost-facts.js";
import { readCostReport } from "../../src/reports/cost-report.js";
import { createCostFactStore } from "../../src/store/cost-fact-store.js";
import { createReportReader } from "../../src/store/report-reader.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { costModel } from "./cost-model.js";
import { everyRow } from "./every-row.js";
import { change, makeStage, moneyOf, type Stage, stories, type Stored, tell } from "./histories.js";
import { plainStory } from "./plain-story.js";
import { type Asked, requestOf, requests } from "./requests.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const zones = ["Asia/Jakarta", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];
// Clocks change on 29 March 2026 in Berlin, on 8 March in New York, on 5 April on Lord Howe.
const begins = ["2026-03-07T20:00:00Z", "2026-03-28T12:00:00Z", "2026-04-04T00:00:00Z"];
const days = 3;
const atOnce = { closedForMs: 0, rebuildAfterMs: 0, daysMax: 60 };

/** Something that happens to a history that was added up. */
const happening = fc.oneof(
  fc.record({
    kind: fc.constant("receipt" as const),
    attempt: fc.nat({ max: 30 }),
    status: fc.constantFrom<AttemptStatus>("DELIVERED", "UNDELIVERED"),
    charge: fc.constantFrom<ChargeState>("CHARGED", "RELEASED", "MAYBE"),
    amount: fc.bigInt({ min: 0n, max: 9_000_000n }),
  }),
  fc.record({ kind: fc.constant("zone" as const), zone: fc.constantFrom(...zones) }),
  fc.record({ kind: fc.constant("build" as const) }),
  fc.record({ kind: fc.constant("more" as const), told: stories(days, 4, 400) }),
);

interface World {
  readonly stage: Stage;
  readonly begin: Date;
  readonly history: Stored[];
  zone: string;
}

/** The roll-up runs some days after the history's end, or in the midst of it. */
function build(world: World, afterDays = days + 2): Promise<number> {
  const now = new Date(world.begin.getTime() + afterDays * 86_400_000);
  return buildCostFacts(createCostFactStore(db.owner), now, atOnce);
}

async function happen(
  world: World,
  one: typeof happening extends fc.Arbitrary<infer T> ? T : never,
): Promise<void> {
  switch (one.kind) {
    case "build":
      await build(world);
      return;
    case "zone":
      world.zone = one.zone;
      await db.owner.query("update tenant set time_zone = $2 where id = $1", [
        world.stage.tenantId,
        one.zone,
      ]);
      return;
    case "more":
      world.history.push(...(await tell(db, world.stage, world.begin, one.told)));
      return;
    case "receipt": {
      const tried = world.history.filter(({ attempts }) => attempts.length > 0);
      const stored = tried[one.attempt % Math.max(1, tried.length)];
      const attempt = stored?.attempts[one.attempt % stored.attempts.length];
      if (stored !== undefined && attempt !== undefined) {
        const { cost, hold } = moneyOf(one.charge, one.amount);
        Object.assign(attempt, { status: one.status, charge: one.charge });
        Object.assign(attempt, { costMicros: cost, holdMicros: hold });
        await change(db, stored);
      }
    }
  }
}

async function expectEqual(world: World, asked: readonly Asked[]): Promise<void> {
  const { stage, begin, history, zone } = world;
  const read = createReportReader(db.reports);
  for (const one of asked) {
    const request = requestOf(stage, begin, one);
    const expected = costModel(stage, zone, history, request);
    for (const facts of [true, false]) {
      const found = await everyRow(
        (page) =>
          read(stage.tenantId, (snapshot) =>
            readCostReport(snapshot, stage.tenantId, request, [page], new Date(), { facts }),
          ),
        100,
      );
      expect(found.total).toEqual(expected.total);
      expect(found.rows).toEqual(expected.rows);
    }
  }
}

describe("daily facts", () => {
  it("give the same numbers as the attempts, whatever happens after they were made", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.constantFrom(...begins),
        stories(days, 10, 400),
        fc.integer({ min: 1, max: days + 2 }),
        fc.array(happening, { maxLength: 5 }),
        fc.array(requests(days), { minLength: 3, maxLength: 3 }),
        async (zone, start, told, builtAfter, happenings, asked) => {
          const begin = new Date(start);
          const stage = await makeStage(db, zone);
          const world: World = { stage, begin, zone, history: [] };
          world.history.push(...(await tell(db, stage, begin, told)));
          await build(world, builtAfter);
          await expectEqual(world, asked);
          for (const one of happenings) {
            await happen(world, one);
            await expectEqual(world, asked.slice(0, 1));
          }
          await expectEqual(world, asked);
          await build(world);
          await expectEqual(world, asked);
          expect(await build(world)).toBe(0);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("are what whole days are read from", async () => {
    const stage = await makeStage(db, "Europe/Berlin");
    const begin = new Date("2026-03-28T12:00:00Z");
    const told = [0, 1_000, 2_000, 3_000].map((atMin) => plainStory({ atMin }));
    const history = await tell(db, stage, begin, told);
    await build({ stage, begin, history, zone: "Europe/Berlin" });

    await db.owner.query("update cost_fact set cost_micros = 1000000 where tenant_id = $1", [
      stage.tenantId,
    ]);
    const cost = async (from: Date, to: Date) => {
      const request = { from, to, groupBy: [], filter: {} };
      const report = await createReportReader(db.reports)(stage.tenantId, (snapshot) =>
        readCostReport(snapshot, stage.tenantId, request, [], new Date()),
      );
      return report.total.costMicros;
    };

    const [first, second] = localDays("Europe/Berlin", begin, new Date("2026-03-31T00:00:00Z"));
    if (first === undefined || second === undefined) {
      throw new Error("no days");
    }
    // The day on which clocks change has 23 hours.
    expect(second.endsAt.getTime() - second.startsAt.getTime()).toBe(23 * 3_600_000);
    expect(await cost(first.startsAt, second.endsAt)).toBe(2_000_000n);
    // A range that cuts the second day reads it from the attempts.
    expect(await cost(first.startsAt, new Date(second.endsAt.getTime() - 1))).toBe(1_000_010n);
    // And so does one that the log tells of after it was added up.
    await change(db, history[1] as Stored);
    expect(await cost(first.startsAt, second.endsAt)).toBe(1_000_010n);
  });
});
