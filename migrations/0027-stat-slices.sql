-- Minutes that still change are counted by slices of five seconds, so that what happens to an
-- attempt has its slice read again, not its whole minute. Lost in a crash, what is kept and
-- which minutes it is of together: the next change of a minute has all of its slices counted anew.

create unlogged table stat_slice (
  like stat_minute including constraints,
  primary key (tenant_id, at, vendor_id, channel, country, network, ownership, currency)
) with (fillfactor = 70);

-- Minutes all of whose slices are kept, until nothing has happened in them for a while.
create unlogged table stat_open (
  tenant_id uuid not null,
  at timestamptz not null,
  quiet_at timestamptz not null,
  primary key (tenant_id, at)
);
create index stat_open_quiet on stat_open (quiet_at);

-- Slices that change without an event: an attempt that has to be called silent, an answer that is
-- awaited. The first slice of a minute that was counted whole stands for the minute. What is in
-- stat_due, by the minute, is read as long as there is some; nothing is added to it.
create table stat_slice_due (
  tenant_id uuid not null,
  at timestamptz not null,
  due_at timestamptz not null,
  primary key (tenant_id, at)
);
create index stat_slice_due_time on stat_slice_due (due_at);

-- What `seq` was when slices were last brought up to it. Another value, or none: somebody who
-- keeps no slices has moved the cursor, and those that are kept may be old.
alter table stat_cursor add column sliced_seq bigint;

alter table stat_slice enable row level security;
alter table stat_open enable row level security;
alter table stat_slice_due enable row level security;
