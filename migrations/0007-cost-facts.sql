-- Reports: attempts by the moment of their hold, sends by the moment of their request, and what each closed day of a
-- tenant came to. Only the roll-up, which owns the tables, writes facts; a report reads what they lack from the attempts.

create index attempt_held on attempt (tenant_id, held_at, id);
-- Most sends have one attempt; only further ones ask what their send tried before.
create index attempt_further on attempt (tenant_id, held_at) where number > 1;
create index send_created on send (tenant_id, created_at);

-- How far the log was read for days that changed after they were added up.
create table cost_cursor (
  tenant_id uuid primary key,
  seq bigint not null,
  -- The zone whose days were added up, and when there is something to add up again.
  zone text not null,
  next_build_at timestamptz not null
) with (fillfactor = 50);

-- A calendar day of the tenant's zone that was added up.
create table cost_day (
  tenant_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- The log's end as of the sums: a later event of a send makes its days dirty.
  built_seq bigint not null,
  built_at timestamptz not null,
  is_dirty boolean not null default false,
  primary key (tenant_id, starts_at),
  check (ends_at > starts_at)
);

-- Attempts whose hold was taken on the day, of sends that have no attempt on another day. '' = none.
create table cost_fact (
  tenant_id uuid not null,
  day_starts_at timestamptz not null,
  plan_id uuid not null,
  channel text not null,
  vendor_id uuid not null,
  country text not null,
  network text not null,
  purpose text not null,
  attempts integer not null,
  parts bigint not null,
  -- Attempts that are their send's first (first to arrive) among those alike in channel (1), vendor (2), country (4) and
  -- network (8): one counter for each set of the four, so that distinct sends can be added up over any of them.
  sends integer[] not null,
  delivered_sends integer[] not null,
  verified integer not null,
  cost_micros bigint not null,
  held_micros bigint not null,
  maybe_micros bigint not null,
  wasted_micros bigint not null,
  duplicate_micros bigint not null,
  -- Attempts that are HELD or MAYBE.
  open_attempts integer not null,
  primary key (tenant_id, day_starts_at, plan_id, channel, vendor_id, country, network, purpose)
);

-- Sends with attempts on this day and on another one: always read from the attempts.
create table cost_straddler (
  tenant_id uuid not null,
  day_starts_at timestamptz not null,
  send_id uuid not null,
  primary key (tenant_id, day_starts_at, send_id)
);

do $$
declare t text;
begin
  foreach t in array array['cost_cursor', 'cost_day', 'cost_fact', 'cost_straddler'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (tenant_id = app_tenant())
      with check (tenant_id = app_tenant())', t);
    execute format('grant select on %I to sandi_app, sandi_engine', t);
  end loop;
end
$$;
