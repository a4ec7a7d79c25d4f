import type { Invariant } from "./audit-invariant.js";
import { halfEven } from "./half-even.js";

/** The rules of single attempts and their order. */
export const attemptInvariants: readonly Invariant[] = [
  {
    name: "attempts-numbered-without-gap",
    sql: `select tenant_id, send_id as id, 'numbers 1 to ' || count(*) as expected,
        'numbers ' || min(number) || ' to ' || max(number) as found
      from attempt group by tenant_id, send_id having min(number) <> 1 or max(number) <> count(*)`,
  },
  {
    name: "attempt-times-match-status",
    sql: `select tenant_id, id, status || ' with its times' as expected,
        'submitted ' || coalesce(submitted_at::text, 'never')
          || ', delivered ' || coalesce(delivered_at::text, 'never') as found
      from attempt where (status in ('DELIVERED', 'READ') and delivered_at is null)
        or (status = 'SUBMITTED' and submitted_at is null)
        or (status in ('PLANNED', 'SUBMITTING') and submitted_at is not null)`,
  },
  {
    name: "attempt-never-handed-over-costs-nothing",
    sql: `select tenant_id, id, 'cost 0' as expected, 'cost ' || cost_micros as found
      from attempt where cost_micros <> 0
        and (status in ('PLANNED', 'SUBMITTING')
          or (status = 'CANCELED' and submitted_at is null))`,
  },
  {
    name: "attempt-parts-in-range",
    sql: `select tenant_id, id, 'parts 1 to ' || parts as expected,
        'part ' || p.part || ' of ' || parts as found
      from attempt cross join lateral jsonb_object_keys(part_states) as p (part)
      where p.part !~ '^[1-9][0-9]{0,2}$' or p.part::integer > parts`,
  },
  {
    name: "attempt-costs-are-not-negative",
    sql: `select tenant_id, id, 'no amount below 0' as expected,
        'hold ' || hold_micros || ', cost ' || cost_micros
          || ', vendor cost ' || vendor_cost_micros as found
      from attempt where hold_micros < 0 or cost_micros < 0 or price_micros < 0
        or vendor_cost_micros < 0`,
  },
  {
    name: "attempt-holds-price-of-its-parts",
    sql: `select tenant_id, id, 'hold ' || e.hold as expected, 'hold ' || hold_micros as found
      from attempt cross join lateral (
        select ${halfEven("price_micros::numeric * parts * exchange_rate")} as hold
      ) e where hold_micros <> e.hold`,
  },
  {
    name: "attempt-costs-what-its-vendor-bills",
    sql: `select tenant_id, id, charge || ': cost ' || e.cost as expected,
        'cost ' || cost_micros || ', vendor cost ' || vendor_cost_micros as found
      from attempt cross join lateral (
        select case charge when 'CHARGED' then ${halfEven("vendor_cost_micros * exchange_rate")}
          when 'MAYBE' then hold_micros else 0 end as cost
      ) e where cost_micros <> e.cost
        or (charge in ('HELD', 'RELEASED') and vendor_cost_micros <> 0)`,
  },
  {
    name: "attempt-settled-at-its-first-settling",
    sql: `select tenant_id, id,
        case when charge = 'HELD' then 'not settled' else 'settled at some time' end as expected,
        charge || ', settled ' || coalesce('at ' || settled_at, 'never') as found
      from attempt where (charge = 'HELD') <> (settled_at is null)`,
  },
];
