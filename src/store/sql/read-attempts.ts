import type { Key } from "../../flow/ports.js";
import type { AttemptRow } from "../../flow/rows.js";
import { attemptColumns } from "./attempt-row.js";
import { selectList } from "./columns.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(attemptColumns, "a")}
from unnest($1::uuid[], $2::uuid[]) as n(tenant_id, send_id)
join attempt a on a.tenant_id = n.tenant_id and a.send_id = n.send_id
order by a.tenant_id, a.send_id, a.number`;

/**
 * Reads all attempts of these sends, by number. Their sends' locks guard them.
 * One index range each.
 */
export async function readAttempts(db: Connection, sends: readonly Key[]): Promise<AttemptRow[]> {
  return await run<AttemptRow>(db, "read-attempts", text, [
    sends.map((send) => send.tenantId),
    sends.map((send) => send.id),
  ]);
}
