import type { IdempotencyRow } from "../../flow/ports.js";
import { selectList } from "./columns.js";
import { idempotencyColumns } from "./insert-idempotency.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(idempotencyColumns, "i")}
from unnest($1::uuid[], $2::text[], $3::text[]) as n(tenant_id, mutation, key)
join idempotency i on i.tenant_id = n.tenant_id and i.mutation = n.mutation and i.key = n.key`;

/**
 * Reads who holds these keys, in no order. A statement of its own, after the insert that lost:
 * it sees the winner.
 */
export async function readIdempotency(
  db: Connection,
  keys: readonly Pick<IdempotencyRow, "tenantId" | "mutation" | "key">[],
): Promise<readonly IdempotencyRow[]> {
  return await run<IdempotencyRow>(db, "read-idempotency", text, [
    keys.map((key) => key.tenantId),
    keys.map((key) => key.mutation),
    keys.map((key) => key.key),
  ]);
}
