import { decideRoute } from "./decide-route.js";
import {
  type CellView,
  type EstimateView,
  latencyPoints,
  type RouteView,
} from "./estimate-view.js";
import { type RouteParameters, routeParameters } from "./parameters.js";
import type { RouteEvent } from "./route-event.js";
import type { DecideRequest, RouteDecision } from "./route-request.js";
import type { RouteSpace } from "./route-space.js";

/**
 * Measured routing: learns from events, and decides. Holds no clock: `atSec` is any count of
 * seconds, the same for events and decisions.
 */
export class MeasuredRouter implements EstimateView {
  readonly #view: RouteView;

  constructor(
    readonly space: RouteSpace,
    readonly parameters: RouteParameters = routeParameters,
  ) {
    this.#view = {
      accept: 0.99,
      delivered: parameters.priorDelivery,
      typedIfDelivered: 0.9,
      typedIfSilent: 0.3,
      success: 0.8,
      deviation: 0.1,
      trust: 1,
      failsEarly: 0.3,
      latencySec: Float64Array.from({ length: latencyPoints }, (_, index) => 2 + index),
      evidence: 0,
      breaker: "CLOSED",
    };
  }

  /** Takes in one event. O(1) but for what became due. */
  learn(event: RouteEvent): void {
    this.advance(event.atSec);
  }

  /** Lets time pass: what was due by then counts. */
  advance(_atSec: number): void {}

  /**
   * Decides by what was learned.
   *
   * @param draw uniform in [0, 1)
   */
  decide(request: DecideRequest, atSec: number, draw: number): RouteDecision {
    this.advance(atSec);
    return decideRoute(this, request, atSec, draw, this.parameters);
  }

  route(_route: number, _cell: number, _atSec: number): RouteView {
    return this.#view;
  }

  cell(_cell: number, _atSec: number): CellView {
    return { dead: 0.04, asksAgain: 0.5 };
  }

  readonly patienceVersion = 1;

  patience(ageSec: number): number {
    return Math.exp(-ageSec / 100);
  }

  genuine(_cell: number, _prefix: string | null, _atSec: number): number {
    return 1;
  }
}
