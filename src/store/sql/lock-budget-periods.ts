import type { Key } from "../../flow/ports.js";
import type { BudgetPeriodRow } from "../../flow/rows.js";
import { uuidArray } from "../array-bytes.js";
import { budgetPeriodColumns } from "./budget-period-row.js";
import { selectList } from "./columns.js";
import { keysInOrder } from "./keys-in-order.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(budgetPeriodColumns, "p")}
from ${keysInOrder("$2", "$3")} n
cross join lateral (
  select * from budget_period o
  where o.tenant_id = any ($1::uuid[]) and o.tenant_id = n.tenant_id and o.id = n.id
  for update
) p`;

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
    uuidArray([...new Set(tenants)]),
    uuidArray(tenants),
    uuidArray(keys.map((key) => key.id)),
  ]);
}
