-- Look-ups of numbers at vendors, for money: each is held for before its vendor is asked, as an attempt is, in the
-- budgets that it falls under, and booked in the same ledger.

create table look_up (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  -- The list that it was asked for, which asks about a number once; null: a request.
  list_id uuid,
  -- The tenant's keyed hash of the number, and its country.
  recipient_index bytea not null check (octet_length(recipient_index) = 32),
  country text,
  vendor_id uuid not null references vendor (id),
  account_id uuid not null,
  -- What it was reckoned to cost, the rate to the tenant's currency, and both multiplied.
  price_micros bigint not null check (price_micros >= 0),
  price_currency text not null,
  exchange_rate numeric(24, 12) not null,
  hold_micros bigint not null check (hold_micros >= 0),
  charge text not null check (charge in ('HELD', 'CHARGED', 'RELEASED', 'MAYBE')),
  cost_micros bigint not null default 0 check (cost_micros >= 0),
  vendor_cost_micros bigint not null default 0 check (vendor_cost_micros >= 0),
  -- Why it brought nothing, in the vendor's words; null: it brought an answer, none has come, or it was not asked.
  failure text,
  hold_until timestamptz not null,
  held_at timestamptz not null,
  settled_at timestamptz,
  budget_periods uuid[] not null default '{}',
  primary key (tenant_id, id)
) with (fillfactor = 60);
-- What was held for and not asked after all may be asked about again.
create unique index look_up_of_list on look_up (tenant_id, list_id, recipient_index)
  where list_id is not null and not (charge = 'RELEASED' and failure is null);
create index look_up_time on look_up (tenant_id, held_at);
create index look_up_held on look_up (hold_until) where charge = 'HELD';

alter table look_up enable row level security;
create policy engine on look_up to sandi_engine using (true) with check (true);
create policy app on look_up to sandi_app using (tenant_id = app_tenant()) with check (tenant_id = app_tenant());
grant select on look_up to sandi_app;
grant select, insert, update on look_up to sandi_engine;

-- An entry is of an attempt or of a look-up.
alter table ledger_entry alter column attempt_id drop not null;
alter table ledger_entry add column look_up_id uuid;
alter table ledger_entry add constraint ledger_entry_subject check (num_nonnulls(attempt_id, look_up_id) = 1);

-- The answer is kept in the transaction that books what it cost.
grant insert, update on number_check to sandi_engine;
