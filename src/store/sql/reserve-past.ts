import { type Connection, write } from "./statement.js";

const text = `
update tenant_counter c set last_seq = $2, expired_seq = $2
where c.tenant_id = any($1::uuid[]) and c.last_seq = 0`;

/**
 * Lets logs begin behind `seq`, as if what was before had expired: only those that nothing was told
 * of yet. One row per tenant.
 */
export function reservePast(
  db: Connection,
  tenantIds: readonly string[],
  seq: bigint,
): Promise<void> {
  return write(db, "reserve-past", text, [tenantIds, seq]);
}
