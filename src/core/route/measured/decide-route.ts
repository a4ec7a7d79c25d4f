import { bestOf, choiceChances, drawnOption } from "./choice.js";
import type { EstimateView, RouteView } from "./estimate-view.js";
import { letThroughShare } from "./let-through.js";
import type { RouteParameters } from "./parameters.js";
import type {
  DecideRequest,
  HoldReason,
  OptionScore,
  PlannedWait,
  RouteDecision,
} from "./route-request.js";
import type { RoutePlan } from "./route-plans.js";
import { viewAt, type WeighedOptions, weighOptions } from "./weigh-options.js";

/**
 * Decides the next attempt of a send: which route, and how long to wait for it.
 *
 * @param view  what is known: learned, or true
 * @param atSec now
 * @param draw  uniform in [0, 1)
 * Pure. Weighs a few follow-ups and waits for every option, and all of them for the best.
 */
export function decideRoute(
  view: EstimateView,
  request: DecideRequest,
  atSec: number,
  draw: number,
  all: RouteParameters,
): RouteDecision {
  const base = weighOptions(view, request, atSec, all);
  const { plans, genuine, scene } = base;
  if (isOver(request, atSec)) {
    return hold(base, "EXHAUSTED");
  }
  if (plans.worth === null) {
    return hold(base, "NO_OPTION");
  }
  const { cause, guard, letThrough } = request;
  if (cause === "FIRST" && guard === "ENFORCE" && letThrough !== undefined) {
    return looked(base, draw, letThrough);
  }
  if (plans.worth > 0) {
    return attempt(base, draw);
  }
  if (cause !== "FIRST") {
    return hold(base, scene.history.lost < 0.5 ? "PROBABLY_ARRIVED" : "NO_VALUE");
  }
  if (genuine >= 0.5 || guard !== "ENFORCE") {
    return hold(base, "NO_VALUE");
  }
  return looked(base, draw, letThroughOf(view, base));
}

/** Some of what looks pumped goes through, to learn whether it still is. */
function looked(base: WeighedOptions, draw: number, share: number): RouteDecision {
  return draw < share ? attempt(base, draw / share, share) : hold(base, "PUMPED");
}

/** Of what the measurements alone hold for pumped. */
function letThroughOf(
  view: EstimateView,
  { request, views, plans, atSec, parameters }: WeighedOptions,
): number {
  const { options, value, shadowPrice, cell, prefix } = request;
  const best = bestOf(plans.worths) ?? 0;
  const price = (1 + shadowPrice) * (options[best]?.price ?? 0);
  const gained = value * viewAt(views, best).success - price;
  const perHour = view.perHour(cell, prefix, atSec);
  return letThroughShare({ gained, price, perHour }, parameters.guard);
}

function isOver(
  { cause, attempts, attemptsMax, requestedAtSec, deadlineSec }: DecideRequest,
  atSec: number,
): boolean {
  const isUnasked = cause !== "FIRST" && cause !== "RESEND";
  return attempts.length >= attemptsMax || (isUnasked && atSec - requestedAtSec > deadlineSec);
}

function attempt(base: WeighedOptions, draw: number, share = 1): RouteDecision {
  const { request, plans, parameters, genuine } = base;
  const chances = chancesOf(base);
  const chosen = drawnOption(chances, draw) ?? 0;
  const plan = plans.planOf(chosen);
  const { view } = plan.prospect;
  const isProbe = view.breaker !== "CLOSED";
  const wait = waitOf(base, plan, isProbe);
  return {
    act: "TRY",
    holdReason: null,
    chosen,
    propensity: (chances[chosen] ?? 0) * share,
    isProbe,
    isLeastBad: base.isLeastBad,
    waitSec: wait.sec,
    waitReason: wait.reason,
    confirmSec: view.trust < parameters.confirmBelowTrust ? parameters.confirmSec : null,
    next: plan.followUp.next,
    genuine,
    shadowPrice: request.shadowPrice,
    scores: scoresOf(base, chances),
  };
}

