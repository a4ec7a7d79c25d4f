import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { InvoiceTarget, StagedLine } from "../../manage/invoices/ports.js";

/**
 * Tables of one connection, gone with it: an invoice leaves no dead rows and no log behind. Ids are
 * compared byte by byte.
 */
const makeTables = `
  -- Hot statements look rows up by key and are forbidden what sets of millions need.
  set enable_seqscan = on;
  set enable_hashjoin = on;
  set enable_mergejoin = on;
  set work_mem = '64MB';
  create temporary table invoice_line (
    line bigint, message_id text collate "C", ref_tenant uuid, ref_attempt uuid, micros bigint,
    parts integer, status text, starts_at timestamptz, ends_at timestamptz
  );
  create temporary table our_attempt (
    tenant_id uuid, id uuid, send_id uuid, currency text, charge text, micros bigint,
    expected bigint, parts integer, parts_delivered integer, status text, held_at timestamptz,
    is_inside boolean, message_ids text[] collate "C"
  );
  create temporary table our_message (
    message_id text collate "C", attempt_id uuid, is_inside boolean, held_at timestamptz
  );
  create temporary table invoice_match (line bigint, attempt_id uuid, is_repeat boolean);
  create temporary table invoice_pair (
    like our_attempt, line bigint, billed bigint, parts_billed bigint, status_billed text,
    billed_ids text[] collate "C", is_open boolean, booked bigint, is_comparable boolean,
    is_decided boolean
  )`;

/** Makes the tables that one invoice is held against the books in. */
export async function makeInvoiceStage(client: pg.ClientBase): Promise<void> {
  await client.query(makeTables);
}

/** Fills lines in by COPY, a batch in memory at a time. */
export async function fillInvoiceStage(
  client: pg.ClientBase,
  lines: AsyncIterable<readonly StagedLine[]>,
): Promise<void> {
  const source = Readable.from(textOf(lines), { objectMode: false });
  await pipeline(source, client.query(copyFrom("copy invoice_line from stdin")));
  await client.query("analyze invoice_line");
}

async function* textOf(lines: AsyncIterable<readonly StagedLine[]>): AsyncIterable<string> {
  for await (const batch of lines) {
    if (batch.length > 0) {
      yield batch.map(rowOf).join("");
    }
  }
}

function rowOf(line: StagedLine): string {
  const { referenced, time } = line;
  const cells = [
    String(line.line),
    line.messageId.replaceAll("\\", "\\\\"),
    referenced?.tenantId ?? "\\N",
    referenced?.attemptId ?? "\\N",
    String(line.micros),
    line.parts === null ? "\\N" : String(line.parts),
    line.status ?? "\\N",
    time?.from.toISOString() ?? "\\N",
    time?.until.toISOString() ?? "\\N",
  ];
  return `${cells.join("\t")}\n`;
}

/** What the vendor would bill for all parts, as far as it said; in its currency. */
const expected = `case
    when a.charge <> 'HELD' then a.vendor_cost_micros
    when a.money_facts -> 'p' ? '0' then (a.money_facts #>> '{p,0,0}')::bigint
    when a.money_facts ? 'p' then (
      select sum((price ->> 0)::bigint) + a.price_micros * greatest(0, a.parts - count(*))
      from jsonb_each(a.money_facts -> 'p') as p (part, price))
    else coalesce((a.money_facts #>> '{q,0}')::bigint, a.price_micros * a.parts)
  end`;

/** Days around the range in which a line's attempt is looked for: clocks and cut-offs differ. */
const around = "interval '7 days'";

const takeAttempts = `
  insert into our_attempt
  select a.tenant_id, a.id, a.send_id, a.price_currency, a.charge,
    a.vendor_cost_micros, ${expected}, a.parts, coalesce((a.money_facts ->> 'd')::integer, 0),
    case when a.status in ('DELIVERED', 'READ') then 'DELIVERED'
      when a.status in ('UNDELIVERED', 'REJECTED') then 'UNDELIVERED' end,
    a.held_at, a.held_at >= $3 and a.held_at < $4, a.vendor_message_ids
  from tenant t
  join attempt a on a.tenant_id = t.id
    and a.held_at >= $3::timestamptz - ${around} and a.held_at < $4::timestamptz + ${around}
  where ($1::uuid is null or t.id = $1) and a.account_id = $2`;

