import { Readable } from "node:stream";
import { CsvError, type Options, parse } from "csv-parse";
import type { PhraseFact } from "../../core/messages/phrases.js";
import type { RejectedRate } from "../../core/rates/rate-row.js";
import { type CellOf, readHeader, type SheetColumns } from "../../core/rates/sheet-header.js";
import { sheetBytes, SheetProblem } from "./sheet-text.js";

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
/** Characters of one line at most. */
const lineLengthMax = 10_000;

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

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
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
  for await (const { line, cells: all } of linesOf(bytes)) {
    const cells = withoutTail(all, header?.cells ?? 1);
    if (header === null) {
      const cellOf = readHeader(cells, columns);
      if (typeof cellOf !== "function") {
        throw new SheetProblem(cellOf);
      }
      header = { cellOf, cells: cells.length };
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
  if (rows.length + rejected.length === 0) {
    throw new SheetProblem({ phrase: "sheetEmpty" });
  }
  return { rows, rejected };
}

function problemOfLine(cells: readonly string[], expected: number): PhraseFact | null {
  if (cells.some((cell) => cell.startsWith('"'))) {
    return { phrase: "lineQuote" };
  }
  return cells.length === expected
    ? null
    : { phrase: "lineCells", params: { found: cells.length, expected } };
}

/** The lines with something in them, with where they begin. */
async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncIterable<Line> {
  const pieces = sheetBytes(bytes)[Symbol.asyncIterator]();
  const first = await pieces.next();
  const start = first.done === true ? Buffer.alloc(0) : first.value;
  // Counted here: the parser's own count is off after line breaks within cells.
  let next = 1;
  const parser = parse({
    ...parserOptions,
    delimiter: delimiterOf(start),
    on_record(record) {
      // The first cell takes the line's number along.
      const line = String(next);
      next += 1 + breaksIn(record);
      return record.length === 1 && record[0] === "" ? null : [line, ...record];
    },
  });
  const source = Readable.from(chain(start, pieces), { objectMode: false });
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const record of source.pipe(parser) as AsyncIterable<readonly string[]>) {
      yield { line: Number(record[0]), cells: record.slice(1).map(clean) };
    }
  } catch (error) {
    throw error instanceof CsvError ? problemOf(error, next) : error;
  } finally {
    source.destroy();
  }
}

const parserOptions: Options = {
  bom: true,
  ltrim: true,
  relax_column_count: true,
  // A quote in the wrong place spoils its line, not the table.
  relax_quotes: true,
  max_record_size: lineLengthMax,
  record_delimiter: ["\r\n", "\n", "\r"],
};

/** What the parser cannot go on behind. */
function problemOf({ code, message }: CsvError, line: number): Error {
  if (code === "CSV_MAX_RECORD_SIZE") {
    return new SheetProblem({ phrase: "sheetLineTooLong", params: { line, max: lineLengthMax } });
  }
  return code === "CSV_QUOTE_NOT_CLOSED"
    ? new SheetProblem({ phrase: "sheetQuoteOpen", params: { line } })
    : new Error(`a table could not be read: ${message}`);
}

/** Without white space around it; quotes with white space around them quote, too. */
function clean(cell: string): string {
  const text = cell.trim();
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).trim() : text;
}

async function* chain(start: Buffer, rest: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  if (start.length > 0) {
    yield start;
  }
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    yield next.value;
  }
}

/** By the first line; a comma where none is there. */
function delimiterOf(start: Buffer): string {
  const [first = ""] = start
    .subarray(0, lineLengthMax)
    .toString("utf8")
    .split(/[\r\n]/, 1);
  const count = (delimiter: string): number => first.split(delimiter).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Spreadsheets end every line with as many empty cells as their widest line has. */
function withoutTail(cells: readonly string[], least: number): readonly string[] {
  let length = cells.length;
  while (length > least && cells[length - 1] === "") {
    length -= 1;
  }
  return cells.slice(0, length);
}

/** Line breaks within quoted cells. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
}
