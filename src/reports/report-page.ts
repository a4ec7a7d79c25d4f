import { freeTexts, type ReportDb } from "./report-db.js";

/** Which rows of a report to return: `limit` of them behind a key. */
export interface ReportPage {
  /** From 1. */
  readonly limit: number;
  /** The names of the last row's key, one per dimension; null = from the beginning. */
  readonly after: readonly string[] | null;
}

/** One page of a report's rows, in the order of their keys. */
export interface PageOfRows<Figures> {
  readonly rows: readonly { readonly names: readonly string[]; readonly figures: Figures }[];
  readonly hasMore: boolean;
  /** How many rows the whole report has. */
  readonly count: number;
}

/** What every row of `pageSql` has beside its figures. */
export interface ReportRow {
  readonly isTotal: boolean;
  /** The names of the row's key; empty for the total. */
  readonly names: readonly string[];
  /** How many rows the report has. */
  readonly count: bigint;
}

/** What a page is read of. */
export interface PagedRows {
  /** A query of all rows with the names k1, … of their keys. */
  readonly rows: string;
  readonly keyCount: number;
  readonly columns: readonly string[];
  /** By column, an expression over all rows for the total; absent = its figures are null. */
  readonly totals?: Readonly<Record<string, string>>;
}

/**
 * A statement that returns a total and one page of a report's rows, with one row more than the page
 * has when there is more.
 *
 * @param page null = the total alone
 */
export async function pageSql(
  db: ReportDb,
  { rows, keyCount, columns, totals }: PagedRows,
  page: ReportPage | null,
): Promise<string> {
  const keys = Array.from({ length: keyCount }, (_, index) => `k${index + 1}`).join(", ");
  const count = "(select count(*) from report) as count";
  const total = `select true as "isTotal", array[]::text[] as names, ${count},
      ${columns.map((name) => `${totals?.[name] ?? "null::bigint"} as ${name}`).join(", ")}
    ${totals === undefined ? "" : "from report"}`;
  const paged =
    page === null
      ? []
      : [
          `(select false as "isTotal", array[${keys}]::text[] as names, ${count},
              ${columns.join(", ")}
            from report ${await afterSql(db, keys, page)} ${keys && `order by ${keys}`}
            limit ${page.limit + 1})`,
        ];
  return `with report as materialized (${rows})
    ${[total, ...paged].join("\n    union all\n    ")}
    order by "isTotal" desc, names`;
}

/** The page of the rows that `pageSql` returned. */
export function pageOf<Row extends ReportRow, Figures>(
  found: readonly Row[],
  page: ReportPage,
  figuresOf: (row: Row) => Figures,
): PageOfRows<Figures> {
  const rows = found.filter((row) => !row.isTotal);
  return {
    rows: rows.slice(0, page.limit).map((row) => ({ names: row.names, figures: figuresOf(row) })),
    hasMore: rows.length > page.limit,
    count: Number(found[0]?.count ?? 0n),
  };
}

async function afterSql(db: ReportDb, keys: string, { after }: ReportPage): Promise<string> {
  if (after === null) {
    return "";
  }
  if (keys === "") {
    return "where false";
  }
  const names = await freeTexts(db, "report.after", after);
  const values = after.map((_, index) => `(select (${names})[${index + 1}])`).join(", ");
  return `where (${keys}) > (${values})`;
}
