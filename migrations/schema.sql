-- The schema after all migrations, written by `npm run schema:dump`. Not run by anything.

create table account_pace (
  account_id uuid not null,
  next_free_at timestamp with time zone not null,
  constraint account_pace_pkey PRIMARY KEY (account_id),
  constraint account_pace_account_id_fkey FOREIGN KEY (account_id) REFERENCES vendor_account(id)
);
grant delete, insert, select, update on account_pace to sandi_engine;

create table alert (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  severity text not null,
  cause text not null,
  detail jsonb not null,
  vendor_id uuid,
  plan_id uuid,
  budget_id uuid,
  raised_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  acknowledged_at timestamp with time zone,
  ends_at timestamp with time zone,
  constraint alert_pkey PRIMARY KEY (tenant_id, id),
  constraint alert_tenant_id_cause_key UNIQUE (tenant_id, cause),
  constraint alert_severity_check CHECK ((severity = ANY (ARRAY['INFO'::text, 'WARNING'::text, 'CRITICAL'::text])))
);
CREATE INDEX alert_ending ON public.alert USING btree (ends_at) WHERE ((resolved_at IS NULL) AND (ends_at IS NOT NULL));
CREATE INDEX alert_raised ON public.alert USING btree (tenant_id, raised_at, id);
CREATE INDEX alert_resolved ON public.alert USING btree (tenant_id, resolved_at) WHERE (resolved_at IS NOT NULL);
alter table alert enable row level security;
create policy app on alert as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))))
  with check (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))));
create policy app_outages on alert as permissive for select to sandi_app
  using (((tenant_id = '00000000-0000-0000-0000-000000000000'::uuid) AND (kind = 'VENDOR_DOWN'::text)));
create policy engine on alert as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on alert to sandi_app;
grant insert, select, update on alert to sandi_engine;

create table api_key (
  id uuid not null,
  hash bytea not null,
  tenant_id uuid,
  name text not null,
  prefix text not null,
  role text not null,
  scopes text[] not null,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_hash_key UNIQUE (hash),
  constraint api_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint api_key_check CHECK (((tenant_id IS NULL) = (role = 'OPERATOR'::text))),
  constraint api_key_role_check CHECK ((role = ANY (ARRAY['OWNER'::text, 'DEVELOPER'::text, 'BILLING'::text, 'VIEWER'::text, 'OPERATOR'::text])))
);
CREATE INDEX api_key_tenant ON public.api_key USING btree (tenant_id, id);
alter table api_key enable row level security;
create policy app on api_key as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR app_operator()))
  with check (((tenant_id = app_tenant()) OR app_operator()));
create policy engine on api_key as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on api_key to sandi_app;
grant insert, select, update on api_key to sandi_engine;

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
  vendor_message_ids text[] not null default '{}'::text[],
  lease_owner uuid,
  lease_until timestamp with time zone,
  code_hmac bytea,
  code_cipher bytea,
  country text,
  mcc text,
  mnc text,
  parts integer not null,
  part_states jsonb not null default '{}'::jsonb,
  billed_on text not null,
  price_micros bigint not null,
  price_currency text not null,
  exchange_rate numeric(24,12) not null,
  hold_micros bigint not null,
  charge text not null,
  cost_micros bigint not null default 0,
  vendor_cost_micros bigint not null default 0,
  money_facts jsonb not null default '{}'::jsonb,
  hold_until timestamp with time zone not null,
  held_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  budget_periods uuid[] not null default '{}'::uuid[],
  decision jsonb not null,
  created_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  reached_at timestamp with time zone,
  deadline_at timestamp with time zone,
  wait_ms integer not null,
  latency_ms integer,
  verified_at timestamp with time zone,
  constraint attempt_pkey PRIMARY KEY (tenant_id, id),
  constraint attempt_tenant_id_send_id_number_key UNIQUE (tenant_id, send_id, number),
  constraint attempt_tenant_id_send_id_fkey FOREIGN KEY (tenant_id, send_id) REFERENCES send(tenant_id, id),
  constraint attempt_charge_check CHECK ((charge = ANY (ARRAY['HELD'::text, 'CHARGED'::text, 'RELEASED'::text, 'MAYBE'::text])))
);
CREATE INDEX attempt_further ON public.attempt USING btree (tenant_id, held_at) WHERE (number > 1);
CREATE INDEX attempt_held ON public.attempt USING btree (tenant_id, held_at, id);
alter table attempt enable row level security;
alter table attempt set (fillfactor=45);
create policy app on attempt as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on attempt as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on attempt to sandi_app;
grant insert, select, update on attempt to sandi_engine;

create table breaker (
  account_id uuid not null,
  channel text not null,
  country text not null,
  failures integer not null,
  opened_at timestamp with time zone,
  probe_at timestamp with time zone,
  backoff_sec integer not null default 0,
  since timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint breaker_pkey PRIMARY KEY (account_id, channel, country),
  constraint breaker_account_id_fkey FOREIGN KEY (account_id) REFERENCES vendor_account(id)
);
grant select on breaker to sandi_app;
grant delete, insert, select, update on breaker to sandi_engine;

create table budget (
  tenant_id uuid not null,
  id uuid not null,
  scope text not null,
  plan_id uuid,
  country text,
  period text not null,
  limit_micros bigint not null,
  on_exhausted text not null,
  alert_at double precision[] not null,
  created_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint budget_pkey PRIMARY KEY (tenant_id, id),
  constraint budget_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint budget_tenant_id_plan_id_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id),
  constraint budget_check CHECK (((scope = 'PLAN'::text) = (plan_id IS NOT NULL))),
  constraint budget_check1 CHECK (((scope = 'COUNTRY'::text) = (country IS NOT NULL))),
  constraint budget_limit_micros_check CHECK ((limit_micros >= 0)),
  constraint budget_on_exhausted_check CHECK ((on_exhausted = ANY (ARRAY['BLOCK'::text, 'CHEAPER_STEPS_ONLY'::text, 'ALERT_ONLY'::text]))),
  constraint budget_period_check CHECK ((period = ANY (ARRAY['DAY'::text, 'MONTH'::text, 'TOTAL'::text]))),
  constraint budget_scope_check CHECK ((scope = ANY (ARRAY['TENANT'::text, 'PLAN'::text, 'COUNTRY'::text])))
);
CREATE UNIQUE INDEX budget_open ON public.budget USING btree (tenant_id, scope, plan_id, country, period) NULLS NOT DISTINCT WHERE (removed_at IS NULL);
alter table budget enable row level security;
create policy app on budget as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on budget as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on budget to sandi_app;
grant insert, select, update on budget to sandi_engine;

create table budget_period (
  tenant_id uuid not null,
  id uuid not null,
  budget_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  spent_micros bigint not null default 0,
  held_micros bigint not null default 0,
  constraint budget_period_pkey PRIMARY KEY (tenant_id, id),
  constraint budget_period_tenant_id_budget_id_starts_at_key UNIQUE (tenant_id, budget_id, starts_at),
  constraint budget_period_tenant_id_budget_id_fkey FOREIGN KEY (tenant_id, budget_id) REFERENCES budget(tenant_id, id),
  constraint budget_period_held_micros_check CHECK ((held_micros >= 0)),
  constraint budget_period_spent_micros_check CHECK ((spent_micros >= 0))
);
alter table budget_period enable row level security;
alter table budget_period set (fillfactor=50);
create policy app on budget_period as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on budget_period as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on budget_period to sandi_app;
grant insert, select, update on budget_period to sandi_engine;

create table cost_cursor (
  tenant_id uuid not null,
  seq bigint not null,
  zone text not null,
  next_build_at timestamp with time zone not null,
  constraint cost_cursor_pkey PRIMARY KEY (tenant_id)
);
alter table cost_cursor enable row level security;
alter table cost_cursor set (fillfactor=50);
create policy app on cost_cursor as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on cost_cursor as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on cost_cursor to sandi_app;
grant select on cost_cursor to sandi_engine;

create table cost_day (
  tenant_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  built_seq bigint not null,
  built_at timestamp with time zone not null,
  is_dirty boolean not null default false,
  constraint cost_day_pkey PRIMARY KEY (tenant_id, starts_at),
  constraint cost_day_check CHECK ((ends_at > starts_at))
);
alter table cost_day enable row level security;
create policy app on cost_day as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on cost_day as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on cost_day to sandi_app;
grant select on cost_day to sandi_engine;

