import { randomBytes } from "node:crypto";
import type pg from "pg";
import { idFloorAt } from "../../src/core/id-time.js";
import { appendEvents } from "../../src/store/sql/append-events.js";
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
  await appendEvents(pool, [event]);
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
    due: await read("stat_due"),
  };
}
