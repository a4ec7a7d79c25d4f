import { slotBits, slotCount, subsetsOf } from "../../core/reports/send-slots.js";
import { type Connection, run } from "./statement.js";

const lockText = "select from cost_cursor where tenant_id = $1 for update";

const cleanText = `
select from cost_day
where tenant_id = $1 and starts_at = $2 and ends_at = $3 and not is_dirty`;

const overlapping = `
select d.starts_at from cost_day d
where d.tenant_id = $1 and d.starts_at < $3 and d.ends_at > $2`;

const deleteTexts = [
  `delete from cost_fact where tenant_id = $1 and day_starts_at in (${overlapping})`,
  `delete from cost_straddler where tenant_id = $1 and day_starts_at in (${overlapping})`,
  "delete from cost_day where tenant_id = $1 and starts_at < $3 and ends_at > $2",
];

const network = (alias: string) => `coalesce(${alias}.mcc || ${alias}.mnc, '')`;
const arrived = (alias: string) =>
  `(${alias}.status in ('DELIVERED', 'READ') or ${alias}.verified_at is not null)`;

/** In what attempt `a` and an earlier one of its send, `b`, are alike: bits of `slotBits`. */
const alike = `(${slotBits.CHANNEL} * (a.channel = b.channel)::integer
    + ${slotBits.VENDOR} * (a.vendor_id = b.vendor_id)::integer
    + ${slotBits.COUNTRY} * (a.country is not distinct from b.country)::integer
    + ${slotBits.NETWORK} * (${network("a")} = ${network("b")})::integer)`;

const slots = Array.from({ length: slotCount }, (_, slot) => slot);
const subsets = `(array[${slots.map(subsetsOf).join(", ")}])[1 + ${alike}]`;
const counters = (taken: string, condition: string) =>
  `array[${slots
    .map((slot) => `count(*) filter (where ${condition}coalesce(${taken}, 0) & ${1 << slot} = 0)`)
    .join(",\n    ")}]::integer[]`;

const addUpText = `
with straddler as (
  insert into cost_straddler (tenant_id, day_starts_at, send_id)
  select distinct a.tenant_id, $2::timestamptz, a.send_id from attempt a
  where a.tenant_id = $1 and a.held_at >= $2 and a.held_at < $3
    and exists (select from attempt b where b.tenant_id = a.tenant_id and b.send_id = a.send_id
      and (b.held_at < $2 or b.held_at >= $3))
  returning send_id
), fact as (
  insert into cost_fact (tenant_id, day_starts_at, plan_id, channel, vendor_id, country, network,
    purpose, attempts, parts, sends, delivered_sends, verified, cost_micros, held_micros,
    maybe_micros, wasted_micros, duplicate_micros, open_attempts)
  select a.tenant_id, $2::timestamptz, s.plan_id, a.channel, a.vendor_id, coalesce(a.country, ''),
    ${network("a")}, coalesce(s.purpose, ''), count(*), sum(a.parts),
    ${counters("e.taken", "")},
    ${counters("e.arrived_taken", `${arrived("a")} and `)},
    count(a.verified_at), sum(a.cost_micros),
    coalesce(sum(a.hold_micros) filter (where a.charge = 'HELD'), 0),
    coalesce(sum(a.cost_micros) filter (where a.charge = 'MAYBE'), 0),
    coalesce(sum(a.cost_micros) filter (where a.charge = 'CHARGED' and not ${arrived("a")}), 0),
    coalesce(sum(a.cost_micros) filter (where ${arrived("a")} and e.has_arrived), 0),
    count(*) filter (where a.charge in ('HELD', 'MAYBE'))
  from attempt a
  join send s on s.tenant_id = a.tenant_id and s.id = a.send_id
  left join (
    select a.id, bit_or(${subsets}) as taken,
      bit_or(${subsets}) filter (where ${arrived("b")}) as arrived_taken,
      bool_or(${arrived("b")}) as has_arrived
    from attempt a
    join attempt b on b.tenant_id = a.tenant_id and b.send_id = a.send_id and b.number < a.number
    where a.tenant_id = $1 and a.held_at >= $2 and a.held_at < $3 and a.number > 1
    group by a.id
  ) e on e.id = a.id
  where a.tenant_id = $1 and a.held_at >= $2 and a.held_at < $3
    and not exists (select from straddler x where x.send_id = a.send_id)
  group by 1, 2, 3, 4, 5, 6, 7, 8
)
insert into cost_day (tenant_id, starts_at, ends_at, built_seq, built_at)
select k.tenant_id, $2, $3, k.last_seq, $4 from tenant_counter k where k.tenant_id = $1`;

/** A stretch of time to add up. */
export interface DayBounds {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * Adds a tenant's day up, with what the log told until then, in place of all days that overlap it;
 * does nothing when it is added up and nothing changed. False then, and before the tenant has a
 * cursor. As the owner of the tables, in a read-committed transaction; holds the tenant's cursor
 * for as long, so that nobody moves it past a change that these sums lack. Reads the day's attempts
 * and sends, and looks each send up once more: about 1 s per 100,000 attempts.
 */
export async function addUpCostDay(
  db: Connection,
  tenantId: string,
  { startsAt, endsAt }: DayBounds,
  now: Date,
): Promise<boolean> {
  const locked = await run(db, "lock-cost-facts", lockText, [tenantId]);
  const day = [tenantId, startsAt, endsAt];
  const clean = await run(db, "find-clean-cost-day", cleanText, day);
  if (locked.length === 0 || clean.length > 0) {
    return false;
  }
  for (const [index, text] of deleteTexts.entries()) {
    await run(db, `clear-cost-day-${index}`, text, day);
  }
  await run(db, "add-up-cost-day", addUpText, [...day, now]);
  return true;
}
