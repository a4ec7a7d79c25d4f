import type { ReceiptRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { receiptColumns } from "./receipt-row.js";
import { type Connection, run } from "./statement.js";

const text = `select ${selectList(receiptColumns, "r")}
from receipt r where r.tenant_id = $1 and r.attempt_id = any($2::uuid[])
order by r.attempt_id, r.id`;

/**
 * All receipts of one tenant's attempts, by attempt and arrival. As sandi_app.
 * One index range each.
 */
export function readReceipts(
  db: Connection,
  tenantId: string,
  attemptIds: readonly string[],
): Promise<ReceiptRow[]> {
  return run<ReceiptRow>(db, "read-receipts", text, [tenantId, attemptIds]);
}