create table cost_fact (
  tenant_id uuid not null,
  day_starts_at timestamp with time zone not null,
  plan_id uuid not null,
  channel text not null,
  vendor_id uuid not null,
  country text not null,
  network text not null,
  purpose text not null,
  attempts integer not null,
  parts bigint not null,
  sends integer[] not null,
  delivered_sends integer[] not null,
  verified integer not null,
  cost_micros bigint not null,
  held_micros bigint not null,
  maybe_micros bigint not null,
  wasted_micros bigint not null,
  duplicate_micros bigint not null,
  open_attempts integer not null,
  constraint cost_fact_pkey PRIMARY KEY (tenant_id, day_starts_at, plan_id, channel, vendor_id, country, network, purpose)
);
alter table cost_fact enable row level security;
create policy app on cost_fact as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on cost_fact as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on cost_fact to sandi_app;
grant select on cost_fact to sandi_engine;

create table cost_straddler (
  tenant_id uuid not null,
  day_starts_at timestamp with time zone not null,
  send_id uuid not null,
  constraint cost_straddler_pkey PRIMARY KEY (tenant_id, day_starts_at, send_id)
);
alter table cost_straddler enable row level security;
create policy app on cost_straddler as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on cost_straddler as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on cost_straddler to sandi_app;
grant select on cost_straddler to sandi_engine;

create table event (
  tenant_id uuid not null,
  seq bigint not null,
  at timestamp with time zone not null,
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
  next_step_at timestamp with time zone,
  next_channel text,
  cost_micros bigint not null,
  held_micros bigint not null,
  progress jsonb not null,
  detail jsonb,
  constraint event_pkey PRIMARY KEY (tenant_id, seq)
);
CREATE INDEX event_send ON public.event USING btree (tenant_id, send_id, seq);
alter table event enable row level security;
create policy app on event as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on event as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on event to sandi_app;
grant delete, insert, select on event to sandi_engine;

create table exchange_rate (
  base text not null,
  quote text not null,
  rate numeric(24,12) not null,
  effective_from timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint exchange_rate_pkey PRIMARY KEY (base, quote, effective_from),
  constraint exchange_rate_base_check CHECK ((base ~ '^[A-Z]{3}$'::text)),
  constraint exchange_rate_quote_check CHECK ((quote ~ '^[A-Z]{3}$'::text)),
  constraint exchange_rate_rate_check CHECK ((rate > (0)::numeric))
);
alter table exchange_rate enable row level security;
create policy app_read on exchange_rate as permissive for select to sandi_app
  using (true);
create policy app_write on exchange_rate as permissive for all to sandi_app
  using (app_operator())
  with check (app_operator());
create policy engine on exchange_rate as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on exchange_rate to sandi_app;
grant insert, select, update on exchange_rate to sandi_engine;

create table export (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  format text not null,
  status text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  group_by text[] not null,
  filter jsonb not null,
  reveals_recipients boolean not null,
  requested_by text not null,
  rows_written bigint not null default 0,
  rows_expected bigint,
  bytes bigint not null default 0,
  sha256 bytea,
  error text,
  run_id uuid,
  worker text,
  lease_until timestamp with time zone,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  expires_at timestamp with time zone,
  constraint export_pkey PRIMARY KEY (tenant_id, id),
  constraint export_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint export_check CHECK ((starts_at < ends_at)),
  constraint export_format_check CHECK ((format = ANY (ARRAY['CSV'::text, 'NDJSON'::text, 'PARQUET'::text]))),
  constraint export_kind_check CHECK ((kind = ANY (ARRAY['COST_LINES'::text, 'COST_REPORT'::text, 'DELIVERY_REPORT'::text, 'SENDS'::text, 'LEDGER'::text]))),
  constraint export_status_check CHECK ((status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'READY'::text, 'FAILED'::text, 'EXPIRED'::text])))
);
CREATE INDEX export_expiry ON public.export USING btree (expires_at) WHERE (status = 'READY'::text);
CREATE INDEX export_lease ON public.export USING btree (lease_until) WHERE (status = 'RUNNING'::text);
alter table export enable row level security;
alter table export set (fillfactor=70);
create policy app on export as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on export as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on export to sandi_app;
grant delete, select, update on export to sandi_engine;

create table export_piece (
  tenant_id uuid not null,
  export_id uuid not null,
  run_id uuid not null,
  number integer not null,
  starts_at bigint not null,
  ends_at bigint not null,
  sealed bytea not null,
  constraint export_piece_pkey PRIMARY KEY (tenant_id, export_id, run_id, number),
  constraint export_piece_tenant_id_export_id_fkey FOREIGN KEY (tenant_id, export_id) REFERENCES export(tenant_id, id) ON DELETE CASCADE,
  constraint export_piece_check CHECK ((starts_at < ends_at))
);
alter table export_piece enable row level security;
create policy app on export_piece as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on export_piece as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select on export_piece to sandi_app;
grant delete, select on export_piece to sandi_engine;

create table feedback (
  tenant_id uuid not null,
  attempt_id uuid not null,
  is_verified boolean not null,
  at timestamp with time zone not null,
  tries integer not null default 0,
  next_try_at timestamp with time zone not null,
  done_at timestamp with time zone,
  outcome text,
  constraint feedback_pkey PRIMARY KEY (tenant_id, attempt_id),
  constraint feedback_check CHECK (((done_at IS NULL) = (outcome IS NULL))),
  constraint feedback_outcome_check CHECK ((outcome = ANY (ARRAY['TAKEN'::text, 'REFUSED'::text, 'GIVEN_UP'::text])))
);
CREATE INDEX feedback_done ON public.feedback USING btree (done_at) WHERE (done_at IS NOT NULL);
CREATE INDEX feedback_next ON public.feedback USING btree (next_try_at) WHERE (done_at IS NULL);
alter table feedback enable row level security;
alter table feedback set (fillfactor=70);
create policy app on feedback as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on feedback as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on feedback to sandi_app;
grant select on feedback to sandi_engine;

create table feedback_cursor (
  tenant_id uuid not null,
  seq bigint not null,
  constraint feedback_cursor_pkey PRIMARY KEY (tenant_id)
);
alter table feedback_cursor enable row level security;
alter table feedback_cursor set (fillfactor=50);
create policy app on feedback_cursor as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on feedback_cursor as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on feedback_cursor to sandi_app;
grant select on feedback_cursor to sandi_engine;

create table guard_decision (
  tenant_id uuid not null,
  id uuid not null,
  rule_id uuid not null,
  send_id uuid not null,
  at timestamp with time zone not null,
  is_blocked boolean not null,
  facts jsonb not null,
  saved_micros bigint not null,
  constraint guard_decision_pkey PRIMARY KEY (tenant_id, id),
  constraint guard_decision_tenant_id_send_id_fkey FOREIGN KEY (tenant_id, send_id) REFERENCES send(tenant_id, id)
);
CREATE INDEX guard_decision_by_time ON public.guard_decision USING btree (tenant_id, at DESC, id DESC);
alter table guard_decision enable row level security;
create policy app on guard_decision as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on guard_decision as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on guard_decision to sandi_app;
grant insert, select on guard_decision to sandi_engine;

create table guard_rule (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  mode text not null,
  country text,
  limit_max integer,
  window_sec integer,
  changed_at timestamp with time zone not null,
  constraint guard_rule_pkey PRIMARY KEY (tenant_id, id),
  constraint guard_rule_tenant_id_kind_country_key UNIQUE NULLS NOT DISTINCT (tenant_id, kind, country),
  constraint guard_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint guard_rule_check CHECK (
CASE kind
    WHEN 'PREFIX_RATE'::text THEN (num_nulls(limit_max, window_sec) = ANY (ARRAY[0, 2]))
    ELSE (window_sec IS NULL)
END),
  constraint guard_rule_kind_check CHECK ((kind = ANY (ARRAY['PREFIX_RATE'::text, 'UNVERIFIED_RATE'::text]))),
  constraint guard_rule_limit_max_check CHECK ((limit_max > 0)),
  constraint guard_rule_mode_check CHECK ((mode = ANY (ARRAY['ENFORCE'::text, 'MONITOR'::text, 'OFF'::text]))),
  constraint guard_rule_window_sec_check CHECK ((window_sec > 0))
);
alter table guard_rule enable row level security;
create policy app on guard_rule as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on guard_rule as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on guard_rule to sandi_app;
grant select on guard_rule to sandi_engine;

