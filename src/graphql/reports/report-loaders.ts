import { ReportTooSlow } from "../../core/report-too-slow.js";
import { type CostFigures, type CostReport, readCostReport } from "../../reports/cost-report.js";
import {
  type DeliveryFigures,
  type DeliveryReport,
  noDeliveries,
  readDeliveryReport,
  readDeliveryRows,
} from "../../reports/delivery-report.js";
import { type ReportDb, readReportTenant } from "../../reports/report-db.js";
import type { PageOfRows, ReportPage } from "../../reports/report-page.js";
import type { ReportRequest } from "../../reports/report-request.js";
import { requireTenant } from "../auth.js";
import type { GraphqlContext, LoaderKind } from "../context.js";
import { limited } from "../errors.js";

/** One field of a report: its total, or a page of its rows. */
export interface ReportAsk {
  readonly request: ReportRequest;
  readonly page: ReportPage | null;
}

/** The same report and page, the same text. */
function textOfAsk({ request, page }: ReportAsk): string {
  return JSON.stringify([request, page]);
}

/** What a report's field is told: the page is null where the total was asked for. */
export interface CostAnswer extends Omit<CostReport, "pages"> {
  readonly page: PageOfRows<CostFigures> | null;
}

/** The same of a delivery report. */
export interface DeliveryAnswer extends Omit<DeliveryReport, "pages"> {
  readonly page: PageOfRows<DeliveryFigures> | null;
}

/**
 * All that one operation asks of cost reports, read in one snapshot, so that rows and totals agree.
 */
export const costReports: LoaderKind<ReportAsk, CostAnswer> = {
  keyText: textOfAsk,
  batch: (context, asks) =>
    readAll(context, asks, (db, tenantId, request, pages) =>
      readCostReport(db, tenantId, request, pages, context.now()),
    ),
};

/** The same of delivery reports. */
export const deliveryReports: LoaderKind<ReportAsk, DeliveryAnswer> = {
  keyText: textOfAsk,
  batch: (context, asks) => readAll(context, asks, readDeliveryReport),
};

/** A plan over a stretch of time. */
export interface PlanAsk {
  readonly from: Date;
  readonly to: Date;
  readonly planId: string;
  readonly planKey: string;
}

/** By plan and range: one report for all plans that share a range. */
export const planReports: LoaderKind<PlanAsk, DeliveryFigures> = {
  keyText: (ask) => JSON.stringify(ask),
  async batch(context, asks) {
    const byRange = Map.groupBy(asks, ({ from, to }) => JSON.stringify([from, to]));
    const found = new Map<PlanAsk, DeliveryFigures>();
    for (const same of byRange.values()) {
      for (const [ask, figures] of await reportPlans(context, same)) {
        found.set(ask, figures);
      }
    }
    return asks.map((ask) => found.get(ask) ?? noDeliveries);
  },
};

async function reportPlans(
  context: GraphqlContext,
  asks: readonly PlanAsk[],
): Promise<readonly (readonly [PlanAsk, DeliveryFigures])[]> {
  const [first] = asks;
  if (first === undefined) {
    return [];
  }
  const filter = { planIds: asks.map(({ planId }) => planId) };
  const request: ReportRequest = { from: first.from, to: first.to, groupBy: ["PLAN"], filter };
  const page = { limit: asks.length, after: null };
  const { tenantId } = requireTenant(context);
  const [found] = await inSnapshot(context, tenantId, async (db) => {
    const tenant = await readReportTenant(db, tenantId);
    return await readDeliveryRows(db, tenant, request, [page]);
  });
  const byKey = new Map(found?.rows.map((row) => [row.names[0], row.figures]));
  return asks.map((ask) => [ask, byKey.get(ask.planKey) ?? noDeliveries] as const);
}

/** Reads each report once, with all its pages, and answers every ask with its own. */
async function readAll<Report extends { readonly pages: readonly unknown[] }>(
  context: GraphqlContext,
  asks: readonly ReportAsk[],
  read: (
    db: ReportDb,
    tenantId: string,
    request: ReportRequest,
    pages: readonly ReportPage[],
  ) => Promise<Report>,
): Promise<(Omit<Report, "pages"> & { page: Report["pages"][number] | null })[]> {
  const { tenantId } = requireTenant(context);
  const byRequest = Map.groupBy(asks, (ask) => JSON.stringify(ask.request));
  const answers = new Map<ReportAsk, Omit<Report, "pages"> & { page: unknown }>();
  await inSnapshot(context, tenantId, async (db) => {
    for (const same of byRequest.values()) {
      const paged = same.filter((ask) => ask.page !== null);
      const pages = paged.flatMap(({ page }) => page ?? []);
      const [first] = same as [ReportAsk];
      const { pages: found, ...report } = await read(db, tenantId, first.request, pages);
      for (const ask of same) {
        answers.set(ask, { ...report, page: found[paged.indexOf(ask)] ?? null });
      }
    }
  });
  return asks.map((ask) => answers.get(ask) as Omit<Report, "pages"> & { page: unknown });
}

/** Reads of one snapshot of a tenant. Throws LIMITED when it takes too long. */
export async function inSnapshot<T>(
  { ports }: GraphqlContext,
  tenantId: string,
  work: (db: ReportDb) => Promise<T>,
): Promise<T> {
  try {
    return await ports.reports(tenantId, work);
  } catch (error) {
    throw error instanceof ReportTooSlow ? limited("14 seconds for one report", 60_000) : error;
  }
}
