import type { AttemptRow } from "../../flow/rows.js";
import { attemptColumns as all } from "./attempt-row.js";
import { batchOf } from "../wire/batch.js";
import { assignments, batchTable, type Columns } from "./columns.js";
import { type Connection, write } from "./statement.js";

/** What of an attempt changes after it was planned. */
type AttemptChange = Pick<
  AttemptRow,
  | "status"
  | "failureClass"
  | "vendorCode"
  | "vendorMessage"
  | "vendorMessageIds"
  | "leaseOwner"
  | "leaseUntil"
  | "codeCipher"
  | "partStates"
  | "moneyFacts"
  | "charge"
  | "costMicros"
  | "vendorCostMicros"
  | "holdUntil"
  | "settledAt"
  | "submittedAt"
  | "deliveredAt"
  | "readAt"
  | "reachedAt"
  | "deadlineAt"
  | "latencyMs"
  | "verifiedAt"
>;

const changes: Columns<AttemptChange> = {
  status: all.status,
  failureClass: all.failureClass,
  vendorCode: all.vendorCode,
  vendorMessage: all.vendorMessage,
  vendorMessageIds: all.vendorMessageIds,
  leaseOwner: all.leaseOwner,
  leaseUntil: all.leaseUntil,
  codeCipher: all.codeCipher,
  partStates: all.partStates,
  moneyFacts: all.moneyFacts,
  charge: all.charge,
  costMicros: all.costMicros,
  vendorCostMicros: all.vendorCostMicros,
  holdUntil: all.holdUntil,
  settledAt: all.settledAt,
  submittedAt: all.submittedAt,
  deliveredAt: all.deliveredAt,
  readAt: all.readAt,
  reachedAt: all.reachedAt,
  deadlineAt: all.deadlineAt,
  latencyMs: all.latencyMs,
  verifiedAt: all.verifiedAt,
};
/** What of an attempt may change, with its key. */
export const attemptChangeColumns = { tenantId: all.tenantId, id: all.id, ...changes };

const text = `
update attempt a set ${assignments(changes, "n")}
from ${batchTable("attempt_change", "n")}
where a.tenant_id = n.tenant_id and a.id = n.id`;

/**
 * Writes what changed of attempts whose sends are locked. Cost:
 * one new row version each, no index entry.
 */
export function updateAttempts(db: Connection, rows: readonly AttemptRow[]): Promise<void> {
  return write(db, "update-attempts", text, [
    batchOf("attempt_change", attemptChangeColumns, rows),
  ]);
}
