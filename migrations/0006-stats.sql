-- Measured quality: roll-ups of attempts by the minute, hour and day (UTC) in which they were made. Only the
-- roll-up, which owns the tables, writes them; everybody else may read.

do $$
declare t text;
begin
  foreach t in array array['stat_minute', 'stat_hour', 'stat_day'] loop
    execute format('
      create table %I (
        tenant_id uuid not null,
        at timestamptz not null,
        vendor_id uuid not null,
        channel text not null,
        -- '''' = none is known.
        country text not null,
        network text not null,
        ownership text not null check (ownership in (''TENANT'', ''MARKETPLACE'')),
        -- The vendor''s, which vendor_cost_micros is in.
        currency text not null,
        attempts bigint not null,
        submitted bigint not null,
        delivered bigint not null,
        undelivered bigint not null,
        silent bigint not null,
        rejected bigint not null,
        unknown bigint not null,
        verified bigint not null,
        closed bigint not null,
        -- In the tenant''s currency.
        cost_micros bigint not null,
        vendor_cost_micros bigint not null,
        -- How many attempts fell on each mark: from 0 the buckets of core/stats/histogram, below 0 failure classes.
        marks integer[] not null,
        mark_counts bigint[] not null,
        primary key (tenant_id, at, vendor_id, channel, country, network, ownership, currency)
      ) with (fillfactor = 70)', t);
    -- The market''s view of one route, over all tenants.
    execute format('create index %I on %I (vendor_id, channel, country, at) where ownership = ''MARKETPLACE''',
      t || '_route', t);
  end loop;
end
$$;

-- Minutes that change without an event: an attempt that has to be called silent, an answer that is awaited.
create table stat_due (
  tenant_id uuid not null,
  at timestamptz not null,
  due_at timestamptz not null,
  primary key (tenant_id, at)
);
create index stat_due_time on stat_due (due_at);

-- How far the roll-up has read each tenant's log.
create table stat_cursor (
  tenant_id uuid primary key,
  seq bigint not null
) with (fillfactor = 50);

do $$
declare t text;
begin
  foreach t in array array['stat_minute', 'stat_hour', 'stat_day', 'stat_due', 'stat_cursor'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (tenant_id = app_tenant())
      with check (tenant_id = app_tenant())', t);
    execute format('grant select on %I to sandi_app, sandi_engine', t);
  end loop;
end
$$;

-- What the market shows of a cell: marketplace accounts of all tenants. A cell that may not be shown has no row.
-- country '' = everywhere, network '' = the whole country.
create table market_stat (
  span text not null check (span in ('LAST_HOUR', 'LAST_24_HOURS', 'LAST_7_DAYS', 'LAST_30_DAYS')),
  vendor_id uuid not null,
  channel text not null,
  country text not null,
  network text not null,
  attempts bigint not null,
  submitted bigint not null,
  delivered bigint not null,
  undelivered bigint not null,
  silent bigint not null,
  rejected bigint not null,
  unknown bigint not null,
  verified bigint not null,
  closed bigint not null,
  -- In US dollars at the day's rates; null = some of it has no rate.
  cost_micros bigint,
  marks integer[] not null,
  mark_counts bigint[] not null,
  -- What offers are filtered and ordered by; null without samples.
  delivery_rate double precision,
  delivery_low double precision,
  success_rate double precision,
  success_low double precision,
  latency_ms_p95 integer,
  cost_per_verified_micros bigint,
  primary key (span, vendor_id, channel, country, network)
) with (fillfactor = 70);
create index market_stat_delivery on market_stat (span, delivery_low) where delivery_low is not null;
create index market_stat_success on market_stat (span, success_low) where success_low is not null;
create index market_stat_latency on market_stat (span, latency_ms_p95) where latency_ms_p95 is not null;
create index market_stat_cost on market_stat (span, cost_per_verified_micros)
  where cost_per_verified_micros is not null;

-- One row per window: when it was last worked out.
create table market_stat_refresh (
  span text primary key,
  as_of timestamptz not null
);

alter table market_stat enable row level security;
alter table market_stat_refresh enable row level security;
create policy engine on market_stat to sandi_engine using (true) with check (true);
create policy engine on market_stat_refresh to sandi_engine using (true) with check (true);
create policy app on market_stat to sandi_app using (true) with check (false);
create policy app on market_stat_refresh to sandi_app using (true) with check (false);
grant select on market_stat, market_stat_refresh to sandi_app, sandi_engine;

-- From a cell to its offers. Columns, because row-level security keeps expressions from using an index.
alter table offer add column cell_country text not null generated always as (coalesce(country, '')) stored;
alter table offer add column cell_network text not null generated always as (coalesce(mcc || mnc, '')) stored;
create index offer_cell on offer (vendor_id, channel, cell_country, cell_network) where withdrawn_at is null;
