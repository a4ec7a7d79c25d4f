-- Exports: what was asked for, how far it is, and its bytes in sealed pieces until they expire. In the database, so
-- that any process can make one and any process can serve it.

create table export (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  kind text not null check (kind in ('COST_LINES', 'COST_REPORT', 'DELIVERY_REPORT', 'SENDS', 'LEDGER')),
  format text not null check (format in ('CSV', 'NDJSON', 'PARQUET')),
  status text not null check (status in ('QUEUED', 'RUNNING', 'READY', 'FAILED', 'EXPIRED')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  group_by text[] not null,
  filter jsonb not null,
  -- Recipients in full: the key that asked may read them.
  reveals_recipients boolean not null,
  requested_by text not null,
  rows_written bigint not null default 0,
  -- Null: not counted yet.
  rows_expected bigint,
  bytes bigint not null default 0,
  sha256 bytea,
  -- Why it failed, a code; null: it did not.
  error text,
  -- The run that is making it, or made it, the queue's worker that it runs on, and until when that is believed.
  run_id uuid,
  worker text,
  lease_until timestamptz,
  created_at timestamptz not null,
  finished_at timestamptz,
  -- When its bytes go; null: it has none.
  expires_at timestamptz,
  primary key (tenant_id, id),
  check (starts_at < ends_at)
) with (fillfactor = 70);
create index export_lease on export (lease_until) where status = 'RUNNING';
create index export_expiry on export (expires_at) where status = 'READY';

create table export_piece (
  tenant_id uuid not null,
  export_id uuid not null,
  run_id uuid not null,
  -- From 0, without a gap.
  number integer not null,
  -- Of the whole, in bytes as they are downloaded.
  starts_at bigint not null,
  ends_at bigint not null,
  sealed bytea not null,
  primary key (tenant_id, export_id, run_id, number),
  foreign key (tenant_id, export_id) references export (tenant_id, id) on delete cascade,
  check (starts_at < ends_at)
);
-- Compressed and sealed bytes do not get smaller by trying.
alter table export_piece alter column sealed set storage external;

do $$
declare t text;
begin
  foreach t in array array['export', 'export_piece'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (tenant_id = app_tenant())
      with check (tenant_id = app_tenant())', t);
  end loop;
end
$$;
grant select, insert, update on export to sandi_app;
grant select, insert, delete on export_piece to sandi_app;
grant select, update, delete on export to sandi_engine;
grant select, delete on export_piece to sandi_engine;

-- Entries come in the order of time, so that a few pages per million rows say where a range is.
create index ledger_entry_age on ledger_entry using brin (at) with (autosummarize = on);

-- A public id as core/ids.ts writes it: 26 digits of 5 bits in Crockford's alphabet, which leaves out i, l, o and u.
-- Eight digits are worked on at a time, one in each byte of a bigint: 40 bits are spread over the bytes, then each
-- digit is moved by 48 to "0", and by the gaps of the alphabet below it. About 2.5 µs.
create function type_id(prefix text, id uuid) returns text
  language plpgsql immutable strict parallel safe
as $$
declare
  bytes constant bytea := uuid_send(id);
  alphabet constant bytea := '0123456789abcdefghjkmnpqrstvwxyz';
  -- 1 in each byte.
  ones constant bigint := 72340172838076673;
  -- The top 8 bits, with the two bits that 26 digits have more than a uuid.
  text bytea := prefix::bytea || '_'::bytea
    || substr(alphabet, (get_byte(bytes, 0) >> 5) + 1, 1)
    || substr(alphabet, (get_byte(bytes, 0) & 31) + 1, 1);
  x bigint;
begin
  for at in 1..11 by 5 loop
    x := (get_byte(bytes, at)::bigint << 32) | (get_byte(bytes, at + 1)::bigint << 24)
      | (get_byte(bytes, at + 2) << 16) | (get_byte(bytes, at + 3) << 8) | get_byte(bytes, at + 4);
    -- 2 × 20 bits, 4 × 10 bits, 8 × 5 bits.
    x := ((x & 1099510579200) << 12) | (x & 1048575);
    x := ((x & 4499201581906944) << 6) | (x & 4393751544831);
    x := ((x & 279227437569541088) << 3) | (x & 8725857424048159);
    -- From 10 on letters, without i from 18, l from 20, o from 22, u from 27: 32 - n is added to see who reaches n.
    text := text || int8send(x + 48 * ones
      + 39 * (((x + 22 * ones) >> 5) & ones) + (((x + 14 * ones) >> 5) & ones)
      + (((x + 12 * ones) >> 5) & ones) + (((x + 10 * ones) >> 5) & ones)
      + (((x + 5 * ones) >> 5) & ones));
  end loop;
  return convert_from(text, 'SQL_ASCII');
end
$$;

-- A job for an export of one's own, in the transaction that asks for it. The queue's tables belong to the owner, and
-- its schema is made after this one.
create function enqueue_export(export_id uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if not exists (
    select from public.export e
    where e.tenant_id = public.app_tenant() and e.id = export_id and e.status = 'QUEUED'
  ) then
    raise exception 'there is no such export to make';
  end if;
  perform graphile_worker.add_job('export',
    json_build_object('tenantId', public.app_tenant(), 'exportId', export_id),
    job_key => 'export ' || export_id, max_attempts => 5);
end
$$;
revoke execute on function enqueue_export(uuid) from public;
grant execute on function enqueue_export(uuid) to sandi_app;
