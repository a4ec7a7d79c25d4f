import type { ExportCell, ExportColumn } from "../../core/exports/export-column.js";
import { csvHeader, csvRow } from "../../core/exports/csv-row.js";
import type { ExportSnapshot, ExportSpec } from "./ports.js";
import { type OpenRecipient, openRecipients } from "./open-recipients.js";
import { parquetBytes } from "./parquet-bytes.js";
import { readCells } from "./read-cells.js";

/** Counts the rows that have been written; exact once the bytes have ended. */
export interface RowCounter {
  rows: number;
}

const batchBytes = 64 * 1024;
const lineFeed = 10;

/**
 * The bytes of an export in its format. CSV and NDJSON come from Postgres as they are, but where
 * a column has to be opened; then, and for Parquet, rows are written here.
 */
export function exportBytes(
  snapshot: ExportSnapshot,
  spec: ExportSpec,
  opener: OpenRecipient,
  counter: RowCounter,
): AsyncIterable<Uint8Array> {
  const { columns } = snapshot;
  const isSealed = columns.some(({ type }) => type === "PHONE");
  if (spec.format !== "PARQUET" && !isSealed) {
    const isCsv = spec.format === "CSV";
    return countLines(snapshot.lines(isCsv ? "CSV" : "OBJECTS"), counter, isCsv ? -1 : 0);
  }
  const cells = readCells(snapshot.lines("CELLS"));
  const rows = isSealed ? openRecipients(cells, columns, opener, spec.revealsRecipients) : cells;
  const counted = countRows(rows, counter);
  return spec.format === "PARQUET"
    ? parquetBytes(columns, counted)
    : textBytes(columns, counted, spec.format === "CSV");
}

/** Rows as they pass, by their line ends; a header counts as -1. */
async function* countLines(
  lines: AsyncIterable<Buffer>,
  counter: RowCounter,
  start: number,
): AsyncGenerator<Buffer> {
  let ends = start;
  // A quoted cell may hold line ends of its own.
  let isQuoted = false;
  for await (const chunk of lines) {
    [ends, isQuoted] =
      start === 0 ? [ends + lineEnds(chunk), false] : rowEnds(chunk, ends, isQuoted);
    counter.rows = Math.max(0, ends);
    yield chunk;
  }
}

function lineEnds(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, at + 1)) {
    count += 1;
  }
  return count;
}

const quote = 34;

/** Line ends outside of quotes; a doubled quote opens and closes at once. */
function rowEnds(chunk: Buffer, ends: number, isQuoted: boolean): [number, boolean] {
  if (!isQuoted && !chunk.includes(quote)) {
    return [ends + lineEnds(chunk), false];
  }
  let [count, inside] = [ends, isQuoted];
  for (const byte of chunk) {
    if (byte === quote) {
      inside = !inside;
    } else if (byte === lineFeed && !inside) {
      count += 1;
    }
  }
  return [count, inside];
}

type Rows = AsyncIterable<readonly (readonly ExportCell[])[]>;

async function* countRows(rows: Rows, counter: RowCounter): Rows & AsyncGenerator<never> {
  for await (const batch of rows) {
    counter.rows += batch.length;
    yield batch as never;
  }
}

async function* textBytes(
  columns: readonly ExportColumn[],
  rows: Rows,
  isCsv: boolean,
): AsyncGenerator<Uint8Array> {
  let text = isCsv ? csvHeader(columns) : "";
  for await (const batch of rows) {
    for (const cells of batch) {
      text += isCsv ? csvRow(columns, cells) : jsonRow(columns, cells);
    }
    if (text.length >= batchBytes) {
      yield Buffer.from(text, "utf8");
      text = "";
    }
  }
  yield Buffer.from(text, "utf8");
}

function jsonRow(columns: readonly ExportColumn[], cells: readonly ExportCell[]): string {
  const entries = columns.map(({ name }, index): [string, ExportCell] => [
    name,
    cells[index] ?? null,
  ]);
  return `${JSON.stringify(Object.fromEntries(entries))}\n`;
}
