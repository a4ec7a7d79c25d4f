import type { Key } from "../../flow/ports.js";
import type { BudgetPeriodRow } from "../../flow/rows.js";
import { budgetPeriodColumns } from "./budget-period-row.js";
import { selectList } from "./columns.js";
import { type Connection, run } from "./statement.js";

const text = `
select distinct on (p.tenant_id, p.budget_id) ${selectList(budgetPeriodColumns, "p")}
from unnest($1::uuid[], $2::uuid[]) as n(tenant_id, budget_id)
join budget_period p on p.tenant_id = n.tenant_id and p.budget_id = n.budget_id
order by p.tenant_id, p.budget_id, p.starts_at desc`;

/** The latest period of each budget that has one, unlocked. One index look-up each. */
export async function readBudgetPeriods(
  db: Connection,
  budgets: readonly Key[],
): Promise<readonly BudgetPeriodRow[]> {
  return await run<BudgetPeriodRow>(db, "read-budget-periods", text, [
    budgets.map((budget) => budget.tenantId),
    budgets.map((budget) => budget.id),
  ]);
}