const takeMessages = `
  insert into our_message
  select m.message_id, a.id, a.is_inside, a.held_at
  from our_attempt a cross join lateral unnest(a.message_ids) as m (message_id)`;

// An id that a vendor gave twice is the later message's, those of the range first.
const dropReused = `
  delete from our_message m using (
    select message_id, attempt_id,
      row_number() over (partition by message_id order by is_inside desc, held_at desc) as place
    from our_message where message_id in (
      select message_id from our_message group by message_id having count(*) > 1)
  ) r
  where r.place > 1 and m.message_id = r.message_id and m.attempt_id = r.attempt_id`;

/** Which attempt a line bills: by the vendor's id, else by our reference. */
const matchLines = `
  insert into invoice_match
  select l.line, a.id, false
  from invoice_line l
  left join our_message m on m.message_id = l.message_id
  left join our_attempt a on a.id = coalesce(m.attempt_id, l.ref_attempt)
    and (m.attempt_id is not null or a.tenant_id = l.ref_tenant)
  -- What lies outside the range counts only for what lies inside it.
  where a.is_inside or l.starts_at is null or (l.ends_at > $1 and l.starts_at < $2)`;

/** A line whose message was billed in full before it is a repeat; a credit never is. */
const markRepeats = `
  update invoice_match t set is_repeat = true from (
    select l.line, s.parts, coalesce(sum(coalesce(l.parts, s.parts)) over (
      partition by a.id, l.message_id order by l.line
      rows between unbounded preceding and 1 preceding), 0) as billed
    from invoice_line l
    join invoice_match m on m.line = l.line
    join our_attempt a on a.id = m.attempt_id
    cross join lateral (
      select greatest(1, a.parts / greatest(1, cardinality(a.message_ids))) as parts
    ) s
    where l.micros >= 0 and l.message_id in (
      select message_id from invoice_line group by message_id having count(*) > 1)
  ) r
  where t.line = r.line and r.billed >= r.parts`;

/**
 * Attempts with what the invoice says of them, repeats left out; $1 = the invoice's currency. What
 * waits for its receipt, and is not billed yet, is not decided.
 */
const pairUp = `
  insert into invoice_pair
  select a.*, t.line, t.micros, t.parts, t.status, t.message_ids, a.charge in ('HELD', 'MAYBE'),
    case when a.charge = 'CHARGED' then a.micros else 0 end, a.currency = $1,
    a.currency = $1 and (a.charge = 'MAYBE' or (a.charge = 'HELD' and coalesce(t.micros, 0) <> 0))
  from our_attempt a left join (
    select m.attempt_id, min(l.line) as line, sum(l.micros)::bigint as micros,
      case when count(l.parts) = count(*) then sum(l.parts) filter (where l.micros >= 0)
        end as parts,
      case when bool_or(l.status = 'UNDELIVERED') then 'UNDELIVERED'
        when bool_and(l.status = 'DELIVERED') and count(l.status) = count(*) then 'DELIVERED'
        end as status,
      array_agg(l.message_id) as message_ids
    from invoice_match m join invoice_line l on l.line = m.line
    where m.attempt_id is not null and not m.is_repeat
    group by m.attempt_id
  ) t on t.attempt_id = a.id
  where t.line is not null or a.is_inside`;

/**
 * Takes the account's attempts of the range in, and finds what the lines say of each.
 *
 * @param currency the invoice's
 */
export async function matchInvoice(
  client: pg.ClientBase,
  { tenantId, accountId, from, to }: InvoiceTarget,
  currency: string,
): Promise<void> {
  await client.query(takeAttempts, [tenantId, accountId, from, to]);
  await client.query("analyze our_attempt");
  await client.query(takeMessages);
  await client.query("analyze our_message");
  await client.query(dropReused);
  await client.query(matchLines, [from, to]);
  await client.query("analyze invoice_match");
  await client.query(markRepeats);
  await client.query(pairUp, [currency]);
  await client.query("analyze invoice_pair");
}
