import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { type Alert, type AlertFacts, budgetCause, severityOf } from "../core/alert.js";
import { thresholdsCrossed, type BudgetUse } from "../core/ledger/alerts.js";
import type { Budget } from "../core/ledger/budget.js";
import { periodAt } from "../core/ledger/period.js";
import type { BudgetChange } from "../manage/budgets/ports.js";
import { transaction } from "./transaction.js";
import { countIntoPeriod } from "./sql/count-into-period.js";
import { insertAlerts } from "./sql/insert-alerts.js";
import {
  type BudgetTenant,
  bumpForBudget,
  changeBudget,
  findPlanKey,
  insertBudget,
} from "./sql/upsert-budget.js";

/**
 * BudgetStore.setBudget, as the engine: a new budget names its period in attempts that exist. It
 * raises the alerts of thresholds that are passed already, because later changes would not cross
 * them any more.
 */
export async function setBudget(
  pool: pg.Pool,
  tenantId: string,
  change: BudgetChange,
  now: Date,
): Promise<{ readonly id: string } | "plan_not_found"> {
  return transaction(pool, async (tx) => {
    const planKey = change.planId === null ? null : await findPlanKey(tx, tenantId, change.planId);
    if (change.planId !== null && planKey === null) {
      return "plan_not_found";
    }
    const tenant = await bumpForBudget(tx, tenantId);
    if (tenant === null) {
      throw new Error("a viewer's tenant is gone");
    }
    const id = await changeBudget(tx, tenantId, change);
    if (id !== null) {
      return { id };
    }
    const budget: Budget = { ...change, id: uuidv7() };
    await insertBudget(tx, tenantId, budget, now);
    const period = {
      id: uuidv7(),
      budgetId: budget.id,
      ...periodAt(budget.period, tenant.timeZone, now, null),
    };
    const use = await countIntoPeriod(tx, { tenantId, ...change }, period);
    const of = change.country ?? planKey;
    await insertAlerts(tx, alertsPassed({ tenantId, tenant, budget, of, now }, period.id, use));
    return { id: budget.id };
  });
}

interface NewBudget {
  readonly tenantId: string;
  readonly tenant: BudgetTenant;
  readonly budget: Budget;
  /** The plan's key or the country. */
  readonly of: string | null;
  readonly now: Date;
}

function alertsPassed(made: NewBudget, periodId: string, use: BudgetUse): Alert[] {
  const { tenantId, tenant, budget, of, now } = made;
  const unused = { spentMicros: 0n, heldMicros: 0n };
  return thresholdsCrossed(budget.limitMicros, budget.alertAt, unused, use).map((fraction) => {
    const facts: AlertFacts = {
      kind: "BUDGET_THRESHOLD",
      fraction,
      scope: budget.scope,
      of,
      period: budget.period,
      currency: tenant.currency,
      limitMicros: String(budget.limitMicros),
      spentMicros: String(use.spentMicros + use.heldMicros),
    };
    return {
      tenantId,
      id: uuidv7(),
      severity: severityOf(facts),
      cause: budgetCause("BUDGET_THRESHOLD", periodId, fraction),
      facts,
      vendorId: null,
      planId: budget.planId,
      budgetId: budget.id,
      raisedAt: now,
    };
  });
}
