import type { BudgetScope } from "../../core/ledger/budget.js";
import type { BudgetPeriodRow } from "../../flow/rows.js";
import { type Connection, run } from "./statement.js";

/** Which attempts a budget covers. planId and country as the scope asks for them. */
export interface Coverage {
  readonly tenantId: string;
  readonly scope: BudgetScope;
  readonly planId: string | null;
  readonly country: string | null;
}

const covered = `s.tenant_id = $1
  and ($2 = 'TENANT' or ($2 = 'PLAN' and s.plan_id = $3) or ($2 = 'COUNTRY' and s.country = $4))
  and exists (select from attempt a where a.tenant_id = s.tenant_id and a.send_id = s.id
    and a.held_at >= $5 and ($6::timestamptz is null or a.held_at < $6))`;

const lockSendsText = `
  select count(*) from (select from send s where ${covered}
    order by s.tenant_id, s.id for update of s) l`;

const lockAttemptsText = `
  select count(*) from (
    select from attempt a
    where a.tenant_id = $1 and a.held_at >= $5 and ($6::timestamptz is null or a.held_at < $6)
      and exists (select from send s where s.id = a.send_id and ${covered})
    order by a.tenant_id, a.id for update of a) l`;

const countText = `
  with held as materialized (
    select s.id from send s where ${covered} order by s.tenant_id, s.id for update of s skip locked
  ), versioned as (
    update send s set status = s.status from held where s.tenant_id = $1 and s.id = held.id
  ), counted as (
    update attempt a set budget_periods = a.budget_periods || $7::uuid
    from held
    where a.send_id = held.id and a.tenant_id = $1
      and a.held_at >= $5 and ($6::timestamptz is null or a.held_at < $6)
    returning a.cost_micros,
      case when a.charge = 'HELD' then a.hold_micros else 0 end as held_micros
  ), looked_up as (
    update look_up l set budget_periods = l.budget_periods || $7::uuid
    where l.tenant_id = $1 and ($2 = 'TENANT' or ($2 = 'COUNTRY' and l.country = $4))
      and l.held_at >= $5 and ($6::timestamptz is null or l.held_at < $6)
    returning l.cost_micros,
      case when l.charge = 'HELD' then l.hold_micros else 0 end as held_micros
  )
  insert into budget_period (tenant_id, id, budget_id, starts_at, ends_at, spent_micros,
    held_micros)
  select $1, $7, $8, $5, $6, coalesce(sum(cost_micros), 0), coalesce(sum(held_micros), 0)
    from (select * from counted union all select * from looked_up) c
  returning spent_micros as "spentMicros", held_micros as "heldMicros"`;

/**
 * Opens a budget's first period with what the attempts and look-ups that were held in it already
 * cost and hold, and names it in these, so that whatever they settle to later reaches it. Inside a
 * transaction of the engine; locks the covered sends, then their attempts, each by (tenant_id, id).
 * Reads the tenant's attempts of the period once per statement: seconds for a million, for whoever
 * sets a budget in the middle of a month. A send that somebody else made or changes meanwhile is
 * left out: whoever holds it knows its attempts without this period, and would settle them without
 * it. The others get a new version, by which whoever knows them sees that they have to be read.
 */
export async function countIntoPeriod(
  db: Connection,
  coverage: Coverage,
  period: Pick<BudgetPeriodRow, "id" | "budgetId" | "startsAt" | "endsAt">,
): Promise<Pick<BudgetPeriodRow, "spentMicros" | "heldMicros">> {
  const { tenantId, scope, planId, country } = coverage;
  const range = [tenantId, scope, planId, country, period.startsAt, period.endsAt];
  await run(db, "lock-covered-sends", lockSendsText, range);
  await run(db, "lock-covered-attempts", lockAttemptsText, range);
  const [sums] = await run<Pick<BudgetPeriodRow, "spentMicros" | "heldMicros">>(
    db,
    "count-into-period",
    countText,
    [...range, period.id, period.budgetId],
  );
  if (sums === undefined) {
    throw new Error("a budget period was not stored");
  }
  return sums;
}
