import type { EstimateView, RouteView } from "./estimate-view.js";
import { bestFollowUp } from "./follow-up.js";
import { shareBy } from "./latency-bins.js";
import type { RouteParameters } from "./parameters.js";
import { routeProspect } from "./route-prospect.js";
import type { DecideRequest, PlannedWait } from "./route-request.js";
import { type SendHistory, sendHistory } from "./send-history.js";

/** How long to wait for a route that is chosen already. */
export interface RouteWait {
  /** Null = no timer. */
  readonly waitSec: number | null;
  readonly reason: PlannedWait;
  /** Share of the route's receipts "delivered" that come within the wait, 0..1; 1 without one. */
  readonly arrivedBy: number;
  /** Index of the option that follows; null = none is worth it. */
  readonly next: number | null;
}

/**
 * Plans the wait for the first option, given what the plan lets follow: the same weighing as
 * `decideRoute`'s, for an order that somebody else has fixed. O(options + waits).
 *
 * @param request options[0] is the route that is used, the others may follow it
 * @param nexts   how many of the others are weighed, in their order; 1 = the next is fixed
 * @param isProbe true when the attempt probes an open breaker
 */
export function planWait(
  view: EstimateView,
  request: DecideRequest,
  nexts: number,
  isProbe: boolean,
  atSec: number,
  parameters: RouteParameters,
): RouteWait {
  const history = historyOf(view, request, atSec);
  const people = view.cell(request.cell, atSec);
  const ageSec = atSec - request.requestedAtSec;
  const { dead } = people;
  const promises = { view, request, history, genuine: 1, dead, ageSec, parameters };
  const [first, ...others] = request.options.map(({ route }, option) =>
    routeProspect(promises, option, view.route(route, request.cell, atSec)),
  );
  if (first === undefined) {
    throw new Error("a wait is planned for a route");
  }
  const scene = {
    view,
    people,
    history,
    ageSec,
    waitSecMax: request.deadlineSec - ageSec,
    mayFollow: others.length > 0,
    mayDuplicate: request.mayDuplicate,
    parameters,
  };
  const { waitSec, next } = bestFollowUp(scene, first, others, nexts);
  if (waitSec === null) {
    const reason = request.mayDuplicate || others.length === 0 ? "NOTHING_NEXT" : "DUPLICATE_CAP";
    return { waitSec, reason, arrivedBy: 1, next };
  }
  const planned = isProbe ? probeSec(first.view, waitSec, parameters) : waitSec;
  const arrivedBy = shareBy(first.view.latencySec, planned);
  return { waitSec: planned, reason: isProbe ? "PROBE" : "GAIN", arrivedBy, next };
}

/**
 * P(what was sent before has arrived, or still will): how likely another message is a needless one.
 * O(attempts).
 */
export function duplicateRisk(view: EstimateView, request: SendSoFar, atSec: number): number {
  const { dead, lost } = historyOf(view, request, atSec);
  return Math.max(0, Math.min(1, 1 - dead - lost));
}

type SendSoFar = Pick<DecideRequest, "cell" | "requestedAtSec" | "attempts" | "resends">;

function historyOf(view: EstimateView, request: SendSoFar, atSec: number): SendHistory {
  const { cell, requestedAtSec, attempts, resends } = request;
  const past = { cell, requestedAtSec, attempts, asksAgain: resends > 0 };
  return sendHistory(view, past, atSec);
}

/** A probe is given up when 70 % of receipts would have come. */
function probeSec({ latencySec }: RouteView, waitSec: number, { waitsSec }: RouteParameters) {
  return Math.min(Math.max(waitsSec[0] ?? 3, latencySec[14] ?? waitSec), waitSec);
}

/**
 * True when a receipt "delivered" of this route says so little that the code has to be typed in,
 * too, before the wait is over: (1 − ρ) / ((1 − ρ) + ρ (1 − 0.75 b)) exceeds `confirmLost`.
 */
export function isReceiptDoubted(
  { trust, typedIfDelivered }: RouteView,
  { confirmBelowTrust, confirmLost }: RouteParameters,
): boolean {
  if (trust >= confirmBelowTrust) {
    return false;
  }
  const arrived = Math.min(1, trust);
  const base = Math.min(1, typedIfDelivered / Math.max(0.05, trust));
  const lost = 1 - arrived;
  return lost / (lost + arrived * (1 - 0.75 * base)) > confirmLost;
}
