import type { SendRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(sendColumns, "s")}
from send s
where s.wake_at <= $1
order by s.wake_at
limit $2
for update of s skip locked`;

/**
 * Locks the sends that are due and that nobody else holds, longest due first. Never waits for a lock, so it cannot
 * be part of a deadlock. Cost: a range scan of the partial index send_wake.
 */
export async function lockDueSends(db: Connection, now: Date, limit: number): Promise<SendRow[]> {
  return await run<SendRow>(db, "lock-due-sends", text, [now, limit]);
}
