import type { LoggedSend } from "./replay-log.js";

const binMs = 5_000;
const bins = 48;
/** Ages at which the share of codes that are typed in is looked at, ms. */
const ages = [10_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000];
/** Codes of the usual share that every age begins with. */
const priorWeight = 20;

/** How people behave by the log: when they ask again, and how a code's age wears their patience. */
export class PeopleCurves {
  readonly #asked = Array.from({ length: bins }, () => 0);
  readonly #silent = Array.from({ length: bins }, () => 0);
  readonly #typed = Array.from({ length: ages.length + 1 }, () => 0);
  readonly #arrived = Array.from({ length: ages.length + 1 }, () => 0);
  readonly #typedAt: readonly number[];

  /** @param countOf how often a send counts */
  constructor(sends: readonly LoggedSend[], countOf: (send: LoggedSend) => number) {
    for (const send of sends) {
      this.#learn(send, countOf(send));
    }
    this.#typedAt = falling(this.#typed, this.#arrived);
  }

  /**
   * When a person to whom nothing has been reported asks again, ms after the latest time that it
   * asked; null = never. Half of a bin is its moment.
   */
  asksAgainMs(draw: number): number | null {
    let stays = 1;
    for (let bin = 0; bin < bins; bin += 1) {
      const hazard = (this.#asked[bin] ?? 0) / Math.max(1, this.#silent[bin] ?? 0);
      stays *= 1 - Math.min(1, hazard);
      if (draw >= stays) {
        return (bin + 0.5) * binMs;
      }
    }
    return null;
  }

  /**
   * Whether a code would have been typed in that arrived at another age than in the log.
   *
   * @param wasTyped whether it was, at age `loggedMs`
   * @param draw     uniform in [0, 1)
   */
  isTyped(wasTyped: boolean, loggedMs: number, nowMs: number, draw: number): boolean {
    const logged = this.#typedAt[binOf(loggedMs)] ?? 0;
    const now = this.#typedAt[binOf(nowMs)] ?? 0;
    if (now <= logged) {
      return wasTyped && draw < now / Math.max(logged, 1e-9);
    }
    return wasTyped || draw < (now - logged) / Math.max(1 - logged, 1e-9);
  }

  /** The usual share of codes that are typed in when they arrive at this age, 0..1. */
  typedShare(ageMs: number): number {
    return this.#typedAt[binOf(ageMs)] ?? 0;
  }

  #learn(send: LoggedSend, count: number): void {
    let firstMs = Number.POSITIVE_INFINITY;
    let isTyped = false;
    let typedMs = Number.POSITIVE_INFINITY;
    for (const { startedMs, deliveredMs, typedMs: typedAfter } of send.attempts) {
      if (deliveredMs !== null && startedMs + deliveredMs < firstMs) {
        firstMs = startedMs + deliveredMs;
        isTyped = typedAfter !== null;
      }
      typedMs = Math.min(typedMs, typedAfter === null ? typedMs : startedMs + typedAfter);
    }
    if (Number.isFinite(firstMs)) {
      const age = binOf(firstMs);
      this.#arrived[age] = (this.#arrived[age] ?? 0) + count;
      this.#typed[age] = (this.#typed[age] ?? 0) + (isTyped ? count : 0);
    }
    const asksMs = send.resendsMs[0] ?? Number.POSITIVE_INFINITY;
    const endMs = Math.min(firstMs, typedMs, asksMs);
    const last = Math.min(bins - 1, Math.floor(endMs / binMs));
    for (let bin = 0; bin <= last; bin += 1) {
      this.#silent[bin] = (this.#silent[bin] ?? 0) + count;
    }
    if (asksMs === endMs && Number.isFinite(asksMs) && asksMs < bins * binMs) {
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