create table idempotency (
  tenant_id uuid not null,
  mutation text not null,
  key text not null,
  body_hmac bytea not null,
  send_id uuid not null,
  created_at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (tenant_id, mutation, key)
);
CREATE INDEX idempotency_age ON public.idempotency USING btree (created_at);
alter table idempotency enable row level security;
create policy app on idempotency as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on idempotency as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select on idempotency to sandi_engine;

create table invoice_mapping (
  tenant_id uuid not null,
  vendor_id uuid not null,
  mapping jsonb not null,
  changed_at timestamp with time zone not null,
  constraint invoice_mapping_pkey PRIMARY KEY (tenant_id, vendor_id),
  constraint invoice_mapping_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES vendor(id)
);
alter table invoice_mapping enable row level security;
create policy app on invoice_mapping as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))))
  with check (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))));
create policy engine on invoice_mapping as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on invoice_mapping to sandi_app;

create table ledger_entry (
  tenant_id uuid not null,
  id uuid not null,
  attempt_id uuid,
  kind text not null,
  debit text not null,
  credit text not null,
  amount_micros bigint not null,
  at timestamp with time zone not null,
  look_up_id uuid,
  constraint ledger_entry_pkey PRIMARY KEY (tenant_id, id),
  constraint ledger_entry_amount_micros_check CHECK ((amount_micros > 0)),
  constraint ledger_entry_check CHECK ((debit <> credit)),
  constraint ledger_entry_credit_check CHECK ((credit = ANY (ARRAY['FUNDS'::text, 'HELD'::text, 'CHARGED'::text, 'MAYBE'::text]))),
  constraint ledger_entry_debit_check CHECK ((debit = ANY (ARRAY['FUNDS'::text, 'HELD'::text, 'CHARGED'::text, 'MAYBE'::text]))),
  constraint ledger_entry_subject CHECK ((num_nonnulls(attempt_id, look_up_id) = 1))
);
CREATE INDEX ledger_entry_age ON public.ledger_entry USING brin (at) WITH (autosummarize='on');
CREATE INDEX ledger_entry_attempt ON public.ledger_entry USING btree (tenant_id, attempt_id);
alter table ledger_entry enable row level security;
create policy app on ledger_entry as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on ledger_entry as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on ledger_entry to sandi_app;
grant insert, select on ledger_entry to sandi_engine;

create table list_check (
  tenant_id uuid not null,
  id uuid not null,
  upload_id uuid not null,
  default_country text,
  account_id uuid,
  price_micros bigint,
  price_currency text,
  max_cost_micros bigint,
  starts boolean not null,
  status text not null,
  inputs bigint,
  numbers bigint,
  look_ups_max bigint,
  inputs_read bigint not null default 0,
  invalid bigint not null default 0,
  looked_up bigint not null default 0,
  spent_micros bigint not null default 0,
  bytes bigint not null default 0,
  sha256 bytea,
  error jsonb,
  requested_by text not null,
  key_id uuid,
  run_id uuid,
  worker text,
  lease_until timestamp with time zone,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  expires_at timestamp with time zone,
  constraint list_check_pkey PRIMARY KEY (tenant_id, id),
  constraint list_check_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint list_check_check CHECK ((num_nulls(account_id, price_micros, price_currency, max_cost_micros) = ANY (ARRAY[0, 4]))),
  constraint list_check_check1 CHECK ((num_nulls(inputs, numbers, look_ups_max) = ANY (ARRAY[0, 3]))),
  constraint list_check_max_cost_micros_check CHECK ((max_cost_micros >= 0)),
  constraint list_check_price_micros_check CHECK ((price_micros >= 0)),
  constraint list_check_status_check CHECK ((status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'ESTIMATED'::text, 'READY'::text, 'FAILED'::text, 'CANCELED'::text, 'EXPIRED'::text])))
);
CREATE INDEX list_check_expiry ON public.list_check USING btree (expires_at) WHERE (status = ANY (ARRAY['READY'::text, 'ESTIMATED'::text]));
CREATE INDEX list_check_lease ON public.list_check USING btree (lease_until) WHERE (status = 'RUNNING'::text);
alter table list_check enable row level security;
alter table list_check set (fillfactor=70);
create policy app on list_check as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on list_check as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on list_check to sandi_app;
grant select, update on list_check to sandi_engine;

create table list_check_piece (
  tenant_id uuid not null,
  list_check_id uuid not null,
  run_id uuid not null,
  number integer not null,
  starts_at bigint not null,
  ends_at bigint not null,
  sealed bytea not null,
  constraint list_check_piece_pkey PRIMARY KEY (tenant_id, list_check_id, run_id, number),
  constraint list_check_piece_tenant_id_list_check_id_fkey FOREIGN KEY (tenant_id, list_check_id) REFERENCES list_check(tenant_id, id) ON DELETE CASCADE,
  constraint list_check_piece_check CHECK ((starts_at < ends_at))
);
alter table list_check_piece enable row level security;
create policy app on list_check_piece as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on list_check_piece as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select on list_check_piece to sandi_app;

create table look_up (
  tenant_id uuid not null,
  id uuid not null,
  list_id uuid,
  recipient_index bytea not null,
  country text,
  vendor_id uuid not null,
  account_id uuid not null,
  price_micros bigint not null,
  price_currency text not null,
  exchange_rate numeric(24,12) not null,
  hold_micros bigint not null,
  charge text not null,
  cost_micros bigint not null default 0,
  vendor_cost_micros bigint not null default 0,
  failure text,
  hold_until timestamp with time zone not null,
  held_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  budget_periods uuid[] not null default '{}'::uuid[],
  constraint look_up_pkey PRIMARY KEY (tenant_id, id),
  constraint look_up_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint look_up_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES vendor(id),
  constraint look_up_charge_check CHECK ((charge = ANY (ARRAY['HELD'::text, 'CHARGED'::text, 'RELEASED'::text, 'MAYBE'::text]))),
  constraint look_up_cost_micros_check CHECK ((cost_micros >= 0)),
  constraint look_up_hold_micros_check CHECK ((hold_micros >= 0)),
  constraint look_up_price_micros_check CHECK ((price_micros >= 0)),
  constraint look_up_recipient_index_check CHECK ((octet_length(recipient_index) = 32)),
  constraint look_up_vendor_cost_micros_check CHECK ((vendor_cost_micros >= 0))
);
CREATE INDEX look_up_held ON public.look_up USING btree (hold_until) WHERE (charge = 'HELD'::text);
CREATE UNIQUE INDEX look_up_of_list ON public.look_up USING btree (tenant_id, list_id, recipient_index) WHERE ((list_id IS NOT NULL) AND (NOT ((charge = 'RELEASED'::text) AND (failure IS NULL))));
CREATE INDEX look_up_time ON public.look_up USING btree (tenant_id, held_at);
alter table look_up enable row level security;
alter table look_up set (fillfactor=60);
create policy app on look_up as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on look_up as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on look_up to sandi_app;
grant insert, select, update on look_up to sandi_engine;

create table market_stat (
  span text not null,
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
  cost_micros bigint,
  marks integer[] not null,
  mark_counts bigint[] not null,
  delivery_rate double precision,
  delivery_low double precision,
  success_rate double precision,
  success_low double precision,
  latency_ms_p95 integer,
  cost_per_verified_micros bigint,
  constraint market_stat_pkey PRIMARY KEY (span, vendor_id, channel, country, network),
  constraint market_stat_span_check CHECK ((span = ANY (ARRAY['LAST_HOUR'::text, 'LAST_24_HOURS'::text, 'LAST_7_DAYS'::text, 'LAST_30_DAYS'::text])))
);
CREATE INDEX market_stat_cost ON public.market_stat USING btree (span, cost_per_verified_micros) WHERE (cost_per_verified_micros IS NOT NULL);
CREATE INDEX market_stat_delivery ON public.market_stat USING btree (span, delivery_low) WHERE (delivery_low IS NOT NULL);
CREATE INDEX market_stat_latency ON public.market_stat USING btree (span, latency_ms_p95) WHERE (latency_ms_p95 IS NOT NULL);
CREATE INDEX market_stat_success ON public.market_stat USING btree (span, success_low) WHERE (success_low IS NOT NULL);
alter table market_stat enable row level security;
alter table market_stat set (fillfactor=70);
create policy app on market_stat as permissive for all to sandi_app
  using (true)
  with check (false);
