import { uuidv7 } from "uuidv7";
import { encodeId } from "../../core/ids.js";
import type { PhraseFact } from "../../core/messages/phrases.js";
import type { Channel } from "../../core/otp/status.js";
import { groupRates } from "../../core/rates/group-rates.js";
import type { RateCounts, RateMode } from "../../core/rates/plan-rate-change.js";
import {
  checkRate,
  type RateRow,
  type RawRate,
  type RejectedRate,
  type UnsoundRate,
} from "../../core/rates/rate-row.js";
import { SheetComparison } from "../../core/rates/sheet-comparison.js";
import { type PreviewedChange, SheetPreview } from "../../core/rates/sheet-preview.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { ImportRecord, MissingRate, RateStore, RateTarget } from "./ports.js";

/** How a sheet is to be imported, whatever is in it. */
export interface ImportTerms {
  readonly target: RateTarget;
  readonly mode: RateMode;
  /** Where the prices come from, as price history tells it; null = this import, by its id. */
  readonly source: string | null;
  /** True: nothing is stored, only counted. */
  readonly dryRun: boolean;
  /** True: one line that is rejected, and nothing is stored. */
  readonly strict?: boolean;
}

export interface ImportRatesRequest extends ImportTerms {
  /** The channels of the vendor, or of the account whose prices these are. */
  readonly channels: readonly Channel[];
  readonly rows: readonly RawRate[];
}

export interface ImportCheckedRequest extends ImportTerms {
  readonly rows: readonly (RateRow | UnsoundRate)[];
  /** Lines that could not even be read. */
  readonly unread: readonly RejectedRate[];
}

/** What an import did, or would do; counts are of offers. importId null = nothing was stored. */
export interface ImportOutcome extends RateCounts {
  readonly importId: string | null;
  /** By line. */
  readonly rejected: readonly RejectedRate[];
  /** What is to be known of lines that count all the same; at most one per kind and currency. */
  readonly warnings: readonly RejectedRate[];
  /** Of a dry run: the largest price moves, the first that are new, the first withdrawn. */
  readonly preview: readonly PreviewedChange[];
}

/** Changes of each kind that a dry run shows. */
const previewMax = 50;

export interface ImportRatesPorts {
  readonly rates: RateStore;
  readonly bus: Bus;
}

/** Checks lines and imports them as `importCheckedRates` does. */
export async function importRates(
  ports: ImportRatesPorts,
  viewer: KeyViewer,
  { channels, rows, ...terms }: ImportRatesRequest,
  now: Date,
): Promise<ImportOutcome> {
  const checked = rows.map((raw) => checkRate(raw, channels, now));
  return importCheckedRates(ports, viewer, { ...terms, rows: checked, unread: [] }, now);
}

/**
 * Works a sheet's prices into the market: sound lines are stored, the others reported by line.
 * History never changes: a price that is said to have begun earlier begins now. One transaction.
 */
export async function importCheckedRates(
  ports: ImportRatesPorts,
  viewer: KeyViewer,
  request: ImportCheckedRequest,
  now: Date,
): Promise<ImportOutcome> {
  const { target, mode, dryRun, strict = false } = request;
  const { sound, unsound } = partRows(request.rows);
  const { byPlace, rejected: twins } = groupRates(sound, now);
  const rejected = [...request.unread, ...unsound, ...twins].sort((a, b) => a.line - b.line);
  // A sheet of nothing but mistakes is no reason to withdraw all that is offered.
  const isEmptied = mode === "REPLACE" && sound.length === 0 && rejected.length > 0;
  const isRefused = dryRun || isEmptied || (strict && rejected.length > 0);
  const record = isRefused ? null : recordOf(viewer, request.source, rejected.length, now);
  const spared = new Set(unsound.flatMap(({ place }) => (place === null ? [] : [place])));
  const rules = { mode, now, newId: uuidv7, spared };
  let preview: SheetPreview | null = null;
  const begin = () => {
    preview = dryRun ? new SheetPreview(previewMax, now) : null;
    return new SheetComparison(byPlace, rules, preview);
  };
  const counts = await ports.rates.importRates(viewer, target, now, begin, record);
  if (record !== null && counts.added + counts.changed + counts.withdrawn > 0) {
    ports.bus.publish("market", []);
  }
  const missing = await ports.rates.missingRates(viewer, currenciesOf(sound), now);
  return {
    importId: record?.id ?? null,
    ...counts,
    rejected,
    warnings: [...pastWarning(sound, now), ...missing.map((one) => rateWarning(sound, one))],
    preview: (preview as SheetPreview | null)?.list() ?? [],
  };
}

function partRows(rows: ImportCheckedRequest["rows"]) {
  const sound: RateRow[] = [];
  const unsound: UnsoundRate[] = [];
  for (const row of rows) {
    if ("reason" in row) {
      unsound.push(row);
    } else {
      sound.push(row);
    }
  }
  return { sound, unsound };
}

function recordOf(
  viewer: KeyViewer,
  source: string | null,
  rejectedCount: number,
  now: Date,
): ImportRecord {
  const id = uuidv7();
  return {
    id,
    by: viewer.keyName,
    at: now,
    source: source ?? `rate sheet ${encodeId("rateSheetImport", id)}`,
    rejectedCount,
  };
}

function currenciesOf(rows: readonly RateRow[]): string[] {
  return [...new Set(rows.map((row) => row.currency))].sort();
}

/** How far back a line may begin and still be as good as now: a clock may be a little slow. */
const graceMs = 5 * 60_000;

function pastWarning(rows: readonly RateRow[], now: Date): RejectedRate[] {
  const past = rows.filter(
    ({ effectiveFrom: from }) => from !== null && from.getTime() < now.getTime() - graceMs,
  );
  return warningOf(past, { phrase: "warnPast", params: { count: past.length } });
}

function rateWarning(rows: readonly RateRow[], { currency, quotes }: MissingRate): RejectedRate {
  const concerned = rows.filter((row) => row.currency === currency);
  const params = { count: concerned.length, currency, quotes: quotes.join(", ") };
  return { line: concerned[0]?.line ?? 1, reason: { phrase: "warnNoRate", params } };
}

function warningOf(rows: readonly RateRow[], reason: PhraseFact): RejectedRate[] {
  const [first] = rows;
  return first === undefined ? [] : [{ line: first.line, reason }];
}
