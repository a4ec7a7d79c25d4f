import type { Budget } from "../../core/ledger/budget.js";
import { type Connection, run } from "./statement.js";

/** What look-ups of a tenant stand under. */
export interface LookUpTenant {
  readonly currency: string;
  readonly timeZone: string;
  /** One unit of the look-ups' currency in the tenant's, decimal text; null = no rate is set. */
  readonly exchangeRate: string | null;
}

const rate = `case when t.currency = $2 then '1' else (
    select r.rate::text from exchange_rate r
    where r.base = $2 and r.quote = t.currency and r.effective_from <= $3
    order by r.effective_from desc limit 1) end as "exchangeRate"`;

const rateText = `select ${rate} from tenant t where t.id = $1`;

const tenantText = `
select t.currency, t.time_zone as "timeZone", ${rate}
from tenant t where t.id = $1 for share of t`;

const columns = `b.id, b.scope, b.plan_id as "planId", b.country, b.period,
  b.limit_micros as "limitMicros", b.on_exhausted as "onExhausted", b.alert_at as "alertAt"`;

const ofPeriodsText = `
select ${columns}, t.currency, p.id as "periodId" from budget_period p
join budget b on b.tenant_id = p.tenant_id and b.id = p.budget_id
join tenant t on t.id = p.tenant_id
where p.tenant_id = $1 and p.id = any($2::uuid[]) and b.removed_at is null`;

const budgetsText = `
select ${columns}
from budget b
where b.tenant_id = $1 and b.removed_at is null
  and (b.scope = 'TENANT' or (b.scope = 'COUNTRY' and b.country = any($2::text[])))
order by b.id`;

/**
 * Reads the tenant and keeps others from setting its budgets until the transaction ends, so that
 * every budget either counts a look-up or was asked. Null = no such tenant.
 */
export async function readLookUpTenant(
  db: Connection,
  tenantId: string,
  currency: string,
  now: Date,
): Promise<LookUpTenant | null> {
  const values = [tenantId, currency, now];
  const [tenant] = await run<LookUpTenant>(db, "read-look-up-tenant", tenantText, values);
  return tenant ?? null;
}

/** One unit of a currency in the tenant's, as `LookUpTenant` has it; locks nothing. */
export async function readExchangeRate(
  db: Connection,
  tenantId: string,
  currency: string,
  now: Date,
): Promise<string | null> {
  const values = [tenantId, currency, now];
  const [tenant] = await run<LookUpTenant>(db, "read-look-up-rate", rateText, values);
  return tenant?.exchangeRate ?? null;
}

/** The open budgets that look-ups in these countries fall under: they belong to no plan. */
export function readLookUpBudgets(
  db: Connection,
  tenantId: string,
  countries: readonly string[],
): Promise<readonly Budget[]> {
  return run<Budget>(db, "read-look-up-budgets", budgetsText, [tenantId, countries]);
}

/** A budget with one of its periods, and the currency that it is in. */
export type BudgetOfPeriod = Budget & { readonly periodId: string; readonly currency: string };

/** The open budgets of some of a tenant's periods. */
export function readBudgetsOfPeriods(
  db: Connection,
  tenantId: string,
  periodIds: readonly string[],
): Promise<readonly BudgetOfPeriod[]> {
  const values = [tenantId, periodIds];
  return run<BudgetOfPeriod>(db, "read-budgets-of-periods", ofPeriodsText, values);
}