create policy engine on market_stat as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on market_stat to sandi_app;
grant select on market_stat to sandi_engine;

create table market_stat_refresh (
  span text not null,
  as_of timestamp with time zone not null,
  constraint market_stat_refresh_pkey PRIMARY KEY (span)
);
alter table market_stat_refresh enable row level security;
create policy app on market_stat_refresh as permissive for all to sandi_app
  using (true)
  with check (false);
create policy engine on market_stat_refresh as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on market_stat_refresh to sandi_app;
grant select on market_stat_refresh to sandi_engine;

create table market_version (
  singleton boolean not null default true,
  version bigint not null default 1,
  constraint market_version_pkey PRIMARY KEY (singleton),
  constraint market_version_singleton_check CHECK (singleton)
);
grant insert, select, update on market_version to sandi_app;
grant insert, select, update on market_version to sandi_engine;

create table message_route (
  account_id uuid not null,
  vendor_message_id text not null,
  tenant_id uuid not null,
  attempt_id uuid not null,
  part integer not null,
  created_at timestamp with time zone not null,
  constraint message_route_pkey PRIMARY KEY (account_id, vendor_message_id)
);
CREATE INDEX message_route_age ON public.message_route USING brin (created_at) WITH (autosummarize='on');
grant delete, insert, select on message_route to sandi_engine;

create table number_check (
  tenant_id uuid not null,
  recipient_index bytea not null,
  vendor_id uuid not null,
  checked_at timestamp with time zone not null,
  facts jsonb not null,
  reaches text[] not null,
  price_micros bigint,
  price_currency text,
  constraint number_check_pkey PRIMARY KEY (tenant_id, recipient_index, vendor_id),
  constraint number_check_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint number_check_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES vendor(id),
  constraint number_check_check CHECK (((price_micros IS NULL) = (price_currency IS NULL))),
  constraint number_check_price_micros_check CHECK ((price_micros >= 0)),
  constraint number_check_recipient_index_check CHECK ((octet_length(recipient_index) = 32))
);
CREATE INDEX number_check_age ON public.number_check USING btree (checked_at);
alter table number_check enable row level security;
create policy app on number_check as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on number_check as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select, update on number_check to sandi_app;
grant delete, insert, select, update on number_check to sandi_engine;

create table offer (
  id uuid not null,
  vendor_id uuid not null,
  tenant_id uuid,
  account_id uuid,
  channel text not null,
  country text,
  mcc text,
  mnc text,
  billed_on text not null,
  declared_delivery_rate double precision,
  upstream text,
  withdrawn_at timestamp with time zone,
  created_at timestamp with time zone not null,
  owner_id uuid not null generated always as (COALESCE(tenant_id, '00000000-0000-0000-0000-000000000000'::uuid)) stored,
  cell_country text not null generated always as (COALESCE(country, ''::text)) stored,
  cell_network text not null generated always as (COALESCE((mcc || mnc), ''::text)) stored,
  constraint offer_pkey PRIMARY KEY (id),
  constraint offer_billed_on_check CHECK ((billed_on = ANY (ARRAY['SUBMITTED'::text, 'DELIVERED'::text]))),
  constraint offer_check CHECK (((tenant_id IS NULL) = (account_id IS NULL))),
  constraint offer_check1 CHECK (((mcc IS NULL) = (mnc IS NULL))),
  constraint offer_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint offer_declared_delivery_rate_check CHECK (((declared_delivery_rate >= (0)::double precision) AND (declared_delivery_rate <= (1)::double precision)))
);
CREATE UNIQUE INDEX offer_cell ON public.offer USING btree (vendor_id, channel, cell_country, cell_network, account_id, mcc) NULLS NOT DISTINCT;
CREATE INDEX offer_country ON public.offer USING btree (country, channel);
CREATE INDEX offer_network ON public.offer USING btree (mcc, mnc) WHERE (mcc IS NOT NULL);
CREATE INDEX offer_vendor ON public.offer USING btree (vendor_id, id);
alter table offer enable row level security;
alter table offer set (fillfactor=50);
create policy app_read on offer as permissive for select to sandi_app
  using (((tenant_id IS NULL) OR (tenant_id = ( SELECT app_tenant() AS app_tenant))));
create policy app_write on offer as permissive for all to sandi_app
  using (((tenant_id = ( SELECT app_tenant() AS app_tenant)) OR ((tenant_id IS NULL) AND ( SELECT app_operator() AS app_operator))))
  with check (((tenant_id = ( SELECT app_tenant() AS app_tenant)) OR ((tenant_id IS NULL) AND ( SELECT app_operator() AS app_operator))));
create policy engine on offer as permissive for all to sandi_engine
  using (true)
  with check (true);
CREATE TRIGGER children AFTER DELETE ON public.offer FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER children_emptied AFTER TRUNCATE ON public.offer FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER keys BEFORE UPDATE OF id, vendor_id, tenant_id, account_id ON public.offer FOR EACH ROW WHEN (((((old.id IS DISTINCT FROM new.id) OR (old.vendor_id IS DISTINCT FROM new.vendor_id)) OR (old.tenant_id IS DISTINCT FROM new.tenant_id)) OR (old.account_id IS DISTINCT FROM new.account_id))) EXECUTE FUNCTION refuse_other_key();
CREATE TRIGGER parents AFTER INSERT ON public.offer REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION check_offer_parents();
grant insert, select, update on offer to sandi_app;
grant insert, select, update on offer to sandi_engine;

create table offer_price (
  offer_id uuid not null,
  price_micros bigint not null,
  currency text not null,
  effective_from timestamp with time zone not null,
  effective_until timestamp with time zone,
  source text not null,
  created_at timestamp with time zone not null,
  owner_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  billed_on text,
  constraint offer_price_pkey PRIMARY KEY (offer_id, effective_from),
  constraint offer_price_billed_on_check CHECK ((billed_on = ANY (ARRAY['SUBMITTED'::text, 'DELIVERED'::text]))),
  constraint offer_price_check CHECK ((effective_until > effective_from)),
  constraint offer_price_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint offer_price_price_micros_check CHECK ((price_micros >= 0))
);
CREATE INDEX offer_price_walk ON public.offer_price USING btree (currency, price_micros, offer_id);
alter table offer_price enable row level security;
alter table offer_price set (fillfactor=50);
create policy app_read on offer_price as permissive for select to sandi_app
  using (((owner_id = '00000000-0000-0000-0000-000000000000'::uuid) OR (owner_id = ( SELECT app_tenant() AS app_tenant))));
create policy app_write on offer_price as permissive for all to sandi_app
  using (((owner_id = ( SELECT app_tenant() AS app_tenant)) OR ((owner_id = '00000000-0000-0000-0000-000000000000'::uuid) AND ( SELECT app_operator() AS app_operator))))
  with check (((owner_id = ( SELECT app_tenant() AS app_tenant)) OR ((owner_id = '00000000-0000-0000-0000-000000000000'::uuid) AND ( SELECT app_operator() AS app_operator))));
create policy engine on offer_price as permissive for all to sandi_engine
  using (true)
  with check (true);
CREATE TRIGGER keys BEFORE UPDATE OF offer_id, owner_id ON public.offer_price FOR EACH ROW WHEN (((old.offer_id IS DISTINCT FROM new.offer_id) OR (old.owner_id IS DISTINCT FROM new.owner_id))) EXECUTE FUNCTION refuse_other_key();
CREATE TRIGGER parents AFTER INSERT ON public.offer_price REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION check_price_parents();
grant insert, select, update on offer_price to sandi_app;
grant insert, select, update on offer_price to sandi_engine;

