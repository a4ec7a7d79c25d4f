import type { IdempotencyRow } from "../../flow/ports.js";
import { idempotencyName } from "../../core/otp/idempotency-name.js";
import { batchOf } from "../wire/batch.js";
import { batchTable, columnList, type Columns, columnsOf } from "./columns.js";
import { type Connection, run } from "./statement.js";

/** Every column of `idempotency`. */
export const idempotencyColumns: Columns<IdempotencyRow> = {
  tenantId: "uuid",
  mutation: "text",
  key: "text",
  bodyHmac: "bytea",
  sendId: "uuid",
  createdAt: "timestamptz",
};

/**
 * Claims the keys of $1, in key order so that two batches never wait for each other in a circle.
 */
export const claimKeys = `
insert into idempotency (${columnList(idempotencyColumns)})
select ${columnsOf(idempotencyColumns, "n")} from ${batchTable("idempotency_batch", "n")}
order by n.tenant_id, n.mutation, n.key
on conflict do nothing`;

const text = `${claimKeys} returning tenant_id as "tenantId", mutation, key`;

/**
 * Claims idempotency keys; returns the names of those that were free. Within a transaction; cost:
 * one index entry per row.
 */
export async function insertIdempotency(
  db: Connection,
  rows: readonly IdempotencyRow[],
): Promise<ReadonlySet<string>> {
  const won = await run<{ tenantId: string; mutation: string; key: string }>(
    db,
    "insert-idempotency",
    text,
    [batchOf("idempotency_batch", idempotencyColumns, rows)],
  );
  return new Set(won.map(idempotencyName));
}
