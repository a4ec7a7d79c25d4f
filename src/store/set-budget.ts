import type pg from "pg";
import { uuidv7 } from "uuidv7";
import { type Alert, type AlertFacts, budgetCause, severityOf } from "../core/alert.js";
import { isAlertOver, thresholdsCrossed } from "../core/ledger/alerts.js";
import type { Budget } from "../core/ledger/budget.js";
import { periodAt } from "../core/ledger/period.js";
import type { BudgetPeriodRow } from "../flow/rows.js";
import type { BudgetChange, SetBudget } from "../manage/budgets/ports.js";
import { transaction } from "./transaction.js";
import { countIntoPeriod } from "./sql/count-into-period.js";
import { insertAlerts } from "./sql/insert-alerts.js";
import { lockBudgetPeriods } from "./sql/lock-budget-periods.js";
import { readBudgetPeriods } from "./sql/read-budget-periods.js";
import { lockBudgetAlerts, resolveBudgetAlerts } from "./sql/resolve-budget-alerts.js";
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
): Promise<SetBudget | "plan_not_found"> {
  return transaction(pool, async (tx) => {
    const planKey = change.planId === null ? null : await findPlanKey(tx, tenantId, change.planId);
    if (change.planId !== null && planKey === null) {
      return "plan_not_found";
    }
    const tenant = await bumpForBudget(tx, tenantId);
    if (tenant === null) {
      throw new Error("a viewer's tenant is gone");
    }
    const changed = await changeBudget(tx, tenantId, change);
    const budget: Budget = { ...change, id: changed?.id ?? uuidv7() };
    const set = { tenantId, tenant, budget, of: change.country ?? planKey, now };
    const period = changed === null ? await begin(tx, set) : await lockRunning(tx, set);
    const over =
      changed === null || period === null
        ? []
        : await resolveOver(tx, set, changed.limitBefore, period);
    const raised = period === null ? [] : await insertAlerts(tx, alertsPassed(set, period));
    return { id: budget.id, hasNews: over.length > 0 || raised.length > 0 };
  });
}

interface BudgetSet {
  readonly tenantId: string;
  readonly tenant: BudgetTenant;
  readonly budget: Budget;
  /** The plan's key or the country. */
  readonly of: string | null;
  readonly now: Date;
}

type PeriodUse = Pick<BudgetPeriodRow, "id" | "endsAt" | "spentMicros" | "heldMicros">;

/** Stores a new budget and its first period, with what that has cost so far. */
async function begin(
  tx: pg.PoolClient,
  { tenantId, tenant, budget, now }: BudgetSet,
): Promise<PeriodUse> {
  await insertBudget(tx, tenantId, budget, now);
  const period = {
    id: uuidv7(),
    budgetId: budget.id,
    ...periodAt(budget.period, tenant.timeZone, now, null),
  };
  const use = await countIntoPeriod(tx, { tenantId, ...budget }, period);
  return { ...period, ...use };
}

/** The running period, locked; null when none has begun since the last one ended. */
async function lockRunning(
  tx: pg.PoolClient,
  { tenantId, budget, now }: BudgetSet,
): Promise<PeriodUse | null> {
  const [latest] = await readBudgetPeriods(tx, [{ tenantId, id: budget.id }]);
  if (latest === undefined || (latest.endsAt !== null && latest.endsAt <= now)) {
    return null;
  }
  const [period] = await lockBudgetPeriods(tx, [{ tenantId, id: latest.id }]);
  return period ?? null;
}

/** Resolves the open alerts whose cause the change took away; returns their ids. */
async function resolveOver(
  tx: pg.PoolClient,
  { tenantId, budget, now }: BudgetSet,
  limitBefore: bigint,
  period: PeriodUse,
): Promise<readonly string[]> {
  const open = await lockBudgetAlerts(tx, tenantId, budget.id, now);
  const over = open
    .filter(({ facts }) => isAlertOver(facts, limitBefore, budget, period))
    .map(({ id }) => id);
  if (over.length > 0) {
    await resolveBudgetAlerts(tx, tenantId, over, now);
  }
  return over;
}

function alertsPassed(set: BudgetSet, period: PeriodUse): Alert[] {
  const { tenantId, tenant, budget, of, now } = set;
  const unused = { spentMicros: 0n, heldMicros: 0n };
  return thresholdsCrossed(budget.limitMicros, budget.alertAt, unused, period).map((fraction) => {
    const facts: AlertFacts = {
      kind: "BUDGET_THRESHOLD",
      fraction,
      scope: budget.scope,
      of,
      period: budget.period,
      currency: tenant.currency,
      limitMicros: String(budget.limitMicros),
      spentMicros: String(period.spentMicros + period.heldMicros),
    };
    return {
      tenantId,
      id: uuidv7(),
      severity: severityOf(facts),
      cause: budgetCause("BUDGET_THRESHOLD", period.id, fraction),
      facts,
      vendorId: null,
      planId: budget.planId,
      budgetId: budget.id,
      raisedAt: now,
      endsAt: period.endsAt,
    };
  });
}
