import { type DomainError, domainError } from "../../core/errors.js";
import type { RejectedRate } from "../../core/rates/rate-row.js";
import {
  type ExchangeRateChange,
  exchangeRateColumns,
  planExchangeRates,
  readExchangeRate,
} from "../../core/rates/plan-exchange-rates.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { UploadStore } from "../uploads/ports.js";
import { openSheet, sheetField, type SheetSource } from "./open-sheet.js";
import type { ExchangeRateStore } from "./ports.js";
import { readSheet } from "./read-sheet.js";

export interface ImportExchangePorts {
  readonly exchangeRates: ExchangeRateStore;
  readonly uploads: UploadStore;
  readonly bus: Bus;
}

export interface ImportExchangeRequest extends SheetSource {
  readonly dryRun: boolean;
  readonly strict: boolean;
}

/** What an import did, or would do; counts are of lines. */
export interface ExchangeOutcome {
  readonly isStored: boolean;
  readonly added: number;
  /** Rates to come that have another value now. */
  readonly changed: number;
  readonly unchanged: number;
  /** By line. */
  readonly rejected: readonly RejectedRate[];
  readonly warnings: readonly RejectedRate[];
}

/**
 * Imports exchange rates from a table; for operators. One transaction. Errors: SOURCE_REQUIRED,
 * TOO_LONG, UPLOAD_NOT_FOUND, INVALID_SHEET, LINES_REJECTED.
 */
export async function importExchangeRates(
  ports: ImportExchangePorts,
  viewer: KeyViewer,
  request: ImportExchangeRequest,
  now: Date,
): Promise<{
  readonly outcome: ExchangeOutcome | null;
  readonly errors: readonly DomainError[];
}> {
  const source = await openSheet(ports.uploads, viewer, request, now);
  if (!source.ok) {
    return { outcome: null, errors: source.errors };
  }
  const sheet = await readSheet(source.value, exchangeRateColumns, readExchangeRate);
  if (!sheet.ok) {
    const error = domainError("INVALID_SHEET", sheetField(request), { reason: sheet.reason });
    return { outcome: null, errors: [error] };
  }
  const { rows, rejected: unread } = sheet.value;
  const allRejected = (change: ExchangeRateChange): readonly RejectedRate[] =>
    [...unread, ...change.rejected].sort((a, b) => a.line - b.line);
  const isKept = (change: ExchangeRateChange): boolean =>
    !request.dryRun && !(request.strict && allRejected(change).length > 0);
  const change = await ports.exchangeRates.changeRates(
    viewer,
    now,
    (known) => planExchangeRates(known, rows, now),
    isKept,
  );
  const isStored = isKept(change);
  if (isStored && change.insert.length + change.replace.length > 0) {
    ports.bus.publish("market", []);
  }
  const outcome = { ...outcomeOf(change), isStored, rejected: allRejected(change) };
  const count = outcome.rejected.length;
  const isRefused = request.strict && count > 0;
  return {
    outcome,
    errors: isRefused ? [domainError("LINES_REJECTED", sheetField(request), { count })] : [],
  };
}

function outcomeOf({ insert, replace, unchanged, past }: ExchangeRateChange) {
  const [first] = past;
  const reason = { phrase: "warnPast", params: { count: past.length } } as const;
  return {
    added: insert.length,
    changed: replace.length,
    unchanged,
    warnings: first === undefined ? [] : [{ line: first.line, reason }],
  };
}
