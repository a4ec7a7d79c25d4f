-- Roles, tenants, keys and the market: vendors, offers, prices, exchange rates, accounts, pauses, breakers.

do $$
begin
  if not exists (select from pg_roles where rolname = 'sandi_app') then
    create role sandi_app login nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'sandi_engine') then
    create role sandi_engine login nosuperuser nobypassrls;
  end if;
  -- Whoever migrates also serves: it takes these roles at connect time. Without the right to grant,
  -- an administrator has granted them already (checked at start).
  begin
    execute format('grant sandi_app, sandi_engine to %I', current_user);
  exception when insufficient_privilege then null;
  end;
end
$$;

-- Who is asking, per transaction: SET LOCAL app.tenant / app.operator. Unset means nobody.
create function app_tenant() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant', true), '')::uuid $$;
create function app_operator() returns boolean language sql stable parallel safe
  as $$ select current_setting('app.operator', true) = 'on' $$;

create table tenant (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  brand text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  locale text not null,
  duplicate_rate_max double precision,
  exploration_rate double precision,
  value_per_verified_micros bigint,
  -- Bumped by every change to what a send has to obey: plans, budgets, own accounts, settings.
  rules_version bigint not null default 1,
  created_at timestamptz not null
);

create table api_key (
  id uuid primary key,
  hash bytea not null unique,
  -- Null: an operator's key.
  tenant_id uuid references tenant (id),
  name text not null,
  prefix text not null,
  role text not null check (role in ('OWNER', 'DEVELOPER', 'BILLING', 'VIEWER', 'OPERATOR')),
  scopes text[] not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null,
  check ((tenant_id is null) = (role = 'OPERATOR'))
);
create index api_key_tenant on api_key (tenant_id, id);

-- One row. Bumped by every change to what all tenants see: vendors, offers, rates, pauses, marketplace accounts.
create table market_version (
  singleton boolean primary key default true check (singleton),
  version bigint not null default 1
);
insert into market_version default values;

create table vendor (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  website text,
  support_url text,
  support jsonb,
  adapter text not null,
  -- Operator configuration, never a tenant's. Null: the adapter's own.
  base_url text,
  channels text[] not null,
  listed_at timestamptz not null
);

-- A tenant's own account at a vendor, or (tenant_id null) the marketplace's.
create table vendor_account (
  id uuid primary key,
  tenant_id uuid references tenant (id),
  vendor_id uuid not null references vendor (id),
  label text not null,
  channels text[] not null,
  credentials bytea not null,
  credential_hints jsonb not null,
  senders jsonb not null default '[]',
  max_per_second integer check (max_per_second > 0),
  last_checked_at timestamptz,
  last_check_ok boolean,
  last_check_message text,
  disconnected_at timestamptz,
  -- Set when the vendor refuses the account; cleared by a check that passes.
  stopped_at timestamptz,
  created_at timestamptz not null
);
create index vendor_account_tenant on vendor_account (tenant_id, id);
create unique index vendor_account_marketplace on vendor_account (vendor_id)
  where tenant_id is null and disconnected_at is null;

-- The next moment at which an account with a limit may submit: processes take slots from it.
create table account_pace (
  account_id uuid primary key references vendor_account (id),
  next_free_at timestamptz not null
);

create table offer (
  id uuid primary key,
  vendor_id uuid not null references vendor (id),
  -- Null: a list price. Else the price of a tenant's own account.
  tenant_id uuid references tenant (id),
  account_id uuid references vendor_account (id),
  channel text not null,
  country text check (country ~ '^[A-Z]{2}$'),
  mcc text,
  mnc text,
  billed_on text not null check (billed_on in ('SUBMITTED', 'DELIVERED')),
  declared_delivery_rate double precision check (declared_delivery_rate between 0 and 1),
  upstream text,
  withdrawn_at timestamptz,
  created_at timestamptz not null,
  check ((tenant_id is null) = (account_id is null)),
  check ((mcc is null) = (mnc is null)),
  unique nulls not distinct (vendor_id, account_id, channel, country, mcc, mnc)
);
create index offer_country on offer (country, channel);

