import type { EventFilter } from "../../flow/reads.js";
import type { EventRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { Conditions } from "./conditions.js";
import { eventColumns } from "./event-row.js";
import { type Connection, run } from "./statement.js";

/** A stretch of one tenant's log, with where the log ends. */
export interface ListedEvents {
  readonly rows: readonly EventRow[];
  /** The newest event of the tenant, whether it matches or not, as of the same snapshot. */
  readonly lastSeq: bigint;
}

/**
 * Reads a stretch of one tenant's log in order: after < seq <= until, `limit` rows at most.
 * As sandi_app. One index range; with sendId over the send's own index.
 */
export async function listEvents(
  db: Connection,
  tenantId: string,
  filter: EventFilter,
  limit: number,
  after: bigint,
  until: bigint | null,
): Promise<ListedEvents> {
  const conditions = new Conditions();
  const tenant = conditions.value(tenantId);
  conditions
    .add("a", "e.seq > $::bigint", after)
    .add("u", "e.seq <= $::bigint", until)
    .add("s", "e.send_id = $::uuid", filter.sendId)
    .add("p", "e.plan_id = $::uuid", filter.planId)
    .add("t", "e.type = any($::text[])", filter.types)
    .add("h", "e.channel = any($::text[])", filter.channels)
    .add("v", "e.vendor_slug = any($::text[])", filter.vendors)
    .add("c", "e.country = any($::text[])", filter.countries)
    .add("z", "e.status = any($::text[])", filter.statuses);
  const text = `select c.last_seq as "lastSeq", found.*
from tenant_counter c
left join lateral (
  select ${selectList(eventColumns, "e")}
  from event e
  where e.tenant_id = c.tenant_id and ${conditions.text}
  order by e.seq
  limit ${conditions.value(limit)}
) found on true
where c.tenant_id = ${tenant}::uuid
order by found.seq`;
  const rows = await run<EventRow & { lastSeq: bigint }>(
    db,
    `list-events-${conditions.shape}`,
    text,
    conditions.values,
  );
  return {
    // Nothing found = one row of nulls beside the counter.
    rows: rows
      .filter((row) => (row.seq as bigint | null) !== null)
      .map(({ lastSeq: _lastSeq, ...event }) => event),
    lastSeq: rows[0]?.lastSeq ?? 0n,
  };
}
