/** What was spent in one hour: charged, perhaps charged, or still held. */
export interface HourSpend {
  /** The hour's beginning, UTC. */
  readonly at: Date;
  readonly micros: bigint;
}

/** What is known of a budget's spending. */
export interface SpendHistory {
  /** Hours before now in which something was spent, in any order; hours that are missing are 0. */
  readonly hours: readonly HourSpend[];
  /** From when on `hours` tells all; the tenant's first hours of all do not count as idle ones. */
  readonly from: Date;
}

/** Spending to the end of a period; micro-units of the budget's currency. */
export interface SpendForecast {
  readonly micros: bigint;
  /** The interval that holds the true sum in about 9 of 10 cases; low <= micros <= high. */
  readonly lowMicros: bigint;
  readonly highMicros: bigint;
  /** Whole days that it was learnt from. */
  readonly historyDays: number;
  /** When the expected spending reaches the limit; null = not before the period ends. */
  readonly exhaustedAt: Date | null;
}

/** How far back a forecast looks. */
export const forecastHistoryDays = 42;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekHours = 168;
const historyDaysMin = 7;
const halfLifeDays = 14;
/** Both tails of 5 % left out: the standard normal's 0.95 quantile. */
const normalQuantile = 1.644_853_6;

/**
 * Spending to the end of a period: what is used, and for each hour to come the mean of that hour of
 * the week so far, later weeks counting more (half-life 14 days). The interval is the one for a sum
 * of m further days: t(f) · s · sqrt(m + m · max(m, 7) / n), with s the deviation of whole days
 * from that profile, n the days that it amounts to after weighting, and f = days − 7 degrees of
 * freedom, since a mean is taken for each day of the week. With less than two weeks a profile fits
 * all that there is; then s is the deviation of days from their common mean, and f = days − 1.
 *
 * @param usedMicros   spent and held in the period so far
 * @param limitMicros  the budget's limit
 * @returns            null with less than 7 whole days of history, or nothing spent in them
 * Pure; O(hours of history + hours to come). Source: prediction interval of a future mean, Hahn and
 * Meeker, Statistical Intervals (1991), ch. 4; t by Cornish and Fisher's expansion.
 */
export function forecastSpend(
  history: SpendHistory,
  usedMicros: bigint,
  limitMicros: bigint,
  now: Date,
  endsAt: Date,
): SpendForecast | null {
  const days = Math.floor((now.getTime() - history.from.getTime()) / dayMs);
  const historyDays = Math.min(days, forecastHistoryDays);
  if (historyDays < historyDaysMin || endsAt <= now) {
    return null;
  }
  const firstHour = Math.ceil((now.getTime() - historyDays * dayMs) / hourMs);
  const lastHour = firstHour + 24 * historyDays;
  const spent = byHour(history.hours, firstHour, lastHour);
  if (spent.every((micros) => micros === 0)) {
    return null;
  }
  const profile = weekProfile(spent, firstHour, lastHour);
  const ahead = spendAhead(profile, usedMicros, limitMicros, now, endsAt);
  const aheadDays = (endsAt.getTime() - now.getTime()) / dayMs;
  const { deviation, freedom } = deviationOfDays(spent, profile, firstHour);
  const doubt = (aheadDays * Math.max(aheadDays, 7)) / weightedDays(historyDays);
  const spread = studentQuantile(freedom) * deviation * Math.sqrt(aheadDays + doubt);
  const expected = BigInt(Math.round(ahead.micros));
  return {
    micros: usedMicros + expected,
    // What is used stays used.
    lowMicros: usedMicros + BigInt(Math.round(Math.max(0, Number(expected) - spread))),
    highMicros: usedMicros + expected + BigInt(Math.round(spread)),
    historyDays,
    exhaustedAt: ahead.exhaustedAt,
  };
}

function byHour(hours: readonly HourSpend[], first: number, last: number): number[] {
  const spent = Array.from({ length: last - first }, () => 0);
  for (const { at, micros } of hours) {
    const index = Math.floor(at.getTime() / hourMs) - first;
    if (index >= 0 && index < spent.length) {
      spent[index] = (spent[index] ?? 0) + Number(micros);
    }
  }
  return spent;
}

/** The weighted mean of each hour of the week; the week begins at the epoch's hour 0. */
function weekProfile(spent: readonly number[], first: number, last: number): readonly number[] {
  const sums = Array.from({ length: weekHours }, () => 0);
  const weights = Array.from({ length: weekHours }, () => 0);
  for (const [index, micros] of spent.entries()) {
    const slot = (first + index) % weekHours;
    const weight = 0.5 ** ((last - first - index) / (24 * halfLifeDays));
    sums[slot] = (sums[slot] ?? 0) + weight * micros;
    weights[slot] = (weights[slot] ?? 0) + weight;
  }
  return sums.map((sum, slot) => sum / (weights[slot] || 1));
}

function spendAhead(
  profile: readonly number[],
  usedMicros: bigint,
  limitMicros: bigint,
  now: Date,
  endsAt: Date,
): { readonly micros: number; readonly exhaustedAt: Date | null } {
  const room = Number(limitMicros - usedMicros);
  let micros = 0;
  let exhaustedAt = room <= 0 ? now : null;
  let atMs = now.getTime();
  while (atMs < endsAt.getTime()) {
    const hour = Math.floor(atMs / hourMs);
    const untilMs = Math.min((hour + 1) * hourMs, endsAt.getTime());
    const share = (profile[hour % weekHours] ?? 0) * ((untilMs - atMs) / hourMs);
    if (exhaustedAt === null && share > 0 && micros + share >= room) {
      exhaustedAt = new Date(Math.ceil(atMs + ((room - micros) / share) * (untilMs - atMs)));
    }
    micros += share;
    atMs = untilMs;
  }
  return { micros, exhaustedAt };
}

/** How far whole days were off what was to be expected of them. */
function deviationOfDays(
  spent: readonly number[],
  profile: readonly number[],
  first: number,
): { readonly deviation: number; readonly freedom: number } {
  const count = spent.length / 24;
  const days = Array.from({ length: count }, (_, day) => ({
    spent: sum(spent.slice(24 * day, 24 * (day + 1))),
    expected: sum(
      Array.from({ length: 24 }, (_, hour) => profile[(first + 24 * day + hour) % weekHours] ?? 0),
    ),
  }));
  const mean = sum(days.map((day) => day.spent)) / count;
  const hasWeeks = count >= 14;
  const squares = days.map((day) => (day.spent - (hasWeeks ? day.expected : mean)) ** 2);
  const freedom = hasWeeks ? count - 7 : count - 1;
  return { deviation: Math.sqrt(sum(squares) / freedom), freedom };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** As many equally weighted days as these days amount to (Kish's effective sample size). */
function weightedDays(days: number): number {
  const weights = Array.from({ length: days }, (_, ago) => 0.5 ** (ago / halfLifeDays));
  return sum(weights) ** 2 / sum(weights.map((weight) => weight ** 2));
}

/** Student's 0.95 quantile for 6 or more degrees of freedom, within 0.2 %. */
function studentQuantile(freedom: number): number {
  const z = normalQuantile;
  return (
    z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  );
}
