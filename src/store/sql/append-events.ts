import type { EventRow, NewEvent } from "../../flow/rows.js";
import type { AppendedEvents } from "../../flow/tail.js";
import { batchOf } from "../wire/batch.js";
import { batchOrdered, columnList, type Columns, columnsOf } from "./columns.js";
import { eventColumns } from "./event-row.js";
import { type Connection, run } from "./statement.js";

const { seq: _assigned, ...told } = eventColumns satisfies Columns<EventRow>;
/** Every column of `event` but its place in the log. */
export const toldColumns: Columns<NewEvent> = told;

// Events come sorted by tenant, so that a place in the batch is a place in a log: a group's start
// is its tenant's counter less all events of the batch up to the group's last.
const [tenants, counts, upTo] = ["$2::uuid[]", "$3::int[]", "$4::int[]"];
// The counters of several tenants are locked in order first; that of one is locked by its update.
const lock = `locked as (
  select c.tenant_id from tenant_counter c
  where c.tenant_id = any(${tenants})
  order by c.tenant_id
  for update of c
), `;
const textWith = (locked: string, behind: string): string => `
with ${locked}bumped as (
  update tenant_counter c set last_seq = c.last_seq + g.events
  from unnest(${tenants}, ${counts}, ${upTo}) as g(tenant_id, events, up_to)
  where c.tenant_id = g.tenant_id${behind}
  returning c.tenant_id, c.last_seq, c.last_seq - g.up_to as start
), starts as (
  select array_agg(b.start order by b.tenant_id) as list from bumped b
), appended as (
  insert into event (seq, ${columnList(toldColumns)})
  select starts.list[($5::int[])[n.position]] + n.position,
    ${columnsOf(toldColumns, "n")}
  from ${batchOrdered("event_batch", toldColumns, "n", "position")} cross join starts
)
select b.tenant_id as "tenantId", b.last_seq as "lastSeq",
  pg_current_xact_id()::xid::text as version
from bumped b`;
const text = textWith(lock, " and (select count(*) from locked) > 0");
const textOfOne = textWith("", "");

/** One tenant's events of one commit, with the transaction that appended them (xmin). */
export interface VersionedEvents extends AppendedEvents {
  readonly version: string;
}

/**
 * Gives a batch of events their places in their tenants' logs, gapless and in commit order, each
 * tenant's in the order given; returns them by tenant. Has to be the transaction's last statement:
 * the counter rows stay locked until the commit, and no longer. Throws when a tenant has no counter
 * (its events get no place). One counter update per tenant, one row and two index entries per
 * event.
 */
export function appendEvents(
  db: Connection,
  events: readonly NewEvent[],
): Promise<readonly VersionedEvents[]> {
  const byTenant = Map.groupBy(events, (event) => event.tenantId);
  // In the order in which Postgres sorts uuids.
  const groups = [...byTenant].toSorted(([a], [b]) => (a < b ? -1 : 1));
  let counted = 0;
  const [name, sql] =
    groups.length > 1 ? ["append-events", text] : ["append-events-of-one", textOfOne];
  const bumped = run<Omit<VersionedEvents, "events">>(db, name, sql, [
    batchOf(
      "event_batch",
      toldColumns,
      groups.flatMap(([, own]) => own),
    ),
    arrayOf(groups.map(([tenantId]) => tenantId)),
    arrayOf(groups.map(([, own]) => own.length)),
    arrayOf(groups.map(([, own]) => (counted += own.length))),
    arrayOf(groups.flatMap(([, own], index) => own.map(() => index + 1))),
  ]);
  return bumped.then((logs) =>
    logs.map((log) => ({ ...log, events: byTenant.get(log.tenantId) ?? [] })),
  );
}

function arrayOf(plain: readonly (string | number)[]): string {
  return `{${plain.join(",")}}`;
}
