import type { Channel } from "../../otp/status.js";
import { arrivalOf, arrivedIfDelivered, lieOf } from "./arrival.js";
import type { EstimateView, RouteView } from "./estimate-view.js";
import {
  type AgedProfile,
  type LatencyProfile,
  latencyProfile,
  patienceAt,
} from "./latency-profile.js";
import type { RouteParameters } from "./parameters.js";
import type { DecideRequest, PastAttempt } from "./route-request.js";
import type { RouteSpace } from "./route-space.js";
import type { SendHistory } from "./send-history.js";

/** What one option promises for this send now. Money is in the tenant's currency. */
export interface RouteProspect {
  /** Index into the request's options. */
  readonly option: number;
  readonly route: number;
  readonly view: RouteView;
  readonly profile: LatencyProfile;
  /** What follow-ups need of the profile at the send's age; null = not worked out yet. */
  aged: AgedProfile | null;
  readonly channel: Channel;
  readonly upstream: number;
  /** P(arrives | accepted, live number), earlier losses on its upstream taken into account. */
  readonly arrives: number;
  /** P(receipt "delivered" | arrives). */
  readonly covered: number;
  /** P(receipt "delivered" | does not arrive). */
  readonly lies: number;
  /** V × g × P(typed | live number, arrives at once, submitted): the most it can earn. */
  readonly earns: number;
  /** λ × what it costs to submit it to a live and to a dead number. */
  readonly cost: number;
  readonly costIfDead: number;
  /** Expected value of this attempt alone, now. */
  readonly worth: number;
}

/** Channels on which a number is or is not, whatever the vendor. */
function isMessenger(channel: Channel): boolean {
  return (
    channel === "WHATSAPP" || channel === "TELEGRAM" || channel === "VIBER" || channel === "RCS"
  );
}

/**
 * What an option promises.
 *
 * @param delta δ, the share of dead numbers; read from the view where it is not given
 *
 * val(a) = V g m_a (P(lost) EG_a(e) + P(pending) (EG_a(e) − E[G | pending])+) / (1 − δ) − λ c_a
 */
export function routeProspect(
  view: EstimateView,
  request: DecideRequest,
  history: SendHistory,
  genuine: number,
  option: number,
  seen: RouteView,
  atSec: number,
  parameters: RouteParameters,
  delta: number = view.cell(request.cell, atSec).dead,
): RouteProspect {
  const offered = request.options[option];
  if (offered === undefined) {
    throw new Error(`no option ${option}`);
  }
  const { route } = offered;
  const { space } = view;
  const channel = space.channelOf(route);
  const upstream = space.upstreamOf(route);
  const retry = lossShare(space, request.attempts, route, parameters);
  const arrival = arrivalOf(seen);
  const honest = arrivedIfDelivered(seen);
  const arrives = (Math.min(0.99, arrival / (1 - delta)) || 0) * retry;
  const lies = lieOf(seen);
  const covered = Math.min(1, (seen.delivered * honest) / Math.max(0.01, arrival));
  const lambda = (1 + request.shadowPrice) * offered.price * seen.accept;
  const billed = offered.isBilledOnDelivery ? arrives * covered + (1 - arrives) * lies : 1;
  const billedIfDead = offered.isBilledOnDelivery ? lies : 1;
  const earns = (request.value * genuine * seen.success * retry) / (1 - delta);
  const cost = lambda * billed;
  const costIfDead = lambda * billedIfDead;
  const profile = latencyProfile(view, seen, parameters.waitsSec);
  const age = atSec - request.requestedAtSec;
  const patience = age === 0 ? (profile.patience[0] ?? 0) : patienceAt(profile, age);
  const gain = Math.max(0, patience - history.pendingPatience);
  const worth =
    earns * (history.lost * patience + history.pending * gain) -
    cost * (1 - history.dead) -
    costIfDead * history.dead;
  return {
    option,
    route,
    view: seen,
    profile,
    aged: null,
    channel,
    upstream,
    arrives,
    covered,
    lies,
    earns,
    cost,
    costIfDead,
    worth,
  };
}

/** How much a follow-up is worth right after a loss of another: upstreams and messengers repeat. */
export function afterLossOf(
  lost: Pick<RouteProspect, "channel" | "upstream">,
  next: Pick<RouteProspect, "channel" | "upstream">,
  parameters: RouteParameters,
): number {
  if (next.channel === lost.channel && isMessenger(next.channel)) {
    return parameters.sameMessenger;
  }
  return next.upstream === lost.upstream ? parameters.sameUpstream : 1;
}

/** The same after all earlier attempts of a send, were they all lost. */
export function lossShare(
  space: RouteSpace,
  attempts: readonly PastAttempt[],
  route: number,
  parameters: RouteParameters,
): number {
  if (attempts.length === 0) {
    return 1;
  }
  const next = { channel: space.channelOf(route), upstream: space.upstreamOf(route) };
  let share = 1;
  for (const past of attempts) {
    if (past.outcome !== "REJECTED") {
      const lost = {
        channel: space.channelOf(past.route),
        upstream: space.upstreamOf(past.route),
      };
      share *= afterLossOf(lost, next, parameters);
    }
  }
  return share;
}
