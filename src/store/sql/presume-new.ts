import type { IdempotencyRow, RecipientKey } from "../../flow/ports.js";
import { batchOf } from "../wire/batch.js";
import { openSends, recipientValues } from "./find-open-sends.js";
import { claimKeys, idempotencyColumns } from "./insert-idempotency.js";
import { type Connection, write } from "./statement.js";

/** How a transaction fails that took requests for new ones that are not. */
export const notNew = "SN002";

const noneOpenText = `select presumed(not exists (select ${openSends}), '${notNew}')`;
const keysFreeText = `
with won as (${claimKeys} returning 1)
select presumed(count(*) = $2, '${notNew}') from won`;

/**
 * Claims idempotency keys, and fails the transaction (SQLSTATE SN002) unless all were free and
 * nothing is open to these recipients that was made since `since`. Two statements, at the cost of
 * insertIdempotency and findOpenSends, without rows to wait for.
 */
export async function presumeNew(
  db: Connection,
  keys: readonly IdempotencyRow[],
  recipients: readonly RecipientKey[],
  since: Date,
): Promise<void> {
  await Promise.all([
    write(db, "presume-none-open", noneOpenText, [...recipientValues(recipients), since]),
    write(db, "presume-keys-free", keysFreeText, [
      batchOf("idempotency_batch", idempotencyColumns, keys),
      keys.length,
    ]),
  ]);
}
