import pg from "pg";
import type { DataSource, EntityManager } from "typeorm";
import { marketplaceTenantId } from "../core/alert.js";
import { type DifferenceKind, differenceKinds } from "../core/invoice/difference.js";
import type { InvoiceMapping } from "../core/invoice/invoice-mapping.js";
import type { KeyViewer } from "../flow/viewer.js";
import type {
  InvoiceStage,
  ReconciliationLineRow,
  ReconciliationRow,
  ReconciliationStore,
} from "../manage/invoices/ports.js";
import { asViewer } from "./as-viewer.js";
import { connectionConfig, type DatabaseTarget } from "./connection.js";
import { inOrder } from "./rows-in-order.js";
import { compareInvoice } from "./sql/compare-invoice.js";
import { noteApplied, readCorrections } from "./sql/read-corrections.js";
import { fillInvoiceStage, makeInvoiceStage, matchInvoice } from "./sql/stage-invoice.js";

/** Reconciliations: read behind row-level security, made by the engine on its own connections. */
export function createReconciliationStore(
  dataSource: DataSource,
  engine: pg.Pool,
  target: DatabaseTarget,
): ReconciliationStore {
  return {
    mapping: (viewer, vendorId) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [row] = await tx.query<{ mapping: InvoiceMapping }[]>(
          "select mapping from invoice_mapping where tenant_id = $1 and vendor_id = $2",
          [ownerOf(viewer), vendorId],
        );
        return row?.mapping ?? null;
      }),
    keepMapping: (viewer, vendorId, mapping, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.query(
          `insert into invoice_mapping (tenant_id, vendor_id, mapping, changed_at)
           values ($1, $2, $3, $4)
           on conflict (tenant_id, vendor_id)
             do update set mapping = excluded.mapping, changed_at = excluded.changed_at`,
          [ownerOf(viewer), vendorId, JSON.stringify(mapping), now],
        );
      }),
    stage: () => openStage(target),
    corrections: (of, id, after, limit) => readCorrections(engine, of, id, after, limit),
    applied: (of, id, corrected, now) => noteApplied(engine, of, id, corrected, now),
    reconciliationsById: (viewer, ids) =>
      asViewer(dataSource, viewer, async (tx) => inOrder(ids, await readRows(tx, ids))),
    lines: (viewer, id, kind, limit, after) =>
      asViewer(dataSource, viewer, async (tx) => {
        const rows = await tx.query<ReconciliationLineRow[]>(linesText, [
          ownerOf(viewer),
          id,
          kind,
          after ?? 0n,
          limit + 1,
        ]);
        return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
      }),
  };
}

function ownerOf(viewer: KeyViewer): string {
  return viewer.tenantId ?? marketplaceTenantId;
}

const linesText = `
  select number, kind, vendor_message_id as "vendorMessageId",
    attempt_tenant_id as "attemptTenantId", attempt_id as "attemptId", our_micros as "ourMicros",
    our_currency as "ourCurrency", their_micros as "theirMicros", note
  from reconciliation_line
  where tenant_id = $1 and reconciliation_id = $2 and number > $4
    and case when $3::text is null then kind is not null else kind = $3 end
  order by number limit $5`;

async function readRows(tx: EntityManager, ids: readonly string[]): Promise<ReconciliationRow[]> {
  const rows = await tx.query<(Omit<ReconciliationRow, "counts"> & Counts)[]>(
    `select nullif(r.tenant_id, '${marketplaceTenantId}') as "tenantId",
       r.id, r.vendor_id as "vendorId", r.account_id as "accountId", r.starts_at as "from",
       r.ends_at as "to", r.by, r.at, r.currency, r.lines,
       r.unreadable, r.matched, r.our_micros as "ourMicros",
       r.invoice_micros as "invoiceMicros", r.in_doubt as "inDoubt",
       r.in_doubt_our_micros as "inDoubtOurMicros",
       r.in_doubt_invoice_micros as "inDoubtInvoiceMicros",
       r.unknown_words as "unknownWords",
       r.corrected, r.applied_at as "appliedAt", c.*
     from reconciliation r cross join lateral (
       select ${differenceKinds
         .map((kind) => `count(*) filter (where kind = '${kind}') as "${kind}"`)
         .join(", ")}
       from reconciliation_line l
       where l.tenant_id = r.tenant_id and l.reconciliation_id = r.id
     ) c
     where r.id = any($1::uuid[])`,
    [ids],
  );
  return rows.map((row) => ({
    ...row,
    counts: Object.fromEntries(differenceKinds.map((kind) => [kind, row[kind]])) as Counts,
  }));
}

type Counts = Readonly<Record<DifferenceKind, bigint>>;

/** A connection of its own: it takes as long as it takes, and its tables go with it. */
async function openStage(target: DatabaseTarget): Promise<InvoiceStage> {
  const client = new pg.Client(connectionConfig(target, "engine", "sandi-reconcile"));
  // A connection that breaks fails the statement that waits for it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await makeInvoiceStage(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  return {
    fill: (lines) => fillInvoiceStage(client, lines),
    async compare(of, facts) {
      await client.query("begin");
      await matchInvoice(client, of, facts.currency);
      await compareInvoice(client, of, facts);
      // What fails goes with the connection.
      await client.query("commit");
    },
    close: () => client.end(),
  };
}
