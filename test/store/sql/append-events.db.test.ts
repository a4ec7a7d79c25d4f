import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EventRow, NewEvent } from "../../../src/flow/rows.js";
import type { AppendedEvents } from "../../../src/flow/tail.js";
import { createHotStore } from "../../../src/store/hot-store.js";
import { readEvents } from "../../../src/store/sql/read-events.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { makeEvent, makeSend } from "../../support/otp-rows.js";
import { insertTenant } from "../../support/rows.js";

let db: TestDatabase;
let tenants: string[];
const told: AppendedEvents[][] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  tenants = await Promise.all(Array.from({ length: 4 }, () => insertTenant(db.owner)));
});
afterAll(() => db.close());

function newEvent(tenantId: string, changes: Partial<EventRow> = {}): NewEvent {
  const { seq: _seq, ...event } = makeEvent(makeSend(tenantId), 0n, changes);
  return event;
}

function store() {
  return createHotStore(db.engine, (logs) => told.push([...logs]));
}

async function append(events: readonly NewEvent[]): Promise<readonly AppendedEvents[]> {
  await store().transaction((tx) => tx.appendEvents(events));
  return told.at(-1) ?? [];
}

/** What a commit told of a tenant, as rows of its log. */
function rowsOf(logs: readonly AppendedEvents[], tenantId: string): EventRow[] {
  return logs
    .filter((log) => log.tenantId === tenantId)
    .flatMap(({ lastSeq, events }) =>
      events.map((event, index) => ({
        ...event,
        seq: lastSeq - BigInt(events.length - 1 - index),
      })),
    );
}

describe("appending events", () => {
  test("gives every tenant of a mixed batch its next places, in the order given", async () => {
    const expected = new Map(tenants.map((tenantId) => [tenantId, [] as string[]]));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: tenants.length - 1 }), { minLength: 1, maxLength: 30 }),
        async (owners) => {
          const events = owners.map((owner) => newEvent(tenants[owner] ?? ""));
          for (const event of events) {
            expected.get(event.tenantId)?.push(event.sendId);
          }
          await append(events);
        },
      ),
      { numRuns: 15 },
    );

    for (const [tenantId, sendIds] of expected) {
      const rows = await readEvents(db.engine, [{ tenantId, after: 0n }], 1_000);
      expect(rows.map((row) => row.sendId)).toEqual(sendIds);
      expect(rows.map((row) => row.seq)).toEqual(sendIds.map((_, index) => BigInt(index + 1)));
    }
  });

  test("tells after the commit what reading back would give, column by column", async () => {
    const [mine, theirs] = await Promise.all([insertTenant(db.owner), insertTenant(db.owner)]);
    const at = new Date("2026-02-28T23:59:59.987Z");
    const logs = await append([
      newEvent(mine, { at, detail: { reason: 'a "quoted" \\ {word}, ✓', rank: 3 } }),
      newEvent(theirs, { country: null, channel: null, attemptId: null, nextStepAt: at }),
      newEvent(mine, { costMicros: 9_007_199_254_740_993n, nextChannel: "EMAIL" }),
    ]);

    for (const tenantId of [mine, theirs]) {
      const read = await readEvents(db.engine, [{ tenantId, after: 0n }], 10);
      expect(rowsOf(logs, tenantId)).toEqual(read);
    }
  });

  test("tells nothing of a transaction that fails, and of none that appends nothing", async () => {
    const before = told.length;

    await expect(
      store().transaction(async (tx) => {
        await tx.appendEvents([newEvent(tenants[0] ?? "")]);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    await store().transaction((tx) => tx.appendEvents([]));

    expect(told.length).toBe(before);
  });

  test.each([
    ["before", "00000000-0000-7000-8000-000000000000"],
    ["behind", "ffffffff-ffff-7fff-bfff-ffffffffffff"],
  ])("refuses a batch with a tenant that has no counter, %s the others", async (_, stranger) => {
    const [known = ""] = tenants;
    const before = await readEvents(db.engine, [{ tenantId: known, after: 0n }], 1_000);

    await expect(append([newEvent(known), newEvent(stranger)])).rejects.toThrow("seq");

    expect(await readEvents(db.engine, [{ tenantId: known, after: 0n }], 1_000)).toEqual(before);
  });
});
