import { encodeCursor } from "../../core/cursor.js";
import type { PageOfRows, ReportPage } from "../../reports/report-page.js";
import type { ReportRequest } from "../../reports/report-request.js";
import { type Connection, readPage, toConnection } from "../connection.js";
import { type GraphqlContext, load, type LoaderKind } from "../context.js";
import { badRequest } from "../errors.js";
import type { ReportAsk } from "./report-loaders.js";

interface RowsAsk<Figures, Answer> {
  readonly report: "cost" | "delivery";
  readonly reports: LoaderKind<ReportAsk, Answer & { readonly page: PageOfRows<Figures> | null }>;
  readonly request: ReportRequest;
  readonly first: number;
  readonly after: string | null | undefined;
}

type Row<Figures> = PageOfRows<Figures>["rows"][number];

/** The page of a report's rows that was asked for. Throws BAD_REQUEST. */
export async function reportRows<Figures, Answer, T>(
  context: GraphqlContext,
  { report, reports, request, first, after }: RowsAsk<Figures, Answer>,
  toNode: (row: Row<Figures>, answer: Answer) => T,
): Promise<Connection<T>> {
  const kind = rowsKind(report, request);
  const page = readReportPage(first, after, kind, request);
  const answer = await load(context, reports, { request, page });
  const { rows = [], hasMore = false, count = 0 } = answer.page ?? {};
  return toConnection<Row<Figures>, T>({
    rows,
    hasMore,
    isAfter: page.after !== null,
    toNode: (row) => toNode(row, answer),
    cursorOf: ({ names }) => encodeCursor(names, kind),
    count: () => Promise.resolve(count),
  });
}

/** Cursors of a report's rows: names of keys, good for any report with the same dimensions. */
function rowsKind(report: "cost" | "delivery", { groupBy }: ReportRequest): string {
  return `${report}-rows:${groupBy.join(",")}`;
}

/** The page that `first` and `after` ask for. Throws BAD_REQUEST. */
function readReportPage(
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
