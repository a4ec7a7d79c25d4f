import type { Key } from "../../flow/ports.js";
import type { SendRow } from "../../flow/rows.js";
import { textArray, uuidArray } from "../array-bytes.js";
import { selectList } from "./columns.js";
import { sendColumns } from "./send-row.js";
import { type Connection, run } from "./statement.js";

// Fenced by the offset, so that what is left out because it is known was locked all the same.
const text = `
select ${selectList(sendColumns, "s")}, s.version
from (
  select distinct k.tenant_id, k.id, k.known
  from unnest($2::uuid[], $3::uuid[], $4::text[]) as k(tenant_id, id, known)
  order by k.tenant_id, k.id
) n
cross join lateral (
  select o.*, o.xmin::text as version from send o
  where o.tenant_id = any ($1::uuid[]) and o.tenant_id = n.tenant_id and o.id = n.id
  offset 0
  for update
) s
where s.version is distinct from n.known`;

/** A locked send's row, and the transaction that wrote it (xmin). */
export interface VersionedSend {
  readonly send: SendRow;
  readonly version: string;
}

/**
 * Locks the sends that exist, in lock order, and returns those that are not of the version given.
 * Cost: one index look-up and row lock each.
 *
 * @param known per key, the version that the caller has; null = none
 */
export async function lockSends(
  db: Connection,
  keys: readonly Key[],
  known: readonly (string | null)[],
): Promise<readonly VersionedSend[]> {
  const tenants = keys.map((key) => key.tenantId);
  const rows = await run<SendRow & { version: string }>(db, "lock-sends", text, [
    uuidArray([...new Set(tenants)]),
    uuidArray(tenants),
    uuidArray(keys.map((key) => key.id)),
    textArray(known),
  ]);
  return rows.map(({ version, ...send }) => ({ send, version }));
}
