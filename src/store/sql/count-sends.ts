import type { SendFilter } from "../../flow/reads.js";
import { type RecipientIndex, sendConditions } from "./send-conditions.js";
import { type Connection, run } from "./statement.js";

/** Counts one tenant's sends, up to `limit`, behind which it stops looking. As sandi_app. */
export async function countSends(
  db: Connection,
  tenantId: string,
  filter: SendFilter,
  recipient: RecipientIndex | null,
  limit: number,
): Promise<number> {
  const conditions = sendConditions(tenantId, filter, recipient);
  const text = `select count(*) as count from (
  select from send s
  where ${conditions.text}
  limit ${conditions.value(limit)}
) found`;
  const rows = await run<{ count: bigint }>(
    db,
    `count-sends-${conditions.shape}`,
    text,
    conditions.values,
  );
  return Number(rows[0]?.count ?? 0);
}
