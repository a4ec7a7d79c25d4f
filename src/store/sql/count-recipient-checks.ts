import { type Connection, run } from "./statement.js";

const text = `
insert into recipient_check as c (tenant_id, recipient_index, window_started_at, checks)
select tenant_id, recipient_index, $4, checks
from unnest($1::uuid[], $2::bytea[], $3::integer[]) as n(tenant_id, recipient_index, checks)
order by tenant_id, recipient_index
on conflict (tenant_id, recipient_index) do update set
  checks = case when c.window_started_at > $4::timestamptz - interval '1 hour'
    then c.checks + excluded.checks else excluded.checks end,
  window_started_at = case when c.window_started_at > $4::timestamptz - interval '1 hour'
    then c.window_started_at else excluded.window_started_at end
returning encode(recipient_index, 'hex') as index, checks, window_started_at as "windowStartedAt"`;

/**
 * Counts code checks per recipient; an hour after its first check a recipient's count begins anew.
 * Rows distinct by recipient. Returns the counts by index in hex. One row each.
 */
export async function countRecipientChecks(
  db: Connection,
  recipients: readonly { tenantId: string; index: Buffer; checks: number }[],
  now: Date,
): Promise<ReadonlyMap<string, { readonly checks: number; readonly windowStartedAt: Date }>> {
  const rows = await run<{ index: string; checks: number; windowStartedAt: Date }>(
    db,
    "count-recipient-checks",
    text,
    [
      recipients.map((recipient) => recipient.tenantId),
      recipients.map((recipient) => `\\x${recipient.index.toString("hex")}`),
      recipients.map((recipient) => recipient.checks),
      now,
    ],
  );
  return new Map(rows.map((row) => [row.index, row]));
}
