import { shown } from "../input-checks.js";
import { hasControlCharacters } from "../limits.js";
import type { PhraseFact } from "../messages/phrases.js";
import { readInvoiceAmount } from "./invoice-amount.js";
import type { InvoiceMapping } from "./invoice-mapping.js";
import type { InvoicedStatus } from "./invoice-status.js";

/** One line of an invoice. */
export interface InvoiceLine {
  /** Of the file, from 1. */
  readonly line: number;
  readonly messageId: string;
  readonly reference: string | null;
  /** What it bills; below 0 = a credit. */
  readonly micros: bigint;
  readonly currency: string;
  readonly parts: number | null;
  readonly status: InvoicedStatus | null;
  /** Half-open; a day is one of UTC. Null = the line has no date. */
  readonly time: { readonly from: Date; readonly until: Date } | null;
}

/** Reads a cell of a line by the mapping's column; "" where the line has none. */
export type InvoiceCell = (column: string) => string;

/** What reading a line needs besides the line. */
export interface LineReader {
  readonly mapping: InvoiceMapping;
  /** As `statusReader` makes it. */
  readonly statusOf: (word: string) => InvoicedStatus | null | undefined;
  /** Hears of words that nobody knows. */
  readonly wordUnknown: (word: string) => void;
}

const idLengthMax = 500;
const partsMax = 255;
const microsMax = 999_999_999_999_999n;

/** Reads one line; a phrase = why it cannot be read. */
export function readInvoiceLine(
  line: number,
  cell: InvoiceCell,
  { mapping, statusOf, wordUnknown }: LineReader,
): InvoiceLine | PhraseFact {
  const of = (column: string | null): string => (column === null ? "" : cell(column).trim());
  const messageId = of(mapping.messageId);
  if (messageId === "" || messageId.length > idLengthMax || hasControlCharacters(messageId)) {
    return { phrase: "invoiceId", params: { column: shown(mapping.messageId) } };
  }
  const parts = partsOf(of(mapping.parts));
  if (parts === undefined) {
    return { phrase: "invoiceParts", params: { found: shown(of(mapping.parts)) } };
  }
  const amount = of(mapping.amount ?? mapping.price);
  const times = mapping.price === null ? 1 : (parts ?? 1);
  const micros = readInvoiceAmount(amount, times, mapping.decimalComma);
  if (micros === null || micros > microsMax || micros < -microsMax) {
    return { phrase: "invoiceAmount", params: { found: shown(amount) } };
  }
  const currency = mapping.currency ?? of(mapping.currencyColumn).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    return { phrase: "invoiceCurrency", params: { found: shown(currency) } };
  }
  const date = of(mapping.date);
  const time = date === "" ? null : timeOf(date);
  if (time === undefined) {
    return { phrase: "invoiceDate", params: { found: shown(date) } };
  }
  const word = of(mapping.status);
  const status = word === "" ? null : statusOf(word);
  if (status === undefined) {
    wordUnknown(word);
  }
  const reference = of(mapping.reference);
  return {
    line,
    messageId,
    reference: reference === "" ? null : reference,
    micros,
    currency,
    parts,
    status: status ?? null,
    time,
  };
}

/** Null = the line does not say; undefined = it says nonsense. */
function partsOf(text: string): number | null | undefined {
  if (text === "") {
    return null;
  }
  const parts = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return parts >= 1 && parts <= partsMax ? parts : undefined;
}

const dayMs = 86_400_000;
const datePattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A day, or a moment; without an offset it is UTC. Undefined = it is neither. */
function timeOf(text: string): InvoiceLine["time"] | undefined {
  const match = datePattern.exec(text);
  if (match === null) {
    return undefined;
  }
  const [, day = "", time, offset = "Z"] = match;
  const zone = offset.replace(/^([+-]\d{2}):?(\d{2})$/, "$1:$2");
  const from = new Date(time === undefined ? `${day}T00:00:00Z` : `${day}T${time}${zone}`);
  if (Number.isNaN(from.getTime())) {
    return undefined;
  }
  return { from, until: new Date(from.getTime() + (time === undefined ? dayMs : 1)) };
}
