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
