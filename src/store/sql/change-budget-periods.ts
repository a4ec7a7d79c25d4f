import type { PeriodChange } from "../../flow/ports.js";
import { int8Array, uuidArray } from "../array-bytes.js";
import { keysInOrder } from "./keys-in-order.js";
import { type Connection, write } from "./statement.js";

const text = `
with locked as materialized (
  select p.id
  from ${keysInOrder("$2", "$3")} n
  cross join lateral (
    select o.id from budget_period o
    where o.tenant_id = any ($1::uuid[]) and o.tenant_id = n.tenant_id and o.id = n.id
    for update
  ) p
), changed as (
  update budget_period p
  set held_micros = p.held_micros + n.held, spent_micros = p.spent_micros + n.spent
  from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])
    as n(tenant_id, id, held, spent, cap)
  where p.tenant_id = n.tenant_id and p.id = n.id and (select count(*) from locked) > 0
    and (n.cap is null or p.spent_micros + n.spent + p.held_micros + n.held <= n.cap)
  returning p.id
)
select budget_guard(count(*), cardinality($3)) from changed`;

/**
 * Adds a batch's sums to budget periods, one change per period, guarded by the limit where one is
 * given: where a period does not take its change, the statement and its transaction fail (SQLSTATE
 * 23514). Takes the locks in order by itself when they are not held yet.
 */
export function changeBudgetPeriods(
  db: Connection,
  changes: readonly PeriodChange[],
): Promise<void> {
  const tenants = changes.map((change) => change.tenantId);
  return write(db, "change-budget-periods", text, [
    uuidArray([...new Set(tenants)]),
    uuidArray(tenants),
    uuidArray(changes.map((change) => change.id)),
    int8Array(changes.map((change) => change.heldMicros)),
    int8Array(changes.map((change) => change.spentMicros)),
    int8Array(changes.map((change) => change.limitMicros)),
  ]);
}
