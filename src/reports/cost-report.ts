import { canUseFacts, costColumns, type CostParts, factsSql, linesSql } from "./cost-parts.js";
import { type LookUpCosts, readLookUpCosts } from "./look-up-costs.js";
import { linesAlone, splitRange } from "./fact-days.js";
import { type ReportDb, type ReportTenant, readReportTenant } from "./report-db.js";
import { filterSql } from "./report-filter.js";
import { calendarOf, keyNames } from "./report-keys.js";
import {
  pageOf,
  type PageOfRows,
  pageSql,
  type ReportPage,
  type ReportRow,
} from "./report-page.js";
import type { ReportRequest } from "./report-request.js";

/**
 * What attempts cost whose holds were taken in a range, and where their sends stand. Money in the
 * tenant's micro-units. Sends are distinct: one with attempts in two rows counts in both, and once
 * in the total.
 */
export interface CostFigures {
  readonly sendCount: number;
  readonly attemptCount: number;
  readonly partCount: number;
  /** Sends of which an attempt arrived: delivered, or its code typed in. */
  readonly deliveredCount: number;
  /** Sends whose right code is credited to one of the attempts. */
  readonly verifiedCount: number;
  /** CHARGED and MAYBE. */
  readonly costMicros: bigint;
  readonly heldMicros: bigint;
  /** The part of the cost that is MAYBE. */
  readonly maybeMicros: bigint;
  /** CHARGED for attempts that did not arrive. */
  readonly wastedMicros: bigint;
  /** Cost of attempts that arrived after an earlier attempt of their send had arrived, too. */
  readonly duplicateMicros: bigint;
}

/** A cost report as of one snapshot. */
export interface CostReport {
  readonly tenant: ReportTenant;
  readonly total: CostFigures;
  /** Nothing in it can change any more: no money is HELD or MAYBE, and it ended over 72 h ago. */
  readonly isFinal: boolean;
  /** What look-ups of numbers cost in the range; they are in no row. */
  readonly lookUps: LookUpCosts;
  /** As many as there are pages asked for, in their order. */
  readonly pages: readonly PageOfRows<CostFigures>[];
}

/** How a report is put together; `facts` off reads every attempt, for comparison. */
export interface CostReportOptions {
  readonly facts?: boolean;
}

const finalAfterMs = 72 * 3_600_000;

/**
 * A query of all rows of a cost report, in the order of their keys: k1, … (text, as many as
 * dimensions), then the columns of `costColumns` as bigint, of which sends_in_all and
 * delivered_in_all add up to the total's counts. It takes no parameters, so that COPY may run it in
 * the same snapshot.
 *
 * @param request one that `reportProblem` finds no fault with
 * Four short statements; the query itself reads facts of whole days, and attempts for the rest.
 */
export async function costReportSql(
  db: ReportDb,
  tenant: ReportTenant,
  request: ReportRequest,
  { facts = true }: CostReportOptions = {},
): Promise<string> {
  const calendar = calendarOf(tenant.timeZone, request);
  const filter = await filterSql(db, request.filter);
  const range =
    facts && canUseFacts(request)
      ? await splitRange(db, tenant.id, request, calendar.days)
      : linesAlone(request);
  const parts: CostParts = { tenantId: tenant.id, request, calendar, filter, range };
  const read = [linesSql(parts), factsSql(parts)].filter((text) => text !== "");
  const { groupBy } = request;
  const raw = groupBy.map((_, index) => `r${index + 1}`).join(", ");
  const sums = costColumns.map((name) => `coalesce(sum(p.${name}), 0)::bigint as ${name}`);
  return `select ${costColumns.map((name) => `g.${name}`).join(", ")}
      ${keyNames(groupBy, tenant.id, calendar)}
    from (
      select ${sums.join(", ")}${raw && `, ${raw}`}
      from (${read.join("\nunion all\n")}) p ${raw && `group by ${raw}`}
    ) g
    ${groupBy.length === 0 ? "" : `order by ${groupBy.map((_, at) => `k${at + 1}`).join(", ")}`}`;
}

/**
 * A cost report with some pages of its rows, all of one snapshot.
 *
 * @param pages none = the total alone
 * @param now   decides what is final
 * One statement beside those of `costReportSql` for each page, one at least, and one for look-ups.
 */
export async function readCostReport(
  db: ReportDb,
  tenantId: string,
  request: ReportRequest,
  pages: readonly ReportPage[],
  now: Date,
  options: CostReportOptions = {},
): Promise<CostReport> {
  const tenant = await readReportTenant(db, tenantId);
  const text = await costReportSql(db, tenant, request, options);
  const read: PageOfRows<CostFigures>[] = [];
  let total: CostRow | null = null;
  const paged = { rows: text, keyCount: request.groupBy.length, columns: costColumns, totals };
  for (const page of pages.length === 0 ? [null] : pages) {
    const rows = await db.query<CostRow & ReportRow>(await pageSql(db, paged, page));
    total = rows.find((row) => row.isTotal) ?? null;
    if (page !== null) {
      read.push(pageOf(rows, page, figuresOf));
    }
  }
  if (total === null) {
    throw new Error("a report without a total");
  }
  return {
    tenant,
    total: figuresOf(total),
    lookUps: await readLookUpCosts(db, tenantId, request),
    isFinal: total.open === 0n && request.to.getTime() < now.getTime() - finalAfterMs,
    pages: read,
  };
}

type CostRow = Record<(typeof costColumns)[number], bigint>;

/** How each column of the total is made of the rows'. */
const totals = Object.fromEntries(
  costColumns.map((name) => {
    const source = name === "sends" || name === "delivered" ? `${name}_in_all` : name;
    return [name, `coalesce(sum(${source}), 0)::bigint`];
  }),
);

function figuresOf(row: CostRow): CostFigures {
  return {
    sendCount: Number(row.sends),
    attemptCount: Number(row.attempts),
    partCount: Number(row.parts),
    deliveredCount: Number(row.delivered),
    verifiedCount: Number(row.verified),
    costMicros: row.cost,
    heldMicros: row.held,
    maybeMicros: row.maybe,
    wastedMicros: row.wasted,
    duplicateMicros: row.duplicate,
  };
}
