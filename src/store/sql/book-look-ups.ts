import type { Movement } from "../../core/ledger/settle.js";
import { type Connection, write } from "./statement.js";

/** A movement of a look-up's money. */
export interface LookUpEntry extends Movement {
  readonly id: string;
  readonly lookUpId: string;
}

const text = `
insert into ledger_entry (tenant_id, id, look_up_id, kind, debit, credit, amount_micros, at)
select $1, n.id, n.look_up_id, n.kind, n.debit, n.credit, n.amount, $2
from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bigint[])
  as n(id, look_up_id, kind, debit, credit, amount)`;

/** Books movements of look-ups' money, append-only, within the transaction that caused them. */
export function bookLookUps(
  db: Connection,
  tenantId: string,
  entries: readonly LookUpEntry[],
  now: Date,
): Promise<void> {
  return entries.length === 0
    ? Promise.resolve()
    : write(db, "book-look-ups", text, [
        ...[tenantId, now],
        entries.map((entry) => entry.id),
        entries.map((entry) => entry.lookUpId),
        entries.map((entry) => entry.kind),
        entries.map((entry) => entry.debit),
        entries.map((entry) => entry.credit),
        entries.map((entry) => entry.amountMicros),
      ]);
}
