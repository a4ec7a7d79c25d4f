import type { SendRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { type Connection, run } from "./statement.js";

const byId = `select ${selectList(sendColumns, "s")}
from send s where s.tenant_id = $1 and s.id = any($2::uuid[])`;

const byExternalId = `select ${selectList(sendColumns, "s")}
from send s where s.tenant_id = $1 and s.external_id = $2
order by s.id desc limit 1`;

/** One tenant's sends with these ids, in no order. As sandi_app. One index look-up each. */
export function readTenantSends(
  db: Connection,
  tenantId: string,
  ids: readonly string[],
): Promise<SendRow[]> {
  return run<SendRow>(db, "read-tenant-sends", byId, [tenantId, ids]);
}

/** The newest of one tenant's sends with this external id; at most one row. As sandi_app. */
export function readSendByExternalId(
  db: Connection,
  tenantId: string,
  externalId: string,
): Promise<SendRow[]> {
  return run<SendRow>(db, "read-send-by-external-id", byExternalId, [tenantId, externalId]);
}
