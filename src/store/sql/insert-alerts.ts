import type { Alert } from "../../core/alert.js";
import { run, type Connection } from "./statement.js";

/**
 * Raises alerts, each once per (tenantId, cause); returns those that are new, in the given order.
 * One that was resolved is open again. One about a budget that was removed or got another limit
 * since it was decided is left out: its cause is gone before it is told. One statement; a cause
 * that another transaction is raising makes it wait for that one's end, so call it after the locks
 * on sends, attempts and budget periods and before the tenant counter.
 */
export function insertAlerts(db: Connection, alerts: readonly Alert[]): Promise<readonly Alert[]> {
  if (alerts.length === 0) {
    return Promise.resolve([]);
  }
  // In the order of the unique index, so that two batches never wait for each other in a circle.
  const distinct = [
    ...new Map([...alerts].reverse().map((alert) => [keyOf(alert), alert])).values(),
  ];
  const sorted = distinct.sort((left, right) => compare(keyOf(left), keyOf(right)));
  const inserted = run<{ id: string }>(db, "insert-alerts", text, [
    sorted.map((alert) => alert.tenantId),
    sorted.map((alert) => alert.id),
    sorted.map((alert) => alert.facts.kind),
    sorted.map((alert) => alert.severity),
    sorted.map((alert) => alert.cause),
    sorted.map((alert) => JSON.stringify(alert.facts)),
    sorted.map((alert) => alert.vendorId),
    sorted.map((alert) => alert.planId),
    sorted.map((alert) => alert.budgetId),
    sorted.map((alert) => alert.raisedAt.toISOString()),
    sorted.map((alert) => alert.endsAt?.toISOString() ?? null),
  ]);
  return inserted.then((rows) => {
    const ids = new Set(rows.map((row) => row.id));
    return alerts.filter((alert) => ids.has(alert.id));
  });
}

const text = `
  insert into alert (tenant_id, id, kind, severity, cause, detail, vendor_id, plan_id, budget_id,
    raised_at, ends_at)
  select n.* from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::jsonb[],
    $7::uuid[], $8::uuid[], $9::uuid[], $10::timestamptz[],
    $11::timestamptz[]) as n(tenant_id, id, kind, severity, cause, detail, vendor_id, plan_id,
    budget_id, raised_at, ends_at)
  where n.budget_id is null or exists (select from budget b
    where b.tenant_id = n.tenant_id and b.id = n.budget_id and b.removed_at is null
      and b.limit_micros = (n.detail->>'limitMicros')::bigint)
  on conflict (tenant_id, cause) do update set resolved_at = null
    where alert.resolved_at is not null
  returning id`;

function keyOf(alert: Alert): string {
  return `${alert.tenantId} ${alert.cause}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
