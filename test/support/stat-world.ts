import { randomBytes } from "node:crypto";
import type pg from "pg";
import { idFloorAt } from "../../src/core/id-time.js";
import { columnName } from "../../src/store/sql/columns.js";
import { makeEvent, makeSend } from "./otp-rows.js";
import { insertAttempt, insertSend } from "./rows.js";

/** An id made at a moment, as version 7 makes them. */
export function idMadeAt(at: Date): string {
  const tail = randomBytes(10).toString("hex");
  const [high, low] = idFloorAt(at).split("-");
  return `${high}-${low}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(6, 18)}`;
}

type Values = Readonly<Record<string, unknown>>;

/** Tells the tenant's log that something happened to a send. */
export async function tell(pool: pg.Pool, tenantId: string, sendId: string): Promise<void> {
  const { seq: _assigned, ...event } = makeEvent(makeSend(tenantId, { id: sendId }), 0n);
  const fields = Object.entries(event).map(([field, value]) => [
    columnName(field),
    typeof value === "bigint" ? String(value) : value,
  ]);
  // One statement: whoever sees the place in the log sees what is there.
  await pool.query(
    `with counter as (
       update tenant_counter set last_seq = last_seq + 1 where tenant_id = $1 returning last_seq
     )
     insert into event select r.* from counter cross join lateral jsonb_populate_record(
       null::event, $2::jsonb || jsonb_build_object('seq', counter.last_seq)) r`,
    [tenantId, JSON.stringify(Object.fromEntries(fields))],
  );
}

/** A send with one attempt that was made at `at`; returns both ids. */
export async function attemptAt(
  pool: pg.Pool,
  tenantId: string,
  at: Date,
  attempt: Values = {},
  send: Values = {},
): Promise<{ sendId: string; attemptId: string }> {
  const sendId = idMadeAt(at);
  const attemptId = idMadeAt(at);
  await insertSend(pool, tenantId, { id: sendId, createdAt: at, ...send });
  await insertAttempt(pool, tenantId, sendId, {
    id: attemptId,
    heldAt: at,
    createdAt: at,
    submittedAt: at,
    ...attempt,
  });
  await tell(pool, tenantId, sendId);
  return { sendId, attemptId };
}

/** All rows of the roll-up as text, to compare. */
export async function allStats(
  pool: pg.Pool,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const read = async (table: string): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${table} t order by to_jsonb(t)::text`,
    );
    return rows.map(({ row }) => row);
  };
  return {
    minute: await read("stat_minute"),
    hour: await read("stat_hour"),
    day: await read("stat_day"),
    // A minute that was counted whole is due when the first of its slices is.
    due: await read(
      `(select tenant_id, date_trunc('minute', at) as at, min(due_at) as due_at
        from stat_slice_due group by 1, 2)`,
    ),
  };
}

/** What a batch of equal attempts is like. */
export interface Batch {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly accountId: string;
  readonly count: number;
  readonly at: Date;
  readonly attempt?: Values;
  readonly send?: Values;
}

/** Many attempts at once, each of a send of its own. */
export async function attemptsAt(pool: pg.Pool, batch: Batch): Promise<void> {
  const { tenantId, vendorId, accountId, count, at } = batch;
  const attempt = { vendorId, accountId, mcc: "510", mnc: "10", ...batch.attempt };
  const { sendId, attemptId } = await attemptAt(pool, tenantId, at, attempt, batch.send);
  const copies = Array.from({ length: count - 1 }, () => [idMadeAt(at), idMadeAt(at)]);
  const values = [
    tenantId,
    sendId,
    attemptId,
    copies.map(([one]) => one),
    copies.map(([, two]) => two),
  ];
  const copy = async (table: string, changes: string): Promise<void> => {
    await pool.query(
      `insert into ${table} select r.* from unnest($4::uuid[], $5::uuid[]) as n(send_id, attempt_id)
       cross join ${table} t cross join lateral jsonb_populate_record(t, ${changes}) r
       where t.tenant_id = $1 and t.id in ($2::uuid, $3::uuid)`,
      values,
    );
  };
  await copy("send", "jsonb_build_object('id', n.send_id)");
  await copy("attempt", "jsonb_build_object('id', n.attempt_id, 'send_id', n.send_id)");
  for (const [copied] of copies) {
    await tell(pool, tenantId, copied ?? "");
  }
}
