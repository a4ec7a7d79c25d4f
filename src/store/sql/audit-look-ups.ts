import type { Invariant } from "./audit-invariant.js";
import { halfEven } from "./half-even.js";

/** What a look-up's ledger rows leave on each account; rows go from debit to credit. */
const balances = `
  select tenant_id, look_up_id, ${["HELD", "CHARGED", "MAYBE"]
    .map(
      (place) => `sum(case when credit = '${place}' then amount_micros
        when debit = '${place}' then -amount_micros else 0 end) as ${place.toLowerCase()}`,
    )
    .join(", ")},
    sum(amount_micros) filter (where debit = 'FUNDS' and credit = 'HELD') as taken,
    count(*) filter (where debit in ('HELD', 'MAYBE') and credit = 'CHARGED') as charges
  from ledger_entry where look_up_id is not null group by tenant_id, look_up_id`;

const booked = `look_up l left join (${balances}) b
        on b.tenant_id = l.tenant_id and b.look_up_id = l.id`;

/** The rules of look-ups and their ledger rows; each reads all of both once. */
export const lookUpInvariants: readonly Invariant[] = [
  {
    name: "ledger-entry-has-look-up",
    sql: `select e.tenant_id, e.id, 'a look-up' as expected, 'none' as found
      from ledger_entry e left join look_up l on l.tenant_id = e.tenant_id and l.id = e.look_up_id
      where e.look_up_id is not null and l.id is null`,
  },
  {
    name: "look-up-booked-as-it-is",
    sql: `select l.tenant_id, l.id,
        'held ' || case when l.charge = 'HELD' then l.hold_micros else 0 end
          || ', charged ' || case when l.charge = 'CHARGED' then l.cost_micros else 0 end
          || ', in doubt ' || case when l.charge = 'MAYBE' then l.cost_micros else 0 end
          as expected,
        'held ' || coalesce(b.held, 0) || ', charged ' || coalesce(b.charged, 0)
          || ', in doubt ' || coalesce(b.maybe, 0) as found
      from ${booked}
      where (coalesce(b.held, 0), coalesce(b.charged, 0), coalesce(b.maybe, 0))
        <> (case when l.charge = 'HELD' then l.hold_micros else 0 end,
          case when l.charge = 'CHARGED' then l.cost_micros else 0 end,
          case when l.charge = 'MAYBE' then l.cost_micros else 0 end)`,
  },
  {
    name: "look-up-held-and-charged-once",
    sql: `select l.tenant_id, l.id, 'held ' || l.hold_micros || ', charged once' as expected,
        'held ' || coalesce(b.taken, 0) || ', charged ' || coalesce(b.charges, 0) || ' times'
          as found
      from ${booked} where coalesce(b.taken, 0) <> l.hold_micros or coalesce(b.charges, 0) > 1`,
  },
  {
    name: "look-up-costs-what-its-vendor-bills",
    sql: `select l.tenant_id, l.id,
        'hold ' || e.hold || ', cost ' || e.cost as expected,
        l.charge || ': hold ' || l.hold_micros || ', cost ' || l.cost_micros
          || ', vendor cost ' || l.vendor_cost_micros as found
      from look_up l cross join lateral (
        select ${halfEven("l.price_micros * l.exchange_rate")} as hold,
          case l.charge when 'CHARGED' then ${halfEven("l.vendor_cost_micros * l.exchange_rate")}
            when 'MAYBE' then l.hold_micros else 0 end as cost
      ) e where l.hold_micros <> e.hold or l.cost_micros <> e.cost
        or (l.charge in ('HELD', 'RELEASED') and l.vendor_cost_micros <> 0)`,
  },
  {
    name: "look-up-settled-in-time",
    sql: `select l.tenant_id, l.id, 'settled by ' || l.hold_until as expected,
        l.charge || ', settled ' || coalesce('at ' || l.settled_at, 'never') as found
      from look_up l where (l.charge = 'HELD') <> (l.settled_at is null)
        or (l.charge = 'HELD' and l.hold_until < $1::timestamptz - interval '5 minutes')`,
  },
];
