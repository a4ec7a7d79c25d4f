import { uuidv7 } from "uuidv7";
import type { Budget } from "../../core/ledger/budget.js";
import { periodAt } from "../../core/ledger/period.js";
import type { BudgetPeriodRow } from "../../flow/rows.js";
import { insertBudgetPeriods } from "../sql/insert-budget-periods.js";
import { readBudgetPeriods } from "../sql/read-budget-periods.js";
import type { Connection } from "../sql/statement.js";

/**
 * The period of each budget that runs at `now`, begun where none does. By budget id; the rows' sums
 * are not to be decided from.
 */
export async function runningPeriods(
  db: Connection,
  tenantId: string,
  timeZone: string,
  budgets: readonly Budget[],
  now: Date,
): Promise<ReadonlyMap<string, BudgetPeriodRow>> {
  const keys = budgets.map(({ id }) => ({ tenantId, id }));
  const known = byBudget(await readBudgetPeriods(db, keys));
  const begun = budgets.flatMap(({ id, period }): BudgetPeriodRow[] => {
    const latest = known.get(id) ?? null;
    if (latest !== null && (latest.endsAt === null || latest.endsAt > now)) {
      return [];
    }
    const bounds = periodAt(period, timeZone, now, latest);
    return [{ tenantId, id: uuidv7(), budgetId: id, ...bounds, spentMicros: 0n, heldMicros: 0n }];
  });
  if (begun.length === 0) {
    return known;
  }
  await insertBudgetPeriods(db, begun);
  // Another process may have begun one at the same moment: then that one runs.
  return byBudget(await readBudgetPeriods(db, keys));
}

function byBudget(rows: readonly BudgetPeriodRow[]): ReadonlyMap<string, BudgetPeriodRow> {
  return new Map(rows.map((row) => [row.budgetId, row]));
}
