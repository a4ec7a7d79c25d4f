import { AttemptPools } from "./attempt-pools.js";
import { PeopleCurves } from "./people-curves.js";
import type {
  LoggedSend,
  ReplayCandidate,
  ReplayEstimate,
  ReplayOutcome,
  ReplayRefusal,
  ReplayResult,
} from "./replay-log.js";
import { type ReplayedSend, replaySend } from "./replayed-send.js";
import { seededDraws } from "./seeded-draws.js";

/** How much a replay looks at. */
export interface ReplayEffort {
  /** Sends that are drawn for the estimate, and for each repetition of the bootstrap. */
  readonly draws: number;
  readonly drawsAgain: number;
  readonly repetitions: number;
}

/** What replays are made with, where nothing else is said. */
export const usualEffort: ReplayEffort = { draws: 16_000, drawsAgain: 2_000, repetitions: 100 };

const effectiveMin = 50;
const trustMin = 0.7;
/** A country with a smaller share of the sends, or an attempt that fewer come to, is no reason. */
const countryShareMin = 0.01;
const reachMin = 0.02;
const hourMs = 3_600_000;
const z = 1.959963984540054;
/** What the method itself errs by, measured: points, and shares of cost and time. */
const margin = { rate: 0.025, cost: 0.06, time: 0.1 } as const;

interface Sums {
  readonly success: number;
  readonly delivery: number;
  readonly cost: number;
  readonly p95: number | null;
}

/**
 * What a candidate plan would have done with logged sends: draws each send's attempts step by step
 * from attempts that were made under the same circumstances, weighed by 1 / propensity. Intervals
 * are of a bootstrap by hours, widened by what the method errs by. Refused where any attempt rests
 * on fewer than 50 effective ones in a country, or a first route's receipts are trusted below 0.7.
 *
 * @param trustOf of a route's receipts in a country, 0..1.5; null = too little is known
 * @param seed    the same input and seed give the same result
 * Pauses now and then. Pure. About 3 µs per draw and attempt.
 */
export function* replayInPieces(
  log: readonly LoggedSend[],
  candidate: ReplayCandidate,
  trustOf: (route: string, country: string) => number | null,
  seed: number,
  effort: ReplayEffort = usualEffort,
): Generator<void, ReplayResult> {
  const sends = log.toSorted((one, other) => one.atMs - other.atMs);
  if (sends.length === 0) {
    return refused(0, null, { reason: "NO_SENDS" });
  }
  const once = (): number => 1;
  const pools = new AttemptPools(sends, once);
  const wanted = new Wanted(sends);
  const world = { pools, people: new PeopleCurves(sends, once), draw: seededDraws(seed) };
  const played: ReplayedSend[] = [];
  for (let index = 0; index < effort.draws; index += 1) {
    const send = sends[Math.floor((index * sends.length) / effort.draws)] as LoggedSend;
    wanted.count(send.country);
    const hears = { ...world, wanted: wanted.hear };
    played.push(replaySend(send, candidate, hears));
    if (index % 500 === 499) {
      yield;
    }
  }
  const { effective, refusal } = wanted.judge(pools, trustOf);
  if (refusal !== null) {
    return refused(sends.length, effective, refusal);
  }
  const again: { readonly actual: Sums[]; readonly candidate: Sums[] } = {
    actual: [],
    candidate: [],
  };
  for (let repetition = 1; repetition <= effort.repetitions; repetition += 1) {
    const draw = seededDraws(seed + 7919 * repetition);
    const counts = drawnHours(sends, draw);
    const countOf = (send: LoggedSend): number => counts.get(hourOf(send)) ?? 0;
    const drawn = drawnSends(sends, countOf);
    again.actual.push(sumsOf(drawn.map(actualOf)));
    const own = {
      pools: new AttemptPools(sends, countOf),
      people: new PeopleCurves(sends, countOf),
      draw,
      wanted: () => undefined,
    };
    const replayed: ReplayedSend[] = [];
    for (let index = 0; index < effort.drawsAgain && drawn.length > 0; index += 1) {
      const place = Math.floor((index * drawn.length) / effort.drawsAgain);
      replayed.push(replaySend(drawn[place] as LoggedSend, candidate, own));
    }
    again.candidate.push(sumsOf(replayed));
    yield;
  }
  return {
    sendCount: sends.length,
    effective,
    refusal: null,
    actual: outcomeOf(sumsOf(sends.map(actualOf)), again.actual, false),
    candidate: outcomeOf(sumsOf(played), again.candidate, true),
  };
}

/** Every attempt that the candidate wants, by country and place. */
class Wanted {
  readonly #sends = new Map<string, number>();
  readonly #attempts = new Map<
    string,
    { readonly country: string; readonly place: number; readonly route: string; count: number }
  >();
  #all = 0;

