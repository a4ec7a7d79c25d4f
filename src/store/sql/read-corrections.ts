import { marketplaceTenantId } from "../../core/alert.js";
import type { InvoiceCorrection } from "../../flow/apply-invoice.js";
import type { InvoiceTarget } from "../../manage/invoices/ports.js";
import { type Connection, run } from "./statement.js";

// The account decides once more whose attempt may be corrected.
const text = `
  select l.number, a.tenant_id as "tenantId", a.id, a.send_id as "sendId",
    l.correction_micros as "vendorMicros"
  from reconciliation_line l
  join attempt a on a.tenant_id = l.attempt_tenant_id and a.id = l.attempt_id
    and a.account_id = $3 and ($4::uuid is null or a.tenant_id = $4)
  where l.tenant_id = $1 and l.reconciliation_id = $2 and l.correction_micros is not null
    and l.number > $5
  order by l.number limit $6`;

/** What a reconciliation wants corrected, by number; one look-up per row. */
export async function readCorrections(
  db: Connection,
  { tenantId, accountId }: InvoiceTarget,
  id: string,
  after: bigint,
  limit: number,
): Promise<(InvoiceCorrection & { readonly number: bigint })[]> {
  const owner = tenantId ?? marketplaceTenantId;
  return run(db, "read-corrections", text, [owner, id, accountId, tenantId, after, limit]);
}

const noteText = `
  update reconciliation set corrected = $3, applied_at = $4 where tenant_id = $1 and id = $2`;

/** Notes that the books follow an invoice. */
export async function noteApplied(
  db: Connection,
  { tenantId }: InvoiceTarget,
  id: string,
  corrected: number,
  now: Date,
): Promise<void> {
  await run(db, "note-applied", noteText, [tenantId ?? marketplaceTenantId, id, corrected, now]);
}
