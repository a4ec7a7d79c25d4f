import type { FirstArrival, KnownSend } from "./known-send.js";
import { PairMap } from "./pair-map.js";
import { WeighedPool } from "./weighed-pool.js";

const binMs = 5_000;
const bins = 48;
/** Ages at which the share of codes that are typed in is looked at, ms. */
const ages = [10_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000];
/** Codes of the usual share that every age begins with, and every route. */
const priorWeight = 20;
const routeWeight = 40;
const usualDelayMs = 9_000;

/** How people behave by the log: when they ask again, and which codes they type in, and when. */
export class PeopleCurves {
  readonly #asked = Array.from({ length: bins }, () => 0);
  readonly #silent = Array.from({ length: bins }, () => 0);
  readonly #typed = Array.from({ length: ages.length + 1 }, () => 0);
  readonly #arrived = Array.from({ length: ages.length + 1 }, () => 0);
  #typedAt: readonly number[] = [];
  readonly #delays = new WeighedPool<number>();
  /** By country and route: codes typed in, and first arrivals by age. */
  readonly #byRoute = new PairMap<{ typed: number; readonly arrived: number[] }>();
  /** How much more is typed of a route's codes than their ages make usual. */
  readonly #factors = new PairMap<number>();

  /** Takes a send in; it counts from `fit` on. @param count how often */
  add({ country, first, typedMs, resendsMs }: KnownSend, count: number): void {
    if (first !== null) {
      this.#learnArrival(country, first, typedMs, count);
    }
    this.#learnPatience(resendsMs[0] ?? null, first?.atMs ?? null, typedMs, count);
  }

  /** Works out what was taken in. */
  fit(): void {
    this.#typedAt = falling(this.#typed, this.#arrived);
    this.#factors.clear();
  }

  /**
   * When a person asks again to whom nothing has been reported, ms after the request or the latest
   * time that it asked; null = never. Half of a bin is its moment.
   *
   * @param sinceMs it had not asked until then
   */
  asksAgainMs(draw: number, sinceMs = 0): number | null {
    let stays = 1;
    for (let bin = Math.floor(sinceMs / binMs); bin < bins; bin += 1) {
      const hazard = (this.#asked[bin] ?? 0) / Math.max(1, this.#silent[bin] ?? 0);
      stays *= 1 - Math.min(1, hazard);
      if (draw >= stays) {
        return Math.max(sinceMs, (bin + 0.5) * binMs);
      }
    }
    return null;
  }

  /** P(the code is typed in | this message is the first to arrive). */
  typedShare(country: string, { route, atMs }: FirstArrival): number {
    const factor = this.#factors.known(country, route, () => this.#factorOf(country, route));
    return Math.min(0.99, factor * (this.#typedAt[binOf(atMs)] ?? 0));
  }

  /** Ms from a message's arrival to its code. */
  delayMs(draw: number): number {
    return this.#delays.drawn(draw) ?? usualDelayMs;
  }

  #factorOf(country: string, route: string): number {
    const usual = routeWeight * Math.max(0.05, this.#typedAt[1] ?? 0.8);
    const known = this.#byRoute.get(country, route);
    let expected = usual;
    known?.arrived.forEach((count, age) => {
      expected += count * (this.#typedAt[age] ?? 0);
    });
    return ((known?.typed ?? 0) + usual) / expected;
  }

  #learnArrival(
    country: string,
    { route, atMs }: FirstArrival,
    typedMs: number | null,
    count: number,
  ): void {
    const age = binOf(atMs);
    const typed = typedMs === null ? 0 : count;
    this.#arrived[age] = (this.#arrived[age] ?? 0) + count;
    this.#typed[age] = (this.#typed[age] ?? 0) + typed;
    if (typedMs !== null && typedMs > atMs) {
      this.#delays.add(typedMs - atMs, count);
    }
    const known = this.#byRoute.known(country, route, () => ({
      typed: 0,
      arrived: ages.map(() => 0),
    }));
    known.typed += typed;
    known.arrived[age] = (known.arrived[age] ?? 0) + count;
  }

  #learnPatience(
    asksMs: number | null,
    firstMs: number | null,
    typedMs: number | null,
    count: number,
  ): void {
    const never = Number.POSITIVE_INFINITY;
    const endMs = Math.min(firstMs ?? never, typedMs ?? never, asksMs ?? never);
    const last = Math.min(bins - 1, Math.floor(endMs / binMs));
    for (let bin = 0; bin <= last; bin += 1) {
      this.#silent[bin] = (this.#silent[bin] ?? 0) + count;
    }
    if (asksMs === endMs && asksMs < bins * binMs) {
      this.#asked[last] = (this.#asked[last] ?? 0) + count;
    }
  }
}

function binOf(ageMs: number): number {
  const found = ages.findIndex((edge) => ageMs < edge);
  return found === -1 ? ages.length : found;
}

/** Shares by age that never rise. Source: pool adjacent violators (Ayer et al., 1955). */
function falling(hits: readonly number[], trials: readonly number[]): readonly number[] {
  const all = trials.reduce((sum, one) => sum + one, 0);
  const usual = hits.reduce((sum, one) => sum + one, 0) / Math.max(1, all);
  const blocks: { hits: number; trials: number; length: number }[] = [];
  trials.forEach((count, index) => {
    blocks.push({
      hits: (hits[index] ?? 0) + priorWeight * usual,
      trials: count + priorWeight,
      length: 1,
    });
    for (;;) {
      const [before, last] = blocks.slice(-2);
      if (
        before === undefined ||
        last === undefined ||
        before.hits / before.trials >= last.hits / last.trials
      ) {
        return;
      }
      blocks.splice(-2, 2, {
        hits: before.hits + last.hits,
        trials: before.trials + last.trials,
        length: before.length + last.length,
      });
    }
  });
  return blocks.flatMap(({ hits: typed, trials: count, length }) =>
    Array.from({ length }, () => typed / count),
  );
}
