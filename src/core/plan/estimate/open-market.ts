import type { Channel } from "../../otp/status.js";
import type { Candidate } from "../../route/candidate.js";
import type { CellView, EstimateView, RouteView } from "../../route/measured/estimate-view.js";
import { latencyQuantiles, lognormalBins } from "../../route/measured/latency-bins.js";
import { type RouteParameters, routeParameters } from "../../route/measured/parameters.js";
import type { RouteSpace } from "../../route/measured/route-space.js";
import { unitsOf } from "../../route/choose-measured.js";
import { objectiveValue } from "../../route/objective-value.js";
import type { RoutingPolicy } from "../../route/routing-policy.js";
import type { PlanSpec, PlanStep } from "../plan.js";
import { finePoints, type MeasuredPlace, type RouteOdds, routeOdds } from "./route-odds.js";
import type { TrafficCell, VirtualCell, VirtualMarket, VirtualStep } from "./virtual-market.js";
import { type AskingHabits, virtualPatience } from "./virtual-patience.js";

/** What was measured, and where routes and cells are to be found in it. */
export interface MeasuredSource {
  readonly view: EstimateView;
  /** Now, in the view's seconds. */
  readonly atSec: number;
  /** Null = nothing was ever sent that way. */
  routeOf(accountId: string, channel: Channel): number | null;
  /** country null = of e-mail addresses; network null = not known. */
  cellOf(country: string | null, network: string | null): number;
  /** When people ask again, and what that does to them. */
  readonly asking: AskingHabits;
  /** A retry on an upstream that has just lost a message arrives this much as often, 0..1. */
  readonly sameUpstream: number;
  /** What was measured of the route in the cell's country beyond the view. */
  placeOf(route: number, cell: number): MeasuredPlace;
}

/** What can be had: every vendor of a step weighed for one place, in plan order. */
export type OffersAt = (
  step: PlanStep,
  country: string | null,
  network: string | null,
) => readonly Candidate[];

/** A plan that is to be played. */
export interface PlayedPlan {
  readonly spec: PlanSpec;
  /** Where it is sent to. */
  readonly mix: readonly TrafficCell[];
  readonly offersAt: OffersAt;
  readonly measured: MeasuredSource;
  readonly policy: RoutingPolicy;
}

/** Puts what is offered and what was measured beside each other. O(cells × steps × vendors). */
export function openMarket(plan: PlayedPlan): VirtualMarket {
  const { spec, mix, offersAt, measured, policy } = plan;
  const { valuePerVerifiedMicros } = policy;
  const worth = valuePerVerifiedMicros === null ? null : unitsOf(valuePerVerifiedMicros);
  const view = frozen(measured.view);
  const total = mix.reduce((sum, { weight }) => sum + weight, 0);
  const patience = patienceOf(view, plan);
  const cells = mix
    .filter(({ country }) => spec.countries === null || spec.countries.includes(country))
    .map(({ country, network, weight }): VirtualCell => {
      const cell = measured.cellOf(country, network);
      const steps = spec.steps.map((step): VirtualStep => {
        const candidates =
          step.channel === "EMAIL" ? offersAt(step, null, null) : offersAt(step, country, network);
        const odds = candidates.map((one) => oddsOf(view, measured, one, cell));
        return { candidates, odds };
      });
      return {
        country,
        share: weight / total,
        cell,
        steps,
        dead: view.cell(cell, measured.atSec).dead,
        asks: patience.chanceOf(view.cell(cell, measured.atSec).asksAgain),
        value: objectiveValue(spec.objective, pricesOf(steps), worth),
      };
    });
  return {
    spec,
    view,
    atSec: measured.atSec,
    policy,
    parameters: routeParameters,
    asking: measured.asking,
    sameUpstream: measured.sameUpstream,
    patience,
    cells,
  };
}

function oddsOf(
  view: EstimateView,
  measured: MeasuredSource,
  { accountId, channel, vendorIndex }: Candidate,
  cell: number,
): RouteOdds {
  const { atSec } = measured;
  const route = accountId === null ? null : measured.routeOf(accountId, channel);
  const { dead } = view.cell(cell, atSec);
  return route === null
    ? routeOdds(unmeasured, unmeasuredPlace, channel, -1 - vendorIndex, dead)
    : routeOdds(
        view.route(route, cell, atSec),
        measured.placeOf(route, cell),
        channel,
        view.space.upstreamOf(route),
        dead,
      );
}

/** What is assumed of a route that nobody has used: the learner's own priors. */
const unmeasured: RouteView = assumedOf(routeParameters);
const unmeasuredPlace: MeasuredPlace = {
  route: null,
  trials: 0,
  failsLate: 0.2,
  absent: null,
  latencySec: latencyQuantiles(lognormalBins(5, 0.8), finePoints),
  honesty: { share: 1, deviation: 0.3, conversion: 1 },
};

function assumedOf({ priorDelivery }: RouteParameters): RouteView {
  return {
    accept: 0.99,
    delivered: priorDelivery,
    typedIfDelivered: 0.8,
    typedIfSilent: 0.35,
    success: 0.7,
    deviation: 0.3,
    trust: 1,
    failsEarly: 0.3,
    latencySec: latencyQuantiles(lognormalBins(5, 0.8)),
    evidence: 0,
    breaker: "CLOSED",
  };
}

/** Patience as of the people of all cells together. */
function patienceOf(view: EstimateView, { spec, mix, measured }: PlayedPlan) {
  const total = mix.reduce((sum, { weight }) => sum + weight, 0);
  const asksAgain = mix.reduce((sum, { country, network, weight }) => {
    const cell = measured.cellOf(country, network);
    return sum + (weight / total) * view.cell(cell, measured.atSec).asksAgain;
  }, 0);
  const measuredAt = (ageSec: number): number => view.patience(ageSec);
  return virtualPatience(measuredAt, asksAgain, measured.asking, spec.code.ttlSec);
}

/** Of one message by every vendor, in currency units. */
function pricesOf(steps: readonly VirtualStep[]): readonly number[] {
  return steps.flatMap(({ candidates }) =>
    candidates.flatMap(({ tenantPriceMicros }) =>
      tenantPriceMicros === null ? [] : [unitsOf(tenantPriceMicros)],
    ),
  );
}

/** The same view at one moment, each of its answers worked out once. */
function frozen(view: EstimateView): EstimateView {
  const routes = new Map<number, RouteView>();
  const cells = new Map<number, CellView>();
  return {
    space: view.space satisfies RouteSpace,
    route(route, cell, atSec) {
      const key = route * 65_536 + cell;
      const found = routes.get(key) ?? view.route(route, cell, atSec);
      routes.set(key, found);
      return found;
    },
    cell(cell, atSec) {
      const found = cells.get(cell) ?? view.cell(cell, atSec);
      cells.set(cell, found);
      return found;
    },
    patience: (ageSec) => view.patience(ageSec),
    patienceVersion: view.patienceVersion,
    genuine: (cell, prefix, atSec) => view.genuine(cell, prefix, atSec),
    perHour: (cell, prefix, atSec) => view.perHour(cell, prefix, atSec),
  };
}
