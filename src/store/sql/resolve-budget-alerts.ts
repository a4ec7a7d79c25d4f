import type { AlertFacts } from "../../core/alert.js";
import { type Connection, run } from "./statement.js";

/** An open alert about a budget. */
export interface OpenBudgetAlert {
  readonly id: string;
  readonly facts: AlertFacts;
}

const lockText = `
select a.id, a.detail as facts from alert a
where a.tenant_id = $1 and a.budget_id = $2 and a.resolved_at is null
  and (a.ends_at is null or a.ends_at > $3)
order by a.cause
for update`;

/**
 * Locks the open alerts about a budget's running period. After its period, before the tenant
 * counter; cost: the tenant's alerts.
 */
export function lockBudgetAlerts(
  db: Connection,
  tenantId: string,
  budgetId: string,
  now: Date,
): Promise<readonly OpenBudgetAlert[]> {
  return run<OpenBudgetAlert>(db, "lock-budget-alerts", lockText, [tenantId, budgetId, now]);
}

const resolveText = `
update alert set resolved_at = $3, cause = cause || ':' || id
where tenant_id = $1 and id = any($2::uuid[]) and resolved_at is null`;

/**
 * Notes that these alerts are over, while their period goes on. Their causes are free again: when
 * one comes back under the limit that is new now, that is another alert. They have to be locked.
 */
export async function resolveBudgetAlerts(
  db: Connection,
  tenantId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await run(db, "resolve-budget-alerts", resolveText, [tenantId, ids, now]);
}
