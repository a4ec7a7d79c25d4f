import type pg from "pg";
import { postponeDays } from "./postpone-days.js";

/** A send to make copies of. */
export interface Template {
  readonly tenantId: string;
  readonly sendId: string;
}

/** The newest send of this tenant in this status. Throws when there is none. */
export async function findTemplate(
  owner: pg.Client,
  tenantId: string,
  status: string,
): Promise<Template> {
  const { rows } = await owner.query<{ id: string }>(
    "select id from send where tenant_id = $1 and status = $2 order by id desc limit 1",
    [tenantId, status],
  );
  const [row] = rows;
  if (row === undefined) {
    throw new Error(`there is no ${status} send to copy`);
  }
  return { tenantId, sendId: row.id };
}

/**
 * Fills the tables with copies of one send and everything that hangs on it, by set-based
 * statements. The copies' ids and moments lie in the past, ordered as if one was made every 50 ms.
 * Only budgets do not count them.
 */
export async function copySends(
  owner: pg.Client,
  { tenantId, sendId }: Template,
  count: number,
): Promise<void> {
  await postponeDays(owner);
  await owner.query("drop table if exists pg_temp.copy");
  await owner.query(
    `create temp table copy as
     select n,
            (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 7200000 - n * 50), 12, '0')
             || '7' || substr(md5('send' || n), 1, 3)
             || '8' || substr(md5('send2' || n), 1, 15))::uuid as send_id,
            (lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 7200000 - n * 50), 12, '0')
             || '7' || substr(md5('try' || n), 1, 3)
             || '8' || substr(md5('try2' || n), 1, 15))::uuid as attempt_id,
            now() - interval '2 hours' - n * interval '50 milliseconds' as at
     from generate_series(1, $1::int) n`,
    [count],
  );
  const places = [tenantId, sendId];
  const { rows } = await owner.query<{ id: string }>(
    "select id from attempt where tenant_id = $1 and send_id = $2",
    places,
  );
  const attemptIds = rows.map(({ id }) => id);
  const copied = async (table: string, changes: Record<string, string>, where: string) => {
    const columns = await columnsOf(owner, table);
    const values = columns.map((column) => changes[column] ?? `t.${column}`);
    // Read once, and by ids alone: of what was just copied the planner has no statistics.
    await owner.query(
      `with t as materialized (select t.* from ${table} t where t.tenant_id = $1 and ${where})
       insert into ${table} (${columns.join(", ")})
       select ${values.join(", ")} from t, copy c order by c.n desc`,
      [tenantId, where === ofAttempt ? attemptIds : sendId],
    );
  };
  const ofSend = "t.send_id = $2";
  const ofAttempt = "t.attempt_id = any($2)";
  const uuid = "gen_random_uuid()";
  await copied(
    "send",
    {
      id: "c.send_id",
      phone_index: "decode(md5('phone' || c.n) || md5('phone2' || c.n), 'hex')",
      created_at: "c.at",
      wake_at: "t.wake_at",
    },
    "t.id = $2",
  );
  await copied(
    "attempt",
    {
      id: "c.attempt_id",
      send_id: "c.send_id",
      created_at: "c.at",
      held_at: "c.at",
      submitted_at: "c.at + (t.submitted_at - t.created_at)",
      delivered_at: "c.at + (t.delivered_at - t.created_at)",
      settled_at: "c.at + (t.settled_at - t.created_at)",
      budget_periods: "'{}'",
    },
    ofSend,
  );
  await copied("receipt", { attempt_id: "c.attempt_id", id: uuid, at: "c.at" }, ofAttempt);
  await copied(
    "message_route",
    { attempt_id: "c.attempt_id", vendor_message_id: "'copy-' || c.send_id", created_at: "c.at" },
    ofAttempt,
  );
  await copied("ledger_entry", { attempt_id: "c.attempt_id", id: uuid, at: "c.at" }, ofAttempt);
  await copied(
    "idempotency",
    { key: "'copy-' || c.send_id", send_id: "c.send_id", created_at: "c.at" },
    ofSend,
  );
  await copyEvents(owner, places);
}

/** The log stays gapless: copies take the places after its end. */
async function copyEvents(owner: pg.Client, places: readonly string[]): Promise<void> {
  const columns = (await columnsOf(owner, "event")).filter((column) => column !== "seq");
  const changes: Record<string, string> = {
    send_id: "c.send_id",
    attempt_id: "c.attempt_id",
    at: "c.at",
  };
  const values = columns.map((column) => changes[column] ?? `t.${column}`);
  await owner.query(
    `with t as materialized (
       select t.* from event t where t.tenant_id = $1 and t.send_id = $2
     ), made as (
       insert into event (seq, ${columns.join(", ")})
       select k.last_seq + row_number() over (order by c.n desc, t.seq), ${values.join(", ")}
       from t, copy c, tenant_counter k where k.tenant_id = $1
       returning 1
     )
     update tenant_counter set last_seq = last_seq + (select count(*) from made)
     where tenant_id = $1`,
    [...places],
  );
}

/**
 * Spreads the moments at which the copies of a waiting send are due evenly over a while from now.
 */
export async function spreadWaits(
  owner: pg.Client,
  tenantId: string,
  fromSec: number,
  overSec: number,
): Promise<number> {
  const { rows } = await owner.query<{ changed: string }>(
    `with due as (
       select s.tenant_id, s.id,
              now() + make_interval(
                secs => $2 + $3 * (row_number() over () - 1)::float8 / count(*) over ()) as at
       from send s where s.tenant_id = $1 and s.wake_at is not null and s.status = 'SENT'
     ), attempts as (
       update attempt a set deadline_at = due.at from due
       where a.tenant_id = due.tenant_id and a.send_id = due.id and a.status = 'SUBMITTED'
     ), sends as (
       update send s set wake_at = due.at, next_step_at = due.at,
              expires_at = now() + interval '1 hour'
       from due where s.tenant_id = due.tenant_id and s.id = due.id returning 1
     )
     select count(*) as changed from sends`,
    [tenantId, fromSec, overSec],
  );
  return Number(rows[0]?.changed ?? 0);
}

/**
 * What a server has done that was up for longer than a bench: autovacuum has been there, and its
 * readers (roll-ups, learner, feedback) are at the ends of the logs. Here they are told so: what is
 * measured is how the walk fares in big tables.
 */
export async function settle(owner: pg.Client): Promise<void> {
  for (const cursor of ["stat_cursor", "cost_cursor", "route_cursor", "feedback_cursor"]) {
    await owner.query(
      `update ${cursor} r set seq = k.last_seq
       from tenant_counter k where k.tenant_id = r.tenant_id`,
    );
  }
  await owner.query("vacuum analyze");
  await owner.query("checkpoint").catch(() => undefined);
}

async function columnsOf(owner: pg.Client, table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'
     order by ordinal_position`,
    [table],
  );
  return rows.map((row) => row.name);
}
