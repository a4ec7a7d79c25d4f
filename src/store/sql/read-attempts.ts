import type { Key } from "../../flow/ports.js";
import type { AttemptRow } from "../../flow/rows.js";
import { attemptColumns } from "./attempt-row.js";
import { selectList } from "./columns.js";
import { type Connection, run } from "./statement.js";

// Asked for in order, they come from the index by send and number. On a young table the planner
// holds the primary key for as good, and would walk all attempts of the tenant for every send.
const text = `
select ${selectList(attemptColumns, "a")}
from unnest($1::uuid[], $2::uuid[]) as n(tenant_id, send_id)
cross join lateral (
  select * from attempt o
  where o.tenant_id = n.tenant_id and o.send_id = n.send_id
  order by o.number
) a`;

/**
 * Reads all attempts of these sends, each send's by number. Their sends' locks guard them.
 * One index range each.
 */
export async function readAttempts(db: Connection, sends: readonly Key[]): Promise<AttemptRow[]> {
  return await run<AttemptRow>(db, "read-attempts", text, [
    sends.map((send) => send.tenantId),
    sends.map((send) => send.id),
  ]);
}
