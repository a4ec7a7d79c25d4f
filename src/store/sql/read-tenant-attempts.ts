import type { DecidedAttempt } from "../../flow/rows.js";
import { decidedAttemptColumns } from "./attempt-row.js";
import { selectList } from "./columns.js";
import { type Connection, run } from "./statement.js";

const byId = `select ${selectList(decidedAttemptColumns, "a")}
from attempt a where a.tenant_id = $1 and a.id = any($2::uuid[])`;

const bySend = `select ${selectList(decidedAttemptColumns, "a")}
from attempt a where a.tenant_id = $1 and a.send_id = any($2::uuid[])
order by a.send_id, a.number`;

/** One tenant's attempts with these ids, in no order. As sandi_app. One index look-up each. */
export function readTenantAttempts(
  db: Connection,
  tenantId: string,
  ids: readonly string[],
): Promise<DecidedAttempt[]> {
  return run<DecidedAttempt>(db, "read-tenant-attempts", byId, [tenantId, ids]);
}

/** All attempts of one tenant's sends, by send and number. As sandi_app. One index range each. */
export function readAttemptsOfSends(
  db: Connection,
  tenantId: string,
  sendIds: readonly string[],
): Promise<DecidedAttempt[]> {
  return run<DecidedAttempt>(db, "read-attempts-of-sends", bySend, [tenantId, sendIds]);
}
