import { type Connection, run } from "./statement.js";

const text = `select n.tenant_id || ' ' || n.cause as name
from unnest($1::uuid[], $2::text[]) as n(tenant_id, cause)
where exists (select from alert a where a.tenant_id = n.tenant_id and a.resolved_at is null
  and starts_with(a.cause, n.cause))`;

/**
 * Those of these beginnings of causes that an open alert of the tenant has, as "tenant cause".
 * Reads the tenants' alerts.
 */
export async function findOpenCauses(
  db: Connection,
  causes: readonly { readonly tenantId: string; readonly cause: string }[],
): Promise<ReadonlySet<string>> {
  const rows = await run<{ name: string }>(db, "find-open-causes", text, [
    causes.map((one) => one.tenantId),
    causes.map((one) => one.cause),
  ]);
  return new Set(rows.map(({ name }) => name));
}
