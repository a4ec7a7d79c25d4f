-- What measured routing has learned of routes and people, and how it goes on learning after a crash.

-- b × factor + a; what is next to nothing counts as nothing, because Postgres refuses what is less.
create function aged_sum(b double precision[], factor double precision, a double precision[])
returns double precision[] language sql immutable parallel safe as $$
  select array_agg(case when factor < 1e-30 or x is null or abs(x) < 1e-30 then 0
    else x * factor end + coalesce(y, 0) order by i)
  from unnest(b, a) with ordinality as t(x, y, i)
$$;

-- Decayed sums in forward form, by family and key; of the family guard, states as they are.
create table route_estimate (
  -- The tenant whose people or whose own account it is about; zeros = everybody's.
  owner_id uuid not null default '00000000-0000-0000-0000-000000000000',
  family text collate "C" not null,
  key text collate "C" not null,
  -- What the amounts are relative to, in seconds since 1970: the beginning of a day.
  ref_sec double precision not null,
  amounts double precision[] not null,
  -- The same at the latest checkpoint, where it changed since; null = it was not there then.
  base_ref_sec double precision,
  base_amounts double precision[],
  -- The checkpoint that base is of.
  checkpoint bigint not null,
  -- The look that changed it last: who has seen that look has seen this.
  version bigint not null,
  primary key (owner_id, family, key)
) with (fillfactor = 50);
create index route_estimate_version on route_estimate (version);

-- Who learns, and how far it is.
create table route_learner (
  singleton boolean primary key default true check (singleton),
  owner_id uuid,
  leased_until timestamptz,
  look bigint not null default 0,
  checkpoint bigint not null default 0,
  checkpoint_at timestamptz,
  -- All that is open at the checkpoint; null = nothing is.
  state bytea
);
insert into route_learner default values;

-- How far each tenant's log was read.
create table route_cursor (
  tenant_id uuid primary key,
  seq bigint not null
) with (fillfactor = 50);
-- What happened before was not measured so.
insert into route_cursor (tenant_id, seq) select tenant_id, last_seq from tenant_counter;

-- What was read since the checkpoint, look by look: read again, it teaches the same.
create table route_look (
  look bigint primary key,
  from_sec double precision not null,
  to_sec double precision not null,
  tenants uuid[] not null,
  after bigint[] not null,
  up_to bigint[] not null
);

-- Breakers that are open, by what was measured.
create table route_breaker (
  scope text not null check (scope in ('UPSTREAM', 'COUNTRY', 'CELL')),
  -- The upstream's name; else the route's and the country's or network's.
  key text not null,
  -- The routes that it keeps away from.
  account_ids uuid[] not null,
  channels text[] not null,
  upstream text not null,
  -- Null = everywhere.
  country text,
  network text,
  opened_at timestamptz not null,
  opened_by text not null check (opened_by in ('RECEIPT', 'CODE')),
  probe_at timestamptz not null,
  wait_sec double precision not null,
  good integer not null,
  failures integer not null,
  primary key (scope, key)
);

do $$
declare t text;
begin
  foreach t in array array['route_learner', 'route_look', 'route_breaker'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (true) with check (false)', t);
    execute format('grant select on %I to sandi_engine', t);
  end loop;
end
$$;
grant select on route_breaker to sandi_app;

alter table route_cursor enable row level security;
create policy engine on route_cursor to sandi_engine using (true) with check (true);
create policy app on route_cursor to sandi_app using (tenant_id = app_tenant())
  with check (tenant_id = app_tenant());
grant select on route_cursor to sandi_engine;

alter table route_estimate enable row level security;
create policy engine on route_estimate to sandi_engine using (true) with check (true);
create policy app on route_estimate to sandi_app
  using (owner_id = '00000000-0000-0000-0000-000000000000') with check (false);
grant select on route_estimate to sandi_app, sandi_engine;
