import type { PeriodChange, PeriodUse } from "../../flow/ports.js";
import { int8Array, uuidArray } from "../array-bytes.js";
import { keysInOrder } from "./keys-in-order.js";
import { type Connection, run } from "./statement.js";

// The rows of several periods are locked in order first; that of one is locked by its update.
const lock = `locked as materialized (
  select p.id
  from ${keysInOrder("$2", "$3")} n
  cross join lateral (
    select o.id from budget_period o
    where o.tenant_id = any ($1::uuid[]) and o.tenant_id = n.tenant_id and o.id = n.id
    for update
  ) p
), `;
// The guard is asked even when nothing changed: it stands on the side that is always read.
const textWith = (locked: string, behind: string): string => `
with ${locked}changed as (
  update budget_period p
  set held_micros = p.held_micros + n.held, spent_micros = p.spent_micros + n.spent
  from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])
    as n(tenant_id, id, held, spent, cap)
  where p.tenant_id = n.tenant_id and p.id = n.id${behind}
    and (n.cap is null or p.spent_micros + n.spent + p.held_micros + n.held <= n.cap)
  returning p.id, p.spent_micros, p.held_micros
), guarded as materialized (
  select budget_guard(count(*), cardinality($3)) as is_whole from changed
)
select c.id, c.spent_micros as "spentMicros", c.held_micros as "heldMicros"
from guarded g left join changed c on g.is_whole`;
const text = textWith(lock, " and (select count(*) from locked) > 0");
const textOfOne = textWith("", " and p.tenant_id = any ($1::uuid[])");

/**
 * Adds a batch's sums to budget periods, one change per period, guarded by the limit where one is
 * given, and returns what they came to. Where a period does not take its change, the statement and
 * its transaction fail (isPeriodRefused). Takes the locks in order by itself when they are not held
 * yet.
 */
export function changeBudgetPeriods(
  db: Connection,
  changes: readonly PeriodChange[],
): Promise<readonly PeriodUse[]> {
  const tenants = changes.map((change) => change.tenantId);
  const [name, sql] =
    changes.length > 1
      ? ["change-budget-periods", text]
      : ["change-budget-periods-of-one", textOfOne];
  return run<PeriodUse>(db, name, sql, [
    uuidArray([...new Set(tenants)]),
    uuidArray(tenants),
    uuidArray(changes.map((change) => change.id)),
    int8Array(changes.map((change) => change.heldMicros)),
    int8Array(changes.map((change) => change.spentMicros)),
    int8Array(changes.map((change) => change.limitMicros)),
  ]);
}

/** Whether this is how a transaction failed in which a period did not take its change. */
export function isPeriodRefused(error: unknown): boolean {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return code === "23514" && message === "a budget period did not take what was admitted to it";
}