create table plan (
  tenant_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  current_revision integer not null,
  archived_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint plan_pkey PRIMARY KEY (tenant_id, id),
  constraint plan_tenant_id_key_key UNIQUE (tenant_id, key),
  constraint plan_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
alter table plan enable row level security;
create policy app on plan as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on plan as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on plan to sandi_app;
grant insert, select, update on plan to sandi_engine;

create table plan_revision (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  number integer not null,
  spec jsonb not null,
  note text,
  created_by text not null,
  created_at timestamp with time zone not null,
  constraint plan_revision_pkey PRIMARY KEY (tenant_id, id),
  constraint plan_revision_tenant_id_plan_id_number_key UNIQUE (tenant_id, plan_id, number),
  constraint plan_revision_tenant_id_plan_id_fkey FOREIGN KEY (tenant_id, plan_id) REFERENCES plan(tenant_id, id)
);
alter table plan_revision enable row level security;
create policy app on plan_revision as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on plan_revision as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on plan_revision to sandi_app;
grant insert, select, update on plan_revision to sandi_engine;

create unlogged table prefix_count (
  tenant_id uuid not null,
  name text not null,
  window_no bigint not null,
  sends integer not null,
  changed_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint prefix_count_pkey PRIMARY KEY (tenant_id, name, window_no)
);
CREATE INDEX prefix_count_changed ON public.prefix_count USING btree (changed_at);
alter table prefix_count enable row level security;
alter table prefix_count set (fillfactor=70);
create policy app on prefix_count as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on prefix_count as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select, update on prefix_count to sandi_engine;

create unlogged table process_beat (
  process_id uuid not null,
  started_at timestamp with time zone not null,
  beat_at timestamp with time zone not null,
  sends_per_second double precision not null,
  lateness_buckets integer[] not null,
  lateness_counts integer[] not null,
  submit_queue integer not null,
  subscribers integer not null,
  pool_waiting integer not null,
  pool_busy integer not null,
  pool_size integer not null,
  constraint process_beat_pkey PRIMARY KEY (process_id)
);
alter table process_beat enable row level security;
alter table process_beat set (fillfactor=50);
create policy engine on process_beat as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select, update on process_beat to sandi_engine;

create table rate_sheet_import (
  id uuid not null,
  vendor_id uuid not null,
  tenant_id uuid,
  account_id uuid,
  by text not null,
  at timestamp with time zone not null,
  added integer not null,
  changed integer not null,
  unchanged integer not null,
  withdrawn integer not null,
  rejected_count integer not null,
  constraint rate_sheet_import_pkey PRIMARY KEY (id),
  constraint rate_sheet_import_account_id_fkey FOREIGN KEY (account_id) REFERENCES vendor_account(id),
  constraint rate_sheet_import_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint rate_sheet_import_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES vendor(id)
);
CREATE INDEX rate_sheet_import_tenant ON public.rate_sheet_import USING btree (tenant_id, id);
alter table rate_sheet_import enable row level security;
create policy app on rate_sheet_import as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR ((tenant_id IS NULL) AND app_operator())))
  with check (((tenant_id = app_tenant()) OR ((tenant_id IS NULL) AND app_operator())));
create policy engine on rate_sheet_import as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on rate_sheet_import to sandi_app;
grant insert, select, update on rate_sheet_import to sandi_engine;

create table raw_callback (
  account_id uuid not null,
  id uuid not null,
  body bytea not null,
  received_at timestamp with time zone not null,
  constraint raw_callback_pkey PRIMARY KEY (account_id, id)
);
grant delete, insert, select on raw_callback to sandi_engine;

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
  at timestamp with time zone not null,
  received_at timestamp with time zone not null,
  applied boolean not null,
  constraint receipt_pkey PRIMARY KEY (tenant_id, attempt_id, id)
);
alter table receipt enable row level security;
create policy app on receipt as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on receipt as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on receipt to sandi_app;
grant delete, insert, select on receipt to sandi_engine;

create table receipt_inbox (
  account_id uuid not null,
  id uuid not null,
  vendor_message_id text,
  receipt jsonb not null,
  received_at timestamp with time zone not null,
  constraint receipt_inbox_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX receipt_inbox_message ON public.receipt_inbox USING btree (account_id, vendor_message_id);
grant delete, insert, select, update on receipt_inbox to sandi_engine;

create table recipient_check (
  tenant_id uuid not null,
  recipient_index bytea not null,
  window_started_at timestamp with time zone not null,
  checks integer not null,
  constraint recipient_check_pkey PRIMARY KEY (tenant_id, recipient_index)
);
alter table recipient_check enable row level security;
create policy app on recipient_check as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on recipient_check as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on recipient_check to sandi_engine;

create table reconciliation (
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null,
  account_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  by text not null,
  at timestamp with time zone not null,
  currency text not null,
  lines bigint not null,
  unreadable bigint not null,
  matched bigint not null,
  our_micros bigint not null,
  invoice_micros bigint not null,
  in_doubt bigint not null,
  in_doubt_our_micros bigint not null,
  in_doubt_invoice_micros bigint not null,
  unknown_words text[] not null,
  corrected bigint,
  applied_at timestamp with time zone,
  constraint reconciliation_pkey PRIMARY KEY (tenant_id, id),
  constraint reconciliation_account_id_fkey FOREIGN KEY (account_id) REFERENCES vendor_account(id),
  constraint reconciliation_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES vendor(id),
  constraint reconciliation_check CHECK ((starts_at < ends_at)),
  constraint reconciliation_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
alter table reconciliation enable row level security;
create policy app on reconciliation as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))))
  with check (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))));
create policy engine on reconciliation as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on reconciliation to sandi_app;
grant insert, select, update (applied_at), update (corrected) on reconciliation to sandi_engine;

create table reconciliation_line (
  tenant_id uuid not null,
  reconciliation_id uuid not null,
  number bigint not null,
  kind text,
  invoice_line bigint,
  vendor_message_id text,
  attempt_tenant_id uuid,
  attempt_id uuid,
  send_id uuid,
  our_micros bigint,
  our_currency text,
  their_micros bigint,
  note jsonb not null,
  correction_micros bigint,
  constraint reconciliation_line_pkey PRIMARY KEY (tenant_id, reconciliation_id, number),
  constraint reconciliation_line_tenant_id_reconciliation_id_fkey FOREIGN KEY (tenant_id, reconciliation_id) REFERENCES reconciliation(tenant_id, id),
  constraint reconciliation_line_correction_micros_check CHECK ((correction_micros >= 0)),
  constraint reconciliation_line_kind_check CHECK ((kind = ANY (ARRAY['MISSING_ON_INVOICE'::text, 'UNKNOWN_ON_INVOICE'::text, 'PRICE_MISMATCH'::text, 'PARTS_MISMATCH'::text, 'STATUS_MISMATCH'::text])))
);
CREATE INDEX reconciliation_line_kind ON public.reconciliation_line USING btree (tenant_id, reconciliation_id, kind, number);
alter table reconciliation_line enable row level security;
create policy app on reconciliation_line as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))))
  with check (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))));
create policy engine on reconciliation_line as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on reconciliation_line to sandi_app;
grant insert, select on reconciliation_line to sandi_engine;

create table route_breaker (
  scope text not null,
  key text not null,
  account_ids uuid[] not null,
  channels text[] not null,
  upstream text not null,
  country text,
  network text,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  probe_at timestamp with time zone not null,
  wait_sec double precision not null,
  good integer not null,
  failures integer not null,
  constraint route_breaker_pkey PRIMARY KEY (scope, key),
  constraint route_breaker_opened_by_check CHECK ((opened_by = ANY (ARRAY['RECEIPT'::text, 'CODE'::text]))),
  constraint route_breaker_scope_check CHECK ((scope = ANY (ARRAY['UPSTREAM'::text, 'COUNTRY'::text, 'CELL'::text])))
);
alter table route_breaker enable row level security;
create policy app on route_breaker as permissive for all to sandi_app
  using (true)
  with check (false);
create policy engine on route_breaker as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on route_breaker to sandi_app;
grant select on route_breaker to sandi_engine;

create table route_cursor (
  tenant_id uuid not null,
  seq bigint not null,
  constraint route_cursor_pkey PRIMARY KEY (tenant_id)
);
alter table route_cursor enable row level security;
alter table route_cursor set (fillfactor=50);
create policy app on route_cursor as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on route_cursor as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on route_cursor to sandi_engine;

create table route_estimate (
  owner_id uuid not null default '00000000-0000-0000-0000-000000000000'::uuid,
  family text not null,
  key text not null,
  ref_sec double precision not null,
  amounts double precision[] not null,
  base_ref_sec double precision,
  base_amounts double precision[],
  checkpoint bigint not null,
  version bigint not null,
  constraint route_estimate_pkey PRIMARY KEY (owner_id, family, key)
);
CREATE INDEX route_estimate_version ON public.route_estimate USING btree (version);
alter table route_estimate enable row level security;
alter table route_estimate set (fillfactor=50);
create policy app on route_estimate as permissive for all to sandi_app
  using ((owner_id = '00000000-0000-0000-0000-000000000000'::uuid))
  with check (false);
