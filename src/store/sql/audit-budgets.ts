import type { Invariant } from "./audit-invariant.js";

/** Attempts and look-ups, each with the plan and the country that it is of. */
const spending = `(
    select a.tenant_id, a.id, a.charge, a.cost_micros, a.hold_micros, a.held_at, a.budget_periods,
      s.plan_id, s.country
    from attempt a left join send s on s.tenant_id = a.tenant_id and s.id = a.send_id
    union all
    select l.tenant_id, l.id, l.charge, l.cost_micros, l.hold_micros, l.held_at, l.budget_periods,
      null::uuid, l.country
    from look_up l
  ) a`;
const named = `${spending} cross join lateral unnest(a.budget_periods) as n (period_id)`;

/** The rules between budget periods and the attempts and look-ups that name them. */
export const budgetInvariants: readonly Invariant[] = [
  {
    name: "budget-period-sums-its-attempts",
    sql: `select p.tenant_id, p.id,
        'spent ' || coalesce(s.spent, 0) || ', held ' || coalesce(s.held, 0) as expected,
        'spent ' || p.spent_micros || ', held ' || p.held_micros as found
      from budget_period p left join (
        select a.tenant_id, n.period_id, sum(a.cost_micros) as spent,
          sum(case when a.charge = 'HELD' then a.hold_micros else 0 end) as held
        from ${named} group by a.tenant_id, n.period_id
      ) s on s.tenant_id = p.tenant_id and s.period_id = p.id
      where p.spent_micros <> coalesce(s.spent, 0) or p.held_micros <> coalesce(s.held, 0)`,
  },
  {
    name: "budget-period-exists",
    sql: `select a.tenant_id, a.id, 'a budget period' as expected,
      n.period_id || ' is none' as found
      from ${named} left join budget_period p on p.tenant_id = a.tenant_id and p.id = n.period_id
      where p.id is null`,
  },
  {
    name: "budget-period-named-once",
    sql: `select a.tenant_id, a.id, 'each period once' as expected,
        n.period_id || ' ' || count(*) || ' times' as found
      from ${named} group by a.tenant_id, a.id, n.period_id having count(*) > 1`,
  },
  {
    name: "budget-covers-its-attempts",
    sql: `select a.tenant_id, a.id,
        b.scope || coalesce(' ' || b.plan_id, '') || coalesce(' ' || b.country, '') as expected,
        'plan ' || coalesce(a.plan_id::text, 'none') || ', country '
          || coalesce(a.country, 'none') as found
      from ${named}
      join budget_period p on p.tenant_id = a.tenant_id and p.id = n.period_id
      join budget b on b.tenant_id = p.tenant_id and b.id = p.budget_id
      where (b.scope = 'PLAN' and b.plan_id is distinct from a.plan_id)
        or (b.scope = 'COUNTRY' and b.country is distinct from a.country)`,
  },
  {
    name: "budget-period-of-the-hold",
    // A process whose clock is ahead may have begun the period a moment before the hold.
    sql: `select a.tenant_id, a.id,
        'held from ' || p.starts_at || ' until ' || coalesce(p.ends_at::text, 'ever') as expected,
        'held at ' || a.held_at as found
      from ${named} join budget_period p on p.tenant_id = a.tenant_id and p.id = n.period_id
      where a.held_at < p.starts_at - interval '5 minutes' or a.held_at >= p.ends_at`,
  },
  {
    name: "budget-periods-apart",
    sql: `select tenant_id, id,
      'starts at or after ' || coalesce(previous_end::text, 'never') as expected,
        'starts at ' || starts_at as found
      from (select *, lag(ends_at) over w as previous_end, lag(id) over w as previous
        from budget_period window w as (partition by tenant_id, budget_id order by starts_at)) p
      where previous is not null and (previous_end is null or starts_at < previous_end)`,
  },
];
