import type { SendFilter } from "../../flow/reads.js";
import type { SendRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { type RecipientIndex, sendConditions } from "./send-conditions.js";
import { sendColumns } from "./send-row.js";
import { type Connection, run } from "./statement.js";

/**
 * Reads one tenant's sends, newest first, `limit` of them at most, behind `afterId` where it is not
 * null. As sandi_app. Walks the primary key backwards, or a recipient's index, until the limit is
 * filled.
 */
export function listSends(
  db: Connection,
  tenantId: string,
  filter: SendFilter,
  recipient: RecipientIndex | null,
  limit: number,
  afterId: string | null,
): Promise<SendRow[]> {
  const conditions = sendConditions(tenantId, filter, recipient).add(
    "a",
    "s.id < $::uuid",
    afterId,
  );
  const text = `select ${selectList(sendColumns, "s")}
from send s
where ${conditions.text}
order by s.id desc
limit ${conditions.value(limit)}`;
  return run<SendRow>(db, `list-sends-${conditions.shape}`, text, conditions.values);
}
