-- What vendors are to be told of attempts: whether their code was typed in. A side job of its own, beside the walk.

create table feedback (
  tenant_id uuid not null,
  attempt_id uuid not null,
  is_verified boolean not null,
  -- When the code was typed in, or given up.
  at timestamptz not null,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  -- Null: the vendor is still to be told.
  done_at timestamptz,
  outcome text check (outcome in ('TAKEN', 'REFUSED', 'GIVEN_UP')),
  primary key (tenant_id, attempt_id),
  check ((done_at is null) = (outcome is null))
) with (fillfactor = 70);
create index feedback_next on feedback (next_try_at) where done_at is null;
create index feedback_done on feedback (done_at) where done_at is not null;

-- How far each tenant's log was read for it.
create table feedback_cursor (
  tenant_id uuid primary key,
  seq bigint not null
) with (fillfactor = 50);
-- What happened before is no news to a vendor.
insert into feedback_cursor (tenant_id, seq) select tenant_id, last_seq from tenant_counter;

do $$
declare t text;
begin
  foreach t in array array['feedback', 'feedback_cursor'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (tenant_id = app_tenant())
      with check (tenant_id = app_tenant())', t);
    execute format('grant select on %I to sandi_app, sandi_engine', t);
  end loop;
end
$$;
