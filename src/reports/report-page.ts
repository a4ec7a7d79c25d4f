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
  readonly count: bigint;
}

/**
 * A statement that returns a report's total and one page of its rows, with one row more than the
 * page has when there is more.
 *
 * @param rows         a query of all rows with the names k1, … of their keys
 * @param keyCount     how many
 * @param totalColumns expressions over all rows, named as the rows' columns
 * @param page         null = the total alone
 */
export async function pageSql(
  db: ReportDb,
  rows: string,
  keyCount: number,
  totalColumns: readonly string[],
  page: ReportPage | null,
): Promise<string> {
  const columns = totalColumns.map((column) => column.split(" as ").at(-1)).join(", ");
  const keys = Array.from({ length: keyCount }, (_, index) => `k${index + 1}`).join(", ");
  const total = `with report as materialized (${rows})
    select true as "isTotal", ${totalColumns.join(", ")}, array[]::text[] as names,
      (select count(*) from report) as count
    from report`;
  if (page === null) {
    return total;
  }
  return `${total}
    union all
    (select false, ${columns}, array[${keys}]::text[], (select count(*) from report)
     from report ${await afterSql(db, keys, page)} ${keys && `order by ${keys}`}
     limit ${page.limit + 1})
    order by "isTotal" desc, names`;
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
