import { DecayedSums } from "./decayed-sums.js";

/** Ends of the age bins in seconds after the request; the last bin has no end. */
const binEnds = [6, 12, 18, 25, 35, 50, 70, 100];
const binCount = binEnds.length + 1;
/** Where the curve is told, seconds: about the middle of each bin. */
const binAges = [2, 9, 15, 21, 30, 42, 60, 84, 120];
const priorWeight = 6;
/** What the market's curve weighs in a tenant's, expected conversions per bin. */
const marketWeight = 20;
/** People give up after a minute or so: half are left at 75 s, before anything is measured. */
const priorAt = (age: number): number => 1 / (1 + (age / 75) ** 3);
/** Beyond the last age, what is left halves in this time, seconds. */
const tailHalfLifeSec = 40;
const refitSec = 300;
/** A curve that differs by no more than this is the same: much is worked out from it. */
const sameWithin = 0.005;
/** The table of the curve: one value per second. */
const tableSec = 400;

let versions = 0;

/** No two curves have the same version: what is worked out of one is told from another's by it. */
function nextVersion(): number {
  versions += 1;
  return versions;
}

/**
 * G(age) = P(typed | the code arrives at this age) / P(typed | it arrives at once), learned in nine
 * bins and made falling by pooling adjacent violators (M. Ayer et al., 1955).
 */
export class PatienceCurve {
  readonly #sums: DecayedSums;
  #table = priorTable;
  #fittedAtSec = Number.NaN;
  /** Another number whenever the curve has changed. */
  version = nextVersion();

  /** @param market the curve that this one leans on; null = the prior */
  constructor(
    halfLifeSec: number,
    tracks = false,
    readonly market: PatienceCurve | null = null,
  ) {
    this.#sums = new DecayedSums(2, halfLifeSec, tracks);
  }

  /** The sums behind the curve, one slot per bin: typed, and expected at age 0. */
  get sums(): DecayedSums {
    return this.#sums;
  }

  /** Lets time pass; every five minutes the curve is fitted anew. */
  advance(atSec: number): void {
    this.#sums.advance(atSec);
    if (Number.isNaN(this.#fittedAtSec)) {
      this.#fittedAtSec = atSec;
    }
    if (atSec - this.#fittedAtSec >= refitSec) {
      this.#fittedAtSec = atSec;
      this.#fit(false);
    }
  }

  /** Fits the curve at this moment, however little has changed. */
  refit(atSec: number): void {
    this.#sums.advance(atSec);
    this.#fittedAtSec = atSec;
    this.#fit(true);
  }

  /** A code arrived at this age: how far was it typed in (0..weight), and how far expected. */
  add(ageSec: number, typed: number, expected: number): void {
    const found = binEnds.findIndex((end) => ageSec < end);
    const bin = found === -1 ? binCount - 1 : found;
    this.#sums.add(bin, 0, typed);
    this.#sums.add(bin, 1, expected);
  }

  /** G at an age in seconds; 1 below 0. */
  at(ageSec: number): number {
    if (ageSec <= 0) {
      return 1;
    }
    const index = Math.floor(ageSec);
    if (index >= tableSec) {
      return this.#table[tableSec] ?? 0;
    }
    const from = this.#table[index] ?? 0;
    return from + ((this.#table[index + 1] ?? 0) - from) * (ageSec - index);
  }

  #fit(always: boolean): void {
    const rates: number[] = [];
    const weights: number[] = [];
    for (let bin = 0; bin < binCount; bin += 1) {
      const expected = this.#sums.at(bin, 1);
      const age = binAges[bin] ?? 0;
      const prior = this.market?.at(age) ?? priorAt(age);
      const weight = this.market === null ? priorWeight : marketWeight;
      rates.push((this.#sums.at(bin, 0) + weight * prior) / (expected + weight));
      weights.push(expected + weight);
    }
    const table = curve(falling(rates, weights));
    if (
      always ||
      table.some((value, age) => Math.abs(value - (this.#table[age] ?? 0)) > sameWithin)
    ) {
      this.#table = table;
      this.version = nextVersion();
    }
  }
}

/** The closest falling sequence, in weighted squares. */
export function falling(values: readonly number[], weights: readonly number[]): number[] {
  const pools: { value: number; weight: number; count: number }[] = [];
  values.forEach((value, index) => {
    let pool = { value, weight: weights[index] ?? 1, count: 1 };
    for (let last = pools.at(-1); last !== undefined && last.value < pool.value; ) {
      const weight = last.weight + pool.weight;
      pool = {
        value: (last.value * last.weight + pool.value * pool.weight) / weight,
        weight,
        count: last.count + pool.count,
      };
      pools.pop();
      last = pools.at(-1);
    }
    pools.push(pool);
  });
  return pools.flatMap(({ value, count }) => Array.from({ length: count }, () => value));
}

function curve(rates: readonly number[]): Float64Array {
  const top = rates[0] ?? 1;
  const scaled = rates.map((rate) => Math.min(1, rate / top));
  const table = new Float64Array(tableSec + 1);
  let next = 0;
  for (let age = 0; age <= tableSec; age += 1) {
    while (next < binCount && age >= binAges[next]!) {
      next += 1;
    }
    table[age] = valueAt(scaled, age, next);
  }
  return table;
}

/** @param next the first bin whose age is beyond `age`; `binCount` = none */
function valueAt(rates: readonly number[], age: number, next: number): number {
  if (next === 0) {
    return 1;
  }
  if (next === binCount) {
    const lastAge = binAges.at(-1) ?? 0;
    return (rates.at(-1) ?? 0) * 2 ** (-(age - lastAge) / tailHalfLifeSec);
  }
  const startAge = binAges[next - 1] ?? 0;
  const endAge = binAges[next] ?? startAge + 1;
  const start = rates[next - 1] ?? 0;
  return start + (((rates[next] ?? 0) - start) * (age - startAge)) / (endAge - startAge);
}

/** What is held true before anything is measured. */
const priorTable = curve(binAges.map(priorAt));
