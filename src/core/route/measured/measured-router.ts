import { BreakerBoard } from "./breaker-board.js";
import { decideRoute } from "./decide-route.js";
import type { CellView, EstimateView, RouteView } from "./estimate-view.js";
import { deltaOf, type EstimateDelta, mergeDelta } from "./estimate-delta.js";
import { EvidenceBook } from "./evidence-book.js";
import { OutcomeLearner } from "./outcome-learner.js";
import { type RouteParameters, routeParameters } from "./parameters.js";
import { PeopleStatistics } from "./people-statistics.js";
import { PrefixGuard } from "./prefix-guard.js";
import type { RouteEvent } from "./route-event.js";
import type { DecideRequest, RouteDecision } from "./route-request.js";
import type { RouteSpace } from "./route-space.js";
import type { SumsFamily } from "./sums-family.js";
import { type MeasuredRoute, RouteStatistics } from "./route-statistics.js";

/**
 * Measured routing: learns from events, and decides. Holds no clock: `atSec` is any count of
 * seconds, the same for events and decisions.
 */
export class MeasuredRouter implements EstimateView {
  readonly routes: RouteStatistics;
  readonly people: PeopleStatistics;
  readonly guard: PrefixGuard;
  readonly breakers: BreakerBoard;
  readonly #learner: OutcomeLearner;
  readonly #measured: MeasuredRoute = {
    delivered: 0,
    deliveredTrials: 0,
    trust: 0,
    trustTrials: 0,
    accept: 0,
    typedIfSilent: 0,
    failsEarly: 0,
  };

  /** @param isShared true = `takeDelta` is used: what is added is kept for it, too */
  constructor(
    readonly space: RouteSpace,
    readonly parameters: RouteParameters = routeParameters,
    isShared = false,
  ) {
    this.routes = new RouteStatistics(space, parameters, isShared);
    this.people = new PeopleStatistics(space, parameters, isShared);
    this.guard = new PrefixGuard(parameters.guard);
    this.breakers = new BreakerBoard(space, parameters.breaker);
    const book = new EvidenceBook(
      this,
      this.routes,
      this.people,
      this.guard,
      this.breakers,
      parameters,
    );
    this.#learner = new OutcomeLearner(this, book);
  }

  /** Takes in one event. O(1) but for what became due. */
  learn(event: RouteEvent): void {
    this.#learner.learn(event);
  }

  /** Lets time pass: what was due by then counts. */
  advance(atSec: number): void {
    this.#learner.advance(atSec);
  }

  /**
   * Decides by what was learned.
   *
   * @param draw uniform in [0, 1)
   */
  decide(request: DecideRequest, atSec: number, draw: number): RouteDecision {
    this.advance(atSec);
    return decideRoute(this, request, atSec, draw, this.parameters);
  }

  /** What was learned since the last call, for other processes and the database. */
  takeDelta(): EstimateDelta {
    return deltaOf(this.#families(), (sums) => sums.takeDelta());
  }

  /** All that was learned; merged into a new router, it estimates the same. */
  dump(): EstimateDelta {
    return deltaOf(this.#families(), (sums) => sums.dump());
  }

  /**
   * Adds what others learned, in any order and split. Rows of routes and cells that the space does
   * not know are passed over.
   */
  merge(delta: EstimateDelta): void {
    mergeDelta(this.#families(), delta);
  }

  #families(): readonly SumsFamily[] {
    return [...this.routes.families(), ...this.people.families()];
  }

  route(route: number, cell: number, atSec: number): RouteView {
    const measured = this.#measured;
    this.routes.read(route, cell, measured);
    const { delivered, trust, accept } = measured;
    const base = this.people.base(cell);
    const typedIfDelivered = Math.min(0.99, base * trust);
    const typedIfSilent = Math.min(measured.typedIfSilent, typedIfDelivered);
    const typed = delivered * typedIfDelivered + (1 - delivered) * typedIfSilent;
    const honesty = 1 - this.parameters.lieDiscount * Math.max(0, 1 - trust);
    return {
      accept,
      delivered,
      typedIfDelivered,
      typedIfSilent,
      success: accept * typed * honesty,
      deviation: deviationOf(measured, typedIfDelivered, typedIfSilent, base),
      trust,
      failsEarly: measured.failsEarly,
      latencySec: this.routes.latencySec(route, cell),
      evidence: measured.deliveredTrials,
      breaker: this.breakers.stateOf(route, cell, atSec),
    };
  }

  cell(cell: number, _atSec: number): CellView {
    return { dead: this.people.dead(cell), asksAgain: this.people.asksAgain(cell) };
  }

  patience(ageSec: number): number {
    return this.people.patience.at(ageSec);
  }

  get patienceVersion(): number {
    return this.people.patience.version;
  }

  genuine(cell: number, prefix: string | null, atSec: number): number {
    return this.guard.genuine(cell, prefix, atSec);
  }
}

/** √( (v − u)² d (1 − d) / (n_d + 1) + d² v (1.2 − v) / (n_v b + 2) ). */
function deviationOf(
  { delivered, deliveredTrials, trustTrials }: MeasuredRoute,
  typedIfDelivered: number,
  typedIfSilent: number,
  base: number,
): number {
  const byDelivery =
    ((typedIfDelivered - typedIfSilent) ** 2 * delivered * (1 - delivered)) / (deliveredTrials + 1);
  const byTrust =
    (delivered ** 2 * typedIfDelivered * (1.2 - typedIfDelivered)) / (trustTrials * base + 2);
  return Math.sqrt(byDelivery + byTrust);
}
