import { moment, type ReportDb, uuid } from "./report-db.js";
import { filterSql } from "./report-filter.js";
import type { ReportRequest } from "./report-request.js";

/** What look-ups of numbers cost whose holds were taken in a range; the tenant's micro-units. */
export interface LookUpCosts {
  readonly count: number;
  /** CHARGED and MAYBE. */
  readonly costMicros: bigint;
  readonly heldMicros: bigint;
  /** The part of the cost that is MAYBE. */
  readonly maybeMicros: bigint;
}

type CostRow = Record<"count" | "cost" | "held" | "maybe", bigint>;

/**
 * Sums the look-ups of a range, of the filter's vendors and countries: they are of no plan, channel
 * or purpose, and a filter that names one leaves them out. One statement; one index range.
 */
export async function readLookUpCosts(
  db: ReportDb,
  tenantId: string,
  { from, to, filter }: Pick<ReportRequest, "from" | "to" | "filter">,
): Promise<LookUpCosts> {
  const { planIds, channels, purposes, ...others } = filter;
  const isLeftOut = planIds !== undefined || channels !== undefined || purposes !== undefined;
  const conditions = await filterSql(db, others);
  const [row] = await db.query<CostRow>(
    `select count(*) as count, coalesce(sum(l.cost_micros), 0)::bigint as cost,
       coalesce(sum(l.hold_micros) filter (where l.charge = 'HELD'), 0)::bigint as held,
       coalesce(sum(l.cost_micros) filter (where l.charge = 'MAYBE'), 0)::bigint as maybe
     from look_up l
     where l.tenant_id = ${uuid(tenantId)} and ${String(!isLeftOut)}
       and l.held_at >= ${moment(from)} and l.held_at < ${moment(to)}
       ${conditions.ofRoute("", "l.vendor_id")}${conditions.ofCountry("l.country")}`,
  );
  return {
    count: Number(row?.count ?? 0n),
    costMicros: row?.cost ?? 0n,
    heldMicros: row?.held ?? 0n,
    maybeMicros: row?.maybe ?? 0n,
  };
}
