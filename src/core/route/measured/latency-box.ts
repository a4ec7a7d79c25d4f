/** A place for what the planner works out of one latency distribution. */
export interface LatencyBox {
  /** The profile that was asked for last; null = none was. */
  latest: LatencyProfile | null;
  /** All that are kept, the newest first. */
  readonly profiles: LatencyProfile[];
}

/** A place with nothing in it. */
export function newLatencyBox(): LatencyBox {
  return { latest: null, profiles: [] };
}

/** What the planner works out of one latency distribution once, and uses in every decision. */
export interface LatencyProfile {
  readonly latencySec: Float64Array;
  /** F(T) for every wait that is weighed, and F(T − typing time). */
  readonly arrivedBy: Float64Array;
  readonly typedBy: Float64Array;
  /** EG(x) = mean of G(x + L) at x = 0, 6, 12 … s by place; worked out when first asked for. */
  patienceAt(place: number): number;
  readonly patienceVersion: number;
  readonly delayCostPerSec: number;
  /** What first attempts need; null = not worked out yet. */
  atOnce: AgedProfile | null;
}

/** EG at the moments at which a message may leave, of a send that has this age now. */
export interface AgedProfile {
  /** EG(age + T) for every wait, as of a follow-up after it. */
  readonly afterWait: Float64Array;
  /** E[G(age + L) | L > T] for every wait: the patience left for a message that is late. */
  readonly late: Float64Array;
  readonly afterFailure: number;
  readonly afterAsking: number;
  readonly asThird: number;
  readonly afterConfirm: number;
}
