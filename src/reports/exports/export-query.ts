import type { ExportColumn, ExportColumnType } from "../../core/exports/export-column.js";
import { formulaStarts, listSeparator } from "../../core/exports/export-column.js";
import type { ExportKind } from "../../core/exports/export-kind.js";
import type { ReportDb, ReportTenant } from "../report-db.js";
import type { ReportRequest } from "../report-request.js";

/**
 * A column with the SQL expression of its raw value: AMOUNT in micro-units, TIME as timestamptz.
 */
export interface QueryColumn extends ExportColumn {
  readonly sql: string;
}

/** The rows of an export: what is read, from where, in what order. Takes no parameters. */
export interface ExportQuery {
  readonly columns: readonly QueryColumn[];
  /** All that follows "from", the order included. */
  readonly from: string;
  /** Counts the rows, cheaply, as the column "count"; null = their number is known at the end. */
  readonly count: string | null;
}

/** Prepares the query of one kind of export in a snapshot. */
export type MakeExportQuery = (
  db: ReportDb,
  tenant: ReportTenant,
  request: ReportRequest,
) => Promise<ExportQuery>;

/** The queries of all kinds. */
export type ExportQueries = Readonly<Record<ExportKind, MakeExportQuery>>;

/**
 * How rows leave the database: CSV lines, JSON objects, or JSON arrays of raw cells, one a line.
 */
export type ExportShape = "CSV" | "OBJECTS" | "CELLS";

/** The statement that streams an export in a shape, each row a line that ends with LF. */
export function copyStatement({ columns, from }: ExportQuery, shape: ExportShape): string {
  if (shape === "CSV") {
    const list = columns.map((column) => `${csvText(column)} as "${column.name}"`);
    return `copy (select ${list.join(", ")} from ${from}) to stdout (format csv, header)`;
  }
  const rows =
    shape === "OBJECTS"
      ? `select row_to_json(r) from (select ${columns
          .map((column) => `${jsonValue(column)} as "${column.name}"`)
          .join(", ")} from ${from}) r`
      : `select json_build_array(${columns.map(rawValue).join(", ")}) from ${from}`;
  // JSON holds no control characters, so that with these nothing is ever quoted or escaped.
  return `copy (${rows}) to stdout (format csv, delimiter e'\\x01', quote e'\\x02')`;
}

/** A value as the text of a cell of CSV, before quotes. */
function csvText({ type, sql }: QueryColumn): string {
  switch (type) {
    case "TEXT":
      return withoutFormula(sql);
    case "LIST":
      return withoutFormula(`array_to_string(${sql}, '${listSeparator}')`);
    case "AMOUNT":
    case "RATE":
    case "TIME":
      return textOf(type, sql);
    case "WORD":
    case "INTEGER":
    case "FLOAT":
      return sql;
    case "PHONE":
    case "EMAIL":
      throw new Error("sealed columns do not leave the database as text");
  }
}

/** An apostrophe in front of what a spreadsheet would run; an empty text becomes null. */
function withoutFormula(sql: string): string {
  const starts = Array.from(formulaStarts, (start) => `\\x${toHex(start)}`).join("");
  return `case when position(left(${sql}, 1) in e'${starts}') > 0 and (${sql}) <> ''
    then '''' || (${sql}) else nullif(${sql}, '') end`;
}

function toHex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, "0");
}

/** A value as JSON shows it: decimals and moments as text, as in the API. */
function jsonValue({ type, sql }: QueryColumn): string {
  return type === "AMOUNT" || type === "RATE" || type === "TIME" ? textOf(type, sql) : sql;
}

/** A value as it is handed on to be written in another form. */
function rawValue({ type, sql }: QueryColumn): string {
  return type === "AMOUNT" ? `(${sql})::text` : jsonValue({ name: "", type, sql });
}

function textOf(type: ExportColumnType & ("AMOUNT" | "RATE" | "TIME"), sql: string): string {
  switch (type) {
    case "AMOUNT":
      // The product of a whole number and a decimal has the decimal's six digits.
      return `((${sql}) * 0.000001)::text`;
    case "RATE":
      return `trim_scale(${sql})::text`;
    case "TIME":
      return `to_char((${sql}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
}
