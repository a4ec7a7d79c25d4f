-- Tenant data: plans, budgets, sends, attempts, receipts, the ledger, the event log, alerts.

create table plan (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  key text not null,
  name text not null,
  current_revision integer not null,
  archived_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

create table plan_revision (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number integer not null,
  spec jsonb not null,
  note text,
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, plan_id, number),
  foreign key (tenant_id, plan_id) references plan (tenant_id, id)
);

create table budget (
  tenant_id uuid not null references tenant (id),
  id uuid not null,
  scope text not null check (scope in ('TENANT', 'PLAN', 'COUNTRY')),
  plan_id uuid,
  country text,
  period text not null check (period in ('DAY', 'MONTH', 'TOTAL')),
  limit_micros bigint not null check (limit_micros >= 0),
  on_exhausted text not null check (on_exhausted in ('BLOCK', 'CHEAPER_STEPS_ONLY', 'ALERT_ONLY')),
  alert_at double precision[] not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, plan_id) references plan (tenant_id, id),
  check ((scope = 'PLAN') = (plan_id is not null)),
  check ((scope = 'COUNTRY') = (country is not null))
);
create unique index budget_open on budget (tenant_id, scope, plan_id, country, period)
  nulls not distinct where removed_at is null;

-- spent includes maybe. held + spent of a period equals the sum over the attempts that name it.
create table budget_period (
  tenant_id uuid not null,
  id uuid not null,
  budget_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  spent_micros bigint not null default 0 check (spent_micros >= 0),
  held_micros bigint not null default 0 check (held_micros >= 0),
  primary key (tenant_id, id),
  unique (tenant_id, budget_id, starts_at),
  foreign key (tenant_id, budget_id) references budget (tenant_id, id)
) with (fillfactor = 50);

create table send (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  revision_id uuid not null,
  -- Encrypted {phone, email}; found by keyed hashes.
  recipient bytea not null,
  phone_index bytea,
  email_index bytea,
  country text,
  mcc text,
  mnc text,
  line_type text,
  locale text not null,
  purpose text,
  external_id text,
  metadata jsonb not null default '[]',
  max_cost_micros bigint,
  status text not null,
  verification text not null,
  status_reason text,
  failure_class text,
  -- HMAC of the send's code with key id; the encrypted code until the send is final. Null with a code per attempt.
  code_hmac bytea,
  code_cipher bytea,
  code_key_id text not null,
  checks_left integer not null check (checks_left >= 0),
  resends_left integer not null check (resends_left >= 0),
  resend_available_at timestamptz,
  round integer not null default 0,
  round_started_at timestamptz not null,
  resend_channel text,
  skipped_steps jsonb not null default '[]',
  halted text,
  cost_micros bigint not null default 0,
  held_micros bigint not null default 0,
  -- When the engine moves next (public) and when anything of this send has to be looked at (internal).
  next_step_at timestamptz,
  next_channel text,
  wake_at timestamptz,
  first_submitted_at timestamptz,
  delivered_at timestamptz,
  verified_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  primary key (tenant_id, id)
) with (fillfactor = 80);
create index send_wake on send (wake_at) where wake_at is not null;
create index send_phone on send (tenant_id, phone_index, id) where phone_index is not null;
create index send_email on send (tenant_id, email_index, id) where email_index is not null;
create index send_external on send (tenant_id, external_id) where external_id is not null;

create table attempt (
  tenant_id uuid not null,
  id uuid not null,
  send_id uuid not null,
  number integer not null,
  step integer not null,
  channel text not null,
  vendor_index integer not null,
  vendor_id uuid not null,
  account_id uuid not null,
  round integer not null,
  is_automatic boolean not null,
  status text not null,
  failure_class text,
  vendor_code text,
  vendor_message text,
  vendor_message_ids text[] not null default '{}',
  -- Who submits it and until when that is believed.
  lease_owner uuid,
  lease_until timestamptz,
  -- A code of its own where the plan asks for exact attribution.
  code_hmac bytea,
  code_cipher bytea,
  country text,
  mcc text,
  mnc text,
  parts integer not null,
  part_states jsonb not null default '{}',
  billed_on text not null,
  price_micros bigint not null,
  price_currency text not null,
  exchange_rate numeric(24, 12) not null,
  hold_micros bigint not null,
  charge text not null check (charge in ('HELD', 'CHARGED', 'RELEASED', 'MAYBE')),
  cost_micros bigint not null default 0,
  vendor_cost_micros bigint not null default 0,
  money_facts jsonb not null default '{}',
  hold_until timestamptz not null,
  held_at timestamptz not null,
  settled_at timestamptz,
  budget_periods uuid[] not null default '{}',
  decision jsonb not null,
  created_at timestamptz not null,
  submitted_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  reached_at timestamptz,
  deadline_at timestamptz,
  wait_ms integer not null,
  latency_ms integer,
  verified_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, send_id, number),
  foreign key (tenant_id, send_id) references send (tenant_id, id)
) with (fillfactor = 80);

