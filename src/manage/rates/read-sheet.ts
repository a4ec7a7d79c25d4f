import type { PhraseFact } from "../../core/messages/phrases.js";
import type { RejectedRate } from "../../core/rates/rate-row.js";
import { type CellOf, readHeader, type SheetColumns } from "../../core/rates/sheet-header.js";
import { linesOf } from "./sheet-lines.js";
import { SheetProblem } from "./sheet-text.js";

/** The lines of a table, and those that could not be taken apart. */
export interface Sheet<Row> {
  readonly rows: readonly Row[];
  readonly rejected: readonly RejectedRate[];
}

export type ReadSheet<Row> =
  | { readonly ok: true; readonly value: Sheet<Row> }
  | { readonly ok: false; readonly reason: PhraseFact };

/** Lines of one table at most, those that are rejected included. */
const sheetLinesMax = 200_000;

/**
 * Reads a table as CSV (RFC 4180): UTF-8 with or without a byte-order mark, lines ended by LF, CRLF
 * or CR, quoted cells, apart by comma, semicolon or tab, whichever the first line uses most. Cells
 * lose white space around them, empty lines do not count, but are counted in line numbers.
 *
 * @param linesMax lines that count, at most
 */
export async function readSheet<Row>(
  bytes: AsyncIterable<Buffer>,
  columns: SheetColumns,
  toRow: (line: number, cells: readonly string[], cellOf: CellOf) => Row,
  linesMax = sheetLinesMax,
): Promise<ReadSheet<Row>> {
  try {
    return { ok: true, value: await readLines(bytes, columns, toRow, linesMax) };
  } catch (error) {
    if (error instanceof SheetProblem) {
      return { ok: false, reason: error.reason };
    }
    throw error;
  }
}

async function readLines<Row>(
  bytes: AsyncIterable<Buffer>,
  columns: SheetColumns,
  toRow: (line: number, cells: readonly string[], cellOf: CellOf) => Row,
  linesMax: number,
): Promise<Sheet<Row>> {
  const rows: Row[] = [];
  const rejected: RejectedRate[] = [];
  let header: { readonly cellOf: CellOf; readonly cells: number } | null = null;
  for await (const lines of linesOf(bytes)) {
    for (const { line, cells: all } of lines) {
      const cells = withoutTail(all, header?.cells ?? 1);
      if (header === null) {
        header = { cellOf: columnsOf(cells, columns), cells: cells.length };
        continue;
      }
      const problem = problemOfLine(cells, header.cells);
      if (problem === null) {
        rows.push(toRow(line, cells, header.cellOf));
      } else {
        rejected.push({ line, reason: problem });
      }
      if (rows.length + rejected.length > linesMax) {
        throw new SheetProblem({ phrase: "sheetTooLong", params: { max: linesMax } });
      }
    }
  }
  if (rows.length + rejected.length === 0) {
    throw new SheetProblem({ phrase: "sheetEmpty" });
  }
  return { rows, rejected };
}

function columnsOf(cells: readonly string[], columns: SheetColumns): CellOf {
  const cellOf = readHeader(cells, columns);
  if (typeof cellOf !== "function") {
    throw new SheetProblem(cellOf);
  }
  return cellOf;
}

function problemOfLine(cells: readonly string[], expected: number): PhraseFact | null {
  if (cells.some((cell) => cell.startsWith('"'))) {
    return { phrase: "lineQuote" };
  }
  return cells.length === expected
    ? null
    : { phrase: "lineCells", params: { found: cells.length, expected } };
}

/** Spreadsheets end every line with as many empty cells as their widest line has. */
function withoutTail(cells: readonly string[], least: number): readonly string[] {
  let length = cells.length;
  while (length > least && cells[length - 1] === "") {
    length -= 1;
  }
  return cells.slice(0, length);
}
