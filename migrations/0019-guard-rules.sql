-- Rules that refuse or watch sends, and what they found. A rule that was never set is obeyed as MONITOR.

create table guard_rule (
  tenant_id uuid not null references tenant (id),
  -- Follows from tenant, kind and country.
  id uuid not null,
  kind text not null check (kind in ('PREFIX_RATE', 'UNVERIFIED_RATE')),
  mode text not null check (mode in ('ENFORCE', 'MONITOR', 'OFF')),
  -- Null = everywhere that has no rule of its own.
  country text,
  -- PREFIX_RATE: sends per window; UNVERIFIED_RATE: percent. Null = by what was measured.
  limit_max integer check (limit_max > 0),
  window_sec integer check (window_sec > 0),
  changed_at timestamptz not null,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, kind, country),
  check (case kind when 'PREFIX_RATE' then num_nulls(limit_max, window_sec) in (0, 2)
    else window_sec is null end)
);

create table guard_decision (
  tenant_id uuid not null,
  id uuid not null,
  rule_id uuid not null,
  send_id uuid not null,
  at timestamptz not null,
  -- False: the rule only watches, or the send was let through to learn whether it still is an attack.
  is_blocked boolean not null,
  facts jsonb not null,
  -- What would have been held, in the tenant's currency; 0 unless it was blocked.
  saved_micros bigint not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, send_id) references send (tenant_id, id)
);
create index guard_decision_by_time on guard_decision (tenant_id, at desc, id desc);

do $$
declare t text;
begin
  foreach t in array array['guard_rule', 'guard_decision'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (tenant_id = app_tenant())
      with check (tenant_id = app_tenant())', t);
  end loop;
end
$$;
grant select, insert, update on guard_rule to sandi_app;
grant select on guard_rule to sandi_engine;
grant select on guard_decision to sandi_app;
grant select, insert on guard_decision to sandi_engine;
