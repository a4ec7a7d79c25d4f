import type { SendEventType } from "../../flow/rows.js";
import type { LogPart, TaughtEvent } from "../../manage/routes/ports.js";
import { type Connection, run } from "./statement.js";

const firsts: readonly SendEventType[] = ["SEND_QUEUED", "SEND_BLOCKED"];
const ofAttempts: readonly SendEventType[] = [
  "ATTEMPT_SUBMITTED",
  "ATTEMPT_REJECTED",
  "ATTEMPT_UNKNOWN",
  "ATTEMPT_DELIVERED",
  "ATTEMPT_READ",
  "ATTEMPT_UNDELIVERED",
  "SEND_VERIFIED",
];
const others: readonly SendEventType[] = [
  "RESEND_REQUESTED",
  "SEND_FAILED",
  "SEND_CANCELED",
  "CODE_EXPIRED",
  "CHECKS_EXHAUSTED",
];

const list = (types: readonly string[]): string => types.map((type) => `'${type}'`).join(", ");

// offset 0: looked up part by part and event by event. The planner cannot tell how short the parts
// are, and would rather read a grown table whole.
const text = `
select e.tenant_id as "tenantId", e.seq, e.at, e.type, e.send_id as "sendId",
  e.attempt_id as "attemptId", e.channel, e.failure_class as "failureClass",
  a.account_id as "accountId", a.number, a.is_automatic as "isAutomatic",
  a.code_hmac is not null as "hasOwnCode", s.country, s.mcc || s.mnc as network, s.recipient
from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as n(tenant_id, after, up_to)
cross join lateral (
  select e.tenant_id, e.seq, e.at, e.type, e.send_id, e.attempt_id, e.channel, e.failure_class
  from event e where e.tenant_id = n.tenant_id and e.seq > n.after and e.seq <= n.up_to
    and e.type in (${list([...firsts, ...ofAttempts, ...others])})
  offset 0
) e
left join lateral (
  select s.country, s.mcc, s.mnc, s.recipient from send s
  where e.type in (${list(firsts)}) and s.tenant_id = e.tenant_id and s.id = e.send_id
  offset 0
) s on true
left join lateral (
  select a.account_id, a.number, a.is_automatic, a.code_hmac from attempt a
  where e.type in (${list(ofAttempts)}) and a.tenant_id = e.tenant_id and a.id = e.attempt_id
  offset 0
) a on true
order by e.tenant_id, e.seq`;

/**
 * What parts of the logs teach of routes, with what the events lack of sends and attempts, which
 * never changes. As the tables' owner: over all tenants. The events' ranges, an index look-up each.
 */
export function readTaughtEvents(
  db: Connection,
  parts: readonly LogPart[],
): Promise<TaughtEvent[]> {
  return run<TaughtEvent>(db, "read-taught-events", text, [
    parts.map((part) => part.tenantId),
    parts.map((part) => part.after),
    parts.map((part) => part.upTo),
  ]);
}
