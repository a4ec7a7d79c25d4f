import type pg from "pg";
import { marketplaceTenantId } from "../../core/alert.js";
import type { InvoiceTarget, ReconciliationFacts } from "../../manage/invoices/ports.js";

/**
 * Every pair that is not in agreement, with its kind; null = the invoice only decides a doubt. One
 * in doubt is held against what is expected of it: not to be billed for it is no difference, and
 * parts that did not arrive may be left out.
 */
const judged = `
  select p.*,
    case
      when line is null then case when not is_open then 'MISSING_ON_INVOICE' end
      when not is_comparable then 'PRICE_MISMATCH'
      when not is_open and cardinality(absent) > 0 and booked > billed
        then 'MISSING_ON_INVOICE'
      when status <> status_billed then 'STATUS_MISMATCH'
      when parts_billed not in (parts, parts_delivered) then 'PARTS_MISMATCH'
      when is_open then case when billed not in (0, expected) and (parts_delivered = 0
        or abs(billed * parts - expected * parts_delivered) >= parts) then 'PRICE_MISMATCH' end
      when booked <> billed then 'PRICE_MISMATCH'
    end as kind,
    case when is_decided
        or (is_comparable and not is_open and booked <> greatest(coalesce(billed, 0), 0))
      then greatest(coalesce(billed, 0), 0) end as correction
  from (
    select *, array(select id from unnest(message_ids) with ordinality as i (id, part)
      where line is null or id <> all (billed_ids) order by part) as absent
    from invoice_pair
    where case
      when line is null then is_comparable and (booked > 0 or charge = 'MAYBE')
      when is_decided or not is_comparable then true
      else booked <> billed or status <> status_billed
        or parts_billed not in (parts, parts_delivered)
      end
  ) p`;

const noteOf = `
  case kind
    when 'MISSING_ON_INVOICE' then '{"code": "MISSING"}'::jsonb
    when 'STATUS_MISMATCH' then
      jsonb_build_object('code', 'STATUS', 'ours', j.status, 'theirs', status_billed)
    when 'PARTS_MISMATCH' then
      jsonb_build_object('code', 'PARTS', 'ours', j.parts, 'theirs', parts_billed)
    else case when is_comparable then '{"code": "PRICE"}'
      else jsonb_build_object('code', 'CURRENCY', 'ours', currency, 'theirs', $1::text) end::jsonb
  end || case when is_open and is_comparable then '{"inDoubt": true}' else '{}' end::jsonb`;

/** One row per difference or decided doubt; what an attempt's absent ids cost is shared out. */
const found = `
  with judged as materialized (${judged})
  select j.line, kind, tenant_id, id as attempt_id, send_id, l.message_id,
    case when is_open then expected else booked end as ours, currency,
    billed as theirs, ${noteOf} as note, correction
  from judged j left join invoice_line l on l.line = j.line
  where kind is distinct from 'MISSING_ON_INVOICE'
    and (kind is not null or is_decided)
  union all
  select null, kind, tenant_id, id, send_id, m.message_id,
    (booked - coalesce(billed, 0)) / m.count + case when m.place = 1
      then (booked - coalesce(billed, 0)) % m.count else 0 end,
    currency, null, ${noteOf}, case when m.place = 1 then correction end
  from judged j cross join lateral (
    select message_id, place, greatest(1, cardinality(absent)) as count
    from unnest(case when cardinality(absent) = 0 then array[null] else absent end)
      with ordinality as x (message_id, place)
  ) m
  where kind = 'MISSING_ON_INVOICE'
  union all
  select l.line, 'UNKNOWN_ON_INVOICE', a.tenant_id, a.id, a.send_id, l.message_id, null, null,
    l.micros, case when m.is_repeat then '{"code": "REPEATED"}' else '{"code": "UNKNOWN"}'
      end::jsonb, null
  from invoice_match m join invoice_line l on l.line = m.line
  left join our_attempt a on a.id = m.attempt_id
  where m.attempt_id is null or m.is_repeat`;

const keepLines = `
  insert into reconciliation_line (tenant_id, reconciliation_id, number, kind, invoice_line,
    vendor_message_id, attempt_tenant_id, attempt_id, send_id, our_micros, our_currency,
    their_micros, note, correction_micros)
  select $2, $3, row_number() over (order by line nulls last, attempt_id, message_id), kind, line,
    message_id, tenant_id, attempt_id, send_id, ours, currency, theirs, note, correction
  from (${found}) f`;

const keepSums = `
  insert into reconciliation (tenant_id, id, vendor_id, account_id, starts_at, ends_at, by, at,
    currency, lines, unreadable, matched, our_micros, invoice_micros, in_doubt,
    in_doubt_our_micros, in_doubt_invoice_micros, unknown_words)
  select $2, $3, $4, $5, $6, $7, $8, $9, $1, lines.count, $10, lines.matched,
    ours.booked, lines.micros, ours.doubts, ours.doubted, ours.decided, $11
  from (
    select count(*) as count, coalesce(sum(l.micros), 0) as micros,
      count(*) filter (where m.attempt_id is not null and not m.is_repeat) as matched
    from invoice_match m join invoice_line l on l.line = m.line
  ) lines cross join (
    select coalesce(sum(booked) filter (where is_comparable), 0) as booked,
      count(*) filter (where is_decided) as doubts,
      coalesce(sum(micros) filter (where is_decided), 0) as doubted,
      coalesce(sum(billed) filter (where is_decided), 0) as decided
    from invoice_pair
  ) ours`;

/**
 * Holds a staged invoice against the attempts that were matched with it, and keeps what it finds:
 * the sums, and one row for each difference and each doubt that it decides. Inside a transaction.
 */
export async function compareInvoice(
  client: pg.ClientBase,
  target: InvoiceTarget,
  facts: ReconciliationFacts,
): Promise<void> {
  const { vendorId, accountId, from, to } = target;
  const owner = [facts.currency, target.tenantId ?? marketplaceTenantId, facts.id];
  await client.query(keepSums, [
    ...owner,
    vendorId,
    accountId,
    from,
    to,
    facts.by,
    facts.at,
    facts.unreadable,
    [...facts.unknownWords],
  ]);
  await client.query(keepLines, owner);
}
