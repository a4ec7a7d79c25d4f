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

-- A price says whose it is in its own row, so that row-level security looks at one column and not at another table
-- for every row of a sheet. The nil uuid: a list price. When a vendor bills changes with the price.
alter table offer add column owner_id uuid not null
  generated always as (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) stored;
alter table offer add constraint offer_owner unique (id, owner_id);
alter table offer_price
  add column owner_id uuid not null default '00000000-0000-0000-0000-000000000000',
  -- Null: as the offer says.
  add column billed_on text check (billed_on in ('SUBMITTED', 'DELIVERED'));
update offer_price p set owner_id = o.owner_id, billed_on = o.billed_on from offer o where o.id = p.offer_id;
alter table offer_price drop constraint offer_price_offer_id_fkey;
alter table offer_price add constraint offer_price_offer
  foreign key (offer_id, owner_id) references offer (id, owner_id);
drop policy app_read on offer_price;
drop policy app_write on offer_price;
create policy app_read on offer_price for select to sandi_app
  using (owner_id = '00000000-0000-0000-0000-000000000000' or owner_id = app_tenant());
create policy app_write on offer_price for all to sandi_app
  using (owner_id = app_tenant()
    or (owner_id = '00000000-0000-0000-0000-000000000000' and app_operator()))
  with check (owner_id = app_tenant()
    or (owner_id = '00000000-0000-0000-0000-000000000000' and app_operator()));

-- A sheet may change every row at once: with room on its page, a new version needs no entry in any index.
alter table offer set (fillfactor = 50);
alter table offer_price set (fillfactor = 50);

-- The whole market by price: a walk over each currency's prices.
drop index offer_price_current;
create index offer_price_walk on offer_price (currency, price_micros, offer_id);
create index offer_vendor on offer (vendor_id, id);
create index offer_network on offer (mcc, mnc) where mcc is not null;
create index rate_sheet_import_tenant on rate_sheet_import (tenant_id, id);
