import type { EntityManager } from "typeorm";
import { marketplaceTenantId } from "../core/alert.js";
import type { IncidentPage, VendorIncidentRow } from "../manage/vendors/ports.js";
import { groupInOrder } from "./rows-in-order.js";

const text = `
select v.id as "vendorId", i.*
from unnest($1::uuid[]) as v(id) cross join lateral (
  select * from (
    select a.id, 'OUTAGE' as kind, a.detail->>'channel' as channel,
      a.detail->>'country' as country, (a.detail->>'failures')::int as failures,
      null as note, false as "byOperator", a.raised_at as "startedAt", a.resolved_at as "endedAt"
    from alert a
    where a.tenant_id = any($2::uuid[]) and a.kind = 'VENDOR_DOWN' and a.vendor_id = v.id
    union all
    select p.id, 'PAUSE', p.channel, p.country, null, p.reason, p.tenant_id is null, p.paused_at,
      p.resumed_at
    from vendor_pause p where p.vendor_id = v.id
  ) u
  where ($3::timestamptz is null or (u."startedAt", u.id) < ($3, $4::uuid))
    and not ($6::boolean and u."endedAt" is not null)
  order by u."startedAt" desc, u.id desc limit $5
) i order by i."startedAt" desc, i.id desc`;

/**
 * Outages and pauses, one list per vendor, in order, with one row more than the limit: the
 * marketplace's and the tenant's own, as the policies of both tables let the viewer see them.
 * One statement; cost: the alerts of two tenants and the vendors' pauses.
 *
 * @param tenantId null = an operator
 */
export async function incidentsOfVendors(
  tx: EntityManager,
  tenantId: string | null,
  vendorIds: readonly string[],
  { openOnly, limit, after }: IncidentPage,
): Promise<VendorIncidentRow[][]> {
  const rows = await tx.query<VendorIncidentRow[]>(text, [
    vendorIds,
    [marketplaceTenantId, ...(tenantId === null ? [] : [tenantId])],
    after?.at ?? null,
    after?.id ?? null,
    limit + 1,
    openOnly,
  ]);
  return groupInOrder(vendorIds, rows, (row) => row.vendorId);
}
