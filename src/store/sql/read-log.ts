import type { LogBounds } from "../../flow/reads.js";
import type { EventRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { eventColumns } from "./event-row.js";
import { type Connection, run } from "./statement.js";

const latest = `select ${selectList(eventColumns, "e")}
from event e where e.tenant_id = $1 and e.send_id = $2
order by e.seq desc limit 1`;

const count = `select count(*) as count from event e where e.tenant_id = $1 and e.send_id = $2`;

const bounds = `select c.last_seq as "lastSeq", c.expired_seq as "expiredSeq"
from tenant_counter c where c.tenant_id = $1`;

/** The latest event of one tenant's send; at most one row. As sandi_app. One index look-up. */
export function readLatestEvent(
  db: Connection,
  tenantId: string,
  sendId: string,
): Promise<EventRow[]> {
  return run<EventRow>(db, "read-latest-event", latest, [tenantId, sendId]);
}

/** How many events one tenant's send has. As sandi_app. One index range. */
export async function countEventsOfSend(
  db: Connection,
  tenantId: string,
  sendId: string,
): Promise<number> {
  const rows = await run<{ count: bigint }>(db, "count-events-of-send", count, [tenantId, sendId]);
  return Number(rows[0]?.count ?? 0);
}

/** Where one tenant's log begins and ends; both 0 before its first event. As sandi_app. One row. */
export async function readLogBounds(db: Connection, tenantId: string): Promise<LogBounds> {
  const rows = await run<LogBounds>(db, "read-log-bounds", bounds, [tenantId]);
  return rows[0] ?? { lastSeq: 0n, expiredSeq: 0n };
}
