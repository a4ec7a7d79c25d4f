-- Vendors' invoices held against the books: what they bill of one account in a range, and where that differs.

-- How a vendor writes its invoices, as its owner last said. The nil uuid: the marketplace's.
create table invoice_mapping (
  tenant_id uuid not null,
  vendor_id uuid not null references vendor (id),
  mapping jsonb not null,
  changed_at timestamptz not null,
  primary key (tenant_id, vendor_id)
);

create table reconciliation (
  -- The nil uuid: of the marketplace's account, whose attempts belong to many tenants.
  tenant_id uuid not null,
  id uuid not null,
  vendor_id uuid not null references vendor (id),
  account_id uuid not null references vendor_account (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  by text not null,
  at timestamptz not null,
  -- The invoice's, which all amounts are in.
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Lines that could be read and belong to the range, lines that could not be read.
  lines bigint not null,
  unreadable bigint not null,
  matched bigint not null,
  our_micros bigint not null,
  invoice_micros bigint not null,
  -- Attempts that were HELD or MAYBE and that the invoice decides: what we count them at, and what it bills for them.
  in_doubt bigint not null,
  in_doubt_our_micros bigint not null,
  in_doubt_invoice_micros bigint not null,
  unknown_words text[] not null,
  -- How many attempts were corrected; null: the books were not touched.
  corrected bigint,
  applied_at timestamptz,
  primary key (tenant_id, id),
  check (starts_at < ends_at)
);

create table reconciliation_line (
  tenant_id uuid not null,
  reconciliation_id uuid not null,
  -- From 1: lines of the invoice in its order, then what it lacks.
  number bigint not null,
  -- Null: no difference; the invoice decides what was in doubt.
  kind text check (kind in
    ('MISSING_ON_INVOICE', 'UNKNOWN_ON_INVOICE', 'PRICE_MISMATCH', 'PARTS_MISMATCH', 'STATUS_MISMATCH')),
  invoice_line bigint,
  vendor_message_id text,
  attempt_tenant_id uuid,
  attempt_id uuid,
  send_id uuid,
  -- In our_currency, the attempt's; null: we have no such message.
  our_micros bigint,
  our_currency text,
  -- In the reconciliation's currency; null: not on the invoice.
  their_micros bigint,
  -- Small facts that the note in words needs.
  note jsonb not null,
  -- What the attempt is to cost in its vendor's currency; null: nothing is to be corrected.
  correction_micros bigint check (correction_micros >= 0),
  primary key (tenant_id, reconciliation_id, number),
  foreign key (tenant_id, reconciliation_id) references reconciliation (tenant_id, id)
);
create index reconciliation_line_kind on reconciliation_line (tenant_id, reconciliation_id, kind, number);

do $$
declare t text;
begin
  foreach t in array array['invoice_mapping', 'reconciliation', 'reconciliation_line'] loop
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
grant select, insert, update on invoice_mapping to sandi_app;
grant select on reconciliation, reconciliation_line to sandi_app;
grant select, insert on reconciliation, reconciliation_line to sandi_engine;
grant update (corrected, applied_at) on reconciliation to sandi_engine;
