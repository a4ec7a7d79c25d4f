import type { FeedbackRoute } from "../../manage/feedback/ports.js";
import { type Connection, write } from "./statement.js";

const beginText = `
insert into feedback_cursor (tenant_id, seq)
select c.tenant_id, 0 from tenant_counter c
where not exists (select from feedback_cursor r where r.tenant_id = c.tenant_id)
on conflict do nothing`;

// offset 0: looked up part by part and send by send. The planner cannot tell how short the parts
// are, and would rather read a grown table whole.
const text = `
with ahead as (
  select r.tenant_id, r.seq as after, least(c.last_seq, r.seq + 20000) as up_to
  from feedback_cursor r join tenant_counter c on c.tenant_id = r.tenant_id
  where c.last_seq > r.seq
  limit 1000 for update of r skip locked
), moved as (
  update feedback_cursor r set seq = h.up_to from ahead h where r.tenant_id = h.tenant_id
)
insert into feedback (tenant_id, attempt_id, is_verified, at, next_try_at)
select distinct on (a.tenant_id, a.id) a.tenant_id, a.id, e.type = 'SEND_VERIFIED', e.at, $1
from ahead h
cross join lateral (
  select e.send_id, e.attempt_id, e.type, e.at from event e
  where e.tenant_id = h.tenant_id and e.seq > h.after and e.seq <= h.up_to
    and e.type in ('SEND_VERIFIED', 'CODE_EXPIRED') and e.at >= $2
  offset 0
) e
cross join lateral (
  select a.tenant_id, a.id, a.vendor_id, a.channel, a.vendor_message_ids from attempt a
  where a.tenant_id = h.tenant_id and a.send_id = e.send_id
    and (e.type = 'CODE_EXPIRED' or a.id = e.attempt_id)
  offset 0
) a
join vendor v on v.id = a.vendor_id
join unnest($3::text[], $4::text[]) as t(adapter, channel)
  on t.adapter = v.adapter and t.channel = a.channel
where cardinality(a.vendor_message_ids) > 0
order by a.tenant_id, a.id, e.type desc
on conflict do nothing`;

/**
 * Reads the logs of up to 1,000 tenants on by up to 20,000 events each, and queues what they tell
 * of attempts that vendors took: the one that a code is credited to, or all of a send whose code
 * nobody typed in. The cursors move in the same statement; processes beside each other share the
 * tenants. Cost: one row per tenant, the new events, an index look-up for each that counts.
 */
export async function queueFeedback(
  db: Connection,
  routes: readonly FeedbackRoute[],
  since: Date,
  now: Date,
): Promise<void> {
  await write(db, "begin-feedback", beginText, []);
  await write(db, "queue-feedback", text, [
    now,
    since,
    routes.map((route) => route.adapter),
    routes.map((route) => route.channel),
  ]);
}