-- Append-only; the attempt's status is a projection of these.
create table receipt (
  tenant_id uuid not null,
  attempt_id uuid not null,
  id uuid not null,
  vendor_message_id text,
  part integer,
  status text not null,
  failure_class text,
  vendor_status text not null,
  vendor_code text,
  price_micros bigint,
  price_currency text,
  is_refund boolean not null,
  at timestamptz not null,
  received_at timestamptz not null,
  applied boolean not null,
  primary key (tenant_id, attempt_id, id)
);

-- Keyed by account: a callback knows no tenant.
create table message_route (
  account_id uuid not null,
  vendor_message_id text not null,
  tenant_id uuid not null,
  attempt_id uuid not null,
  part integer not null,
  created_at timestamptz not null,
  primary key (account_id, vendor_message_id)
);

-- Verified receipts whose attempt is not known yet; kept 72 h.
create table receipt_inbox (
  account_id uuid not null,
  id uuid not null,
  vendor_message_id text,
  receipt jsonb not null,
  received_at timestamptz not null,
  primary key (account_id, id)
);
create index receipt_inbox_message on receipt_inbox (account_id, vendor_message_id);

-- What vendors sent, encrypted, for disputes; kept 30 days.
create table raw_callback (
  account_id uuid not null,
  id uuid not null,
  body bytea not null,
  received_at timestamptz not null,
  primary key (account_id, id)
);

create table idempotency (
  tenant_id uuid not null,
  mutation text not null,
  key text not null,
  body_hmac bytea not null,
  send_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, mutation, key)
);
create index idempotency_age on idempotency (created_at);

-- Code checks per recipient and hour, so that many sends do not buy many guesses.
create table recipient_check (
  tenant_id uuid not null,
  recipient_index bytea not null,
  window_started_at timestamptz not null,
  checks integer not null,
  primary key (tenant_id, recipient_index)
);

-- Double entry: every row takes from one account and gives to another; rows are never changed.
create table ledger_entry (
  tenant_id uuid not null,
  id uuid not null,
  attempt_id uuid not null,
  kind text not null,
  debit text not null check (debit in ('FUNDS', 'HELD', 'CHARGED', 'MAYBE')),
  credit text not null check (credit in ('FUNDS', 'HELD', 'CHARGED', 'MAYBE')),
  amount_micros bigint not null check (amount_micros > 0),
  at timestamptz not null,
  primary key (tenant_id, id),
  check (debit <> credit)
);
create index ledger_entry_attempt on ledger_entry (tenant_id, attempt_id);

-- The commit-ordered log: seq comes from tenant_counter, bumped as a transaction's last statement.
create table event (
  tenant_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  type text not null,
  send_id uuid not null,
  plan_id uuid not null,
  country text,
  status text not null,
  verification text not null,
  attempt_id uuid,
  attempt_number integer,
  step integer,
  channel text,
  vendor_slug text,
  attempt_status text,
  failure_class text,
  next_step_at timestamptz,
  next_channel text,
  cost_micros bigint not null,
  held_micros bigint not null,
  progress jsonb not null,
  detail jsonb,
  primary key (tenant_id, seq)
);
create index event_send on event (tenant_id, send_id, seq);

create table tenant_counter (
  tenant_id uuid primary key references tenant (id),
  last_seq bigint not null default 0,
  -- Events up to this one are deleted.
  expired_seq bigint not null default 0
) with (fillfactor = 50);

-- tenant_id zero: the marketplace's own, for operators.
create table alert (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  severity text not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
  -- Once per cause and period.
  cause text not null,
  detail jsonb not null,
  vendor_id uuid,
  plan_id uuid,
  budget_id uuid,
  raised_at timestamptz not null,
  resolved_at timestamptz,
  acknowledged_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, cause)
);
create index alert_raised on alert (tenant_id, raised_at, id);

do $$
declare t text;
begin
  foreach t in array array['plan', 'plan_revision', 'budget', 'budget_period', 'send', 'attempt',
    'receipt', 'idempotency', 'recipient_check', 'ledger_entry', 'event', 'tenant_counter'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy engine on %I to sandi_engine using (true) with check (true)', t);
    execute format('create policy app on %I to sandi_app using (tenant_id = app_tenant())
      with check (tenant_id = app_tenant())', t);
  end loop;
end
$$;
alter table alert enable row level security;
create policy engine on alert to sandi_engine using (true) with check (true);
create policy app on alert to sandi_app
  using (tenant_id = app_tenant()
    or (app_operator() and tenant_id = '00000000-0000-0000-0000-000000000000'))
  with check (tenant_id = app_tenant()
    or (app_operator() and tenant_id = '00000000-0000-0000-0000-000000000000'));

grant select, insert, update on plan, plan_revision, budget, budget_period, tenant_counter, alert
  to sandi_app;
grant select on send, attempt, receipt, ledger_entry, event to sandi_app;
grant select, insert, update on plan, plan_revision, budget, budget_period, send, attempt,
  tenant_counter, alert, recipient_check to sandi_engine;
-- Append-only for everybody but retention, which deletes what is old.
grant select, insert on ledger_entry to sandi_engine;
grant select, insert, delete on receipt, message_route, receipt_inbox, raw_callback, idempotency, event
  to sandi_engine;
-- Rows are never changed; the right is what `for update skip locked` asks for.
grant update on receipt_inbox to sandi_engine;
