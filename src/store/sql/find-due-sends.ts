import type { DueSend } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
select s.tenant_id as "tenantId", s.id, s.wake_at as "wakeAt"
from send s
where s.wake_at <= $1
order by s.wake_at
limit $2`;

/**
 * Sends whose wake_at has come, longest due first. Cost: a range scan of the partial index
 * send_wake, whatever the number of sends that wait.
 */
export async function findDueSends(
  db: Connection,
  now: Date,
  limit: number,
): Promise<readonly DueSend[]> {
  return await run<DueSend>(db, "find-due-sends", text, [now, limit]);
}
