import type { EstimateView } from "./estimate-view.js";
import type { RouteParameters } from "./parameters.js";
import type { DecideRequest } from "./route-request.js";
import { scarceFrom, weighOptions } from "./weigh-options.js";

/** λ = 1 + μ of the places of a curve: 1, where speed is given up, and on by factors. */
const first = 1 + scarceFrom;
const factor = 1.3;
const steps = 17;
const factors = Float64Array.from({ length: steps + 1 }, (_, place) =>
  place === 0 ? 1 : first * factor ** (place - 1),
);

/**
 * What a send is expected to cost in all, tenant's currency, by the shadow price under which it is
 * decided: the mean between each two places of `factors`.
 */
export type DemandCurve = Float32Array;

/** A send that costs the same whatever the shadow price: its vendor is chosen by other rules. */
export function fixedDemand(price: number): DemandCurve {
  return new Float32Array(steps).fill(price);
}

/** Options and follow-ups that a curve looks at in full: it is compared with real spending. */
const wellPlanned = 4;
const followUps = 2;
const rough = new WeakMap<RouteParameters, RouteParameters>();

function roughly(all: RouteParameters): RouteParameters {
  const found = rough.get(all) ?? { ...all, wellPlanned, followUps };
  rough.set(all, found);
  return found;
}

/**
 * What a send would cost at every shadow price, were it asked for now. Its worth W(λ) under the
 * best plan is convex in λ, and falls by what the plan costs (envelope theorem; P. Milgrom,
 * I. Segal, 2002): the difference of two worths is the mean cost between them. One weighing per
 * place until nothing is worth its price.
 */
export function demandCurve(
  view: EstimateView,
  request: DecideRequest,
  atSec: number,
  all: RouteParameters,
): DemandCurve {
  const parameters = roughly(all);
  const curve = new Float32Array(steps);
  const worthAt = (lambda: number): number => {
    const { plans } = weighOptions(
      view,
      { ...request, shadowPrice: lambda - 1 },
      atSec,
      parameters,
    );
    return Math.max(0, plans.worth ?? 0);
  };
  // Up to the price at which speed is given up, worths count it.
  curve[0] = Math.max(0, worthAt(1) - worthAt(first - 1e-9)) / scarceFrom;
  let worth = worthAt(first);
  for (let place = 1; place < steps && worth > 0; place += 1) {
    const [from, to] = [factors[place] as number, factors[place + 1] as number];
    const next = worthAt(to);
    curve[place] = Math.max(0, worth - next) / (to - from);
    worth = next;
  }
  return curve;
}

/** The expected cost of a send at λ ≥ 1, between places by their logarithm. O(1). */
export function spendAt(curve: DemandCurve | Float64Array, lambda: number): number {
  if (lambda < first) {
    return curve[0] as number;
  }
  // The mean between two places is that of their geometric mean.
  const place = Math.max(0, Math.log(lambda / first) / Math.log(factor) - 0.5);
  const below = Math.min(steps - 1, 1 + Math.floor(place));
  const above = Math.min(steps - 1, below + 1);
  const share = Math.min(1, 1 + place - below);
  const from = curve[below] as number;
  return from + share * ((curve[above] as number) - from);
}
