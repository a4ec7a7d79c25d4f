import { Readable } from "node:stream";
import { type CsvError, type Info, parse } from "csv-parse";
import {
  type InvoiceLine,
  type LineReader,
  readInvoiceLine,
} from "../../core/invoice/invoice-line.js";
import {
  columnsOf,
  type InvoiceMapping,
  plainExtras,
  plainMapping,
} from "../../core/invoice/invoice-mapping.js";
import { statusReader } from "../../core/invoice/invoice-status.js";
import { type DomainError, domainError } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import type { PhraseFact } from "../../core/messages/phrases.js";
import { sheetBytes, SheetProblem } from "../rates/sheet-text.js";

/** A line that cannot be read. */
export interface RejectedLine {
  readonly line: number;
  readonly reason: PhraseFact;
}

/** What became known of an invoice while it was read. */
export interface InvoiceNews {
  /** Null until a line was read. */
  currency: string | null;
  unreadable: number;
  /** The first of them. */
  readonly rejected: RejectedLine[];
  readonly unknownWords: Set<string>;
}

/** The file as a whole cannot be used. */
export class InvoiceProblem extends Error {
  override readonly name = "InvoiceProblem";

  constructor(readonly error: DomainError) {
    super(error.code);
  }
}

export interface InvoiceFile {
  readonly bytes: AsyncIterable<Buffer>;
  readonly format: "CSV" | "NDJSON";
  /** Null = the columns are hoped to be those of `plainMapping`. */
  readonly mapping: InvoiceMapping | null;
}

/** Of these lists and of words that nobody knows, so many are kept. */
const keptMax = 1_000;
const wordsKeptMax = 20;
const lineLengthMax = 20_000;
const batch = 500;

/**
 * Reads an invoice in batches, a piece of it in memory. Lines that cannot be read are counted, and
 * the first ones kept, in `news`. Throws InvoiceProblem for a file that is no such table, or that
 * has two currencies.
 */
export async function* readInvoice(
  { bytes, format, mapping }: InvoiceFile,
  news: InvoiceNews,
): AsyncGenerator<readonly InvoiceLine[]> {
  const records = format === "CSV" ? csvRecords(bytes, mapping) : jsonRecords(bytes, mapping);
  let read: InvoiceLine[] = [];
  try {
    for await (const line of records(news)) {
      const found = "phrase" in line.read ? null : line.read;
      if (found === null) {
        reject(news, { line: line.number, reason: line.read as PhraseFact });
        continue;
      }
      news.currency ??= found.currency;
      if (found.currency !== news.currency) {
        const params = { first: news.currency, second: found.currency };
        throw problem({ phrase: "invoiceCurrencies", params });
      }
      read.push(found);
      if (read.length === batch) {
        yield read;
        read = [];
      }
    }
  } catch (error) {
    throw error instanceof SheetProblem ? problem(error.reason) : error;
  }
  yield read;
}

interface ReadRecord {
  readonly number: number;
  readonly read: InvoiceLine | PhraseFact;
}
type Records = (news: InvoiceNews) => AsyncIterable<ReadRecord>;

function problem(reason: PhraseFact): InvoiceProblem {
  return new InvoiceProblem(domainError("INVALID_INVOICE", ["uploadId"], { reason }));
}

function reject(news: InvoiceNews, line: RejectedLine): void {
  news.unreadable += 1;
  if (news.rejected.length < keptMax) {
    news.rejected.push(line);
  }
}

function lineReader(mapping: InvoiceMapping, { unknownWords }: InvoiceNews): LineReader {
  return {
    mapping,
    statusOf: statusReader(mapping.statusWords),
    wordUnknown(word) {
      if (unknownWords.size < wordsKeptMax) {
        unknownWords.add(shown(word));
      }
    },
  };
}

