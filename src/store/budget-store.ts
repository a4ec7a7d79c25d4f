import type pg from "pg";
import type { DataSource, EntityManager } from "typeorm";
import type { BudgetRow, BudgetState, BudgetStore, PeriodUse } from "../manage/budgets/ports.js";
import { asViewer } from "./as-viewer.js";
import { bumpRules } from "./bump-version.js";
import { groupInOrder, inOrder } from "./rows-in-order.js";
import { setBudget } from "./set-budget.js";

/** Budgets: read and removed behind row-level security, set by the engine. */
export function createBudgetStore(dataSource: DataSource, engine: pg.Pool): BudgetStore {
  return {
    budgets: (viewer) =>
      asViewer(dataSource, viewer, (tx) => readBudgets(tx, "b.removed_at is null", [])),
    budgetsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) =>
        inOrder(ids, await readBudgets(tx, "b.id = any($1::uuid[])", [ids])),
      ),
    budgetsOfPlans: (viewer, planIds) =>
      asViewer(dataSource, viewer, async (tx) =>
        groupInOrder(
          planIds,
          await readBudgets(tx, "b.removed_at is null and b.plan_id = any($1::uuid[])", [planIds]),
          (budget) => budget.planId ?? "",
        ),
      ),
    setBudget: (tenantId, change, now) => setBudget(engine, tenantId, change, now),
    removeBudget: (viewer, id, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [rows] = await tx.query<[{ tenantId: string }[], number]>(
          `update budget set removed_at = $2 where id = $1 and removed_at is null
           returning tenant_id as "tenantId"`,
          [id, now],
        );
        for (const row of rows) {
          await bumpRules(tx, row.tenantId);
          // Once the period's lock is had, whoever decided by the budget before has told of it;
          // whoever comes later finds it removed, and raises nothing.
          await tx.query(
            `select id from budget_period where tenant_id = $1 and budget_id = $2
             order by starts_at desc limit 1 for update`,
            [row.tenantId, id],
          );
          await tx.query(
            `update alert set resolved_at = $3
             where tenant_id = $1 and budget_id = $2 and resolved_at is null`,
            [row.tenantId, id, now],
          );
        }
        return rows.length > 0;
      }),
  };
}

type StateRow = BudgetRow & {
  readonly currency: string;
  readonly timeZone: string;
} & { [Field in keyof PeriodUse]: PeriodUse[Field] | null };

/** The period is the latest that has begun; one index look-up each. */
async function readBudgets(
  tx: EntityManager,
  where: string,
  values: unknown[],
): Promise<BudgetState[]> {
  const rows = await tx.query<StateRow[]>(
    `select b.tenant_id as "tenantId", b.id, b.scope, b.plan_id as "planId", b.country, b.period,
       b.limit_micros as "limitMicros", b.on_exhausted as "onExhausted", b.alert_at as "alertAt",
       b.created_at as "createdAt", b.removed_at as "removedAt", t.currency,
       t.time_zone as "timeZone",
       p.starts_at as "startsAt", p.ends_at as "endsAt", p.spent_micros as "spentMicros",
       p.held_micros as "heldMicros"
     from budget b
     join tenant t on t.id = b.tenant_id
     left join lateral (select * from budget_period l
       where l.tenant_id = b.tenant_id and l.budget_id = b.id
       order by l.starts_at desc limit 1) p on true
     where ${where}
     order by array_position(array['TENANT', 'PLAN', 'COUNTRY'], b.scope), b.country nulls first,
       array_position(array['DAY', 'MONTH', 'TOTAL'], b.period), b.id`,
    values,
  );
  return rows.map(({ startsAt, endsAt, spentMicros, heldMicros, ...budget }) => ({
    ...budget,
    latest:
      startsAt === null || spentMicros === null || heldMicros === null
        ? null
        : { startsAt, endsAt, spentMicros, heldMicros },
  }));
}
