import type { Key } from "../../flow/ports.js";
import type { SendRow } from "../../flow/rows.js";
import { selectList } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { type Connection, run } from "./statement.js";

const text = `
select ${selectList(sendColumns, "s")}
from unnest($1::uuid[], $2::uuid[]) as n(tenant_id, id)
join send s on s.tenant_id = n.tenant_id and s.id = n.id`;

/** Reads sends by (tenant, id), unlocked, in no order. One index look-up each. */
export async function readSends(db: Connection, keys: readonly Key[]): Promise<readonly SendRow[]> {
  return await run<SendRow>(db, "read-sends", text, [
    keys.map((key) => key.tenantId),
    keys.map((key) => key.id),
  ]);
}
