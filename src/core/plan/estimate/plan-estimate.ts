/** A rate with the ends of its 95 % interval, 0..1. */
export interface RateInterval {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** What a plan would do. Figures are null where too little was measured to tell them. */
export interface PlanEstimate {
  /** Measured attempts that it rests on, decayed. */
  readonly sampleCount: number;
  /** Of sends: a message reaches the handset. */
  readonly delivery: RateInterval | null;
  /** Of sends: a code is typed in. */
  readonly successRate: number | null;
  /** Micro-units of the tenant's currency. */
  readonly costMicros: number | null;
  readonly costMicrosP95: number | null;
  readonly costPerVerifiedMicros: number | null;
  /** From the request to the first arrival. */
  readonly timeToDeliverMsP50: number | null;
  readonly timeToDeliverMsP95: number | null;
  /** Of sends: two messages or more reach the handset. */
  readonly duplicateRate: number | null;
  readonly steps: readonly StepEstimate[];
}

/** What one step would do. */
export interface StepEstimate {
  /** From 1. */
  readonly position: number;
  /** Share of sends that come to it. */
  readonly reachRate: number;
  /** Of those, a message of this step reaches the handset; null = nobody comes, or not known. */
  readonly deliveryRate: number | null;
  /** What it adds to the mean cost of a send, micro-units; null = not known. */
  readonly costMicros: number | null;
  /** Median wait; of steps that nobody comes to, the one before anything is measured. */
  readonly waitSec: number;
  /** Shares of its attempts, in plan order, summing to 1; empty when nobody comes. */
  readonly vendors: readonly { readonly vendorIndex: number; readonly share: number }[];
}
