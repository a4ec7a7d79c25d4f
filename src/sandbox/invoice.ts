import { formatMicros } from "../core/money.js";
import type { BookEntry } from "./books.js";

const columns = [
  "messageId",
  "reference",
  "date",
  "account",
  "channel",
  "country",
  "parts",
  "price",
  "amount",
  "currency",
  "status",
];

/**
 * What a vendor bills, as CSV (RFC 4180): a line for each message that it took, and its amount: 0
 * where it bills nothing, or took its charge back.
 */
export function invoiceCsv(entries: readonly BookEntry[]): string {
  return [columns, ...entries.map(cellsOf)].map((cells) => `${cells.join(",")}\n`).join("");
}

function cellsOf(entry: BookEntry): readonly string[] {
  const isDue = entry.isBilled && !entry.isRefunded;
  const due = isDue ? entry.pricePerPartMicros * BigInt(entry.parts) : 0n;
  return [
    entry.id,
    entry.reference ?? "",
    entry.at,
    entry.account,
    entry.channel,
    entry.country,
    String(entry.parts),
    formatMicros(entry.pricePerPartMicros),
    formatMicros(due),
    entry.currency,
    entry.status,
  ].map(quoted);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
