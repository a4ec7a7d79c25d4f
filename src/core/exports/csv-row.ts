import { formatMicros } from "../money.js";
import {
  type ExportCell,
  type ExportColumn,
  formulaStarts,
  listSeparator,
} from "./export-column.js";

const needsQuotes = /[",\r\n]/;

/** The line of names, ended by LF. Source: RFC 4180, but for its line ends. */
export function csvHeader(columns: readonly ExportColumn[]): string {
  return `${columns.map(({ name }) => name).join(",")}\n`;
}

/** One row as a line of CSV, ended by LF; byte for byte what COPY writes of the same cells. */
export function csvRow(columns: readonly ExportColumn[], cells: readonly ExportCell[]): string {
  return `${columns.map((column, index) => csvCell(column, cells[index] ?? null)).join(",")}\n`;
}

function csvCell({ type }: ExportColumn, cell: ExportCell): string {
  const text = plainText(type, cell);
  const isTheirs = ["TEXT", "LIST", "PHONE", "EMAIL"].includes(type);
  const safe = isTheirs && startsFormula(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as plain text; "" for null. */
function plainText(type: ExportColumn["type"], cell: ExportCell): string {
  if (cell === null) {
    return "";
  }
  if (typeof cell === "object") {
    return cell.join(listSeparator);
  }
  return type === "AMOUNT" ? formatMicros(BigInt(cell)) : String(cell);
}

function startsFormula(text: string): boolean {
  return text !== "" && formulaStarts.includes(text.charAt(0));
}
