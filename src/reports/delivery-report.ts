import { deliveryColumns, unitsSql } from "./delivery-units.js";
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
 * What became of the sends that were requested in a range. A send belongs, with all that ever comes
 * of it, to the moment it was accepted. Rates are 0..1, null when there is nothing to divide by.
 */
export interface DeliveryFigures {
  /** sendOtp and resendOtp together. */
  readonly requestCount: number;
  /** Distinct phone numbers; of sends without one, e-mail addresses. Exact. */
  readonly uniqueRecipientCount: number;
  readonly sendCount: number;
  readonly deliveredCount: number;
  readonly verifiedCount: number;
  readonly failedCount: number;
  readonly blockedCount: number;
  readonly resendCount: number;
  readonly sendDeliveryRate: number | null;
  readonly successRate: number | null;
  readonly engagementRate: number | null;
  /** Share of sends in which a step tried another vendor by itself. */
  readonly autoSwitchRate: number | null;
  /** Share of sends in which another step began by itself. */
  readonly failoverRate: number | null;
  /** Nearest rank; null when nothing was delivered. */
  readonly timeToDeliverMsP50: number | null;
  readonly timeToDeliverMsP95: number | null;
  /** From acceptance to the right code; null when nothing was verified. */
  readonly timeToVerifyMsP50: number | null;
}

/** The figures of no send. */
export const noDeliveries: DeliveryFigures = {
  requestCount: 0,
  uniqueRecipientCount: 0,
  sendCount: 0,
  deliveredCount: 0,
  verifiedCount: 0,
  failedCount: 0,
  blockedCount: 0,
  resendCount: 0,
  sendDeliveryRate: null,
  successRate: null,
  engagementRate: null,
  autoSwitchRate: null,
  failoverRate: null,
  timeToDeliverMsP50: null,
  timeToDeliverMsP95: null,
  timeToVerifyMsP50: null,
};

/** A delivery report as of one snapshot. */
export interface DeliveryReport {
  readonly tenant: ReportTenant;
  /** Worked out over everything: distinct counts and percentiles are no sums of the rows'. */
  readonly total: DeliveryFigures;
  /** As many as there are pages asked for, in their order. */
  readonly pages: readonly PageOfRows<DeliveryFigures>[];
}

/**
 * A query of all rows of a delivery report, in the order of their keys: k1, … (text, as many as
 * dimensions), then the columns of `deliveryColumns` as bigint. It takes no parameters, so that
 * COPY may run it in the same snapshot.
 *
 * With CHANNEL or VENDOR as a dimension or filter, a row holds the sends that made an attempt there
 * (key '' = none was made): delivered and verified are those of the attempts there, and the time to
 * deliver runs from the hand-over of the attempt. All else is of these sends as a whole.
 *
 * @param request one that `reportProblem` finds no fault with
 * Up to two short statements; the query itself reads the range's sends, and attempts where needed.
 */
export async function deliveryReportSql(
  db: ReportDb,
  tenant: ReportTenant,
  request: ReportRequest,
): Promise<string> {
  const calendar = calendarOf(tenant.timeZone, request);
  const filter = await filterSql(db, request.filter);
  const { groupBy } = request;
  const raw = groupBy.map((_, index) => `r${index + 1}`).join(", ");
  const sums = Object.entries(deliveryColumns).map(([name, sum]) => `${sum}::bigint as ${name}`);
  const names = Object.keys(deliveryColumns);
  return `select ${names.map((name) => `g.${name}`).join(", ")}
      ${keyNames(groupBy, tenant.id, calendar)}
    from (
      select ${sums.join(",\n        ")}${raw && `, ${raw}`}
      from (${unitsSql(tenant.id, request, calendar, filter)}) u
      ${raw && `group by ${raw}`}
    ) g
    ${raw && `order by ${groupBy.map((_, at) => `k${at + 1}`).join(", ")}`}`;
}

/**
 * A delivery report with some pages of its rows, all of one snapshot.
 *
 * @param pages none = the total alone
 * One statement beside those of `deliveryReportSql` for each page, one at least.
 */
export async function readDeliveryReport(
  db: ReportDb,
  tenantId: string,
  request: ReportRequest,
  pages: readonly ReportPage[],
): Promise<DeliveryReport> {
  const tenant = await readReportTenant(db, tenantId);
  const total = await deliveryReportSql(db, tenant, { ...request, groupBy: [] });
  const [all] = await db.query<DeliveryRow>(total);
  if (all === undefined) {
    throw new Error("a report without a total");
  }
  const read = await readDeliveryRows(db, tenant, request, pages);
  return { tenant, total: figuresOf(all), pages: read };
}

/** Pages of a delivery report's rows alone. One statement each, beside `deliveryReportSql`'s. */
export async function readDeliveryRows(
  db: ReportDb,
  tenant: ReportTenant,
  request: ReportRequest,
  pages: readonly ReportPage[],
): Promise<readonly PageOfRows<DeliveryFigures>[]> {
  const read: PageOfRows<DeliveryFigures>[] = [];
  for (const page of pages) {
    const paged = {
      rows: await deliveryReportSql(db, tenant, request),
      keyCount: request.groupBy.length,
      columns: Object.keys(deliveryColumns),
    };
    const found = await db.query<DeliveryRow & ReportRow>(await pageSql(db, paged, page));
    read.push(pageOf(found, page, figuresOf));
  }
  return read;
}

type DeliveryRow = Record<keyof typeof deliveryColumns, bigint | null>;

function figuresOf(row: DeliveryRow): DeliveryFigures {
  const sends = Number(row.sends);
  const share = (count: bigint | null) => (sends === 0 ? null : Number(count) / sends);
  const recipients = Number(row.recipients);
  return {
    requestCount: Number(row.requests),
    uniqueRecipientCount: recipients,
    sendCount: sends,
    deliveredCount: Number(row.delivered),
    verifiedCount: Number(row.verified),
    failedCount: Number(row.failed),
    blockedCount: Number(row.blocked),
    resendCount: Number(row.resends),
    sendDeliveryRate: share(row.delivered),
    successRate: share(row.verified),
    engagementRate: recipients === 0 ? null : Number(row.requests) / recipients,
    autoSwitchRate: share(row.switched),
    failoverRate: share(row.failed_over),
    timeToDeliverMsP50: msOf(row.deliver_ms_p50),
    timeToDeliverMsP95: msOf(row.deliver_ms_p95),
    timeToVerifyMsP50: msOf(row.verify_ms_p50),
  };
}

function msOf(ms: bigint | null): number | null {
  return ms === null ? null : Number(ms);
}
