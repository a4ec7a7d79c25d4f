/**
 * How a column's values are written. WORD is text of ours, TEXT anybody's; AMOUNT a decimal with 6
 * digits after the point, RATE one without needless zeros; TIME RFC 3339 in UTC with milliseconds;
 * LIST texts. PHONE and EMAIL are opened and masked row by row.
 */
export type ExportColumnType =
  | "WORD"
  | "TEXT"
  | "INTEGER"
  | "FLOAT"
  | "AMOUNT"
  | "RATE"
  | "TIME"
  | "LIST"
  | "PHONE"
  | "EMAIL";

/** One column of an export, in all of its formats. */
export interface ExportColumn {
  readonly name: string;
  readonly type: ExportColumnType;
}

/** What a cell holds on its way; null = nothing is known. AMOUNT comes as micro-units in digits. */
export type ExportCell = string | number | readonly string[] | null;

/** What stands between the entries of a LIST where a cell is plain text. */
export const listSeparator = ";";

/**
 * With what a cell of TEXT may not begin, because a spreadsheet would run it as a formula: such a
 * cell gets an apostrophe in front. Source: OWASP, CSV injection.
 */
export const formulaStarts = "=+-@\t\r";