-- Prices are versioned, never changed in place.
create table offer_price (
  id uuid not null,
  offer_id uuid not null references offer (id),
  price_micros bigint not null check (price_micros >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  effective_from timestamptz not null,
  effective_until timestamptz,
  source text not null,
  created_at timestamptz not null,
  primary key (offer_id, effective_from),
  check (effective_until > effective_from)
);
create index offer_price_current on offer_price (currency, price_micros) where effective_until is null;

create table rate_sheet_import (
  id uuid primary key,
  vendor_id uuid not null references vendor (id),
  tenant_id uuid references tenant (id),
  account_id uuid references vendor_account (id),
  by text not null,
  at timestamptz not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  withdrawn integer not null,
  rejected_count integer not null
);

create table exchange_rate (
  base text not null check (base ~ '^[A-Z]{3}$'),
  quote text not null check (quote ~ '^[A-Z]{3}$'),
  rate numeric(24, 12) not null check (rate > 0),
  effective_from timestamptz not null,
  created_at timestamptz not null,
  primary key (base, quote, effective_from)
);

create table vendor_pause (
  id uuid primary key,
  vendor_id uuid not null references vendor (id),
  -- Null: an operator's pause, for everybody.
  tenant_id uuid references tenant (id),
  channel text,
  country text,
  reason text not null,
  paused_at timestamptz not null,
  resumed_at timestamptz
);
create unique index vendor_pause_open on vendor_pause (vendor_id, tenant_id, channel, country)
  nulls not distinct where resumed_at is null;

-- Only routes that failed lately have a row. country '' = none (e-mail).
create table breaker (
  account_id uuid not null references vendor_account (id),
  channel text not null,
  country text not null,
  failures integer not null,
  opened_at timestamptz,
  probe_at timestamptz,
  backoff_sec integer not null default 0,
  since timestamptz not null,
  changed_at timestamptz not null,
  primary key (account_id, channel, country)
);

alter table tenant enable row level security;
alter table api_key enable row level security;
alter table vendor_account enable row level security;
alter table offer enable row level security;
alter table offer_price enable row level security;
alter table rate_sheet_import enable row level security;
alter table vendor enable row level security;
alter table exchange_rate enable row level security;
alter table vendor_pause enable row level security;

create policy engine on tenant to sandi_engine using (true) with check (true);
create policy engine on api_key to sandi_engine using (true) with check (true);
create policy engine on vendor_account to sandi_engine using (true) with check (true);
create policy engine on offer to sandi_engine using (true) with check (true);
create policy engine on offer_price to sandi_engine using (true) with check (true);
create policy engine on rate_sheet_import to sandi_engine using (true) with check (true);
create policy engine on vendor to sandi_engine using (true) with check (true);
create policy engine on exchange_rate to sandi_engine using (true) with check (true);
create policy engine on vendor_pause to sandi_engine using (true) with check (true);

create policy app on tenant to sandi_app
  using (id = app_tenant() or app_operator()) with check (id = app_tenant() or app_operator());
create policy app on api_key to sandi_app
  using (tenant_id = app_tenant() or app_operator())
  with check (tenant_id = app_tenant() or app_operator());
create policy app_read on vendor_account for select to sandi_app
  using (tenant_id is null or tenant_id = app_tenant());
create policy app_write on vendor_account for all to sandi_app
  using (tenant_id = app_tenant() or (tenant_id is null and app_operator()))
  with check (tenant_id = app_tenant() or (tenant_id is null and app_operator()));
create policy app_read on offer for select to sandi_app
  using (tenant_id is null or tenant_id = app_tenant());
create policy app_write on offer for all to sandi_app
  using (tenant_id = app_tenant() or (tenant_id is null and app_operator()))
  with check (tenant_id = app_tenant() or (tenant_id is null and app_operator()));
-- A price is as visible as its offer: the sub-select passes the offer's own policy.
create policy app_read on offer_price for select to sandi_app
  using (exists (select from offer o where o.id = offer_id));
create policy app_write on offer_price for all to sandi_app
  using (exists (select from offer o where o.id = offer_id
    and (o.tenant_id = app_tenant() or (o.tenant_id is null and app_operator()))))
  with check (exists (select from offer o where o.id = offer_id
    and (o.tenant_id = app_tenant() or (o.tenant_id is null and app_operator()))));
create policy app on rate_sheet_import to sandi_app
  using (tenant_id = app_tenant() or (tenant_id is null and app_operator()))
  with check (tenant_id = app_tenant() or (tenant_id is null and app_operator()));
create policy app_read on vendor for select to sandi_app using (true);
create policy app_write on vendor for all to sandi_app using (app_operator()) with check (app_operator());
create policy app_read on exchange_rate for select to sandi_app using (true);
create policy app_write on exchange_rate for all to sandi_app
  using (app_operator()) with check (app_operator());
create policy app_read on vendor_pause for select to sandi_app
  using (tenant_id is null or tenant_id = app_tenant());
create policy app_write on vendor_pause for all to sandi_app
  using (tenant_id = app_tenant() or (tenant_id is null and app_operator()))
  with check (tenant_id = app_tenant() or (tenant_id is null and app_operator()));

grant select, insert, update on
  tenant, api_key, vendor_account, offer, offer_price, rate_sheet_import, vendor, exchange_rate,
  vendor_pause, market_version to sandi_app, sandi_engine;
grant select on breaker to sandi_app;
grant select, insert, update, delete on breaker, account_pace to sandi_engine;
