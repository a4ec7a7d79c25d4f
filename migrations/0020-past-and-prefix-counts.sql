-- Parts of logs that were put in behind what was learned of their tenants: to be learned in the
-- order of their own time, and added.
create table route_past (
  tenant_id uuid primary key,
  -- The event before the part, and its last.
  after bigint not null,
  up_to bigint not null check (up_to > after)
);

alter table route_past enable row level security;
create policy engine on route_past to sandi_engine using (true) with check (true);
create policy app on route_past to sandi_app using (tenant_id = app_tenant())
  with check (tenant_id = app_tenant());
grant select on route_past to sandi_engine;

-- How many codes were asked for numbers that begin alike, for limits of tenants' guard rules: what
-- all processes have counted together, by window of time. Lost in a crash.
create unlogged table prefix_count (
  tenant_id uuid not null,
  -- The rule's country and window, and the prefix.
  name text collate "C" not null,
  -- Which window since 1970 it is.
  window_no bigint not null,
  sends integer not null,
  changed_at timestamptz not null,
  -- Nobody looks at it any more.
  expires_at timestamptz not null,
  primary key (tenant_id, name, window_no)
) with (fillfactor = 70);
create index prefix_count_changed on prefix_count (changed_at);

alter table prefix_count enable row level security;
create policy engine on prefix_count to sandi_engine using (true) with check (true);
create policy app on prefix_count to sandi_app using (tenant_id = app_tenant())
  with check (tenant_id = app_tenant());
grant select, insert, update, delete on prefix_count to sandi_engine;