/** The mapping that fits these columns; throws where none does. */
function fitted(mapping: InvoiceMapping | null, columns: readonly string[]): InvoiceMapping {
  const names = columns.slice(0, 30).map(shown).join(", ");
  if (mapping === null) {
    const isPlain = columnsOf(plainMapping).every(([, name]) => columns.includes(name));
    if (!isPlain) {
      const params = { columns: names };
      throw new InvoiceProblem(domainError("MAPPING_REQUIRED", ["mapping"], params));
    }
    const extras = plainExtras.filter((name) => columns.includes(name));
    return { ...plainMapping, ...Object.fromEntries(extras.map((name) => [name, name])) };
  }
  const missing = columnsOf(mapping).find(([, name]) => !columns.includes(name));
  if (missing !== undefined) {
    const params = { column: missing[1], columns: names };
    throw problem({ phrase: "invoiceColumns", params });
  }
  return mapping;
}

function csvRecords(bytes: AsyncIterable<Buffer>, mapping: InvoiceMapping | null): Records {
  return async function* csvLines(news) {
    const parser = parse({
      bom: true,
      info: true,
      trim: true,
      delimiter: mapping?.delimiter ?? ",",
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: lineLengthMax,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
    const source = Readable.from(slicesOf(sheetBytes(bytes)), { objectMode: false });
    source.on("error", (error) => parser.destroy(error));
    let header: { places: ReadonlyMap<string, number>; reader: LineReader } | null = null;
    let cells: readonly string[] = [];
    const cell = (column: string): string => cells[header?.places.get(column) ?? -1] ?? "";
    try {
      for await (const { info, record } of source.pipe(parser) as AsyncIterable<CsvLine>) {
        if (header === null) {
          const reader = lineReader(fitted(mapping, record), news);
          header = { places: new Map(record.map((name, place) => [name, place])), reader };
          continue;
        }
        cells = record;
        const number = info.lines;
        const read = readInvoiceLine(number, cell, header.reader);
        yield { number, read };
      }
    } catch (error) {
      throw csvProblem(error);
    }
    if (header === null) {
      throw problem({ phrase: "sheetEmpty" });
    }
  };
}

/** What the parser makes of one piece is in memory at once. */
const sliceBytes = 32 * 1024;

async function* slicesOf(pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  for await (const piece of pieces) {
    for (let start = 0; start < piece.length; start += sliceBytes) {
      yield piece.subarray(start, start + sliceBytes);
    }
  }
}

interface CsvLine {
  readonly info: Info;
  readonly record: string[];
}

/** What the parser cannot take apart makes all that follows doubtful: the file is refused. */
function csvProblem(error: unknown): unknown {
  const { code, lines } = error as CsvError;
  const line = typeof lines === "number" ? lines : 1;
  if (code === "CSV_MAX_RECORD_SIZE") {
    return problem({ phrase: "sheetLineTooLong", params: { line, max: lineLengthMax } });
  }
  return typeof code === "string" && code.startsWith("CSV_")
    ? problem({ phrase: "sheetQuoteOpen", params: { line } })
    : error;
}

function jsonRecords(bytes: AsyncIterable<Buffer>, mapping: InvoiceMapping | null): Records {
  return async function* jsonLines(news) {
    let reader: LineReader | null = null;
    let number = 0;
    // Pieces end where lines do.
    for await (const piece of sheetBytes(bytes)) {
      for (const text of piece.toString("utf8").split(/(?<=\n)/)) {
        number += 1;
        const plain = number === 1 ? text.replace(/^\uFEFF/, "") : text;
        if (plain.trim() === "") {
          continue;
        }
        const values = objectOf(plain);
        if (values === null) {
          throw problem({ phrase: "invoiceJson", params: { line: number } });
        }
        // Keys may be left out of some lines; the first has to have those that every line needs.
        reader ??= lineReader(fittedObject(mapping, values), news);
        const read = readInvoiceLine(number, (column) => textOf(values[column]), reader);
        yield { number, read };
      }
    }
    if (reader === null) {
      throw problem({ phrase: "sheetEmpty" });
    }
  };
}

function fittedObject(
  mapping: InvoiceMapping | null,
  values: Readonly<Record<string, unknown>>,
): InvoiceMapping {
  const keys = Object.keys(values);
  const optional = mapping === null ? [] : [mapping.parts, mapping.status, mapping.date];
  const extra = [...optional, mapping?.reference ?? null].filter((name) => name !== null);
  return fitted(mapping, [...keys, ...extra.filter((name) => !keys.includes(name))]);
}

function objectOf(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
