import type { Invariant } from "./audit-invariant.js";

/** The rules of the event log; each reads the log once. */
export const eventInvariants: readonly Invariant[] = [
  {
    name: "event-log-has-no-gap",
    sql: `select coalesce(c.tenant_id, e.tenant_id) as tenant_id,
        coalesce(c.tenant_id, e.tenant_id) as id,
        'events ' || coalesce(c.expired_seq, 0) + 1 || ' to '
          || coalesce(c.last_seq, 0) as expected,
        coalesce(e.count, 0) || ' events, ' || coalesce(e.first, 0) || ' to '
          || coalesce(e.last, 0) as found
      from tenant_counter c full join (
        select tenant_id, count(*) as count, min(seq) as first, max(seq) as last
        from event group by tenant_id
      ) e on e.tenant_id = c.tenant_id
      where coalesce(e.count, 0) <> coalesce(c.last_seq, 0) - coalesce(c.expired_seq, 0)
        or e.last > coalesce(c.last_seq, 0) or e.first <= coalesce(c.expired_seq, 0)`,
  },
  {
    name: "event-log-starts-each-send",
    sql: `select s.tenant_id, s.id, 'SEND_QUEUED or SEND_BLOCKED first' as expected,
        coalesce(e.type, 'no event') as found
      from send s
      left join (select distinct on (tenant_id, send_id) tenant_id, send_id, type
        from event order by tenant_id, send_id, seq) e on e.tenant_id = s.tenant_id
          and e.send_id = s.id
      left join (select c.tenant_id, min(o.at) as kept_since from tenant_counter c
        left join event o on o.tenant_id = c.tenant_id
        where c.expired_seq > 0 group by c.tenant_id) k
        on k.tenant_id = s.tenant_id
      where (e.type is null or e.type not in ('SEND_QUEUED', 'SEND_BLOCKED'))
        -- The beginnings of older sends are deleted with their events.
        and (k.tenant_id is null or s.created_at > k.kept_since)`,
  },
  {
    name: "event-log-agrees-with-send",
    sql: `select s.tenant_id, s.id,
        s.status || ' ' || s.verification || ', cost ' || s.cost_micros
          || ', held ' || s.held_micros as expected,
        e.status || ' ' || e.verification || ', cost ' || e.cost_micros
          || ', held ' || e.held_micros as found
      from send s join (select distinct on (tenant_id, send_id) *
        from event order by tenant_id, send_id, seq desc) e on e.tenant_id = s.tenant_id
          and e.send_id = s.id
      -- SENDING is the one status that no event tells.
      where ((s.status, s.verification, s.cost_micros, s.held_micros)
          <> (e.status, e.verification, e.cost_micros, e.held_micros))
        and not (s.status = 'SENDING' and e.status = 'QUEUED'
          and (s.verification, s.cost_micros, s.held_micros)
            = (e.verification, e.cost_micros, e.held_micros))`,
  },
];
