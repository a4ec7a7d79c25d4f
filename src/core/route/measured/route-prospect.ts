import type { Channel } from "../../otp/status.js";
import { lossShare } from "./after-loss.js";
import { arrivalFacts } from "./arrival.js";
import type { EstimateView, RouteView } from "./estimate-view.js";
import type { AgedProfile, LatencyProfile } from "./latency-box.js";
import { latencyProfile, patienceAt } from "./latency-profile.js";
import type { RouteParameters } from "./parameters.js";
import type { DecideRequest } from "./route-request.js";
import type { SendHistory } from "./send-history.js";

/** What one option promises for this send now, in numbers. Money is in the tenant's currency. */
export interface RoutePromise {
  /** P(arrives | accepted, live number), earlier losses on its upstream taken into account. */
  arrives: number;
  /** P(receipt "delivered" | arrives). */
  covered: number;
  /** P(receipt "delivered" | does not arrive). */
  lies: number;
  /** V × g × P(typed | live number, arrives at once, submitted): the most it can earn. */
  earns: number;
  /** λ × what it costs to submit it to a live and to a dead number. */
  cost: number;
  costIfDead: number;
  /** EG at the send's age. */
  patience: number;
  /** Expected value of this attempt alone, now. */
  worth: number;
}

/** What the options of one decision have in common. */
export interface PromiseScene {
  readonly view: EstimateView;
  readonly request: DecideRequest;
  readonly history: SendHistory;
  /** How far the request counts, 0..1. */
  readonly genuine: number;
  /** δ, the share of dead numbers. */
  readonly dead: number;
  /** Seconds since the request. */
  readonly ageSec: number;
  readonly parameters: RouteParameters;
}

/** An option, and what it promises. */
export interface RouteProspect extends Readonly<RoutePromise> {
  /** Index into the request's options. */
  readonly option: number;
  readonly route: number;
  readonly view: RouteView;
  readonly profile: LatencyProfile;
  /** What follow-ups need of the profile at the send's age; null = not worked out yet. */
  aged: AgedProfile | null;
  readonly channel: Channel;
  readonly upstream: number;
}

/** Promises of nothing, to be filled. */
export function noPromise(): RoutePromise {
  return {
    arrives: 0,
    covered: 0,
    lies: 0,
    earns: 0,
    cost: 0,
    costIfDead: 0,
    patience: 0,
    worth: 0,
  };
}

const promised = noPromise();

/** An option with what it promises; see `promiseOf`. */
export function routeProspect(scene: PromiseScene, option: number, seen: RouteView): RouteProspect {
  promiseOf(scene, option, seen, promised);
  const { view, request, parameters } = scene;
  const route = request.options[option]?.route ?? 0;
  const { space } = view;
  return {
    option,
    route,
    view: seen,
    profile: latencyProfile(view, seen, parameters),
    aged: null,
    channel: space.channelOf(route),
    upstream: space.upstreamOf(route),
    arrives: promised.arrives,
    covered: promised.covered,
    lies: promised.lies,
    earns: promised.earns,
    cost: promised.cost,
    costIfDead: promised.costIfDead,
    patience: promised.patience,
    worth: promised.worth,
  };
}

/**
 * What an option promises, filled into `into`.
 *
 * val(a) = V g m_a (P(lost) EG_a(e) + P(pending) (EG_a(e) − E[G | pending])+) / (1 − δ) − λ c_a
 */
export function promiseOf(
  { view, request, history, genuine, dead, ageSec, parameters }: PromiseScene,
  option: number,
  seen: RouteView,
  into: RoutePromise,
): void {
  const offered = request.options[option];
  if (offered === undefined) {
    throw new Error(`no option ${option}`);
  }
  const retry = lossShare(view.space, request.attempts, offered.route, parameters);
  const { arrives: usual, lies, covered } = arrivalFacts(seen);
  const arrives = (Math.min(0.99, usual / (1 - dead)) || 0) * retry;
  const lambda = (1 + request.shadowPrice) * offered.price * seen.accept;
  const billed = offered.isBilledOnDelivery ? arrives * covered + (1 - arrives) * lies : 1;
  const billedIfDead = offered.isBilledOnDelivery ? lies : 1;
  const patience = patienceAt(latencyProfile(view, seen, parameters), ageSec);
  const earns = (request.value * genuine * seen.success * retry) / (1 - dead);
  const cost = lambda * billed;
  const costIfDead = lambda * billedIfDead;
  const gain = Math.max(0, patience - history.pendingPatience);
  into.arrives = arrives;
  into.covered = covered;
  into.lies = lies;
  into.earns = earns;
  into.cost = cost;
  into.costIfDead = costIfDead;
  into.patience = patience;
  into.worth =
    earns * (history.lost * patience + history.pending * gain) -
    cost * (1 - history.dead) -
    costIfDead * history.dead;
}
