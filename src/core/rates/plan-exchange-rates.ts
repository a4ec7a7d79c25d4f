import { isCurrency } from "../currency.js";
import { shown } from "../input-checks.js";
import type { PhraseFact } from "../messages/phrases.js";
import { parseRate } from "../money.js";
import { rejectedFor, type RejectedRate, timeProblem } from "./rate-row.js";
import { timeCell } from "./sheet-cells.js";
import type { CellOf, SheetColumns } from "./sheet-header.js";

/** One line of a table of exchange rates. */
export interface ExchangeRateLine {
  readonly line: number;
  readonly base: string;
  readonly quote: string;
  /** Decimal text. */
  readonly rate: string;
  /** Null = from the import on. */
  readonly effectiveFrom: Date | null;
}

/** A rate that is in force, or to come. */
export interface KnownRate {
  readonly base: string;
  readonly quote: string;
  readonly rate: string;
  readonly effectiveFrom: Date;
}

/** What an import of exchange rates writes; counts are of lines. */
export interface ExchangeRateChange {
  /** New moments. */
  readonly insert: readonly KnownRate[];
  /** Moments to come that are known with another rate. */
  readonly replace: readonly KnownRate[];
  readonly unchanged: number;
  readonly rejected: readonly RejectedRate[];
  /** Lines that begin before now, all but the latest of each pair without effect. */
  readonly past: readonly ExchangeRateLine[];
}

/** The columns of a table of exchange rates. */
export const exchangeRateColumns: SheetColumns = {
  required: ["base", "quote", "rate"],
  optional: ["effectiveFrom"],
};

/** A line as it was written; codes are read in any case. */
export function readExchangeRate(
  line: number,
  cells: readonly string[],
  cellOf: CellOf,
): ExchangeRateLine {
  return {
    line,
    base: cellOf(cells, "base").toUpperCase(),
    quote: cellOf(cells, "quote").toUpperCase(),
    rate: cellOf(cells, "rate").replace(/(\.\d{12})0+$/, "$1"),
    effectiveFrom: timeCell(cellOf(cells, "effectiveFrom")),
  };
}

/**
 * Compares a table with the rates that are known. What was held or charged keeps its rate: a rate
 * of the past begins now, and of several such of one pair only the latest counts.
 *
 * @param known in force or to come, any order
 * O(n log n) in lines and known rates.
 */
export function planExchangeRates(
  known: readonly KnownRate[],
  lines: readonly ExchangeRateLine[],
  now: Date,
): ExchangeRateChange {
  const { sound, past, rejected } = sortOut(lines, now);
  const rates = Map.groupBy(
    [...known].sort((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime()),
    pairOf,
  );
  const insert: KnownRate[] = [];
  const replace: KnownRate[] = [];
  let unchanged = 0;
  for (const line of sound.values()) {
    const from = line.effectiveFrom ?? now;
    const inForce = lastUpTo(rates.get(pairOf(line)) ?? [], from);
    const { base, quote, rate } = line;
    const isSame = inForce !== undefined && parseRate(inForce.rate) === parseRate(rate);
    const isTaken = inForce?.effectiveFrom.getTime() === from.getTime();
    if (isSame && (isTaken || from <= now)) {
      unchanged += 1;
    } else if (isTaken && from > now) {
      replace.push({ base, quote, rate, effectiveFrom: from });
    } else {
      // One that began this very millisecond may be in a hold already.
      const effectiveFrom = isTaken ? new Date(from.getTime() + 1) : from;
      insert.push({ base, quote, rate, effectiveFrom });
    }
  }
  return { insert, replace, unchanged, rejected, past };
}

/** The last that has begun by then, of rates by rising time. */
function lastUpTo(rates: readonly KnownRate[], at: Date): KnownRate | undefined {
  let low = 0;
  let high = rates.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const rate = rates[middle];
    if (rate !== undefined && rate.effectiveFrom <= at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return rates[low - 1];
}

/** Sound lines by pair and moment, those of the past as of now. */
function sortOut(lines: readonly ExchangeRateLine[], now: Date) {
  const sound = new Map<string, ExchangeRateLine>();
  const latestPast = new Map<string, ExchangeRateLine>();
  const lineByKey = new Map<string, number>();
  const past: ExchangeRateLine[] = [];
  const rejected: RejectedRate[] = [];
  for (const line of lines) {
    const key = `${pairOf(line)} ${line.effectiveFrom?.getTime() ?? "now"}`;
    const twin = lineByKey.get(key);
    const problem =
      rejectedFor(line.line, problemsOf(line, now)) ??
      (twin === undefined
        ? null
        : rejectedFor(line.line, [{ phrase: "exchangeTwice", params: { line: twin } }]));
    if (problem !== null) {
      rejected.push(problem);
      continue;
    }
    lineByKey.set(key, line.line);
    if (line.effectiveFrom !== null && line.effectiveFrom > now) {
      sound.set(key, line);
      continue;
    }
    if (line.effectiveFrom !== null) {
      past.push(line);
    }
    const latest = latestPast.get(pairOf(line));
    if (latest === undefined || beginOf(latest, now) <= beginOf(line, now)) {
      latestPast.set(pairOf(line), line);
    }
  }
  for (const [pair, line] of latestPast) {
    sound.set(`${pair} now`, { ...line, effectiveFrom: null });
  }
  return { sound, past, rejected };
}

function beginOf({ effectiveFrom }: ExchangeRateLine, now: Date): Date {
  return effectiveFrom ?? now;
}

function problemsOf(line: ExchangeRateLine, now: Date): PhraseFact[] {
  const { base, quote, rate, effectiveFrom } = line;
  const unknown = [...new Set([base, quote])].filter((currency) => !isCurrency(currency));
  const time = timeProblem(effectiveFrom, now);
  return [
    ...unknown.map(
      (one) => ({ phrase: "rateCurrency", params: { currency: shown(one) } }) as const,
    ),
    ...(base === quote ? [{ phrase: "exchangeSame" } as const] : []),
    ...(parseRate(rate) === null ? [{ phrase: "exchangeRate" } as const] : []),
    ...(time === null ? [] : [{ phrase: time }]),
  ];
}

function pairOf({ base, quote }: { readonly base: string; readonly quote: string }): string {
  return `${base} ${quote}`;
}
