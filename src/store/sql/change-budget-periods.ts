import type { PeriodChange } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
with n as (
  select * from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])
    as n(tenant_id, id, held, spent, cap)
), locked as (
  select p.tenant_id, p.id from budget_period p
  where p.tenant_id = any ($1::uuid[]) and (p.tenant_id, p.id) in (select n.tenant_id, n.id from n)
  order by p.tenant_id, p.id
  for update of p
)
update budget_period p
set held_micros = p.held_micros + n.held, spent_micros = p.spent_micros + n.spent
from n, locked l
where p.tenant_id = n.tenant_id and p.id = n.id and l.tenant_id = n.tenant_id and l.id = n.id
  and (n.cap is null or p.spent_micros + n.spent + p.held_micros + n.held <= n.cap)
returning p.id`;

/**
 * Adds a batch's sums to budget periods, one change per period, guarded by the limit where one is
 * given. Returns how many rows changed. Takes the locks in order by itself when they are not held
 * yet.
 */
export async function changeBudgetPeriods(
  db: Connection,
  changes: readonly PeriodChange[],
): Promise<number> {
  const tenants = changes.map((change) => change.tenantId);
  const changed = await run(db, "change-budget-periods", text, [
    [...new Set(tenants)],
    tenants,
    changes.map((change) => change.id),
    changes.map((change) => change.heldMicros),
    changes.map((change) => change.spentMicros),
    changes.map((change) => change.limitMicros),
  ]);
  return changed.length;
}
