import type { BudgetPeriodRow } from "../../flow/rows.js";
import { budgetPeriodColumns } from "./budget-period-row.js";
import { selectList } from "./columns.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(budgetPeriodColumns, "p")}
from budget b
join budget_period p on p.tenant_id = b.tenant_id and p.budget_id = b.id
where b.tenant_id = any($1::uuid[]) and b.created_at <= $2 and b.removed_at is null
order by p.tenant_id, p.budget_id, p.starts_at`;

/**
 * All periods of these tenants' budgets that there were at a moment, unlocked, each budget's in the
 * order of time. One index range per budget.
 */
export async function listBudgetPeriods(
  db: Connection,
  tenantIds: readonly string[],
  at: Date,
): Promise<readonly BudgetPeriodRow[]> {
  return await run<BudgetPeriodRow>(db, "list-budget-periods", text, [tenantIds, at]);
}
