import { ReportTooSlow } from "../../core/report-too-slow.js";
import type { ReportDb } from "../../reports/report-db.js";
import { type CostFigures, type CostReport, readCostReport } from "../../reports/cost-report.js";
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
export function textOfAsk({ request, page }: ReportAsk): string {
  return JSON.stringify([request, page]);
}

/** What a report's field is told of: the page is null where the total was asked for. */
export interface CostAnswer extends Omit<CostReport, "pages"> {
  readonly page: PageOfRows<CostFigures> | null;
}

/**
 * All that one operation asks of cost reports, read in one snapshot, so that rows and totals agree.
 */
export const costReports: LoaderKind<ReportAsk, CostAnswer> = {
  keyText: textOfAsk,
  batch: (context, asks) =>
    readAll(context, asks, async (db, tenantId, request, pages) => {
      const report = await readCostReport(db, tenantId, request, pages, context.now());
      return { ...report, pages: report.pages };
    }),
};

/** Reads each report once, with all its pages, and answers every ask with its own. */
export async function readAll<Report extends { readonly pages: readonly unknown[] }>(
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
  try {
    await context.ports.reports(tenantId, async (db) => {
      for (const same of byRequest.values()) {
        const [first] = same;
        if (first !== undefined) {
          const paged = same.filter((ask) => ask.page !== null);
          const pages = paged.flatMap(({ page }) => page ?? []);
          const { pages: found, ...report } = await read(db, tenantId, first.request, pages);
          for (const ask of same) {
            answers.set(ask, { ...report, page: found[paged.indexOf(ask)] ?? null });
          }
        }
      }
    });
  } catch (error) {
    throw error instanceof ReportTooSlow ? limited("14 seconds for one report", 60_000) : error;
  }
  return asks.map((ask) => answers.get(ask) as Omit<Report, "pages"> & { page: unknown });
}
