import type { Invariant } from "./audit-invariant.js";

/** What an attempt's ledger rows leave on each account; rows go from debit to credit. */
const balances = `
  select tenant_id, attempt_id,
    sum(case when credit = 'HELD' then amount_micros
      when debit = 'HELD' then -amount_micros else 0 end) as held,
    sum(case when credit = 'CHARGED' then amount_micros
      when debit = 'CHARGED' then -amount_micros else 0 end) as charged,
    sum(case when credit = 'MAYBE' then amount_micros
      when debit = 'MAYBE' then -amount_micros else 0 end) as maybe,
    sum(amount_micros) filter (where debit = 'FUNDS' and credit = 'HELD') as taken,
    count(*) filter (where debit = 'FUNDS' and credit = 'HELD') as holds,
    count(*) filter (where debit in ('HELD', 'MAYBE') and credit = 'CHARGED') as charges
  from ledger_entry where attempt_id is not null group by tenant_id, attempt_id`;

/**
 * The rules between an attempt and its ledger rows. Each reads all attempts and all ledger rows
 * once.
 */
export const ledgerInvariants: readonly Invariant[] = [
  {
    name: "ledger-entry-has-attempt",
    sql: `select l.tenant_id, l.id, 'an attempt' as expected, 'none' as found
      from ledger_entry l left join attempt a on a.tenant_id = l.tenant_id and a.id = l.attempt_id
      where a.id is null and l.look_up_id is null`,
  },
  {
    name: "ledger-movement-known",
    sql: `select tenant_id, id, 'a known movement' as expected,
        kind || ' ' || debit || ' to ' || credit as found
      from ledger_entry where (kind, debit, credit) not in (
        ('HOLD', 'FUNDS', 'HELD'), ('RELEASE', 'HELD', 'FUNDS'), ('RELEASE', 'MAYBE', 'FUNDS'),
        ('CHARGE', 'HELD', 'CHARGED'), ('CHARGE', 'MAYBE', 'CHARGED'), ('MAYBE', 'HELD', 'MAYBE'),
        ('OVERRUN', 'FUNDS', 'CHARGED'), ('LATE_CHARGE', 'FUNDS', 'CHARGED'),
        ('LATE_CHARGE', 'FUNDS', 'MAYBE'), ('REFUND', 'CHARGED', 'FUNDS'))
        and (kind <> 'INVOICE' or (debit, credit) not in (
          ('HELD', 'CHARGED'), ('HELD', 'FUNDS'), ('MAYBE', 'CHARGED'), ('MAYBE', 'FUNDS'),
          ('FUNDS', 'CHARGED'), ('CHARGED', 'FUNDS')))`,
  },
  {
    name: "ledger-hold-taken-once",
    sql: `select a.tenant_id, a.id, 'held once: ' || a.hold_micros as expected,
        'held ' || coalesce(b.holds, 0) || ' times: ' || coalesce(b.taken, 0) as found
      from attempt a left join (${balances}) b on b.tenant_id = a.tenant_id and b.attempt_id = a.id
      where coalesce(b.taken, 0) <> a.hold_micros or coalesce(b.holds, 0) > 1`,
  },
  {
    name: "ledger-charged-once",
    sql: `select b.tenant_id, b.attempt_id as id, 'charged once at most' as expected,
        'charged ' || b.charges || ' times' as found
      from (${balances}) b where b.charges > 1`,
  },
  {
    name: "ledger-held-matches-charge-state",
    sql: `select a.tenant_id, a.id,
        a.charge || ': held '
          || case when a.charge = 'HELD' then a.hold_micros else 0 end as expected,
        'held ' || coalesce(b.held, 0) as found
      from attempt a left join (${balances}) b on b.tenant_id = a.tenant_id and b.attempt_id = a.id
      where coalesce(b.held, 0) <> case when a.charge = 'HELD' then a.hold_micros else 0 end`,
  },
  {
    name: "ledger-maybe-only-while-maybe",
    sql: `select a.tenant_id, a.id, a.charge || ': nothing in doubt' as expected,
        'in doubt ' || b.maybe as found
      from attempt a join (${balances}) b on b.tenant_id = a.tenant_id and b.attempt_id = a.id
      where b.maybe < 0 or (a.charge <> 'MAYBE' and b.maybe <> 0)`,
  },
  {
    name: "ledger-cost-matches-attempt",
    sql: `select a.tenant_id, a.id,
      'cost ' || (coalesce(b.charged, 0) + coalesce(b.maybe, 0)) as expected,
        'cost ' || a.cost_micros as found
      from attempt a left join (${balances}) b on b.tenant_id = a.tenant_id and b.attempt_id = a.id
      where coalesce(b.charged, 0) + coalesce(b.maybe, 0) <> a.cost_micros
        or coalesce(b.charged, 0) < 0`,
  },
  {
    name: "ledger-accounts-sum-to-balance",
    sql: `select coalesce(l.tenant_id, a.tenant_id) as tenant_id,
        coalesce(l.tenant_id, a.tenant_id) as id,
        'funds ' || -coalesce(a.held + a.charged + a.maybe, 0) || ', held ' || coalesce(a.held, 0)
          || ', charged ' || coalesce(a.charged, 0) || ', in doubt ' || coalesce(a.maybe, 0)
          as expected,
        'funds ' || coalesce(l.funds, 0) || ', held ' || coalesce(l.held, 0)
          || ', charged ' || coalesce(l.charged, 0) || ', in doubt ' || coalesce(l.maybe, 0)
          as found
      from (select tenant_id, ${["FUNDS", "HELD", "CHARGED", "MAYBE"]
        .map(
          (place) => `sum(case when credit = '${place}' then amount_micros
            when debit = '${place}' then -amount_micros else 0 end) as ${place.toLowerCase()}`,
        )
        .join(", ")}
        from ledger_entry group by tenant_id) l
      full join (select tenant_id,
          sum(case when charge = 'HELD' then hold_micros else 0 end) as held,
          sum(case when charge = 'MAYBE' then cost_micros else 0 end) as maybe,
          sum(case when charge = 'MAYBE' then 0 else cost_micros end) as charged
        from (select tenant_id, charge, hold_micros, cost_micros from attempt
          union all select tenant_id, charge, hold_micros, cost_micros from look_up) m
        group by tenant_id) a on a.tenant_id = l.tenant_id
      where (coalesce(l.funds, 0), coalesce(l.held, 0), coalesce(l.charged, 0),
          coalesce(l.maybe, 0))
        <> (-coalesce(a.held + a.charged + a.maybe, 0), coalesce(a.held, 0),
          coalesce(a.charged, 0), coalesce(a.maybe, 0))`,
  },
  {
    name: "hold-not-overdue",
    sql: `select tenant_id, id, 'settled by ' || hold_until as expected, 'still held' as found
      from attempt where charge = 'HELD' and hold_until < $1::timestamptz - interval '5 minutes'`,
  },
];