create policy engine on route_estimate as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on route_estimate to sandi_app;
grant select on route_estimate to sandi_engine;

create table route_learner (
  singleton boolean not null default true,
  owner_id uuid,
  leased_until timestamp with time zone,
  look bigint not null default 0,
  checkpoint bigint not null default 0,
  checkpoint_at timestamp with time zone,
  state bytea,
  constraint route_learner_pkey PRIMARY KEY (singleton),
  constraint route_learner_singleton_check CHECK (singleton)
);
alter table route_learner enable row level security;
create policy app on route_learner as permissive for all to sandi_app
  using (true)
  with check (false);
create policy engine on route_learner as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on route_learner to sandi_engine;

create table route_look (
  look bigint not null,
  from_sec double precision not null,
  to_sec double precision not null,
  tenants uuid[] not null,
  after bigint[] not null,
  up_to bigint[] not null,
  constraint route_look_pkey PRIMARY KEY (look)
);
alter table route_look enable row level security;
create policy app on route_look as permissive for all to sandi_app
  using (true)
  with check (false);
create policy engine on route_look as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on route_look to sandi_engine;

create table route_past (
  tenant_id uuid not null,
  after bigint not null,
  up_to bigint not null,
  constraint route_past_pkey PRIMARY KEY (tenant_id),
  constraint route_past_check CHECK ((up_to > after))
);
alter table route_past enable row level security;
create policy app on route_past as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on route_past as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on route_past to sandi_engine;

create table send (
  tenant_id uuid not null,
  id uuid not null,
  plan_id uuid not null,
  revision_id uuid not null,
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
  metadata jsonb not null default '[]'::jsonb,
  max_cost_micros bigint,
  status text not null,
  verification text not null,
  status_reason text,
  failure_class text,
  code_hmac bytea,
  code_cipher bytea,
  code_key_id text not null,
  checks_left integer not null,
  resends_left integer not null,
  resend_available_at timestamp with time zone,
  round integer not null default 0,
  round_started_at timestamp with time zone not null,
  resend_channel text,
  skipped_steps jsonb not null default '[]'::jsonb,
  halted text,
  cost_micros bigint not null default 0,
  held_micros bigint not null default 0,
  next_step_at timestamp with time zone,
  next_channel text,
  wake_at timestamp with time zone,
  first_submitted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  verified_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint send_pkey PRIMARY KEY (tenant_id, id),
  constraint send_checks_left_check CHECK ((checks_left >= 0)),
  constraint send_resends_left_check CHECK ((resends_left >= 0))
);
CREATE INDEX send_created ON public.send USING btree (tenant_id, created_at);
CREATE INDEX send_email ON public.send USING btree (tenant_id, email_index, id) WHERE (email_index IS NOT NULL);
CREATE INDEX send_external ON public.send USING btree (tenant_id, external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX send_phone ON public.send USING btree (tenant_id, phone_index, id) WHERE (phone_index IS NOT NULL);
CREATE INDEX send_wake ON public.send USING btree (wake_at) WHERE (wake_at IS NOT NULL);
alter table send enable row level security;
alter table send set (fillfactor=45);
create policy app on send as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on send as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on send to sandi_app;
grant insert, select, update on send to sandi_engine;

create table stat_cursor (
  tenant_id uuid not null,
  seq bigint not null,
  sliced_seq bigint,
  constraint stat_cursor_pkey PRIMARY KEY (tenant_id)
);
alter table stat_cursor enable row level security;
alter table stat_cursor set (fillfactor=50);
create policy app on stat_cursor as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on stat_cursor as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on stat_cursor to sandi_app;
grant select on stat_cursor to sandi_engine;

create table stat_day (
  tenant_id uuid not null,
  at timestamp with time zone not null,
  vendor_id uuid not null,
  channel text not null,
  country text not null,
  network text not null,
  ownership text not null,
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
  cost_micros bigint not null,
  vendor_cost_micros bigint not null,
  marks integer[] not null,
  mark_counts bigint[] not null,
  constraint stat_day_pkey PRIMARY KEY (tenant_id, at, vendor_id, channel, country, network, ownership, currency),
  constraint stat_day_ownership_check CHECK ((ownership = ANY (ARRAY['TENANT'::text, 'MARKETPLACE'::text])))
);
CREATE INDEX stat_day_route ON public.stat_day USING btree (vendor_id, channel, country, at) WHERE (ownership = 'MARKETPLACE'::text);
alter table stat_day enable row level security;
alter table stat_day set (fillfactor=70);
create policy app on stat_day as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on stat_day as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on stat_day to sandi_app;
grant select on stat_day to sandi_engine;

create table stat_due (
  tenant_id uuid not null,
  at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  constraint stat_due_pkey PRIMARY KEY (tenant_id, at)
);
CREATE INDEX stat_due_time ON public.stat_due USING btree (due_at);
alter table stat_due enable row level security;
create policy app on stat_due as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on stat_due as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on stat_due to sandi_app;
grant select on stat_due to sandi_engine;

create table stat_hour (
  tenant_id uuid not null,
  at timestamp with time zone not null,
  vendor_id uuid not null,
  channel text not null,
  country text not null,
  network text not null,
  ownership text not null,
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
  cost_micros bigint not null,
  vendor_cost_micros bigint not null,
  marks integer[] not null,
  mark_counts bigint[] not null,
  constraint stat_hour_pkey PRIMARY KEY (tenant_id, at, vendor_id, channel, country, network, ownership, currency),
  constraint stat_hour_ownership_check CHECK ((ownership = ANY (ARRAY['TENANT'::text, 'MARKETPLACE'::text])))
);
CREATE INDEX stat_hour_route ON public.stat_hour USING btree (vendor_id, channel, country, at) WHERE (ownership = 'MARKETPLACE'::text);
alter table stat_hour enable row level security;
alter table stat_hour set (fillfactor=70);
create policy app on stat_hour as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on stat_hour as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on stat_hour to sandi_app;
grant select on stat_hour to sandi_engine;

create table stat_minute (
  tenant_id uuid not null,
  at timestamp with time zone not null,
  vendor_id uuid not null,
  channel text not null,
  country text not null,
  network text not null,
  ownership text not null,
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
  cost_micros bigint not null,
  vendor_cost_micros bigint not null,
  marks integer[] not null,
  mark_counts bigint[] not null,
  constraint stat_minute_pkey PRIMARY KEY (tenant_id, at, vendor_id, channel, country, network, ownership, currency),
  constraint stat_minute_ownership_check CHECK ((ownership = ANY (ARRAY['TENANT'::text, 'MARKETPLACE'::text])))
);
CREATE INDEX stat_minute_route ON public.stat_minute USING btree (vendor_id, channel, country, at) WHERE (ownership = 'MARKETPLACE'::text);
alter table stat_minute enable row level security;
alter table stat_minute set (fillfactor=70);
create policy app on stat_minute as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on stat_minute as permissive for all to sandi_engine
  using (true)
  with check (true);
grant select on stat_minute to sandi_app;
grant select on stat_minute to sandi_engine;

create unlogged table stat_open (
  tenant_id uuid not null,
  at timestamp with time zone not null,
  quiet_at timestamp with time zone not null,
  constraint stat_open_pkey PRIMARY KEY (tenant_id, at)
);
CREATE INDEX stat_open_quiet ON public.stat_open USING btree (quiet_at);
alter table stat_open enable row level security;

create unlogged table stat_slice (
  tenant_id uuid not null,
  at timestamp with time zone not null,
  vendor_id uuid not null,
  channel text not null,
  country text not null,
  network text not null,
  ownership text not null,
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
  cost_micros bigint not null,
  vendor_cost_micros bigint not null,
  marks integer[] not null,
  mark_counts bigint[] not null,
  constraint stat_slice_pkey PRIMARY KEY (tenant_id, at, vendor_id, channel, country, network, ownership, currency),
  constraint stat_minute_ownership_check CHECK ((ownership = ANY (ARRAY['TENANT'::text, 'MARKETPLACE'::text])))
);
alter table stat_slice enable row level security;
alter table stat_slice set (fillfactor=70);

create table stat_slice_due (
  tenant_id uuid not null,
  at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  constraint stat_slice_due_pkey PRIMARY KEY (tenant_id, at)
);
CREATE INDEX stat_slice_due_time ON public.stat_slice_due USING btree (due_at);
alter table stat_slice_due enable row level security;

create table tenant (
  id uuid not null,
  slug text not null,
  name text not null,
  brand text not null,
  currency text not null,
  time_zone text not null,
  locale text not null,
  duplicate_rate_max double precision,
  exploration_rate double precision,
  value_per_verified_micros bigint,
  rules_version bigint not null default 1,
  created_at timestamp with time zone not null,
  constraint tenant_pkey PRIMARY KEY (id),
  constraint tenant_slug_key UNIQUE (slug),
  constraint tenant_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text))
);
alter table tenant enable row level security;
create policy app on tenant as permissive for all to sandi_app
  using (((id = app_tenant()) OR app_operator()))
  with check (((id = app_tenant()) OR app_operator()));
