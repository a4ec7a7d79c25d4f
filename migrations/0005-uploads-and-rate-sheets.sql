-- Files that callers put to /uploads, in sealed pieces, until they expire.

create table upload (
  -- The nil uuid: an operator's.
  tenant_id uuid not null,
  id uuid not null,
  -- Of what has come so far.
  bytes bigint not null default 0 check (bytes >= 0),
  -- Null: not all of it has come.
  sha256 bytea,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);
create index upload_expiry on upload (expires_at);

create table upload_piece (
  tenant_id uuid not null,
  upload_id uuid not null,
  -- From 0, without a gap.
  number integer not null,
  sealed bytea not null,
  primary key (tenant_id, upload_id, number),
  foreign key (tenant_id, upload_id) references upload (tenant_id, id) on delete cascade
);
-- Sealed bytes do not get smaller by trying.
alter table upload_piece alter column sealed set storage external;

do $$
declare t text;
begin
  foreach t in array array['upload', 'upload_piece'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app
      using (tenant_id = app_tenant()
        or (app_operator() and tenant_id = ''00000000-0000-0000-0000-000000000000''))
      with check (tenant_id = app_tenant()
        or (app_operator() and tenant_id = ''00000000-0000-0000-0000-000000000000''))', t);
  end loop;
end
$$;
grant select, insert, update, delete on upload to sandi_app;
grant select, insert, delete on upload_piece to sandi_app;
grant select, delete on upload, upload_piece to sandi_engine;
