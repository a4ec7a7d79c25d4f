import type { Key } from "../../flow/ports.js";
import { textArray, uuidArray } from "../array-bytes.js";
import { type Connection, write } from "./statement.js";

const text = `
with locked as materialized (
  select s.version = n.known as is_known
  from (
    select distinct k.tenant_id, k.id, k.known
    from unnest($2::uuid[], $3::uuid[], $4::text[]) as k(tenant_id, id, known)
    order by k.tenant_id, k.id
  ) n
  cross join lateral (
    select o.xmin::text as version from send o
    where o.tenant_id = any ($1::uuid[]) and o.tenant_id = n.tenant_id and o.id = n.id
    for update
  ) s
)
select presumed(count(*) filter (where is_known) = cardinality($3), '40001') from locked`;

/**
 * Locks sends in lock order, and fails the transaction (SQLSTATE 40001) unless every one of them is
 * there and of the version given: its rows need not be waited for. Cost: one index look-up and row
 * lock each.
 *
 * @param versions xmin of each key's row
 */
export function lockKnownSends(
  db: Connection,
  keys: readonly Key[],
  versions: readonly string[],
): Promise<void> {
  const tenants = keys.map((key) => key.tenantId);
  return write(db, "lock-known-sends", text, [
    uuidArray([...new Set(tenants)]),
    uuidArray(tenants),
    uuidArray(keys.map((key) => key.id)),
    textArray(versions),
  ]);
}
