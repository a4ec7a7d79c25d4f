import type { Budget, BudgetAction, BudgetScope } from "../../core/ledger/budget.js";
import type { Period } from "../../core/time.js";
import { specFromJson } from "../../core/plan/spec-json.js";
import type { PlanRules, TenantRules } from "../../flow/rules.js";
import { run, type Connection } from "./statement.js";

/**
 * Reads all that these tenants' sends have to obey. One statement, so that version, plans and
 * budgets are of one moment; cost grows with the tenants' plans, for whoever caches by version.
 */
export async function loadTenantRules(
  db: Connection,
  tenantIds: readonly string[],
): Promise<readonly TenantRules[]> {
  const rows = await run<RulesRow>(db, "load-tenant-rules", text, [tenantIds]);
  return rows.map((row) => ({
    ...row,
    plans: row.plans.map(toPlan),
    budgets: row.budgets.map(toBudget),
  }));
}

type RulesRow = Omit<TenantRules, "plans" | "budgets"> & {
  readonly plans: readonly PlanJson[];
  readonly budgets: readonly BudgetJson[];
};

interface PlanJson {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly archivedAt: string | null;
  readonly revisionId: string;
  readonly number: number;
  readonly spec: unknown;
}

interface BudgetJson {
  readonly id: string;
  readonly scope: BudgetScope;
  readonly planId: string | null;
  readonly country: string | null;
  readonly period: Period;
  readonly limitMicros: string;
  readonly onExhausted: BudgetAction;
  readonly alertAt: readonly number[];
}

function toPlan(json: PlanJson): PlanRules {
  return {
    id: json.id,
    key: json.key,
    name: json.name,
    archivedAt: json.archivedAt === null ? null : new Date(json.archivedAt),
    revision: { id: json.revisionId, number: json.number, spec: specFromJson(json.spec) },
  };
}

function toBudget(json: BudgetJson): Budget {
  return { ...json, limitMicros: BigInt(json.limitMicros) };
}

// Amounts as text: a JSON number holds 53 bits.
const text = `
  select t.id as "tenantId", t.rules_version as "rulesVersion", t.slug, t.brand, t.currency,
    t.time_zone as "timeZone", t.locale, t.duplicate_rate_max as "duplicateRateMax",
    t.exploration_rate as "explorationRate",
    t.value_per_verified_micros as "valuePerVerifiedMicros",
    coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'key', p.key, 'name', p.name,
        'archivedAt', p.archived_at, 'revisionId', r.id, 'number', r.number, 'spec', r.spec)
        order by p.id)
      from plan p join plan_revision r on r.tenant_id = p.tenant_id and r.plan_id = p.id
        and r.number = p.current_revision
      where p.tenant_id = t.id), '[]') as plans,
    coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'scope', b.scope, 'planId', b.plan_id,
        'country', b.country, 'period', b.period, 'limitMicros', b.limit_micros::text,
        'onExhausted', b.on_exhausted, 'alertAt', b.alert_at) order by b.id)
      from budget b where b.tenant_id = t.id and b.removed_at is null), '[]') as budgets,
    coalesce((select jsonb_agg(jsonb_build_object('kind', g.kind, 'mode', g.mode,
        'country', g.country, 'limit', g.limit_max, 'windowSec', g.window_sec) order by g.id)
      from guard_rule g where g.tenant_id = t.id), '[]') as "guardRules"
  from tenant t where t.id = any($1::uuid[])`;
