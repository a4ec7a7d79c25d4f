import { encodeCursor } from "../../core/cursor.js";
import type { ReportPage } from "../../reports/report-page.js";
import type { ReportRequest } from "../../reports/report-request.js";
import { readPage } from "../connection.js";
import { badRequest } from "../errors.js";

/** Cursors of a report's rows: names of keys, good for any report with the same dimensions. */
export function rowsKind(report: "cost" | "delivery", { groupBy }: ReportRequest): string {
  return `${report}-rows:${groupBy.join(",")}`;
}

/** The page that `first` and `after` ask for. Throws BAD_REQUEST. */
export function readReportPage(
  first: number,
  after: string | null | undefined,
  kind: string,
  { groupBy }: ReportRequest,
): ReportPage {
  const page = readPage(first, after, kind);
  const names = page.after?.filter((part) => typeof part === "string") ?? null;
  if (names !== null && (names.length !== groupBy.length || names.length !== page.after?.length)) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return { limit: page.limit, after: names };
}

/** The position of a row. */
export function rowCursor(kind: string, names: readonly string[]): string {
  return encodeCursor(names, kind);
}
