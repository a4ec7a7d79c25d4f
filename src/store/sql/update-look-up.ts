import type { AttemptBook } from "../../core/ledger/settle.js";
import type { Key } from "../../flow/ports.js";
import { type Connection, write } from "./statement.js";

const text = `
update look_up set charge = $3, cost_micros = $4, vendor_cost_micros = $5, failure = $6,
  settled_at = coalesce(settled_at, $7)
where tenant_id = $1 and id = $2`;

/** Writes what a locked look-up came to. `failure` as in LookUpRow. */
export function updateLookUp(
  db: Connection,
  { tenantId, id }: Key,
  book: AttemptBook & { readonly failure: string | null },
  now: Date,
): Promise<void> {
  return write(db, "update-look-up", text, [
    ...[tenantId, id, book.charge, book.costMicros, book.vendorCostMicros, book.failure, now],
  ]);
}
