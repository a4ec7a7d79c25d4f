import type { Key, RecipientKey } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
select distinct s.tenant_id as "tenantId", s.id
from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[]) as n(tenant_id, phone, email, purpose)
join lateral (
  select o.tenant_id, o.id, o.purpose, o.verification, o.status
  from send o where o.tenant_id = n.tenant_id and o.phone_index = n.phone and o.id >= $5
  union all
  select o.tenant_id, o.id, o.purpose, o.verification, o.status
  from send o where o.tenant_id = n.tenant_id and o.email_index = n.email and o.id >= $5
) s on s.verification = 'PENDING' and s.status <> 'BLOCKED'
  and s.purpose is not distinct from n.purpose`;

const bytea = (value: Buffer | null) => (value === null ? null : `\\x${value.toString("hex")}`);

/**
 * Finds open sends to the same recipients and purposes, unlocked. Cost: what a recipient got since
 * `since`, which is told by the ids, because they are ordered by time (UUID version 7, RFC 9562).
 */
export async function findOpenSends(
  db: Connection,
  recipients: readonly RecipientKey[],
  since: Date,
): Promise<readonly Key[]> {
  return await run<{ tenantId: string; id: string }>(db, "find-open-sends", text, [
    recipients.map((recipient) => recipient.tenantId),
    recipients.map((recipient) => bytea(recipient.phoneIndex)),
    recipients.map((recipient) => bytea(recipient.emailIndex)),
    recipients.map((recipient) => recipient.purpose),
    firstIdOf(since),
  ]);
}

/** The smallest id that can have been made at this moment. */
function firstIdOf(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
