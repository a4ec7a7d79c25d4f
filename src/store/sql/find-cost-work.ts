import type { CostWork } from "../../manage/reports/ports.js";
import { type Connection, run } from "./statement.js";

const text = `
select k.tenant_id as "tenantId", t.time_zone as "timeZone",
  coalesce(c.next_build_at <= $1 or c.zone <> t.time_zone, true) as "isDue"
from tenant_counter k
join tenant t on t.id = k.tenant_id
left join cost_cursor c on c.tenant_id = k.tenant_id
where k.last_seq > 0
  and (c.tenant_id is null or c.seq < k.last_seq or c.next_build_at <= $1 or c.zone <> t.time_zone)
order by k.tenant_id`;

/**
 * Tenants whose cost facts may be behind. As the owner of the tables. One row per tenant is read.
 */
export function findCostWork(db: Connection, now: Date): Promise<CostWork[]> {
  return run<CostWork>(db, "find-cost-work", text, [now]);
}
