import type { ExportColumn } from "../../core/exports/export-column.js";
import type { ExportKind } from "../../core/exports/export-kind.js";
import { type ReportDb, readReportTenant } from "../report-db.js";
import type { ReportRequest } from "../report-request.js";
import { costLines } from "./cost-lines.js";
import { costReportRows } from "./cost-report-rows.js";
import { copyStatement, type ExportQueries, type ExportShape } from "./export-query.js";
import { deliveryReportRows } from "./delivery-report-rows.js";
import { ledger } from "./ledger.js";
import { sends } from "./sends.js";

/** The queries of all kinds. */
const queries: ExportQueries = {
  COST_LINES: costLines,
  COST_REPORT: costReportRows,
  DELIVERY_REPORT: deliveryReportRows,
  SENDS: sends,
  LEDGER: ledger,
};

/** The statements of one export in one snapshot; none takes parameters. */
export interface PreparedExport {
  readonly columns: readonly ExportColumn[];
  /** Counts the rows as "count"; null = their number is known at the end. */
  readonly count: string | null;
  readonly copy: (shape: ExportShape) => string;
}

/** Prepares an export's statements; a few short queries. Throws when the tenant is gone. */
export async function prepareExport(
  db: ReportDb,
  tenantId: string,
  request: ReportRequest & { readonly kind: ExportKind },
): Promise<PreparedExport> {
  const tenant = await readReportTenant(db, tenantId);
  const query = await queries[request.kind](db, tenant, request);
  const { columns, count } = query;
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    count,
    copy: (shape) => copyStatement(query, shape),
  };
}