create policy engine on tenant as permissive for all to sandi_engine
  using (true)
  with check (true);
CREATE TRIGGER children AFTER DELETE ON public.tenant FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER children_emptied AFTER TRUNCATE ON public.tenant FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER keys BEFORE UPDATE OF id ON public.tenant FOR EACH ROW WHEN ((old.id IS DISTINCT FROM new.id)) EXECUTE FUNCTION refuse_other_key();
grant insert, select, update on tenant to sandi_app;
grant insert, select, update on tenant to sandi_engine;

create table tenant_counter (
  tenant_id uuid not null,
  last_seq bigint not null default 0,
  expired_seq bigint not null default 0,
  constraint tenant_counter_pkey PRIMARY KEY (tenant_id),
  constraint tenant_counter_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id)
);
alter table tenant_counter enable row level security;
alter table tenant_counter set (fillfactor=50);
create policy app on tenant_counter as permissive for all to sandi_app
  using ((tenant_id = app_tenant()))
  with check ((tenant_id = app_tenant()));
create policy engine on tenant_counter as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on tenant_counter to sandi_app;
grant insert, select, update on tenant_counter to sandi_engine;

create table upload (
  tenant_id uuid not null,
  id uuid not null,
  bytes bigint not null default 0,
  sha256 bytea,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint upload_pkey PRIMARY KEY (tenant_id, id),
  constraint upload_bytes_check CHECK ((bytes >= 0))
);
CREATE INDEX upload_expiry ON public.upload USING btree (expires_at);
alter table upload enable row level security;
create policy app on upload as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))))
  with check (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))));
create policy engine on upload as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select, update on upload to sandi_app;
grant delete, select on upload to sandi_engine;

create table upload_piece (
  tenant_id uuid not null,
  upload_id uuid not null,
  number integer not null,
  sealed bytea not null,
  constraint upload_piece_pkey PRIMARY KEY (tenant_id, upload_id, number),
  constraint upload_piece_tenant_id_upload_id_fkey FOREIGN KEY (tenant_id, upload_id) REFERENCES upload(tenant_id, id) ON DELETE CASCADE
);
alter table upload_piece enable row level security;
create policy app on upload_piece as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))))
  with check (((tenant_id = app_tenant()) OR (app_operator() AND (tenant_id = '00000000-0000-0000-0000-000000000000'::uuid))));
create policy engine on upload_piece as permissive for all to sandi_engine
  using (true)
  with check (true);
grant delete, insert, select on upload_piece to sandi_app;
grant delete, select on upload_piece to sandi_engine;

create table vendor (
  id uuid not null,
  slug text not null,
  name text not null,
  website text,
  support_url text,
  support jsonb,
  adapter text not null,
  base_url text,
  channels text[] not null,
  listed_at timestamp with time zone not null,
  constraint vendor_pkey PRIMARY KEY (id),
  constraint vendor_slug_key UNIQUE (slug)
);
alter table vendor enable row level security;
create policy app_read on vendor as permissive for select to sandi_app
  using (true);
create policy app_write on vendor as permissive for all to sandi_app
  using (app_operator())
  with check (app_operator());
create policy engine on vendor as permissive for all to sandi_engine
  using (true)
  with check (true);
CREATE TRIGGER children AFTER DELETE ON public.vendor FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER children_emptied AFTER TRUNCATE ON public.vendor FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER keys BEFORE UPDATE OF id ON public.vendor FOR EACH ROW WHEN ((old.id IS DISTINCT FROM new.id)) EXECUTE FUNCTION refuse_other_key();
grant insert, select, update on vendor to sandi_app;
grant insert, select, update on vendor to sandi_engine;

create table vendor_account (
  id uuid not null,
  tenant_id uuid,
  vendor_id uuid not null,
  label text not null,
  channels text[] not null,
  credentials bytea not null,
  credential_hints jsonb not null,
  senders jsonb not null default '[]'::jsonb,
  max_per_second integer,
  last_checked_at timestamp with time zone,
  last_check_ok boolean,
  last_check_message text,
  disconnected_at timestamp with time zone,
  stopped_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint vendor_account_pkey PRIMARY KEY (id),
  constraint vendor_account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint vendor_account_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES vendor(id),
  constraint vendor_account_max_per_second_check CHECK ((max_per_second > 0))
);
CREATE UNIQUE INDEX vendor_account_marketplace ON public.vendor_account USING btree (vendor_id) WHERE ((tenant_id IS NULL) AND (disconnected_at IS NULL));
CREATE INDEX vendor_account_tenant ON public.vendor_account USING btree (tenant_id, id);
alter table vendor_account enable row level security;
create policy app_read on vendor_account as permissive for select to sandi_app
  using (((tenant_id IS NULL) OR (tenant_id = app_tenant())));
create policy app_write on vendor_account as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR ((tenant_id IS NULL) AND app_operator())))
  with check (((tenant_id = app_tenant()) OR ((tenant_id IS NULL) AND app_operator())));
create policy engine on vendor_account as permissive for all to sandi_engine
  using (true)
  with check (true);
CREATE TRIGGER children AFTER DELETE ON public.vendor_account FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER children_emptied AFTER TRUNCATE ON public.vendor_account FOR EACH STATEMENT EXECUTE FUNCTION check_market_children();
CREATE TRIGGER keys BEFORE UPDATE OF id ON public.vendor_account FOR EACH ROW WHEN ((old.id IS DISTINCT FROM new.id)) EXECUTE FUNCTION refuse_other_key();
grant insert, select, update on vendor_account to sandi_app;
grant insert, select, update on vendor_account to sandi_engine;

create table vendor_pause (
  id uuid not null,
  vendor_id uuid not null,
  tenant_id uuid,
  channel text,
  country text,
  reason text not null,
  paused_at timestamp with time zone not null,
  resumed_at timestamp with time zone,
  constraint vendor_pause_pkey PRIMARY KEY (id),
  constraint vendor_pause_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(id),
  constraint vendor_pause_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES vendor(id)
);
CREATE UNIQUE INDEX vendor_pause_open ON public.vendor_pause USING btree (vendor_id, tenant_id, channel, country) NULLS NOT DISTINCT WHERE (resumed_at IS NULL);
alter table vendor_pause enable row level security;
create policy app_read on vendor_pause as permissive for select to sandi_app
  using (((tenant_id IS NULL) OR (tenant_id = app_tenant())));
create policy app_write on vendor_pause as permissive for all to sandi_app
  using (((tenant_id = app_tenant()) OR ((tenant_id IS NULL) AND app_operator())))
  with check (((tenant_id = app_tenant()) OR ((tenant_id IS NULL) AND app_operator())));
create policy engine on vendor_pause as permissive for all to sandi_engine
  using (true)
  with check (true);
grant insert, select, update on vendor_pause to sandi_app;
grant insert, select, update on vendor_pause to sandi_engine;

create type attempt_batch as (
  tenant_id uuid,
  id uuid,
  send_id uuid,
  number integer,
  step integer,
  channel text,
  vendor_index integer,
  vendor_id uuid,
  account_id uuid,
  round integer,
  is_automatic boolean,
  status text,
  failure_class text,
  vendor_code text,
  vendor_message text,
  vendor_message_ids text[],
  lease_owner uuid,
  lease_until timestamp with time zone,
  code_hmac bytea,
  code_cipher bytea,
  country text,
  mcc text,
  mnc text,
  parts integer,
  part_states jsonb,
  billed_on text,
  price_micros bigint,
  price_currency text,
  exchange_rate numeric,
  hold_micros bigint,
  charge text,
  cost_micros bigint,
  vendor_cost_micros bigint,
  money_facts jsonb,
  hold_until timestamp with time zone,
  held_at timestamp with time zone,
  settled_at timestamp with time zone,
  budget_periods uuid[],
  created_at timestamp with time zone,
  submitted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  reached_at timestamp with time zone,
  deadline_at timestamp with time zone,
  wait_ms integer,
  latency_ms integer,
  verified_at timestamp with time zone,
  decision jsonb
);

