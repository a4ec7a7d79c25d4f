import type { LocalDay } from "../core/calendar.js";
import { moment, type ReportDb, uuid } from "./report-db.js";
import type { ReportRequest } from "./report-request.js";

/** A half-open stretch of time. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** How a range is read: whole days from facts, the stretches between them from the attempts. */
export interface RangeParts {
  readonly factDays: readonly LocalDay[];
  readonly lines: readonly Stretch[];
}

/** So many events behind the cursor are looked through; beyond, everything is read from lines. */
const lagMax = 100_000;

interface DayRow {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * Splits a range: a day is read from its facts when it lies whole in the range, was added up in
 * this very calendar, and nothing that the log tells since then touches it.
 *
 * @param days the days of the range in the tenant's zone
 * Two statements: the days' rows, and the events behind the roll-up's cursor, 100,000 at most.
 */
export async function splitRange(
  db: ReportDb,
  tenantId: string,
  { from, to }: ReportRequest,
  days: readonly LocalDay[],
): Promise<RangeParts> {
  const whole = days.filter((day) => day.startsAt >= from && day.endsAt <= to);
  const clean = whole.length === 0 ? new Set<string>() : await cleanDays(db, tenantId, from, to);
  const factDays = whole.filter((day) => clean.has(keyOf(day)));
  return { factDays, lines: between(factDays, from, to) };
}

/** All of a range, from the attempts alone. */
export function linesAlone({ from, to }: ReportRequest): RangeParts {
  return { factDays: [], lines: [{ from, to }] };
}

async function cleanDays(
  db: ReportDb,
  tenantId: string,
  from: Date,
  to: Date,
): Promise<ReadonlySet<string>> {
  const tenant = uuid(tenantId);
  const rows = await db.query<DayRow>(
    `with place as materialized (
       select c.seq, k.last_seq, k.expired_seq from cost_cursor c
       join tenant_counter k on k.tenant_id = c.tenant_id where c.tenant_id = ${tenant}
     ), day as materialized (
       select d.starts_at, d.ends_at, d.built_seq from cost_day d, place
       where d.tenant_id = ${tenant} and d.starts_at >= ${moment(from)}
         and d.ends_at <= ${moment(to)} and not d.is_dirty
         and place.seq >= place.expired_seq and place.last_seq - place.seq <= ${lagMax}
     ), changed as materialized (
       select e.send_id, max(e.seq) as seq from event e, place
       where e.tenant_id = ${tenant} and e.seq > place.seq and exists (select from day)
       group by e.send_id
     ), touched as materialized (
       select a.held_at, c.seq from changed c
       join attempt a on a.tenant_id = ${tenant} and a.send_id = c.send_id
       where a.held_at >= ${moment(from)} and a.held_at < ${moment(to)}
     )
     select d.starts_at as "startsAt", d.ends_at as "endsAt" from day d
     where not exists (select from touched t
       where t.seq > d.built_seq and t.held_at >= d.starts_at and t.held_at < d.ends_at)`,
  );
  return new Set(rows.map(keyOf));
}

function keyOf({ startsAt, endsAt }: DayRow): string {
  return `${startsAt.getTime()} ${endsAt.getTime()}`;
}

/** What of the range lies outside of these days, which are in order. */
function between(days: readonly LocalDay[], from: Date, to: Date): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let at = from;
  for (const day of days) {
    if (at < day.startsAt) {
      gaps.push({ from: at, to: day.startsAt });
    }
    at = day.endsAt;
  }
  return at < to ? [...gaps, { from: at, to }] : gaps;
}
