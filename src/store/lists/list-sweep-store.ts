import type pg from "pg";
import type { ListRef, ListSweepStore } from "../../manage/lists/ports.js";
import { settleOverdueLookUps } from "../look-ups/look-up-money-store.js";

// A check that waits for so long without a job has lost it.
const beginsWithin = "30 seconds";

/**
 * What time does to list checks, as the owner, who also holds the queue's tables; overdue look-ups
 * are the engine's.
 */
export function createListSweepStore(owner: pg.Pool, engine: pg.Pool): ListSweepStore {
  return {
    async revive(now) {
      const { rows } = await owner.query<ListRef>(reviveStatement, [now]);
      return rows;
    },
    async expire(now) {
      const { rows } = await owner.query<ListRef>(
        `with expired as (
           update list_check c set status = 'EXPIRED'
           where c.status in ('READY', 'ESTIMATED') and c.expires_at <= $1
           returning c.tenant_id, c.id
         ), gone as (
           delete from list_check_piece p using expired x
           where p.tenant_id = x.tenant_id and p.list_check_id = x.id
         )
         select tenant_id as "tenantId", id from expired`,
        [now],
      );
      return rows;
    },
    async keepUploads(now, until) {
      await owner.query(
        `update upload u set expires_at = $2 from list_check c
         where c.status in ('QUEUED', 'RUNNING', 'ESTIMATED') and u.tenant_id = c.tenant_id
           and u.id = c.upload_id and u.expires_at > $1
           and u.expires_at < $2::timestamptz - interval '1 hour'`,
        [now, until],
      );
    },
    async forget(before) {
      await owner.query(
        `delete from list_check
         where created_at < $1 and status in ('EXPIRED', 'FAILED', 'CANCELED')`,
        [before],
      );
    },
    settleOverdue: (now) => settleOverdueLookUps(engine, now),
  };
}

/**
 * A run whose lease has ended goes back into the queue, with a new job: its own may be locked by
 * the dead, or be over. So does a check that waits although no job will run.
 */
const reviveStatement = `
  with lost as (
    select c.tenant_id, c.id from list_check c
    where (c.status = 'RUNNING' and c.lease_until < $1)
      or (c.status = 'QUEUED' and c.created_at < $1::timestamptz - interval '${beginsWithin}'
        and not exists (
          select from graphile_worker.jobs j where j.key = 'list check ' || c.id
            and j.attempts < j.max_attempts
            and (j.locked_at is null or j.locked_at > $1::timestamptz - interval '${beginsWithin}')
        ))
    for update skip locked
  ), queued as (
    update list_check c set status = 'QUEUED', worker = null, lease_until = null
    from lost l where c.tenant_id = l.tenant_id and c.id = l.id
    returning c.tenant_id, c.id
  )
  select q.tenant_id as "tenantId", q.id
  from queued q cross join lateral (
    select graphile_worker.add_job('list-check',
      json_build_object('tenantId', q.tenant_id, 'listCheckId', q.id),
      job_key => 'list check ' || q.id, max_attempts => 5, priority => 10)
  ) j`;
