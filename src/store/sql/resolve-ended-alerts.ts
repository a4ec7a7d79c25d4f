import { type Connection, run } from "./statement.js";

const text = `
with over as (
  select a.tenant_id, a.id from alert a
  where a.resolved_at is null and a.ends_at <= $1
  order by a.tenant_id, a.cause
  for update of a
)
update alert a set resolved_at = a.ends_at
from over o where a.tenant_id = o.tenant_id and a.id = o.id
returning a.tenant_id as "tenantId"`;

/**
 * Notes of every open alert whose cause ended by itself that it is over, as of that moment. Returns
 * whose alerts changed. In a transaction of its own, over all tenants; one scan of an index that
 * has open alerts only.
 */
export async function resolveEndedAlerts(db: Connection, now: Date): Promise<readonly string[]> {
  const rows = await run<{ tenantId: string }>(db, "resolve-ended-alerts", text, [now]);
  return [...new Set(rows.map((row) => row.tenantId))];
}
