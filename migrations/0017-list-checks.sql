-- Checks of whole lists: what was asked for, how far it is, and its result in sealed pieces until it expires. The list
-- is an upload.

create table list_check (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  upload_id uuid not null,
  -- Of numbers without a country code; null: such are not valid.
  default_country text,
  -- At which account numbers are looked up, what one costs and all may cost at most; null: nowhere.
  account_id uuid,
  price_micros bigint check (price_micros >= 0),
  price_currency text,
  max_cost_micros bigint check (max_cost_micros >= 0),
  -- False: it waits to be told to start when the estimate is known.
  starts boolean not null,
  status text not null
    check (status in ('QUEUED', 'RUNNING', 'ESTIMATED', 'READY', 'FAILED', 'CANCELED', 'EXPIRED')),
  -- The estimate: lines with something in them, distinct numbers that are valid, and of these those that are to be
  -- looked up. Null: it was not made yet.
  inputs bigint,
  numbers bigint,
  look_ups_max bigint,
  -- How far it is.
  inputs_read bigint not null default 0,
  invalid bigint not null default 0,
  looked_up bigint not null default 0,
  -- What look-ups cost so far at most, in their currency.
  spent_micros bigint not null default 0,
  bytes bigint not null default 0,
  sha256 bytea,
  -- Why it failed or did not start, a phrase with its facts; null: it did not.
  error jsonb,
  requested_by text not null,
  key_id uuid,
  -- The run that is making it, the queue's worker that it runs on, and until when that is believed.
  run_id uuid,
  worker text,
  lease_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz,
  primary key (tenant_id, id),
  check (num_nulls(account_id, price_micros, price_currency, max_cost_micros) in (0, 4)),
  check (num_nulls(inputs, numbers, look_ups_max) in (0, 3))
) with (fillfactor = 70);
create index list_check_lease on list_check (lease_until) where status = 'RUNNING';
create index list_check_expiry on list_check (expires_at) where status in ('READY', 'ESTIMATED');

create table list_check_piece (
  tenant_id uuid not null,
  list_check_id uuid not null,
  run_id uuid not null,
  -- From 0, without a gap.
  number integer not null,
  -- Of the whole, in bytes as they are downloaded.
  starts_at bigint not null,
  ends_at bigint not null,
  sealed bytea not null,
  primary key (tenant_id, list_check_id, run_id, number),
  foreign key (tenant_id, list_check_id) references list_check (tenant_id, id) on delete cascade,
  check (starts_at < ends_at)
);
-- Compressed and sealed bytes do not get smaller by trying.
alter table list_check_piece alter column sealed set storage external;

do $$
declare t text;
begin
  foreach t in array array['list_check', 'list_check_piece'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (tenant_id = app_tenant())
      with check (tenant_id = app_tenant())', t);
  end loop;
end
$$;
grant select, insert, update on list_check to sandi_app;
grant select, insert, delete on list_check_piece to sandi_app;
-- The engine locks a run before it holds money for it, which asks for the right to update.
grant select, update on list_check to sandi_engine;

-- A job for a list check of one's own, in the transaction that asks for it. Exports go before it.
create function enqueue_list_check(list_check_id uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from public.list_check c
    where c.tenant_id = public.app_tenant() and c.id = list_check_id and c.status = 'QUEUED'
  ) then
    raise exception 'there is no such list to check';
  end if;
  perform graphile_worker.add_job('list-check',
    json_build_object('tenantId', public.app_tenant(), 'listCheckId', list_check_id),
    job_key => 'list check ' || list_check_id, max_attempts => 5, priority => 10);
end
$$;
revoke execute on function enqueue_list_check(uuid) from public;
grant execute on function enqueue_list_check(uuid) to sandi_app;
