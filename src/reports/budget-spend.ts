import { moment, type ReportDb, uuid } from "./report-db.js";

/** What a tenant spent in one hour (UTC) by one plan and country; country null = none is known. */
export interface SpentHour {
  readonly at: Date;
  /** Null = look-ups, which are of no plan. */
  readonly planId: string | null;
  readonly country: string | null;
  /** Charged, perhaps charged, or still held; the tenant's micro-units. */
  readonly micros: bigint;
}

/** A tenant's spending by the hour, and when its first attempt of all was made. */
export interface SpentHours {
  /** Null = there was none. */
  readonly firstAt: Date | null;
  readonly hours: readonly SpentHour[];
}

/**
 * What attempts and look-ups cost whose holds were taken in a range, by hour, plan and country.
 * Two statements: the first attempt, by its index; the range's attempts with their sends, and its
 * look-ups.
 */
export async function readSpentHours(
  db: ReportDb,
  tenantId: string,
  from: Date,
  to: Date,
): Promise<SpentHours> {
  const tenant = uuid(tenantId);
  const [first] = await db.query<{ at: Date }>(
    `select a.held_at as at from attempt a where a.tenant_id = ${tenant}
     order by a.tenant_id, a.held_at limit 1`,
  );
  const hours = await db.query<SpentHour>(
    `select date_trunc('hour', a.held_at, 'UTC') as at, s.plan_id as "planId", s.country,
       sum(a.cost_micros + case when a.charge = 'HELD' then a.hold_micros else 0 end)::bigint
         as micros
     from attempt a join send s on s.tenant_id = a.tenant_id and s.id = a.send_id
     where a.tenant_id = ${tenant} and s.tenant_id = ${tenant}
       and a.held_at >= ${moment(from)} and a.held_at < ${moment(to)}
     group by 1, 2, 3
     union all
     select date_trunc('hour', l.held_at, 'UTC'), null::uuid, l.country,
       sum(l.cost_micros + case when l.charge = 'HELD' then l.hold_micros else 0 end)::bigint
     from look_up l
     where l.tenant_id = ${tenant} and l.held_at >= ${moment(from)} and l.held_at < ${moment(to)}
     group by 1, 2, 3`,
  );
  return { firstAt: first?.at ?? null, hours };
}
