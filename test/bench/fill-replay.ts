import type pg from "pg";
import type { Rig } from "./rig.js";
import { withoutIndexes } from "./without-indexes.js";

const dayMs = 86_400_000;
const days = 7;

/** The vendors that the log's sends went by, and what share of living numbers each one reaches. */
export const replayVendors = { bench: 0.93, "bench-b": 0.85, "bench-c": 0.7 } as const;
/** Where the log's sends went. */
export const replayCountries = ["ID", "SG", "MY", "TH", "VN"] as const;

/** From when to when the log's sends were made. */
export interface LoggedWeek {
  readonly from: Date;
  readonly to: Date;
}

/**
 * Fills a tenant's last seven days, up to the last midnight in UTC, with so many sends a day, as a
 * plan makes them that begins with its first vendor in 98 of 100, and follows up after 20 s of
 * silence with any of the others: in 5 countries of 3 networks each, with 4 dead numbers in 100.
 */
export async function fillReplay(
  rig: Rig,
  tenantId: string,
  sendsPerDay: number,
): Promise<LoggedWeek> {
  const { owner } = rig;
  const to = new Date(Math.floor(Date.now() / dayMs) * dayMs);
  const from = new Date(to.getTime() - days * dayMs);
  await rig.execute({ kind: "silent", count: 1 });
  await makeParts(owner, tenantId);
  await withoutIndexes(owner, ["send", "attempt", "receipt"], async () => {
    await fillSends(owner, from, days * sendsPerDay);
    for (const number of [1, 2, 3]) {
      await fillAttempts(owner, number);
    }
    await fillReceipts(owner);
  });
  return { from, to };
}

async function makeParts(owner: pg.Client, tenantId: string): Promise<void> {
  const reaches = Object.entries(replayVendors)
    .map(([slug, reach], place) => `(${place}, '${slug}', ${reach})`)
    .join(", ");
  await owner.query(
    `create temp table route on commit preserve rows as
     select r.place, r.reach, v.id as vendor_id, a.id as account_id
     from (values ${reaches}) as r(place, slug, reach)
     join vendor v on v.slug = r.slug
     join vendor_account a on a.vendor_id = v.id and a.tenant_id is null`,
  );
  const mccs = ["510", "525", "502", "520", "452"];
  const places = replayCountries.map((country, at) => `('${country}', '${mccs[at] ?? ""}')`);
  await owner.query(
    `create temp table place on commit preserve rows as
     select row_number() over () - 1 as n, c.code as country, c.mcc, '0' || k as mnc
     from (values ${places.join(", ")}) as c(code, mcc), generate_series(1, 3) k`,
  );
  for (const table of ["send", "attempt"]) {
    await owner.query(
      `create temp table first_${table} on commit preserve rows as
       select * from ${table} where tenant_id = '${tenantId}' order by id limit 1`,
    );
  }
  await owner.query("analyze place, route, first_send, first_attempt");
}

/** Ids are of version 7, as those of sends are; the clock is what the function adds to. */
const idAt = (at: string) => `uuidv7(${at} - clock_timestamp())`;

/** What each send meets is drawn here; the same in every run. */
async function fillSends(owner: pg.Client, from: Date, sends: number): Promise<void> {
  await owner.query("select setseed(0.5)");
  await owner.query(
    `create temp table copy on commit preserve rows as
     select c.*, ${idAt("c.at")} as send_id from (
       select n, $1::timestamptz + (n * 86399.0 * ${days} / $2) * interval '1 second' as at,
         n % 15 as place, random() < 0.04 as is_dead, random() < 0.9 as types,
         case when random() < 0.98 then 0 when random() < 0.5 then 1 else 2 end as first,
         case when random() < 0.5 then 1 else 2 end as turn,
         array[random(), random(), random()] as lucks, exp(0.6 * random() * random()) as slow
       from generate_series(1, $2::int) n
     ) c`,
    [from, sends],
  );
  await owner.query("analyze copy");
  await insertLike(owner, "send", sendChanges, "join place l on l.n = c.place", "c.n");
}

const sendChanges: Readonly<Record<string, string>> = {
  id: "c.send_id",
  phone_index: "sha256(int4send(c.n))",
  country: "l.country",
  mcc: "l.mcc",
  mnc: "l.mnc",
  created_at: "c.at",
  wake_at: "null::timestamptz",
};

/** Follow-ups of what the attempts before lost. */
async function fillAttempts(owner: pg.Client, number: number): Promise<void> {
  const place = number === 1 ? "c.first" : `(c.first + ${number - 1} * c.turn) % 3`;
  const startAt = `c.at + ${number - 1} * interval '20 seconds'`;
  await owner.query("drop table if exists try");
  await owner.query(
    `create temp table try on commit preserve rows as
     select c.n, r.place, not c.is_dead and c.lucks[${number}] < r.reach as arrives
     from copy c join route r on r.place = ${place}
     ${number === 1 ? "" : "join lost b on b.n = c.n"}`,
  );
  await owner.query("drop table if exists lost");
  await owner.query(
    `create temp table lost on commit preserve rows as select n from try where not arrives`,
  );
  await owner.query("analyze try, lost");
  const chance = ["case when c.first = 0 then 0.98 else 0.01 end", "0.5", "1"][number - 1] ?? "1";
  const arrivesAt = `${startAt} + c.slow * interval '4 seconds'`;
  await insertLike(
    owner,
    "attempt",
    {
      id: idAt(startAt),
      send_id: "c.send_id",
      number: `${number}`,
      vendor_id: "r.vendor_id",
      account_id: "r.account_id",
      is_automatic: "true",
      country: "l.country",
      mcc: "l.mcc",
      mnc: "l.mnc",
      status: "case when y.arrives then 'DELIVERED' else 'UNDELIVERED' end",
      charge: "case when y.arrives then 'CHARGED' else 'RELEASED' end",
      cost_micros: "case when y.arrives then 10000 else 0 end",
      decision: `t.decision || jsonb_build_object('p', ${chance})`,
      wait_ms: "20000",
      held_at: startAt,
      created_at: startAt,
      submitted_at: startAt,
      settled_at: `${startAt} + interval '1 minute'`,
      delivered_at: `case when y.arrives then ${arrivesAt} end`,
      verified_at: `case when y.arrives and c.types then ${arrivesAt} + interval '9 seconds' end`,
      budget_periods: "'{}'",
    },
    `join try y on y.n = c.n join place l on l.n = c.place join route r on r.place = y.place`,
    "c.n",
  );
}

/** Three of five losses are reported. */
async function fillReceipts(owner: pg.Client): Promise<void> {
  await owner.query(
    `insert into receipt (tenant_id, attempt_id, id, status, vendor_status, is_refund, at,
       received_at, applied)
     select tenant_id, id, gen_random_uuid(), 'UNDELIVERED', 'failed', false,
       submitted_at + interval '15 seconds', submitted_at + interval '15 seconds', true
     from attempt where status = 'UNDELIVERED' and get_byte(uuid_send(id), 15) % 5 < 3`,
  );
}

/** Copies of the first row, each changed as its send wants. */
async function insertLike(
  owner: pg.Client,
  table: string,
  changes: Readonly<Record<string, string>>,
  joins: string,
  order: string,
): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'
     order by ordinal_position`,
    [table],
  );
  const columns = rows.map(({ name }) => name);
  await owner.query(
    `insert into ${table} (${columns.join(", ")})
     select ${columns.map((column) => changes[column] ?? `t.${column}`).join(", ")}
     from copy c ${joins}, first_${table} t order by ${order}`,
  );
}
