import { uuidv7 } from "uuidv7";
import { encodeId } from "../../core/ids.js";
import type { PhraseFact } from "../../core/messages/phrases.js";
import type { Channel } from "../../core/otp/status.js";
import {
  planRateChange,
  type RateChange,
  type RateMode,
} from "../../core/rates/plan-rate-change.js";
import {
  checkRate,
  placeOfRate,
  type RateRow,
  type RawRate,
  type RejectedRate,
} from "../../core/rates/rate-row.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { MissingRate, RateStore, RateTarget } from "./ports.js";

export interface ImportRatesRequest {
  readonly target: RateTarget;
  /** The channels of the vendor, or of the account whose prices these are. */
  readonly channels: readonly Channel[];
  readonly rows: readonly RawRate[];
  /** Lines that could not even be read. */
  readonly unread?: readonly RejectedRate[];
  readonly mode: RateMode;
  /** Where the prices come from, as price history tells it; null = this import, by its id. */
  readonly source: string | null;
  /** True: nothing is stored, only counted. */
  readonly dryRun: boolean;
  /** True: one line that is rejected, and nothing is stored. */
  readonly strict?: boolean;
}

/** What an import did, or would do; counts are of offers. importId null = nothing was stored. */
export interface ImportOutcome {
  readonly importId: string | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  /** By line. */
  readonly rejected: readonly RejectedRate[];
  /** What is to be known of lines that count all the same; at most one per kind and currency. */
  readonly warnings: readonly RejectedRate[];
}

/**
 * Works a sheet's prices into the market: sound lines are stored, the others reported by line.
 * History never changes: a price that is said to have begun earlier begins now. One transaction.
 */
export async function importRates(
  ports: { readonly rates: RateStore; readonly bus: Bus },
  viewer: KeyViewer,
  request: ImportRatesRequest,
  now: Date,
): Promise<ImportOutcome> {
  const { target, mode, dryRun, strict = false } = request;
  const { sound, rejected, spared } = checkRows(request, now);
  const importId = uuidv7();
  const allRejected = (change: RateChange): readonly RejectedRate[] =>
    [...rejected, ...change.rejected].sort((a, b) => a.line - b.line);
  // A sheet of nothing but mistakes is no reason to withdraw all that is offered.
  const isEmptied = mode === "REPLACE" && sound.length === 0 && rejected.length > 0;
  const isRefused = (change: RateChange): boolean =>
    dryRun || isEmptied || (strict && allRejected(change).length > 0);
  const change = await ports.rates.importRates(
    viewer,
    target,
    now,
    (stored) => planRateChange(stored, sound, mode, now, uuidv7, spared),
    (made) =>
      isRefused(made)
        ? null
        : {
            id: importId,
            by: viewer.keyName,
            at: now,
            source: request.source ?? `rate sheet ${encodeId("rateSheetImport", importId)}`,
            rejectedCount: allRejected(made).length,
          },
  );
  const isStored = !isRefused(change);
  const { added, changed, unchanged, withdrawn } = change;
  if (isStored && added + changed + withdrawn > 0) {
    ports.bus.publish("market", []);
  }
  const missing = await ports.rates.missingRates(viewer, currenciesOf(sound), now);
  return {
    importId: isStored ? importId : null,
    added,
    changed,
    unchanged,
    withdrawn,
    rejected: allRejected(change),
    warnings: [...pastWarning(sound, now), ...missing.map((one) => rateWarning(sound, one))],
  };
}

function checkRows({ rows, channels, unread = [] }: ImportRatesRequest, now: Date) {
  const sound: RateRow[] = [];
  const rejected: RejectedRate[] = [...unread];
  const spared = new Set<string>();
  for (const raw of rows) {
    const row = checkRate(raw, channels, now);
    if ("reason" in row) {
      rejected.push(row);
      const place = placeOfRate(raw);
      if (place !== null) {
        spared.add(place);
      }
    } else {
      sound.push(row);
    }
  }
  return { sound, rejected, spared };
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
