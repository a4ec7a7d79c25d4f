import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyHistogram } from "../../../src/core/stats/histogram.js";
import type { ProcessBeat } from "../../../src/manage/platform/ports.js";
import { readPlatform } from "../../../src/manage/platform/read-platform.js";
import { createPlatformStore } from "../../../src/store/platform-store.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { fillTenant } from "../../support/tenant-rows.js";

const at = (sec: number) => new Date(Date.UTC(2026, 0, 1) + sec * 1_000);

let db: TestDatabase;
let store: ReturnType<typeof createPlatformStore>;
beforeAll(async () => {
  db = await createTestDatabase();
  store = createPlatformStore(db.engine);
});
afterAll(() => db.close());

function beatOf(change: Partial<ProcessBeat>): ProcessBeat {
  return {
    processId: randomUUID(),
    startedAt: at(0),
    beatAt: at(100),
    sendsPerSecond: 1.5,
    lateness: { buckets: [3], counts: [99] },
    submitQueue: 2,
    subscribers: 3,
    poolWaiting: 1,
    poolBusy: 4,
    poolSize: 22,
    ...change,
  };
}

test("nothing is heard of nobody", async () => {
  expect(await readPlatform(store, at(0))).toEqual({
    asOf: at(0),
    ...{ sendsPerSecond: 0, timerLatenessMsP99: 0, timersFired: 0, openTimers: 0, submitQueue: 0 },
    ...{ subscribers: 0, databasePoolWaiting: 0, databasePoolBusy: 0, databasePoolSize: 0 },
    processes: [],
  });
});

test("what several processes said last is added up, of those that are alive", async () => {
  const first = beatOf({});
  const second = beatOf({
    startedAt: at(50),
    sendsPerSecond: 2.25,
    lateness: { buckets: [3, 40], counts: [1, 10] },
  });
  const dead = beatOf({ beatAt: at(80) });
  for (const beat of [dead, { ...first, beatAt: at(98), submitQueue: 70 }, first, second]) {
    await store.saveBeat(beat, at(0));
  }

  const platform = await readPlatform(store, at(101));

  expect(platform.processes).toEqual([first, second]);
  expect(platform).toMatchObject({
    sendsPerSecond: 3.75,
    // 110 timers: the 109th is among the ten that were 40 ms late.
    timerLatenessMsP99: 40,
    timersFired: 110,
    submitQueue: 4,
    subscribers: 6,
    databasePoolWaiting: 2,
    databasePoolBusy: 8,
    databasePoolSize: 44,
  });

  await store.removeBeat(second.processId);
  await store.saveBeat(beatOf({ ...first, lateness: emptyHistogram }), at(90));
  const later = await readPlatform(store, at(101));
  expect(later).toMatchObject({ timersFired: 0, timerLatenessMsP99: 0, sendsPerSecond: 1.5 });
  expect((await db.owner.query("select process_id from process_beat")).rows).toEqual([
    { process_id: first.processId },
  ]);
});

test("timers that are open are counted over all tenants", async () => {
  await fillTenant(db.owner, "one");
  await fillTenant(db.owner, "two");
  await db.owner.query("update send set wake_at = created_at");
  const { rows } = await db.owner.query<{ count: string }>("select count(*) from send");
  expect(Number(rows[0]?.count)).toBeGreaterThan(1);
  expect((await readPlatform(store, at(0))).openTimers).toBe(Number(rows[0]?.count));

  await db.owner.query(
    `update send set wake_at = null
     where tenant_id = (select min(tenant_id::text) from send)::uuid`,
  );
  expect((await readPlatform(store, at(0))).openTimers).toBe(Number(rows[0]?.count) / 2);
});
