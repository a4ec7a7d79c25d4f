import type { AlertRow } from "../../manage/alerts/ports.js";
import { type Connection, run } from "./statement.js";

/** Every column of an alert, for rows of `alert a`. */
export const alertColumns = `a.tenant_id as "tenantId", a.id, a.severity, a.detail as facts,
  a.vendor_id as "vendorId", a.plan_id as "planId", a.budget_id as "budgetId",
  a.raised_at as "raisedAt", a.resolved_at as "resolvedAt", a.acknowledged_at as "acknowledgedAt"`;

const text = `
  select ${alertColumns} from alert a
  where a.tenant_id = any($1::uuid[]) and (a.raised_at >= $2 or a.resolved_at >= $2)
  order by a.raised_at, a.id limit 10000`;

/**
 * Alerts of these tenants raised or resolved at or after `since`, oldest first. Two index scans per
 * tenant.
 */
export async function readAlertsSince(
  db: Connection,
  tenantIds: readonly string[],
  since: Date,
): Promise<readonly AlertRow[]> {
  return run<AlertRow>(db, "read-alerts-since", text, [tenantIds, since]);
}
