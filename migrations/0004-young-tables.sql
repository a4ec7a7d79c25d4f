-- What the planner is to believe of tables that are still empty: a tenant has many rows, an id one.
-- Without statistics it holds "all rows of the tenant" for as good a way to one row as its key, and
-- a prepared statement, or the check of a foreign key, keeps such a plan while the table grows.
-- Statistics outlive the rows that they were taken from.
do $$
declare
  tenant constant uuid := '00000000-0000-0000-0000-00000000ffff';
  ids uuid[];
begin
  if exists (select from send) then
    analyze send, attempt, event, ledger_entry;
    return;
  end if;
  select array_agg(gen_random_uuid()) into ids from generate_series(1, 1000);

  insert into send (tenant_id, id, plan_id, revision_id, recipient, phone_index, email_index,
    external_id, locale, status, verification, code_key_id, checks_left, resends_left,
    round_started_at, expires_at, created_at, wake_at)
  select tenant, n.id, ids[1], ids[1], '\x00', uuid_send(n.id), uuid_send(n.id), n.id::text, 'en',
    'DELIVERED', 'VERIFIED', '1', 1, 1, n.at, n.at, n.at,
    case when n.place % 10 = 0 then n.at end
  from (select id, place, now() - place * interval '1 minute' as at
    from unnest(ids) with ordinality as u(id, place)) n;

  insert into attempt (tenant_id, id, send_id, number, step, channel, vendor_index, vendor_id,
    account_id, round, is_automatic, status, parts, billed_on, price_micros, price_currency,
    exchange_rate, hold_micros, charge, hold_until, held_at, decision, created_at, wait_ms)
  select tenant, id, id, 1, 1, 'SMS', 0, ids[1], ids[1], 0, true, 'DELIVERED', 1, 'SUBMITTED', 1,
    'USD', 1, 1, 'CHARGED', now(), now() - place * interval '1 minute', '{}', now(), 1
  from unnest(ids) with ordinality as u(id, place);

  insert into ledger_entry (tenant_id, id, attempt_id, kind, debit, credit, amount_micros, at)
  select tenant, id, id, 'HOLD', 'FUNDS', 'HELD', 1, now() from unnest(ids) as u(id);

  insert into event (tenant_id, seq, at, type, send_id, plan_id, status, verification, cost_micros,
    held_micros, progress)
  select tenant, place, now(), 'SEND_QUEUED', id, ids[1], 'QUEUED', 'PENDING', 0, 0, '{}'
  from unnest(ids) with ordinality as u(id, place);

  analyze send, attempt, event, ledger_entry;
  truncate send, attempt, event, ledger_entry, receipt;
end
$$;
