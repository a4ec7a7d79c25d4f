import type { ProcessBeat } from "../../manage/platform/ports.js";
import { type Connection, run, write } from "./statement.js";

const saveText = `with gone as (delete from process_beat where beat_at < $12 and process_id <> $1)
insert into process_beat as p (process_id, started_at, beat_at, sends_per_second, lateness_buckets,
  lateness_counts, submit_queue, subscribers, pool_waiting, pool_busy, pool_size)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (process_id) do update set beat_at = excluded.beat_at,
  sends_per_second = excluded.sends_per_second, lateness_buckets = excluded.lateness_buckets,
  lateness_counts = excluded.lateness_counts, submit_queue = excluded.submit_queue,
  subscribers = excluded.subscribers, pool_waiting = excluded.pool_waiting,
  pool_busy = excluded.pool_busy, pool_size = excluded.pool_size`;

/** Writes a process's beat over its last one; others' that are older than `deadBefore` go. */
export function saveBeat(db: Connection, beat: ProcessBeat, deadBefore: Date): Promise<void> {
  return write(db, "save-beat", saveText, [
    beat.processId,
    beat.startedAt,
    beat.beatAt,
    beat.sendsPerSecond,
    beat.lateness.buckets,
    beat.lateness.counts,
    beat.submitQueue,
    beat.subscribers,
    beat.poolWaiting,
    beat.poolBusy,
    beat.poolSize,
    deadBefore,
  ]);
}

const removeText = "delete from process_beat where process_id = $1";

/** Takes a process's beat away. One row. */
export function removeBeat(db: Connection, processId: string): Promise<void> {
  return write(db, "remove-beat", removeText, [processId]);
}

const readText = `select process_id as "processId", started_at as "startedAt", beat_at as "beatAt",
    sends_per_second as "sendsPerSecond",
    jsonb_build_object('buckets', lateness_buckets, 'counts', lateness_counts) as lateness,
    submit_queue as "submitQueue", subscribers, pool_waiting as "poolWaiting",
    pool_busy as "poolBusy", pool_size as "poolSize"
  from process_beat where beat_at >= $1 order by started_at, process_id`;

/** Beats since a moment, the longest running process first. A row per process. */
export function readBeats(db: Connection, since: Date): Promise<readonly ProcessBeat[]> {
  return run<ProcessBeat>(db, "read-beats", readText, [since]);
}

const countText = `select count(*)::int as count from send where wake_at is not null`;

/** How many sends are due one day, in all tenants. Goes through the index send_wake once. */
export async function countTimers(db: Connection): Promise<number> {
  const [row] = await run<{ count: number }>(db, "count-timers", countText, []);
  return row?.count ?? 0;
}
