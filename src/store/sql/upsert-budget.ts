import type { Budget } from "../../core/ledger/budget.js";
import { type Connection, run } from "./statement.js";

/** A tenant's facts that a budget depends on. */
export interface BudgetTenant {
  readonly currency: string;
  readonly timeZone: string;
}

/** A budget that was there already. */
export interface ChangedBudget {
  readonly id: string;
  readonly limitBefore: bigint;
}

/**
 * Bumps a tenant's rules and reads what its budgets depend on. Locks the tenant's row until the
 * transaction ends,
 * so that budgets of one tenant are set one after the other. Null = no such tenant.
 */
export async function bumpForBudget(
  db: Connection,
  tenantId: string,
): Promise<BudgetTenant | null> {
  const [tenant] = await run<BudgetTenant>(db, "bump-for-budget", bumpText, [tenantId]);
  return tenant ?? null;
}

const bumpText = `
  update tenant set rules_version = rules_version + 1 where id = $1
  returning currency, time_zone as "timeZone"`;

/** The key of a tenant's plan; null when it has no such plan. */
export async function findPlanKey(
  db: Connection,
  tenantId: string,
  planId: string,
): Promise<string | null> {
  const [plan] = await run<{ key: string }>(db, "find-plan-key", planText, [tenantId, planId]);
  return plan?.key ?? null;
}

const planText = "select key from plan where tenant_id = $1 and id = $2";

/**
 * Changes the open budget of this scope, plan, country and period; its id and the limit that it had
 * until now, or null when there is none.
 */
export async function changeBudget(
  db: Connection,
  tenantId: string,
  budget: Omit<Budget, "id">,
): Promise<ChangedBudget | null> {
  const [changed] = await run<ChangedBudget>(db, "change-budget", changeText, [
    tenantId,
    budget.scope,
    budget.planId,
    budget.country,
    budget.period,
    budget.limitMicros,
    budget.onExhausted,
    budget.alertAt,
  ]);
  return changed ?? null;
}

const changeText = `
  with before as (
    select id, limit_micros from budget
    where tenant_id = $1 and scope = $2 and plan_id is not distinct from $3
      and country is not distinct from $4 and period = $5 and removed_at is null
    for no key update
  )
  update budget b set limit_micros = $6, on_exhausted = $7, alert_at = $8
  from before where b.tenant_id = $1 and b.id = before.id
  returning b.id, before.limit_micros as "limitBefore"`;

/**
 * Stores a new budget; breaks `budget_open` when one of the same scope, plan, country and period is
 * open.
 */
export async function insertBudget(
  db: Connection,
  tenantId: string,
  budget: Budget,
  now: Date,
): Promise<void> {
  await run(db, "insert-budget", insertText, [
    tenantId,
    budget.id,
    budget.scope,
    budget.planId,
    budget.country,
    budget.period,
    budget.limitMicros,
    budget.onExhausted,
    budget.alertAt,
    now,
  ]);
}

const insertText = `
  insert into budget (tenant_id, id, scope, plan_id, country, period, limit_micros, on_exhausted,
    alert_at, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;
