import { uuidv7 } from "uuidv7";
import type { Channel } from "../../core/otp/status.js";
import {
  planRateChange,
  type RateChange,
  type RateMode,
} from "../../core/rates/plan-rate-change.js";
import {
  checkRate,
  type RateRow,
  type RawRate,
  type RejectedRate,
} from "../../core/rates/rate-row.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { RateStore, RateTarget } from "./ports.js";

export interface ImportRatesRequest {
  readonly target: RateTarget;
  /** The channels of the vendor, or of the account whose prices these are. */
  readonly channels: readonly Channel[];
  readonly rows: readonly RawRate[];
  readonly mode: RateMode;
  /** Where the prices come from, as price history tells it. */
  readonly source: string;
  /** True: nothing is stored, only counted. */
  readonly dryRun: boolean;
}

/** What an import did; counts are of offers. importId null = nothing was stored. */
export interface ImportOutcome {
  readonly importId: string | null;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
  readonly rejected: readonly RejectedRate[];
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
  const sound: RateRow[] = [];
  const rejected: RejectedRate[] = [];
  for (const raw of request.rows) {
    const row = checkRate(raw, request.channels, now);
    if (typeof row === "string") {
      rejected.push({ line: raw.line, reason: row });
    } else {
      sound.push(row);
    }
  }
  const importId = uuidv7();
  const change = await ports.rates.importRates(
    viewer,
    request.target,
    now,
    (stored) => planRateChange(stored, sound, request.mode, now, uuidv7),
    request.dryRun
      ? null
      : (made) => ({
          id: importId,
          by: viewer.keyName,
          at: now,
          source: request.source,
          rejectedCount: rejected.length + made.rejected.length,
        }),
  );
  if (!request.dryRun && touchesMarket(change)) {
    ports.bus.publish("market", []);
  }
  const { added, changed, unchanged, withdrawn } = change;
  const all = [...rejected, ...change.rejected].sort((a, b) => a.line - b.line);
  return {
    importId: request.dryRun ? null : importId,
    added,
    changed,
    unchanged,
    withdrawn,
    rejected: all,
  };
}

function touchesMarket({ added, changed, withdrawn }: RateChange): boolean {
  return added + changed + withdrawn > 0;
}
