import type { Invariant } from "./audit-invariant.js";

const final = "(s.verification <> 'PENDING' or s.status in ('BLOCKED', 'CANCELED'))";

/** The rules of sends and of what their attempts make of them. */
export const sendInvariants: readonly Invariant[] = [
  {
    name: "send-sums-its-attempts",
    sql: `select s.tenant_id, s.id,
        'cost ' || coalesce(a.cost, 0) || ', held ' || coalesce(a.held, 0) as expected,
        'cost ' || s.cost_micros || ', held ' || s.held_micros as found
      from send s left join (
        select tenant_id, send_id, sum(cost_micros) as cost,
          sum(case when charge = 'HELD' then hold_micros else 0 end) as held
        from attempt group by tenant_id, send_id
      ) a on a.tenant_id = s.tenant_id and a.send_id = s.id
      where s.cost_micros <> coalesce(a.cost, 0) or s.held_micros <> coalesce(a.held, 0)`,
  },
  {
    name: "send-over-has-nothing-planned",
    sql: `select a.tenant_id, a.id, 'not PLANNED: its send is over' as expected, a.status as found
      from attempt a join send s on s.tenant_id = a.tenant_id and s.id = a.send_id
      where a.status = 'PLANNED' and ${final}`,
  },
  {
    name: "send-blocked-has-no-attempt",
    sql: `select s.tenant_id, s.id, 'no attempt' as expected, 'attempt ' || a.id as found
      from send s join attempt a on a.tenant_id = s.tenant_id and a.send_id = s.id
      where s.status = 'BLOCKED'`,
  },
  {
    name: "send-delivered-by-an-attempt-or-a-code",
    sql: `select s.tenant_id, s.id, 'a delivered attempt or a verified code' as expected,
        s.status || ', ' || s.verification as found
      from send s where s.status in ('DELIVERED', 'READ') and s.verification <> 'VERIFIED'
        and not exists (select from attempt a where a.tenant_id = s.tenant_id and a.send_id = s.id
          and a.status in ('DELIVERED', 'READ'))`,
  },
  {
    name: "send-verified-is-delivered",
    sql: `select s.tenant_id, s.id, 'DELIVERED or READ, with its time' as expected,
        s.status || ', verified at ' || coalesce(s.verified_at::text, 'no time') as found
      from send s where (s.verification = 'VERIFIED'
          and (s.status not in ('DELIVERED', 'READ') or s.verified_at is null))
        or (s.verification <> 'VERIFIED' and s.verified_at is not null)`,
  },
  {
    name: "send-failed-has-nothing-left",
    sql: `select s.tenant_id, s.id, 'every attempt over' as expected,
        'attempt ' || a.id || ' ' || a.status as found
      from send s join attempt a on a.tenant_id = s.tenant_id and a.send_id = s.id
      -- A resend may follow a failure, and only an arrival lifts it.
      where s.status = 'FAILED' and s.round = 0 and (a.status in ('PLANNED', 'DELIVERED', 'READ')
        or (a.status not in ('REJECTED', 'UNDELIVERED', 'CANCELED')
          and s.expires_at > $1::timestamptz))`,
  },
  {
    name: "send-queued-has-nothing-submitted",
    sql: `select s.tenant_id, s.id, 'no attempt accepted' as expected,
        'attempt ' || a.id || ' ' || a.status as found
      from send s join attempt a on a.tenant_id = s.tenant_id and a.send_id = s.id
      where s.status = 'QUEUED' and a.submitted_at is not null`,
  },
  {
    name: "send-open-is-woken",
    sql: `select s.tenant_id, s.id, 'a time to look at it again' as expected, 'none' as found
      from send s where not ${final} and s.wake_at is null`,
  },
  {
    name: "send-not-overdue",
    sql: `select s.tenant_id, s.id, 'looked at by ' || s.wake_at as expected,
      'still waiting' as found
      from send s where s.wake_at < $1::timestamptz - interval '5 minutes'`,
  },
  {
    name: "send-over-keeps-no-code",
    sql: `select s.tenant_id, s.id, 'no readable code' as expected, 'one is kept' as found
      from send s where ${final} and (s.code_cipher is not null or exists (select from attempt a
        where a.tenant_id = s.tenant_id and a.send_id = s.id and a.code_cipher is not null))`,
  },
  {
    name: "idempotency-key-has-send",
    sql: `select i.tenant_id, i.send_id as id, 'a send' as expected, 'none' as found
      from idempotency i left join send s on s.tenant_id = i.tenant_id and s.id = i.send_id
      where s.id is null`,
  },
];
