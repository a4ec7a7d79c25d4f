import type { BudgetPeriodRow } from "../../flow/rows.js";
import { budgetPeriodColumns } from "./budget-period-row.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, columnsOf } from "./columns.js";
import { type Connection, run } from "./statement.js";

const text = `
insert into budget_period (${columnList(budgetPeriodColumns)})
select ${columnsOf(budgetPeriodColumns, "n")} from ${batchTable("budget_period_batch", "n")}
on conflict (tenant_id, budget_id, starts_at) do nothing`;

/**
 * Begins periods; the first to begin one wins.
 * A statement of its own, outside of a send's transaction.
 */
export async function insertBudgetPeriods(
  db: Connection,
  rows: readonly BudgetPeriodRow[],
): Promise<void> {
  await run(db, "insert-budget-periods", text, [
    batchOf("budget_period_batch", budgetPeriodColumns, rows),
  ]);
}