/** The chance of every option; 0 where it is not usable. */
function chancesOf({ views, request, plans, parameters }: WeighedOptions): readonly number[] {
  const { cause, value } = request;
  const { floor, shadowPrice } = request;
  const { worths } = plans;
  const best = bestOf(worths);
  const probe = cause === "FIRST" ? dueProbe(worths, views) : null;
  if (probe !== null) {
    return worths.map((_, index) => (index === probe ? 1 : 0));
  }
  if (cause === "FIRST") {
    const width = parameters.explorationWidth * value;
    const deviations = views.map(({ deviation }) => width * deviation);
    return choiceChances(worths, deviations, floorsOf(worths, request));
  }
  const others = worths.filter((worth, index) => index !== best && (worth ?? 0) > 0).length;
  const explored =
    others === 0 || floor === 0 ? 0 : parameters.followUpExploration / (1 + shadowPrice);
  return worths.map((worth, index) =>
    index === best ? 1 - explored : (worth ?? 0) > 0 ? explored / others : 0,
  );
}

/**
 * What is tried to learn is paid for, too. Where money is short, the least chance falls with what
 * the try gives up: to f / λ where that is a quarter of V.
 */
function floorsOf(
  worths: readonly (number | null)[],
  { floor, shadowPrice, value }: DecideRequest,
): number | readonly number[] {
  const best = bestOf(worths);
  if (shadowPrice === 0 || best === null) {
    return floor;
  }
  const top = worths[best] ?? 0;
  return worths.map((worth) => {
    const givenUp = (4 * (top - (worth ?? top))) / value;
    return floor / (1 + shadowPrice * Math.min(1, givenUp));
  });
}

/** An open breaker's route is probed when it would be worth about as much as the best. */
function dueProbe(worths: readonly (number | null)[], views: readonly RouteView[]): number | null {
  let top = Number.NEGATIVE_INFINITY;
  let due: number | null = null;
  worths.forEach((worth, option) => {
    const { breaker } = viewAt(views, option);
    if (worth !== null && breaker === "CLOSED") {
      top = Math.max(top, worth);
    } else if (
      worth !== null &&
      breaker === "PROBE" &&
      (due === null || worth > (worths[due] ?? 0))
    ) {
      due = option;
    }
  });
  return due !== null && (worths[due] ?? 0) > 0.95 * top ? due : null;
}

function waitOf(
  { request, atSec, parameters }: WeighedOptions,
  { prospect, followUp }: RoutePlan,
  isProbe: boolean,
): { sec: number | null; reason: PlannedWait } {
  if (followUp.waitSec === null) {
    return { sec: null, reason: request.mayDuplicate ? "NOTHING_NEXT" : "DUPLICATE_CAP" };
  }
  if (!isProbe) {
    return { sec: followUp.waitSec, reason: "GAIN" };
  }
  const left = request.deadlineSec - (atSec - request.requestedAtSec);
  const seventieth = prospect.view.latencySec[14] ?? followUp.waitSec;
  const shortest = parameters.waitsSec[0] ?? 3;
  return {
    sec: Math.min(Math.max(shortest, seventieth), followUp.waitSec, left),
    reason: "PROBE",
  };
}

function hold(base: WeighedOptions, reason: HoldReason): RouteDecision {
  return {
    act: "HOLD",
    holdReason: reason,
    chosen: null,
    propensity: 0,
    isProbe: false,
    isLeastBad: base.isLeastBad,
    waitSec: null,
    waitReason: null,
    confirmSec: null,
    next: null,
    genuine: base.genuine,
    shadowPrice: base.request.shadowPrice,
    scores: scoresOf(base, []),
  };
}

function scoresOf(
  { views, request, skips, plans }: WeighedOptions,
  chances: readonly number[],
): readonly OptionScore[] {
  const scores: OptionScore[] = [];
  for (let index = 0; index < request.options.length; index += 1) {
    const seen = viewAt(views, index);
    const worth = plans.worths[index] ?? null;
    scores.push({
      probability: chances[index] ?? 0,
      success: seen.success,
      worth,
      trust: seen.trust,
      evidence: seen.evidence,
      breaker: seen.breaker,
      skipped: worth === null ? (skips[index] ?? null) : null,
    });
  }
  return scores;
}
