import type { LatencyBox } from "./latency-box.js";
import type { RouteSpace } from "./route-space.js";

/** How many points a latency distribution is told by: its quantiles at (i + 0.5) / 20. */
export const latencyPoints = 20;

/**
 * How a route's breaker stands for one cell. PROBE = open, and the next attempt may be its probe.
 */
export type RouteBreaker = "CLOSED" | "OPEN" | "PROBE";

/**
 * What is held to be true of one route in one cell at one moment. Rates are 0..1. "Typed" means
 * that the code of this very attempt is typed in, as if the message took no time: the planner
 * multiplies by the patience that is left when it arrives.
 */
export interface RouteView {
  /** P(the vendor accepts the message). */
  readonly accept: number;
  /** d = P(receipt "delivered" | accepted). */
  readonly delivered: number;
  /** v = P(typed | receipt "delivered"). */
  readonly typedIfDelivered: number;
  /** u = P(typed | accepted, no receipt "delivered"). */
  readonly typedIfSilent: number;
  /** m = accept × (d v + (1 − d) min(u, v)). */
  readonly success: number;
  /** Standard deviation of m: how unsure it is; 0 for a clairvoyant. */
  readonly deviation: number;
  /** Receipt trust τ: about P(arrived | receipt "delivered"); 1 = honest, up to 1.5. */
  readonly trust: number;
  /** φ = share of attempts without "delivered" that are reported failed within 12 s. */
  readonly failsEarly: number;
  /**
   * Quantiles of the seconds from submission to the receipt "delivered", rising. The same array as
   * long as its values are the same: what is worked out from it is kept by its identity.
   */
  readonly latencySec: Float64Array;
  /** Where what is worked out of `latencySec` is kept; the same as long as that is the same. */
  readonly latencyBox?: LatencyBox;
  /** What the planner works out of the rates above, where it is kept; see `arrivalFacts`. */
  arrival?: ArrivalFacts | undefined;
  /** Attempts behind it, decayed. */
  readonly evidence: number;
  readonly breaker: RouteBreaker;
}

/** What a receipt of a route, or none, says about the message. 0..1. */
export interface ArrivalFacts {
  /** P(an accepted message arrives), dead numbers counted as what does not arrive. */
  readonly arrives: number;
  /** P(receipt "delivered" | does not arrive). */
  readonly lies: number;
  /** P(receipt "delivered" | arrives). */
  readonly covered: number;
}

/** What is held to be true of the people of one cell. */
export interface CellView {
  /** δ = share of numbers that no route reaches. */
  readonly dead: number;
  /** P(asks for another code | nothing has arrived). */
  readonly asksAgain: number;
}

/**
 * What the planner knows. The learned estimates are one such view; a simulation's true parameters
 * are another, which makes the same planner clairvoyant.
 */
export interface EstimateView {
  /** What routes share: channels, upstreams. */
  readonly space: RouteSpace;
  route(route: number, cell: number, atSec: number): RouteView;
  cell(cell: number, atSec: number): CellView;
  /**
   * G(age) = P(typed | the code arrives `age` seconds after the request) / P(typed | at once):
   * 1 at 0, never rising.
   */
  patience(ageSec: number): number;
  /** Another number whenever `patience` has become another function. */
  readonly patienceVersion: number;
  /** g = P(a genuine person asks | the prefix of the number), 0..1; prefix null = not known. */
  genuine(cell: number, prefix: string | null, atSec: number): number;
  /** Requests per hour from numbers of the prefix. */
  perHour(cell: number, prefix: string | null, atSec: number): number;
}
