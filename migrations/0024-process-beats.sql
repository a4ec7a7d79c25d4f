-- What each server process says of itself every few seconds. Lost in a crash: the next beats say it
-- anew.
create unlogged table process_beat (
  process_id uuid primary key,
  started_at timestamptz not null,
  beat_at timestamptz not null,
  sends_per_second double precision not null,
  -- How late timers fired in the last minute: buckets of milliseconds, and how many fell into each.
  lateness_buckets integer[] not null,
  lateness_counts integer[] not null,
  submit_queue integer not null,
  subscribers integer not null,
  pool_waiting integer not null,
  pool_busy integer not null,
  pool_size integer not null
) with (fillfactor = 50);

alter table process_beat enable row level security;
create policy engine on process_beat to sandi_engine using (true) with check (true);
grant select, insert, update, delete on process_beat to sandi_engine;
