import type { EventRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { eventColumns } from "./event-row.js";
import { type Connection, run } from "./statement.js";

const text = `select k.place::integer, found.*
from unnest($2::uuid[], $3::bigint[]) with ordinality as k(send_id, after, place)
cross join lateral (
  select ${selectList(eventColumns, "e")}
  from event e
  where e.tenant_id = $1 and e.send_id = k.send_id and e.seq > k.after
  order by e.seq
  limit $4
) found
order by k.place, found.seq`;

/**
 * Events of one tenant's sends behind a position each, `limit` per send at most; place counts the
 * keys from 1. As sandi_app. One statement, one index range per send.
 */
export function readEventsOfSends(
  db: Connection,
  tenantId: string,
  keys: readonly { readonly sendId: string; readonly after: bigint }[],
  limit: number,
): Promise<(EventRow & { place: number })[]> {
  return run(db, "read-events-of-sends", text, [
    tenantId,
    keys.map((key) => key.sendId),
    keys.map((key) => key.after),
    limit,
  ]);
}