create type attempt_change as (
  tenant_id uuid,
  id uuid,
  status text,
  failure_class text,
  vendor_code text,
  vendor_message text,
  vendor_message_ids text[],
  lease_owner uuid,
  lease_until timestamp with time zone,
  code_cipher bytea,
  part_states jsonb,
  money_facts jsonb,
  charge text,
  cost_micros bigint,
  vendor_cost_micros bigint,
  hold_until timestamp with time zone,
  settled_at timestamp with time zone,
  submitted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone,
  reached_at timestamp with time zone,
  deadline_at timestamp with time zone,
  latency_ms integer,
  verified_at timestamp with time zone
);

create type budget_period_batch as (
  tenant_id uuid,
  id uuid,
  budget_id uuid,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  spent_micros bigint,
  held_micros bigint
);

create type event_batch as (
  tenant_id uuid,
  at timestamp with time zone,
  type text,
  send_id uuid,
  plan_id uuid,
  country text,
  status text,
  verification text,
  attempt_id uuid,
  attempt_number integer,
  step integer,
  channel text,
  vendor_slug text,
  attempt_status text,
  failure_class text,
  next_step_at timestamp with time zone,
  next_channel text,
  cost_micros bigint,
  held_micros bigint,
  progress jsonb,
  detail jsonb
);

create type idempotency_batch as (
  tenant_id uuid,
  mutation text,
  key text,
  body_hmac bytea,
  send_id uuid,
  created_at timestamp with time zone
);

create type ledger_entry_batch as (
  tenant_id uuid,
  id uuid,
  attempt_id uuid,
  kind text,
  debit text,
  credit text,
  amount_micros bigint,
  at timestamp with time zone
);

create type message_route_batch as (
  account_id uuid,
  vendor_message_id text,
  tenant_id uuid,
  attempt_id uuid,
  part integer,
  created_at timestamp with time zone
);

create type raw_callback_batch as (
  account_id uuid,
  id uuid,
  body bytea,
  received_at timestamp with time zone
);

create type receipt_batch as (
  tenant_id uuid,
  attempt_id uuid,
  id uuid,
  vendor_message_id text,
  part integer,
  status text,
  failure_class text,
  vendor_status text,
  vendor_code text,
  price_micros bigint,
  price_currency text,
  is_refund boolean,
  at timestamp with time zone,
  received_at timestamp with time zone,
  applied boolean
);

create type receipt_inbox_batch as (
  account_id uuid,
  id uuid,
  vendor_message_id text,
  receipt jsonb,
  received_at timestamp with time zone
);

create type send_batch as (
  tenant_id uuid,
  id uuid,
  plan_id uuid,
  revision_id uuid,
  recipient bytea,
  phone_index bytea,
  email_index bytea,
  country text,
  mcc text,
  mnc text,
  line_type text,
  locale text,
  purpose text,
  external_id text,
  metadata jsonb,
  max_cost_micros bigint,
  status text,
  verification text,
  status_reason text,
  failure_class text,
  code_hmac bytea,
  code_cipher bytea,
  code_key_id text,
  checks_left integer,
  resends_left integer,
  resend_available_at timestamp with time zone,
  round integer,
  round_started_at timestamp with time zone,
  resend_channel text,
  skipped_steps jsonb,
  halted text,
  cost_micros bigint,
  held_micros bigint,
  next_step_at timestamp with time zone,
  next_channel text,
  wake_at timestamp with time zone,
  first_submitted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  verified_at timestamp with time zone,
  expires_at timestamp with time zone,
  created_at timestamp with time zone
);

create type send_change as (
  tenant_id uuid,
  id uuid,
  status text,
  verification text,
  status_reason text,
  failure_class text,
  code_hmac bytea,
  code_cipher bytea,
  checks_left integer,
  resends_left integer,
  resend_available_at timestamp with time zone,
  round integer,
  round_started_at timestamp with time zone,
  resend_channel text,
  skipped_steps jsonb,
  halted text,
  cost_micros bigint,
  held_micros bigint,
  next_step_at timestamp with time zone,
  next_channel text,
  wake_at timestamp with time zone,
  first_submitted_at timestamp with time zone,
  delivered_at timestamp with time zone,
  verified_at timestamp with time zone
);

CREATE OR REPLACE FUNCTION public.aged_sum(b double precision[], factor double precision, a double precision[])
 RETURNS double precision[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select array_agg(case when factor < 1e-30 or x is null or abs(x) < 1e-30 then 0
    else x * factor end + coalesce(y, 0) order by i)
  from unnest(b, a) with ordinality as t(x, y, i)
$function$;

CREATE OR REPLACE FUNCTION public.app_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select current_setting('app.operator', true) = 'on' $function$;

CREATE OR REPLACE FUNCTION public.app_tenant()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.tenant', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION public.budget_guard(changed bigint, wanted integer)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if changed <> wanted then
    raise exception 'a budget period did not take what was admitted to it'
      using errcode = 'check_violation';
  end if;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.check_market_children()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise feature_not_supported using message = 'rows of the market are deleted at read committed only';
  end if;
  if tg_table_name = 'offer' then
    lock table public.offer_price in share row exclusive mode;
    if exists (select from public.offer_price p where not exists (
      select from public.offer o where o.id = p.offer_id and o.owner_id = p.owner_id)) then
      raise foreign_key_violation using message = 'an offer is still referred to by its prices';
    end if;
  elsif exists (select from public.offer o
    where not exists (select from public.vendor v where v.id = o.vendor_id)
      or o.tenant_id is not null and not exists (select from public.tenant t where t.id = o.tenant_id)
      or o.account_id is not null
        and not exists (select from public.vendor_account a where a.id = o.account_id)) then
    raise foreign_key_violation using message = format('a %s is still referred to by offers', tg_table_name);
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.check_offer_parents()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
begin
  -- Nobody takes away what is referred to before this transaction is over.
  perform from public.vendor where id in (select vendor_id from written) for key share;
  perform from public.tenant where id in (select tenant_id from written) for key share;
  perform from public.vendor_account where id in (select account_id from written) for key share;
  if exists (select from (select distinct vendor_id, tenant_id, account_id from written) w
    where not exists (select from public.vendor v where v.id = w.vendor_id)
      or w.tenant_id is not null and not exists (select from public.tenant t where t.id = w.tenant_id)
      or w.account_id is not null
        and not exists (select from public.vendor_account a where a.id = w.account_id)) then
    raise foreign_key_violation using message = 'an offer refers to a vendor, tenant or account that is not there';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.check_price_parents()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_nestloop TO 'off'
 SET enable_hashjoin TO 'on'
AS $function$
begin
  -- Whoever deletes offers waits for this transaction; one that keeps an older view of them has to lock them.
  if current_setting('transaction_isolation') <> 'read committed' then
    perform from public.offer where id in (select offer_id from written) for key share;
  end if;
  if exists (select from written w left join (
      select id, owner_id from public.offer where id = any (array(select offer_id from written))) o
    on o.id = w.offer_id and o.owner_id = w.owner_id where o.id is null) then
    raise foreign_key_violation using message = 'a price refers to an offer that is not there, or is another''s';
  end if;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION public.enqueue_export(export_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
grant execute on function enqueue_export(uuid) to sandi_app;

CREATE OR REPLACE FUNCTION public.enqueue_list_check(list_check_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
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
$function$;
grant execute on function enqueue_list_check(uuid) to sandi_app;

CREATE OR REPLACE FUNCTION public.presumed(holds boolean, state text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  if holds is not true then
    raise exception 'what was presumed does not hold' using errcode = state;
  end if;
  return true;
end
$function$;

CREATE OR REPLACE FUNCTION public.refuse_other_key()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise foreign_key_violation using message = format('keys of %s never change', tg_table_name);
end
$function$;

CREATE OR REPLACE FUNCTION public.type_id(prefix text, id uuid)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
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
$function$;
