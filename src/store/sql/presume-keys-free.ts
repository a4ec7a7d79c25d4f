import type { IdempotencyRow } from "../../flow/ports.js";
import { batchOf } from "../wire/batch.js";
import { claimKeys, idempotencyColumns } from "./insert-idempotency.js";
import { type Connection, write } from "./statement.js";

/** How a transaction fails that took requests for new ones that are not. */
export const notNew = "SN002";

const text = `
with won as (${claimKeys} returning 1)
select presumed(count(*) = $2, '${notNew}') from won`;

/**
 * Claims idempotency keys, and fails the transaction (SQLSTATE SN002) unless all were free. Cost:
 * that of insertIdempotency, and no rows to wait for.
 */
export function presumeKeysFree(db: Connection, rows: readonly IdempotencyRow[]): Promise<void> {
  return write(db, "presume-keys-free", text, [
    batchOf("idempotency_batch", idempotencyColumns, rows),
    rows.length,
  ]);
}
