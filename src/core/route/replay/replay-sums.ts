import type { LoggedSend, ReplayEstimate, ReplayOutcome } from "./replay-log.js";
import type { ReplayedSend } from "./replayed-send.js";

const z = 1.959963984540054;
/** What the method itself errs by, measured: points, and shares of cost and time. */
const margin = { rate: 0.01, cost: 0.02, time: 0.08 } as const;

/** What sends come to. Rates 0..1; p95 in ms, null = nothing was delivered. */
export interface ReplaySums {
  readonly success: number;
  readonly delivery: number;
  readonly cost: number;
  readonly p95: number | null;
}

/** What really became of a send. */
export function actualOf({ attempts }: Pick<LoggedSend, "attempts">): ReplayedSend {
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

class Means {
  #count = 0;
  #success = 0;
  #delivery = 0;
  #cost = 0;
  readonly #times: number[] = [];

  add({ deliveredMs, isVerified, costMicros }: ReplayedSend, count: number): void {
    this.#count += count;
    this.#success += isVerified ? count : 0;
    this.#cost += count * costMicros;
    if (deliveredMs !== null) {
      this.#delivery += count;
      for (let turn = 0; turn < count; turn += 1) {
        this.#times.push(deliveredMs);
      }
    }
  }

  sums(): ReplaySums {
    const count = Math.max(1, this.#count);
    return {
      success: this.#success / count,
      delivery: this.#delivery / count,
      cost: this.#cost / count,
      p95: this.#quantile(0.95),
    };
  }

  #quantile(share: number): number | null {
    const sorted = Float64Array.from(this.#times).sort();
    return sorted[Math.ceil(share * sorted.length) - 1] ?? null;
  }
}

/**
 * Adds up what was and what would have been. Where only a part of the sends was taken through the
 * candidate, the difference that it made to these is put on top of what really came of all.
 */
export class SumsTally {
  readonly #all = new Means();
  readonly #part = new Means();
  readonly #played = new Means();

  /** @param played null = this send was not taken through the candidate */
  add(actual: ReplayedSend, played: ReplayedSend | null, count: number): void {
    this.#all.add(actual, count);
    if (played !== null) {
      this.#part.add(actual, count);
      this.#played.add(played, count);
    }
  }

  sums(): { readonly actual: ReplaySums; readonly candidate: ReplaySums } {
    const [actual, part, played] = [this.#all, this.#part, this.#played].map((one) => one.sums());
    if (actual === undefined || part === undefined || played === undefined) {
      throw new Error("three means were taken");
    }
    const within = (value: number): number => Math.min(1, Math.max(0, value));
    return {
      actual,
      candidate: {
        success: within(played.success + actual.success - part.success),
        delivery: within(played.delivery + actual.delivery - part.delivery),
        cost: Math.max(0, played.cost + actual.cost - part.cost),
        p95: played.p95,
      },
    };
  }
}

/**
 * Sums with their intervals.
 *
 * @param again     of repetitions
 * @param scale     of the repetitions' deviation, where they were smaller than the log
 * @param risk      what imagined attempts may be wrong by, per send, 0..1; null = these are sums of
 *   what really happened, which no method errs by
 */
export function outcomeOf(
  { success, delivery, cost, p95 }: ReplaySums,
  again: readonly ReplaySums[],
  scale: number,
  risk: number | null,
): ReplayOutcome {
  const estimate = (
    value: number,
    of: (sums: ReplaySums) => number | null,
    extra: number,
    max: number,
  ): ReplayEstimate => {
    const noise = z * scale * deviationOf(again.flatMap((one) => of(one) ?? []));
    const width = noise + (risk === null ? 0 : extra);
    return { value, low: Math.max(0, value - width), high: Math.min(max, value + width) };
  };
  const infinite = Number.POSITIVE_INFINITY;
  const more = risk ?? 0;
  return {
    successRate: estimate(success, (one) => one.success, margin.rate + more, 1),
    deliveryRate: estimate(delivery, (one) => one.delivery, margin.rate + more, 1),
    costMicros: estimate(cost, (one) => one.cost, (margin.cost + more) * cost, infinite),
    timeToDeliverMsP95:
      p95 === null ? null : estimate(p95, (one) => one.p95, margin.time * p95, infinite),
  };
}

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}
