import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rollUp } from "../../../src/manage/stats/roll-up.js";
import { createRollUpStore } from "../../../src/store/roll-up-store.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { insertTenant, insertVendor } from "../../support/rows.js";
import { attemptAt, tell } from "../../support/stat-world.js";

let db: TestDatabase;
let vendor: { vendorId: string; accountId: string };
let tenantId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  vendor = await insertVendor(db.owner, "acme");
});
beforeEach(async () => {
  tenantId = await insertTenant(db.owner);
});
afterAll(() => db.close());

const start = Date.UTC(2026, 0, 15, 22, 40);
const after = (sec: number): Date => new Date(start + sec * 1000);

function turn(now: Date): ReturnType<typeof rollUp> {
  return rollUp(createRollUpStore(db.owner), now);
}

async function counted(table: string): Promise<number> {
  const { rows } = await db.owner.query<{ attempts: number }>(
    `select coalesce(sum(attempts), 0)::integer as attempts from ${table} where tenant_id = $1`,
    [tenantId],
  );
  return rows[0]?.attempts ?? 0;
}

async function all(): Promise<readonly number[]> {
  return await Promise.all(
    ["stat_slice", "stat_minute", "stat_hour", "stat_day"].map((table) => counted(table)),
  );
}

describe("a minute that still changes", () => {
  it("has only those of its slices read again in which something happened", async () => {
    const first = await attemptAt(db.owner, tenantId, after(1), vendor);
    await turn(after(2));
    const second = await attemptAt(db.owner, tenantId, after(12), vendor);
    await turn(after(13));
    expect(await all()).toEqual([2, 2, 2, 2]);

    // Who reads the first slice again finds out about the lie.
    await db.owner.query("update stat_slice set attempts = 100 where tenant_id = $1 and at = $2", [
      tenantId,
      after(0),
    ]);
    await tell(db.owner, tenantId, second.sendId);
    await turn(after(14));
    expect(await all()).toEqual([101, 101, 101, 101]);

    await tell(db.owner, tenantId, first.sendId);
    await turn(after(15));
    expect(await all()).toEqual([2, 2, 2, 2]);
  });

  it("is closed a quarter of an hour after its last change; what was counted stays", async () => {
    const { sendId } = await attemptAt(db.owner, tenantId, after(1), {
      ...vendor,
      status: "DELIVERED",
    });
    await turn(after(2));
    // Changes are noted to the minute.
    await tell(db.owner, tenantId, sendId);
    await turn(after(600));

    await turn(after(1_400));
    expect(await all()).toEqual([1, 1, 1, 1]);
    await turn(after(1_501));
    expect(await all()).toEqual([0, 1, 1, 1]);
  });

  it("is opened again by a receipt that comes late, with all of its slices", async () => {
    const { sendId } = await attemptAt(db.owner, tenantId, after(1), vendor);
    for (const sec of [7, 13, 59]) {
      await attemptAt(db.owner, tenantId, after(sec), vendor);
    }
    await turn(after(60));
    // The silence of all four is noted meanwhile.
    await turn(after(700));
    await turn(after(2_000));
    expect(await all()).toEqual([0, 4, 4, 4]);

    await db.owner.query("update attempt set status = 'DELIVERED' where send_id = $1", [sendId]);
    await tell(db.owner, tenantId, sendId);
    await turn(after(2_001));

    expect(await all()).toEqual([4, 4, 4, 4]);
    const { rows } = await db.owner.query(
      `select delivered::integer, silent::integer from stat_minute where tenant_id = $1`,
      [tenantId],
    );
    expect(rows).toEqual([{ delivered: 1, silent: 3 }]);
  });
});

describe("a minute that was to be counted again when there were no slices", () => {
  it("is counted when it is due", async () => {
    await attemptAt(db.owner, tenantId, after(31), vendor);
    await turn(after(32));
    // As it was left by a process that kept none.
    await db.owner.query("delete from stat_slice where tenant_id = $1", [tenantId]);
    await db.owner.query("delete from stat_open where tenant_id = $1", [tenantId]);
    await db.owner.query(
      `with due as (delete from stat_slice_due where tenant_id = $1 returning due_at)
       insert into stat_due select $1, $2, due_at from due`,
      [tenantId, after(0)],
    );

    await turn(after(700));

    const { rows } = await db.owner.query(
      `select silent::integer, (select count(*)::integer from stat_due) as due
       from stat_minute where tenant_id = $1`,
      [tenantId],
    );
    expect(rows).toEqual([{ silent: 1, due: 0 }]);
  });
});
