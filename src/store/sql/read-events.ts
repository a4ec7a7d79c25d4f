import type { EventRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { eventColumns } from "./event-row.js";
import { type Connection, run } from "./statement.js";

// The limit stands inside the lateral: one busy tenant must not keep the others' events back.
const text = `select found.*
from unnest($1::uuid[], $2::bigint[]) as w(tenant_id, after)
cross join lateral (
  select ${selectList(eventColumns, "e")}
  from event e
  where e.tenant_id = w.tenant_id and e.seq > w.after
  order by e.seq
  limit $3
) found`;

/** Reads of a tenant's log behind `after`. */
export interface LogWatch {
  readonly tenantId: string;
  readonly after: bigint;
}

/**
 * Reads what came after each watch's position, each tenant's in order, at most `limit` events per
 * tenant. As sandi_engine. One statement for all tenants, one index range each.
 */
export function readEvents(
  db: Connection,
  watches: readonly LogWatch[],
  limit: number,
): Promise<EventRow[]> {
  return run<EventRow>(db, "read-events", text, [
    watches.map((watch) => watch.tenantId),
    watches.map((watch) => watch.after),
    limit,
  ]);
}
