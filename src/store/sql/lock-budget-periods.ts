import type { Key } from "../../flow/ports.js";
import type { BudgetPeriodRow } from "../../flow/rows.js";
import { budgetPeriodColumns } from "./budget-period-row.js";
import { selectList } from "./columns.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(budgetPeriodColumns, "p")}
from budget_period p
where p.tenant_id = any ($1::uuid[])
  and (p.tenant_id, p.id) in (select * from unnest($2::uuid[], $3::uuid[]))
order by p.tenant_id, p.id
for update of p`;

/**
 * Locks budget periods, after sends and before the tenant counter.
 * Nothing is decided from a row not locked here.
 */
export async function lockBudgetPeriods(
  db: Connection,
  keys: readonly Key[],
): Promise<readonly BudgetPeriodRow[]> {
  const tenants = keys.map((key) => key.tenantId);
  return await run<BudgetPeriodRow>(db, "lock-budget-periods", text, [
    [...new Set(tenants)],
    tenants,
    keys.map((key) => key.id),
  ]);
}
