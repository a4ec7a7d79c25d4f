import type { Connection } from "./statement.js";

/**
 * Tells the planner what the tables hold after many rows came at once: until then it takes them for
 * empty and reads them row by row. As their owner; a part of a second, since a small sample will do
 * and the wide columns are left out.
 */
export async function analyzeHistory(owner: Connection): Promise<void> {
  // One message is one transaction, and the setting ends with it.
  await owner.query(
    `set local default_statistics_target = 20;
     analyze send (tenant_id, id, plan_id, country, status, verification, created_at, wake_at),
       attempt (tenant_id, id, send_id, status, charge, held_at, channel, vendor_id),
       receipt (tenant_id, id, attempt_id), message_route,
       ledger_entry (tenant_id, id, attempt_id, at), event (tenant_id, seq, send_id, at),
       budget_period, alert`,
  );
}
