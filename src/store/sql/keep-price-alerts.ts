import type { Alert } from "../../core/alert.js";
import { type Connection, run } from "./statement.js";

const keepText = `
insert into alert as a (tenant_id, id, kind, severity, cause, detail, vendor_id, raised_at)
select n.tenant_id, n.id, 'PRICE_CHANGE', n.severity, n.cause, n.detail, n.vendor_id, $7
from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::jsonb[], $6::uuid[])
  as n(tenant_id, id, severity, cause, detail, vendor_id)
order by n.tenant_id, n.cause
on conflict (tenant_id, cause) do update
set detail = excluded.detail, severity = excluded.severity, resolved_at = null
where a.resolved_at is not null or a.detail <> excluded.detail
returning a.tenant_id as "tenantId"`;

const resolveText = `
with over as (
  select a.tenant_id, a.id from alert a
  where a.kind = 'PRICE_CHANGE' and a.resolved_at is null
    and not exists (select from unnest($1::uuid[], $2::text[]) as n(tenant_id, cause)
      where n.tenant_id = a.tenant_id and n.cause = a.cause)
  order by a.tenant_id, a.cause
  for update of a
)
update alert a set resolved_at = $3 from over o where a.tenant_id = o.tenant_id and a.id = o.id
returning a.tenant_id as "tenantId"`;

/**
 * Raises these price alerts, each once per (tenantId, cause); one that is raised says afterwards
 * what is given, and is open again if it was resolved. All others that are open are resolved.
 * Returns whose alerts changed. In a transaction; takes alerts' locks in the order of their causes.
 */
export async function keepPriceAlerts(
  db: Connection,
  alerts: readonly Alert[],
  now: Date,
): Promise<readonly string[]> {
  const tenantIds = alerts.map((alert) => alert.tenantId);
  const causes = alerts.map((alert) => alert.cause);
  const kept = await run<{ tenantId: string }>(db, "keep-price-alerts", keepText, [
    tenantIds,
    alerts.map((alert) => alert.id),
    alerts.map((alert) => alert.severity),
    causes,
    alerts.map((alert) => JSON.stringify(alert.facts)),
    alerts.map((alert) => alert.vendorId),
    now,
  ]);
  const over = await run<{ tenantId: string }>(db, "resolve-price-alerts", resolveText, [
    tenantIds,
    causes,
    now,
  ]);
  return [...new Set([...kept, ...over].map((row) => row.tenantId))];
}
