import type { Key } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
select l.tenant_id as "tenantId", l.id from look_up l
where l.charge = 'HELD' and l.hold_until <= $1 order by l.hold_until limit $2`;

/** Look-ups of all tenants of which nothing was heard in the time they had. One index range. */
export async function findOverdueLookUps(
  db: Connection,
  now: Date,
  limit: number,
): Promise<readonly Key[]> {
  return await run<Key>(db, "find-overdue-look-ups", text, [now, limit]);
}
