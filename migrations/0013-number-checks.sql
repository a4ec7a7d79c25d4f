-- What vendors said of numbers, dated; the number itself is not kept.

create table number_check (
  tenant_id uuid not null references tenant (id),
  -- The tenant's keyed hash of the number.
  recipient_index bytea not null check (octet_length(recipient_index) = 32),
  vendor_id uuid not null references vendor (id),
  checked_at timestamptz not null,
  -- Validity, country, line type, network, porting, reachability and the vendor's own codes.
  facts jsonb not null,
  -- Which channels the reachability is about.
  reaches text[] not null,
  -- What the vendor said that it bills; null: it did not say.
  price_micros bigint check (price_micros >= 0),
  price_currency text,
  primary key (tenant_id, recipient_index, vendor_id),
  check ((price_micros is null) = (price_currency is null))
);
create index number_check_age on number_check (checked_at);

alter table number_check enable row level security;
create policy engine on number_check to sandi_engine using (true) with check (true);
create policy app on number_check to sandi_app
  using (tenant_id = app_tenant()) with check (tenant_id = app_tenant());
grant select, insert, update, delete on number_check to sandi_app;
grant select, delete on number_check to sandi_engine;
