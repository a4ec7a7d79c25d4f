import type { Key, RecipientKey } from "../../flow/ports.js";
import { type Connection, run } from "./statement.js";

/** Sends that are open to the recipients and purposes of recipientValues, made since $5. */
export const openSends = `
from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[]) as n(tenant_id, phone, email, purpose)
join lateral (
  select o.tenant_id, o.id, o.purpose, o.verification, o.status
  from send o where o.tenant_id = n.tenant_id and o.phone_index = n.phone and o.created_at >= $5
  union all
  select o.tenant_id, o.id, o.purpose, o.verification, o.status
  from send o where o.tenant_id = n.tenant_id and o.email_index = n.email and o.created_at >= $5
) s on s.verification = 'PENDING' and s.status <> 'BLOCKED'
  and s.purpose is not distinct from n.purpose`;

const text = `select distinct s.tenant_id as "tenantId", s.id ${openSends}`;

const bytea = (value: Buffer | null) => (value === null ? null : `\\x${value.toString("hex")}`);

/**
 * Finds open sends to the same recipients and purposes, made since `since`; unlocked. Cost: what
 * these recipients ever got, over their own indexes. The age is told by created_at and not by the
 * ids: a bound on ids would let the planner walk all that the tenant sent lately instead.
 */
export async function findOpenSends(
  db: Connection,
  recipients: readonly RecipientKey[],
  since: Date,
): Promise<readonly Key[]> {
  const values = [...recipientValues(recipients), since];
  return await run<{ tenantId: string; id: string }>(db, "find-open-sends", text, values);
}

/** Recipients as openSends takes them, $1 to $4. */
export function recipientValues(recipients: readonly RecipientKey[]): unknown[] {
  return [
    recipients.map((recipient) => recipient.tenantId),
    recipients.map((recipient) => bytea(recipient.phoneIndex)),
    recipients.map((recipient) => bytea(recipient.emailIndex)),
    recipients.map((recipient) => recipient.purpose),
  ];
}
