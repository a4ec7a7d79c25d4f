import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localDays } from "../../src/core/calendar.js";
import { buildCostFacts } from "../../src/manage/reports/build-cost-facts.js";
import { createCostFactStore } from "../../src/store/cost-fact-store.js";
import { addUpCostDay } from "../../src/store/sql/add-up-cost-day.js";
import { markCostDays } from "../../src/store/sql/mark-cost-days.js";
import { transaction } from "../../src/store/transaction.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { change, makeStage, type Stage, type Stored, tell } from "./histories.js";
import { plainStory } from "./plain-story.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const begin = new Date("2026-03-28T12:00:00Z");
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const atOnce = { closedForMs: 0, rebuildAfterMs: 0, daysMax: 60 };
const store = () => createCostFactStore(db.owner);
const later = (days: number, ms = 0) => new Date(begin.getTime() + days * dayMs + ms);

async function makeHistory(zone = "UTC"): Promise<{ stage: Stage; history: Stored[] }> {
  const stage = await makeStage(db, zone);
  const told = [0, 1_000, 2_000, 3_000].map((atMin) => plainStory({ atMin }));
  return { stage, history: await tell(db, stage, begin, told) };
}

/** Everything that was added up for a tenant, as text. */
async function factsOf({ tenantId }: Stage): Promise<string> {
  const texts: string[] = [];
  for (const table of ["cost_cursor", "cost_day", "cost_fact", "cost_straddler"]) {
    const { rows } = await db.owner.query<{ all: string | null }>(
      `select string_agg(to_jsonb(t)::text, ' ' order by to_jsonb(t)::text) as all
       from ${table} t where t.tenant_id = $1`,
      [tenantId],
    );
    texts.push(rows[0]?.all ?? "");
  }
  return texts.join("\n");
}

async function builtDays({ tenantId }: Stage): Promise<readonly string[]> {
  const days = await store().daysOf(tenantId);
  return days.map((day) => `${day.startsAt.toISOString()}${day.isDirty ? " dirty" : ""}`);
}

describe("adding days up", () => {
  it("takes closed days only, and the last one an hour after its end", async () => {
    const { stage } = await makeHistory();

    await buildCostFacts(store(), later(1, 12 * hourMs + hourMs / 2));
    const before = await builtDays(stage);
    await buildCostFacts(store(), later(1, 13 * hourMs));

    expect(before).toEqual(["2026-03-28T00:00:00.000Z"]);
    expect(await builtDays(stage)).toEqual([
      "2026-03-28T00:00:00.000Z",
      "2026-03-29T00:00:00.000Z",
    ]);
  });

  it("marks the day of what changed at once, and adds it up again ten minutes later", async () => {
    const { stage, history } = await makeHistory();
    const [first] = history as [Stored];
    await buildCostFacts(store(), later(5));

    await change(db, first);
    await buildCostFacts(store(), later(5, 60_000));
    const soon = await builtDays(stage);
    await buildCostFacts(store(), later(5, 600_000));

    expect(soon).toContain("2026-03-28T00:00:00.000Z dirty");
    expect(soon.filter((day) => day.endsWith("dirty"))).toHaveLength(1);
    expect((await builtDays(stage)).filter((day) => day.endsWith("dirty"))).toEqual([]);
  });

  it("does nothing where nothing happened", async () => {
    const { stage } = await makeHistory();
    await buildCostFacts(store(), later(5), atOnce);
    const before = await factsOf(stage);

    await buildCostFacts(store(), later(5, 60_000), atOnce);

    expect(await factsOf(stage)).toBe(before);
  });

  it("replaces days of an earlier zone by those of the present one", async () => {
    const { stage } = await makeHistory("Asia/Jakarta");
    await buildCostFacts(store(), later(5), atOnce);
    await db.owner.query("update tenant set time_zone = 'America/New_York' where id = $1", [
      stage.tenantId,
    ]);

    await buildCostFacts(store(), later(5), atOnce);

    const days = localDays("America/New_York", begin, new Date("2026-04-02T04:00:00Z"));
    expect(await builtDays(stage)).toEqual(days.map((day) => day.startsAt.toISOString()));
  });

  it("takes every day anew when the log was deleted before it was read", async () => {
    const { stage } = await makeHistory();
    await buildCostFacts(store(), later(5), atOnce);
    await db.owner.query(
      `update tenant_counter set last_seq = last_seq + 9, expired_seq = last_seq + 9
       where tenant_id = $1`,
      [stage.tenantId],
    );

    const marked = await transaction(db.owner, (client) =>
      markCostDays(client, stage.tenantId, later(5), 100),
    );

    expect(marked).toEqual({ marked: (await builtDays(stage)).length, isMore: false });
  });

  it("reads a long log in stretches", async () => {
    const { stage, history } = await makeHistory();
    await buildCostFacts(store(), later(5), atOnce);
    for (const stored of history) {
      await change(db, stored);
    }

    const turns: { marked: number; isMore: boolean }[] = [];
    do {
      turns.push(
        await transaction(db.owner, (client) => markCostDays(client, stage.tenantId, later(5), 3)),
      );
    } while (turns.at(-1)?.isMore === true);

    expect(turns).toEqual([
      { marked: 2, isMore: true },
      { marked: 1, isMore: false },
    ]);
  });

  it("is done once by processes that start it together", async () => {
    const { stage } = await makeHistory();
    const [day] = localDays("UTC", begin, later(1));
    await transaction(db.owner, (client) => markCostDays(client, stage.tenantId, later(5), 100));

    const done = await Promise.all(
      [1, 2, 3].map(() =>
        transaction(db.owner, (client) =>
          addUpCostDay(client, stage.tenantId, day as NonNullable<typeof day>, later(5)),
        ),
      ),
    );

    expect(done.filter((isDone) => isDone)).toHaveLength(1);
  });

  it("touches nothing of another tenant", async () => {
    const { stage: other, history } = await makeHistory();
    const { stage } = await makeHistory();
    await buildCostFacts(store(), later(5), atOnce);
    await change(db, history[0] as Stored);
    const before = await factsOf(other);
    const mine = await factsOf(stage);
    expect(mine).not.toContain(other.tenantId);

    await db.owner.query("update cost_day set is_dirty = true where tenant_id = $1", [
      stage.tenantId,
    ]);
    const [day] = localDays("UTC", begin, later(1));
    await transaction(db.owner, async (client) => {
      await markCostDays(client, stage.tenantId, later(6), 100);
      await addUpCostDay(client, stage.tenantId, day as NonNullable<typeof day>, later(6));
    });

    expect(await factsOf(stage)).not.toBe(mine);
    expect(await factsOf(other)).toBe(before);
  });

  it("is not for the roles of requests and of the engine", async () => {
    for (const pool of [db.app, db.engine]) {
      for (const table of ["cost_cursor", "cost_day", "cost_fact", "cost_straddler"]) {
        await expect(pool.query(`delete from ${table}`)).rejects.toMatchObject({ code: "42501" });
      }
    }
  });

  it("shows a tenant its own facts alone", async () => {
    const { stage } = await makeHistory();
    await makeHistory();
    await buildCostFacts(store(), later(5), atOnce);
    const client = await db.app.connect();
    try {
      await client.query(`begin; set local app.tenant = '${stage.tenantId}'`);
      for (const table of ["cost_cursor", "cost_day", "cost_fact"]) {
        const { rows } = await client.query<{ tenant_id: string }>(
          `select distinct tenant_id from ${table}`,
        );
        expect(rows).toEqual([{ tenant_id: stage.tenantId }]);
      }
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});
