import type { EventRow, NewEvent } from "../../flow/rows.js";
import { columnArrays, columnList, type Columns, unnestOrdered, unnestSelect } from "./columns.js";
import { eventColumns } from "./event-row.js";
import { type Connection, run } from "./statement.js";

const { seq: _assigned, ...given } = eventColumns satisfies Columns<EventRow>;
const newEventColumns: Columns<NewEvent> = given;

const text = `
with n as materialized (
  select e.*, row_number() over (partition by e.tenant_id order by e.position) as place
  from ${unnestOrdered(newEventColumns, "e", "position")}
), counts as (
  select tenant_id, count(*) as events from n group by tenant_id
), locked as (
  select c.tenant_id from tenant_counter c
  where c.tenant_id in (select tenant_id from counts)
  order by c.tenant_id
  for update of c
), bumped as (
  update tenant_counter c set last_seq = c.last_seq + counts.events
  from counts, locked
  where c.tenant_id = counts.tenant_id and locked.tenant_id = counts.tenant_id
  returning c.tenant_id, c.last_seq - counts.events as before
)
insert into event (seq, ${columnList(newEventColumns)})
select bumped.before + n.place, ${unnestSelect(newEventColumns, "n")}
from n join bumped on bumped.tenant_id = n.tenant_id`;

/**
 * Gives a batch of events their places in their tenants' logs, gapless and in commit order, in the
 * order given. Has to be the transaction's last statement: the counter rows stay locked until the
 * commit, and no longer. One counter update per tenant, one row and two index entries per event.
 */
export async function appendEvents(db: Connection, events: readonly NewEvent[]): Promise<void> {
  await run(db, "append-events", text, columnArrays(newEventColumns, events));
}
