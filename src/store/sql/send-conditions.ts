import type { SendFilter } from "../../flow/reads.js";
import { Conditions } from "./conditions.js";

/** Where a recipient may be found: the keyed hash, as a number or as an address. */
export interface RecipientIndex {
  readonly column: "phone_index" | "email_index";
  readonly hash: Buffer;
}

/**
 * The conditions of a filter over `send s`.
 *
 * @param recipient null = every recipient
 */
export function sendConditions(
  tenantId: string,
  filter: SendFilter,
  recipient: RecipientIndex | null,
): Conditions {
  const byPhone = recipient?.column === "phone_index" ? recipient.hash : undefined;
  const byEmail = recipient?.column === "email_index" ? recipient.hash : undefined;
  return new Conditions()
    .add("t", "s.tenant_id = $::uuid", tenantId)
    .add("p", "s.plan_id = $::uuid", filter.planId)
    .add("s", "s.status = any($::text[])", filter.statuses)
    .add("v", "s.verification = any($::text[])", filter.verification)
    .add("c", "s.country = any($::text[])", filter.countries)
    .add("n", "s.phone_index = $::bytea", byPhone)
    .add("e", "s.email_index = $::bytea", byEmail)
    .add("u", "s.purpose = $::text", filter.purpose)
    .add("f", "s.created_at >= $::timestamptz", filter.from)
    .add("o", "s.created_at < $::timestamptz", filter.to)
    .add("h", attemptWith("a.channel = any($::text[])"), filter.channels)
    .add(
      "d",
      attemptWith("a.vendor_id in (select v.id from vendor v where v.slug = any($::text[]))"),
      filter.vendors,
    );
}

function attemptWith(condition: string): string {
  return `exists (select from attempt a
    where a.tenant_id = s.tenant_id and a.send_id = s.id and ${condition})`;
}
