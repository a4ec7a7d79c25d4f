import type { EntityManager } from "typeorm";
import type {
  HealthBreaker,
  HealthFacts,
  HealthOutage,
  PauseRow,
} from "../manage/vendors/ports.js";
import { groupInOrder } from "./rows-in-order.js";

/** Pauses in force, as PauseRow. */
export const pausesSelect = `select id, vendor_id as "vendorId", tenant_id as "tenantId", channel,
  country, reason,
    paused_at as "pausedAt"
  from vendor_pause where resumed_at is null`;

/**
 * Breakers of connected accounts, as HealthBreaker. Whose accounts:
 * the policies of vendor_account decide.
 */
export const breakersSelect = `select a.vendor_id as "vendorId", b.account_id as "accountId",
    a.tenant_id as "tenantId", b.channel, nullif(b.country, '') as country, b.failures,
    b.opened_at as "openedAt", b.probe_at as "probeAt", b.backoff_sec as "backoffSec", b.since
  from breaker b join vendor_account a on a.id = b.account_id
  where a.disconnected_at is null`;

/**
 * Outages of connected accounts, as HealthOutage. Whose accounts: the policies of vendor_account
 * decide. An upstream that nobody named bears its route's name.
 */
export const outagesSelect = `select a.vendor_id as "vendorId", a.id as "accountId",
    a.tenant_id as "tenantId", r.channel, nullif(b.country, '*') as country,
    nullif(substr(b.network, strpos(b.network || '/', '/') + 1), '') as network, b.scope,
    case when starts_with(b.upstream, a.id::text) then null else b.upstream end as upstream,
    b.opened_by as "openedBy", b.failures, b.opened_at as "openedAt", b.probe_at as "probeAt"
  from route_breaker b cross join unnest(b.account_ids, b.channels) as r(account_id, channel)
  join vendor_account a on a.id = r.account_id
  where a.disconnected_at is null`;

/** One per vendor, in order, as the viewer of the transaction sees it. Three statements. */
export async function healthOfVendors(
  tx: EntityManager,
  vendorIds: readonly string[],
): Promise<HealthFacts[]> {
  const pauses = await tx.query<PauseRow[]>(`${pausesSelect} and vendor_id = any($1)`, [vendorIds]);
  const breakers = await tx.query<HealthBreaker[]>(`${breakersSelect} and a.vendor_id = any($1)`, [
    vendorIds,
  ]);
  const outages = await tx.query<HealthOutage[]>(`${outagesSelect} and a.vendor_id = any($1)`, [
    vendorIds,
  ]);
  const pausesOf = groupInOrder(vendorIds, pauses, (row) => row.vendorId);
  const breakersOf = groupInOrder(vendorIds, breakers, (row) => row.vendorId);
  const outagesOf = groupInOrder(vendorIds, outages, (row) => row.vendorId);
  return vendorIds.map((_, index) => ({
    pauses: pausesOf[index] ?? [],
    breakers: breakersOf[index] ?? [],
    outages: outagesOf[index] ?? [],
  }));
}