  constructor(private readonly log: readonly LoggedSend[]) {}

  count(country: string): void {
    this.#all += 1;
    this.#sends.set(country, (this.#sends.get(country) ?? 0) + 1);
  }

  readonly hear = (country: string, place: number, route: string): void => {
    const key = `${country} ${place} ${route}`;
    const known = this.#attempts.get(key);
    if (known === undefined) {
      this.#attempts.set(key, { country, place, route, count: 1 });
    } else {
      known.count += 1;
    }
  };

  judge(
    pools: AttemptPools,
    trustOf: (route: string, country: string) => number | null,
  ): { readonly effective: number | null; readonly refusal: ReplayRefusal | null } {
    let effective: number | null = null;
    let refusal: ReplayRefusal | null = null;
    for (const { country, place, route, count } of this.#attempts.values()) {
      const inCountry = this.#sends.get(country) ?? 0;
      if (inCountry < countryShareMin * this.#all || count < reachMin * inCountry) {
        continue;
      }
      const trust = place === 1 ? trustOf(route, country) : null;
      if (trust !== null && trust < trustMin) {
        refusal ??= { reason: "UNTRUSTED_RECEIPTS", route, country, trust };
      }
      const pool = place === 1 ? pools.first(country, route) : pools.later(country, route);
      if (effective === null || pool.effective < effective) {
        effective = pool.effective;
      }
      if (pool.effective < effectiveMin) {
        const found = { place, route, country, effective: pool.effective };
        refusal ??= { reason: "LITTLE_EVIDENCE", ...found };
      }
    }
    return this.log.length === 0 ? { effective: null, refusal } : { effective, refusal };
  }
}

function refused(
  sendCount: number,
  effective: number | null,
  refusal: ReplayRefusal,
): ReplayResult {
  return { sendCount, effective, refusal, actual: null, candidate: null };
}

function actualOf({ attempts }: LoggedSend): ReplayedSend {
  let deliveredMs = Number.POSITIVE_INFINITY;
  let costMicros = 0;
  let isVerified = false;
  for (const attempt of attempts) {
    const afterMs = attempt.deliveredMs ?? Number.POSITIVE_INFINITY;
    deliveredMs = Math.min(deliveredMs, attempt.startedMs + afterMs);
    costMicros += attempt.costMicros;
    isVerified ||= attempt.typedMs !== null;
  }
  return { deliveredMs: Number.isFinite(deliveredMs) ? deliveredMs : null, isVerified, costMicros };
}

function sumsOf(sends: readonly ReplayedSend[]): Sums {
  const count = Math.max(1, sends.length);
  const times = sends.flatMap(({ deliveredMs }) => deliveredMs ?? []).toSorted((a, b) => a - b);
  return {
    success: sends.filter(({ isVerified }) => isVerified).length / count,
    delivery: times.length / count,
    cost: sends.reduce((sum, { costMicros }) => sum + costMicros, 0) / count,
    p95: times[Math.ceil(0.95 * times.length) - 1] ?? null,
  };
}

function hourOf({ atMs }: LoggedSend): number {
  return Math.floor(atMs / hourMs);
}

/** Hours drawn with replacement: how often each counts. */
function drawnHours(sends: readonly LoggedSend[], draw: () => number): Map<number, number> {
  const hours = [...new Set(sends.map(hourOf))];
  const counts = new Map<number, number>();
  for (let index = 0; index < hours.length; index += 1) {
    const hour = hours[Math.floor(draw() * hours.length)] ?? 0;
    counts.set(hour, (counts.get(hour) ?? 0) + 1);
  }
  return counts;
}

function drawnSends(
  sends: readonly LoggedSend[],
  countOf: (send: LoggedSend) => number,
): readonly LoggedSend[] {
  return sends.flatMap((send) => Array.from({ length: countOf(send) }, () => send));
}

function outcomeOf(sums: Sums, again: readonly Sums[], isWidened: boolean): ReplayOutcome {
  const estimate = (
    value: number,
    of: (sums: Sums) => number | null,
    extra: number,
    max: number,
  ): ReplayEstimate => {
    const width = z * deviationOf(again.flatMap((one) => of(one) ?? [])) + (isWidened ? extra : 0);
    return { value, low: Math.max(0, value - width), high: Math.min(max, value + width) };
  };
  const { success, delivery, cost, p95 } = sums;
  const infinite = Number.POSITIVE_INFINITY;
  return {
    successRate: estimate(success, (one) => one.success, margin.rate, 1),
    deliveryRate: estimate(delivery, (one) => one.delivery, margin.rate, 1),
    costMicros: estimate(cost, (one) => one.cost, margin.cost * cost, infinite),
    timeToDeliverMsP95:
      p95 === null ? null : estimate(p95, (one) => one.p95, margin.time * p95, infinite),
  };
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}
