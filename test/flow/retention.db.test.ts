import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expireStale, keptMs } from "../../src/flow/expire-stale.js";
import { createRetentionStore } from "../../src/store/retention-store.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { insertEvent, insertRow, insertTenant, insertVendor } from "../support/rows.js";

const now = new Date("2026-06-01T00:00:00Z");
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const ago = (ms: number): Date => new Date(now.getTime() - ms);
const run = () => expireStale({ retention: createRetentionStore(db.engine) }, now);

/** An id of version 7 made at that moment. */
function idAt(at: Date, random: number): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-${String(random).padStart(12, "0")}`;
}

const send = "01890000-0000-7000-8000-000000000000";

describe("retention", () => {
  it("deletes the beginnings of logs in one piece, and moves the oldest valid cursor", async () => {
    const old = await insertTenant(db.owner);
    const young = await insertTenant(db.owner);
    const mixed = await insertTenant(db.owner);
    for (let seq = 1n; seq <= 4n; seq += 1n) {
      await insertEvent(db.owner, old, seq, send, { at: ago(keptMs.events + 1) });
      await insertEvent(db.owner, young, seq, send, { at: ago(keptMs.events - 1) });
      // What is old but stands behind a younger one stays with it.
      const isOld = seq !== 2n;
      await insertEvent(db.owner, mixed, seq, send, {
        at: ago(isOld ? keptMs.events + 1 : keptMs.events - 1),
      });
    }
    await db.owner.query("update tenant_counter set last_seq = 4");

    expect((await run()).events).toBe(5);

    const { rows } = await db.owner.query<{ tenant_id: string; expired_seq: bigint; left: bigint }>(
      `select c.tenant_id, c.expired_seq, count(e.seq) as left from tenant_counter c
       left join event e on e.tenant_id = c.tenant_id group by c.tenant_id, c.expired_seq`,
    );
    const byTenant = new Map(rows.map((row) => [row.tenant_id, [row.expired_seq, row.left]]));
    expect(byTenant.get(old)).toEqual([4n, 0n]);
    expect(byTenant.get(young)).toEqual([0n, 4n]);
    expect(byTenant.get(mixed)).toEqual([1n, 3n]);
    expect((await run()).events).toBe(0);
  });

  it("goes on batch by batch until nothing old is left", async () => {
    const tenantId = await insertTenant(db.owner);
    await db.owner.query(
      `insert into event (tenant_id, seq, at, type, send_id, plan_id, status, verification,
         cost_micros, held_micros, progress)
       select $1, n, $2, 'SEND_QUEUED', $3, $3, 'SENT', 'PENDING', 0, 0, '{}'
       from generate_series(1, 2500) n`,
      [tenantId, ago(keptMs.events + 1), send],
    );
    await db.owner.query("update tenant_counter set last_seq = 2500 where tenant_id = $1", [
      tenantId,
    ]);
    expect((await run()).events).toBe(2500);
  });

  it("deletes callbacks, receipts, keys and routes past their time, no others", async () => {
    const tenantId = await insertTenant(db.owner);
    const { accountId, vendorId } = await insertVendor(db.owner, "vendor");
    for (const [index, extra] of [-1, 1].entries()) {
      const at = (kept: number): Date => ago(kept + extra);
      await insertRow(db.owner, "raw_callback", {
        accountId,
        id: idAt(at(keptMs.rawCallbacks), index),
        body: Buffer.from("sealed"),
        receivedAt: at(keptMs.rawCallbacks),
      });
      await insertRow(db.owner, "receipt_inbox", {
        accountId,
        id: idAt(at(keptMs.inbox), index),
        vendorMessageId: "m",
        receipt: "{}",
        receivedAt: at(keptMs.inbox),
      });
      await insertRow(db.owner, "idempotency", {
        tenantId,
        mutation: "sendOtp",
        key: `key ${index}`,
        bodyHmac: Buffer.from("hmac"),
        sendId: send,
        createdAt: at(keptMs.idempotency),
      });
      await insertRow(db.owner, "message_route", {
        accountId,
        vendorMessageId: `message ${index}`,
        tenantId,
        attemptId: send,
        part: 1,
        createdAt: at(keptMs.messageRoutes),
      });
      await insertRow(db.owner, "number_check", {
        tenantId,
        recipientIndex: Buffer.alloc(32, index + 1),
        vendorId,
        checkedAt: at(keptMs.numberChecks),
        facts: "{}",
        reaches: [],
      });
    }

    const once = { rawCallbacks: 1, inbox: 1, idempotency: 1, messageRoutes: 1, numberChecks: 1 };
    expect(await run()).toMatchObject(once);
    const none = { rawCallbacks: 0, inbox: 0, idempotency: 0, messageRoutes: 0, numberChecks: 0 };
    expect(await run()).toMatchObject(none);
    for (const table of [
      "raw_callback",
      "receipt_inbox",
      "idempotency",
      "message_route",
      "number_check",
    ]) {
      const { rowCount } = await db.owner.query(`select from ${table}`);
      expect(rowCount).toBe(1);
    }
  });
});
