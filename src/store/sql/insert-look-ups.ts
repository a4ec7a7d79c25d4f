import type { LookUpRow } from "./look-up-row.js";
import { type Connection, write } from "./statement.js";

/** What the look-ups of one batch have in common. */
export type LookUpBatch = Pick<
  LookUpRow,
  | "tenantId"
  | "listId"
  | "vendorId"
  | "accountId"
  | "priceMicros"
  | "priceCurrency"
  | "exchangeRate"
  | "holdMicros"
  | "holdUntil"
  | "heldAt"
>;

/** What each of them has by itself. */
export type HeldLookUp = Pick<LookUpRow, "id" | "recipientIndex" | "country" | "budgetPeriods">;

const text = `
insert into look_up (tenant_id, list_id, vendor_id, account_id, price_micros, price_currency,
  exchange_rate, hold_micros, hold_until, held_at, charge, id, recipient_index, country,
  budget_periods)
select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'HELD', n.id, n.index, n.country,
  n.periods::uuid[]
from unnest($11::uuid[], $12::bytea[], $13::text[], $14::text[]) as n(id, index, country, periods)`;

/**
 * Stores look-ups whose money is held, before their vendor is asked. Breaks `look_up_of_list` for a
 * number that the list has asked about. Within the transaction that holds the money; one row, two
 * to four index entries each.
 */
export function insertLookUps(
  db: Connection,
  batch: LookUpBatch,
  rows: readonly HeldLookUp[],
): Promise<void> {
  return write(db, "insert-look-ups", text, [
    ...[batch.tenantId, batch.listId, batch.vendorId, batch.accountId, batch.priceMicros],
    ...[batch.priceCurrency, batch.exchangeRate, batch.holdMicros, batch.holdUntil, batch.heldAt],
    rows.map((row) => row.id),
    rows.map((row) => row.recipientIndex),
    rows.map((row) => row.country),
    rows.map((row) => `{${row.budgetPeriods.join(",")}}`),
  ]);
}
