import type { SendRow } from "../../flow/rows.js";
import { batchOf } from "../wire/batch.js";
import { assignments, batchTable, type Columns } from "./columns.js";
import { sendColumns as all } from "./send-row.js";
import { type Connection, write } from "./statement.js";

/** What of a send changes after it was made. */
type SendChange = Pick<
  SendRow,
  | "status"
  | "verification"
  | "statusReason"
  | "failureClass"
  | "codeHmac"
  | "codeCipher"
  | "checksLeft"
  | "resendsLeft"
  | "resendAvailableAt"
  | "round"
  | "roundStartedAt"
  | "resendChannel"
  | "skippedSteps"
  | "halted"
  | "costMicros"
  | "heldMicros"
  | "nextStepAt"
  | "nextChannel"
  | "wakeAt"
  | "firstSubmittedAt"
  | "deliveredAt"
  | "verifiedAt"
>;

const changes: Columns<SendChange> = {
  status: all.status,
  verification: all.verification,
  statusReason: all.statusReason,
  failureClass: all.failureClass,
  codeHmac: all.codeHmac,
  codeCipher: all.codeCipher,
  checksLeft: all.checksLeft,
  resendsLeft: all.resendsLeft,
  resendAvailableAt: all.resendAvailableAt,
  round: all.round,
  roundStartedAt: all.roundStartedAt,
  resendChannel: all.resendChannel,
  skippedSteps: all.skippedSteps,
  halted: all.halted,
  costMicros: all.costMicros,
  heldMicros: all.heldMicros,
  nextStepAt: all.nextStepAt,
  nextChannel: all.nextChannel,
  wakeAt: all.wakeAt,
  firstSubmittedAt: all.firstSubmittedAt,
  deliveredAt: all.deliveredAt,
  verifiedAt: all.verifiedAt,
};
/** What of a send may change, with its key. */
export const sendChangeColumns = { tenantId: all.tenantId, id: all.id, ...changes };

const text = `
update send s set ${assignments(changes, "n")}
from ${batchTable("send_change", "n")}
where s.tenant_id = n.tenant_id and s.id = n.id`;

/** Writes what changed of locked sends. Needs their locks; cost: one new row version each. */
export function updateSends(db: Connection, rows: readonly SendRow[]): Promise<void> {
  return write(db, "update-sends", text, [batchOf("send_change", sendChangeColumns, rows)]);
}
