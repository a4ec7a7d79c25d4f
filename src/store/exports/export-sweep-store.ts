import type pg from "pg";
import type { ExportRef, ExportSweepStore } from "../../manage/exports/ports.js";

// A job that a worker took but did not begin within this time: the worker has died in between.
const beginsWithin = "30 seconds";

/** What time does to exports, as the owner, who also holds the queue's tables. */
export function createExportSweepStore(owner: pg.Pool): ExportSweepStore {
  return {
    async reviveExports(now) {
      // One row at least, because the unlocking has to run also where nothing was lost.
      const { rows } = await owner.query<ExportRef | { id: null }>(reviveStatement, [now]);
      await owner.query(abandonStatement, [now]);
      return rows.filter((row): row is ExportRef => row.id !== null);
    },
    async expireExports(now) {
      const { rows } = await owner.query<ExportRef>(
        `with expired as (
           update export e set status = 'EXPIRED'
           where e.status = 'READY' and e.expires_at <= $1
           returning e.tenant_id, e.id
         ), gone as (
           delete from export_piece p using expired x
           where p.tenant_id = x.tenant_id and p.export_id = x.id
         )
         select tenant_id as "tenantId", id from expired`,
        [now],
      );
      return rows;
    },
    async forgetExports(before) {
      await owner.query(
        "delete from export where created_at < $1 and status in ('EXPIRED', 'FAILED')",
        [before],
      );
    },
  };
}

/** In one statement, so that none is queued whose job stays locked by the dead. */
const reviveStatement = `
  with lost as (
    select e.tenant_id, e.id, e.worker from export e
    where e.status = 'RUNNING' and e.lease_until < $1
    for update skip locked
  ), queued as (
    update export e set status = 'QUEUED', worker = null, lease_until = null
    from lost l where e.tenant_id = l.tenant_id and e.id = l.id
    returning e.tenant_id, e.id
  ), workers as (
    select worker from lost where worker is not null
    union
    select j.locked_by from graphile_worker.jobs j
    join export e on j.key = 'export ' || e.id
    where e.status = 'QUEUED' and j.locked_at < $1::timestamptz - interval '${beginsWithin}'
  ), unlocked as materialized (
    select graphile_worker.force_unlock_workers(array_agg(worker)) from workers
    having count(*) > 0
  )
  select q.tenant_id as "tenantId", q.id
  from (select count(*) from unlocked) u left join queued q on true`;

/** Queued, but with no job that will ever run: each of its tries ended with its process. */
const abandonStatement = `
  update export e set status = 'FAILED', error = 'FAULT', finished_at = $1
  where e.status = 'QUEUED' and e.created_at < $1::timestamptz - interval '${beginsWithin}'
    and not exists (
      select from graphile_worker.jobs j
      where j.key = 'export ' || e.id and j.attempts < j.max_attempts
    )`;
