import { bucketOf, type Histogram, mergeHistograms } from "../../core/stats/histogram.js";

/** What a process has counted up to a beat. */
export interface TallyTurn {
  readonly sendsPerSecond: number;
  readonly lateness: Histogram;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly sends: number;
  readonly lateness: Histogram;
}

const rateMs = 10_000;
const latenessMs = 60_000;

/**
 * Counts what one process does, in memory alone: a send and a timer cost an addition each. A beat
 * takes what was counted since the one before.
 */
export class ProcessTally {
  #sends = 0;
  #lateness = new Map<number, number>();
  #from: number;
  #spans: Span[] = [];

  constructor(startedAt: Date) {
    this.#from = startedAt.getTime();
  }

  sendStored(): void {
    this.#sends += 1;
  }

  /** @param ms how late a due send was woken; below 0 counts as 0 */
  timerLate(ms: number): void {
    const bucket = bucketOf(ms);
    this.#lateness.set(bucket, (this.#lateness.get(bucket) ?? 0) + 1);
  }

  /** Closes what was counted since the last turn, and looks back from there. */
  turn(now: Date): TallyTurn {
    const to = now.getTime();
    const buckets = [...this.#lateness.keys()].sort((a, b) => a - b);
    const counts = buckets.map((bucket) => this.#lateness.get(bucket) ?? 0);
    this.#spans.push({ from: this.#from, to, sends: this.#sends, lateness: { buckets, counts } });
    this.#sends = 0;
    this.#lateness = new Map();
    this.#from = to;
    this.#spans = this.#spans.filter((span) => span.to > to - latenessMs);
    const latest = this.#spans.filter((span) => span.to > to - rateMs);
    const sends = latest.reduce((sum, span) => sum + span.sends, 0);
    const ms = to - (latest[0]?.from ?? to);
    return {
      sendsPerSecond: ms > 0 ? (1_000 * sends) / ms : 0,
      lateness: mergeHistograms(this.#spans.map((span) => span.lateness)),
    };
  }
}
