import type pg from "pg";
import type { Rig } from "./rig.js";
import { withoutIndexes } from "./without-indexes.js";

/** A month of sends, made by set-based statements: 17 of 20 sends have one attempt. */
export interface Month {
  readonly from: Date;
  readonly to: Date;
}

const days = 30;
const dayMs = 86_400_000;

/**
 * Fills a tenant's month, up to the last midnight in UTC, with about `attempts` attempts that are
 * copies of one: 3 plans, 2 purposes, 8 pairs of channel and vendor, 5 countries of 3 networks.
 */
export async function fillMonth(rig: Rig, tenantId: string, attempts: number): Promise<Month> {
  const { owner } = rig;
  const to = new Date(Math.floor(Date.now() / dayMs) * dayMs);
  const from = new Date(to.getTime() - days * dayMs);
  if (await isFilled(owner, to)) {
    return { from, to };
  }
  await rig.execute({ kind: "silent", count: 1 });
  const sendsPerDay = Math.round((attempts / days) * (20 / 24));
  await makePlaces(owner, tenantId);
  await withoutIndexes(owner, ["send", "attempt"], async () => {
    for (let day = 0; day < days; day += 1) {
      await fillDay(owner, new Date(from.getTime() + day * dayMs), sendsPerDay);
    }
  });
  await owner.query(
    `create table bench_month as select timestamptz '${to.toISOString()}' as until`,
  );
  return { from, to };
}

/** A folder that is used again was filled before: then for this very month, or it is too old. */
async function isFilled(owner: pg.Client, to: Date): Promise<boolean> {
  const { rows: found } = await owner.query("select to_regclass('bench_month') is not null as is");
  if (found[0]?.is !== true) {
    return false;
  }
  const { rows } = await owner.query<{ until: Date }>("select until from bench_month");
  if (rows[0]?.until.getTime() !== to.getTime()) {
    throw new Error("the folder's month is over: remove it");
  }
  return true;
}

async function makePlaces(owner: pg.Client, tenantId: string): Promise<void> {
  await owner.query(
    `insert into plan (tenant_id, id, key, name, current_revision, created_at)
     select $1, gen_random_uuid(), 'plan-' || n, 'Plan', 1, now() from generate_series(1, 3) n`,
    [tenantId],
  );
  await owner.query(
    `insert into vendor (id, slug, name, adapter, channels, listed_at)
     select gen_random_uuid(), 'bench-' || n, 'Bench', 'sandbox', '{SMS}', now()
     from generate_series(1, 4) n`,
  );
  await owner.query(
    `create temp table place on commit preserve rows as
     select row_number() over () - 1 as n, c.code as country, c.mcc, '0' || k as mnc
     from (values ('ID', '510'), ('SG', '525'), ('MY', '502'), ('TH', '520'), ('VN', '452'))
       as c(code, mcc), generate_series(1, 3) k`,
  );
  await owner.query(
    `create temp table route on commit preserve rows as
     select (row_number() over () - 1) as n, h.channel, v.id as vendor_id
     from unnest('{SMS,WHATSAPP}'::text[]) h(channel), vendor v where v.slug like 'bench-%'`,
  );
  await owner.query(
    `create temp table chosen_plan on commit preserve rows as
     select row_number() over (order by key) - 1 as n, id from plan
     where tenant_id = '${tenantId}' and key like 'plan-%'`,
  );
  for (const table of ["send", "attempt"]) {
    await owner.query(
      `create temp table first_${table} on commit preserve rows as
       select * from ${table} where tenant_id = '${tenantId}' order by id limit 1`,
    );
  }
  await owner.query("analyze place, route, chosen_plan, first_send, first_attempt");
}

/** Ids are of version 7, as those of sends are; the clock is what the function adds to. */
const idAt = (at: string) => `uuidv7(${at} - clock_timestamp())`;

async function fillDay(owner: pg.Client, start: Date, sends: number) {
  await owner.query("drop table if exists copy");
  await owner.query(
    `create temp table copy as
     select c.n, c.at, ${idAt("c.at")} as send_id from (
       select n, $1::timestamptz + (n * 86399.0 / $2) * interval '1 second' as at
       from generate_series(1, $2::int) n
     ) c`,
    [start, sends],
  );
  await owner.query("analyze copy");
  const sendColumns = await columnsOf(owner, "send");
  const sendChanges: Readonly<Record<string, string>> = {
    id: "c.send_id",
    plan_id: "p.id",
    purpose: "case (c.n / 45) % 2 when 0 then 'login' end",
    phone_index: "sha256(int4send(c.n % 50000))",
    country: "l.country",
    mcc: "l.mcc",
    mnc: "l.mnc",
    created_at: "c.at",
    wake_at: "null::timestamptz",
  };
  await owner.query(
    `insert into send (${sendColumns.join(", ")})
     select ${sendColumns.map((column) => sendChanges[column] ?? `t.${column}`).join(", ")}
     from copy c join place l on l.n = c.n % 15 join chosen_plan p on p.n = (c.n / 15) % 3,
       first_send t
     order by c.n`,
  );
  const columns = await columnsOf(owner, "attempt");
  const changes: Readonly<Record<string, string>> = {
    id: idAt("c.at + k.k * interval '30 seconds'"),
    send_id: "c.send_id",
    number: "k.k",
    channel: "r.channel",
    vendor_id: "r.vendor_id",
    country: "l.country",
    mcc: "l.mcc",
    mnc: "l.mnc",
    status: "case when k.k < w.tries or c.n % 11 = 0 then 'UNDELIVERED' else 'DELIVERED' end",
    charge: "case c.n % 97 when 0 then 'MAYBE' when 1 then 'HELD' else 'CHARGED' end",
    cost_micros: "case c.n % 97 when 1 then 0 else 300000 + c.n % 1000 end",
    held_at: "c.at + (k.k - 1) * interval '30 seconds'",
    created_at: "c.at + (k.k - 1) * interval '30 seconds'",
    verified_at: "case when k.k = w.tries and c.n % 3 > 0 then c.at end",
    budget_periods: "'{}'",
  };
  await owner.query(
    `insert into attempt (${columns.join(", ")})
     select ${columns.map((column) => changes[column] ?? `t.${column}`).join(", ")}
     from copy c
     cross join lateral (
       select case when c.n % 20 = 0 then 3 when c.n % 20 < 3 then 2 else 1 end as tries
     ) w
     cross join lateral generate_series(1, w.tries) k(k)
     join place l on l.n = c.n % 15 join route r on r.n = (c.n / 7 + k.k) % 8,
       first_attempt t
     order by c.n, k.k`,
  );
}

async function columnsOf(owner: pg.Client, table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'
     order by ordinal_position`,
    [table],
  );
  return rows.map((row) => row.name);
}
