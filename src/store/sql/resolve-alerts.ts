import { type Connection, run } from "./statement.js";

const text = `
with open as (
  select a.tenant_id, a.id from alert a
  join unnest($1::uuid[], $2::text[]) as n(tenant_id, cause)
    on a.tenant_id = n.tenant_id and starts_with(a.cause, n.cause)
  where a.resolved_at is null
  order by a.tenant_id, a.cause
  for update of a
)
update alert a set resolved_at = $3 from open o where a.tenant_id = o.tenant_id and a.id = o.id
returning a.tenant_id as "tenantId"`;

/**
 * Notes that causes are gone: every open alert whose cause begins as one of these. Returns whose
 * alerts changed. After all other locks of a transaction but the tenant counter; cost: a tenant's
 * alerts.
 */
export async function resolveAlerts(
  db: Connection,
  causes: readonly { readonly tenantId: string; readonly cause: string }[],
  now: Date,
): Promise<readonly string[]> {
  const rows = await run<{ tenantId: string }>(db, "resolve-alerts", text, [
    causes.map((one) => one.tenantId),
    causes.map((one) => one.cause),
    now,
  ]);
  return [...new Set(rows.map((row) => row.tenantId))];
}
