import { bestOf, choiceChances, drawnOption } from "./choice.js";
import type { EstimateView, RouteView } from "./estimate-view.js";
import { bestFollowUp, type FollowUp, type FollowUpScene } from "./follow-up.js";
import type { RouteParameters } from "./parameters.js";
import type {
  DecideRequest,
  HoldReason,
  OptionScore,
  OptionSkip,
  PlannedWait,
  RouteDecision,
} from "./route-request.js";
import { type RouteProspect, routeProspect } from "./route-prospect.js";
import { sendHistory } from "./send-history.js";

/** An option with how the send would go on after it. */
interface Plan {
  readonly prospect: RouteProspect;
  followUp: FollowUp;
  /** tot(a): value of the attempt and of all that may follow. */
  worth: number;
  /** False = few follow-ups and waits were weighed so far. */
  isCareful: boolean;
}

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
  parameters: RouteParameters,
): RouteDecision {
  const scene = sceneOf(view, request, atSec, parameters);
  const views = request.options.map(({ route }) => view.route(route, request.cell, atSec));
  const skips = skipsOf(request, views);
  const isLeastBad = skips.every((skip) => skip !== null) && skips.includes("BREAKER_OPEN");
  const usable = indexesWhere(skips, (skip) =>
    isLeastBad ? skip === "BREAKER_OPEN" : skip === null,
  );
  const genuine = request.guard === "OFF" ? 1 : view.genuine(request.cell, request.prefix, atSec);
  const weighed = request.guard === "ENFORCE" ? genuine : 1;
  const prospects = usable
    .map((option) =>
      routeProspect(
        view,
        request,
        scene.history,
        weighed,
        option,
        viewAt(views, option),
        atSec,
        parameters,
        scene.people.dead,
      ),
    )
    .sort((one, other) => other.worth - one.worth);
  const plans = plansOf(scene, prospects);
  const base: Base = {
    views,
    request,
    atSec,
    genuine,
    skips,
    scene,
    prospects,
    plans,
    isLeastBad,
    parameters,
  };
  if (isOver(request, atSec)) {
    return hold(base, "EXHAUSTED");
  }
  const top = plans.reduce<Plan | null>(
    (best, plan) => (best === null || plan.worth > best.worth ? plan : best),
    null,
  );
  if (top === null) {
    return hold(base, "NO_OPTION");
  }
  if (top.worth > 0) {
    return attempt(base, draw);
  }
  if (request.cause !== "FIRST") {
    return hold(base, scene.history.lost < 0.5 ? "PROBABLY_ARRIVED" : "NO_VALUE");
  }
  if (genuine >= 0.5 || request.guard !== "ENFORCE") {
    return hold(base, "NO_VALUE");
  }
  // Some of what looks pumped goes through, to learn whether it still is.
  const { letThrough } = parameters.guard;
  return draw < letThrough ? attempt(base, draw / letThrough, letThrough) : hold(base, "PUMPED");
}

interface Base {
  /** In the order of the options. */
  readonly views: readonly RouteView[];
  readonly request: DecideRequest;
  readonly atSec: number;
  readonly genuine: number;
  readonly skips: readonly (OptionSkip | null)[];
  readonly scene: FollowUpScene;
  /** Usable options, the best of their own first. */
  readonly prospects: readonly RouteProspect[];
  readonly plans: readonly Plan[];
  readonly isLeastBad: boolean;
  readonly parameters: RouteParameters;
}

function sceneOf(
  view: EstimateView,
  request: DecideRequest,
  atSec: number,
  parameters: RouteParameters,
): FollowUpScene {
  const ageSec = atSec - request.requestedAtSec;
  const mayFollow = request.attempts.length + 1 < request.attemptsMax;
  const people = view.cell(request.cell, atSec);
  return {
    view,
    people,
    history: sendHistory(view, { ...request, asksAgain: request.resends > 0 }, atSec),
    ageSec,
    waitSecMax: mayFollow ? request.deadlineSec - ageSec : 0,
    mayFollow,
    mayDuplicate: request.mayDuplicate,
    parameters,
  };
}

function isOver(
  { cause, attempts, attemptsMax, requestedAtSec, deadlineSec }: DecideRequest,
  atSec: number,
): boolean {
  const isUnasked = cause !== "FIRST" && cause !== "RESEND";
  return attempts.length >= attemptsMax || (isUnasked && atSec - requestedAtSec > deadlineSec);
}

function skipsOf(
  { options, attempts, cause }: DecideRequest,
  views: readonly RouteView[],
): readonly (OptionSkip | null)[] {
  const skips = options.map(({ route, isAvailable }, index): OptionSkip | null => {
    if (!isAvailable) {
      return "NOT_AVAILABLE";
    }
    if (attempts.some((past) => past.route === route)) {
      return "ALREADY_TRIED";
    }
    return viewAt(views, index).breaker === "OPEN" ? "BREAKER_OPEN" : null;
  });
  // Who asks again gets another message even when every route had its turn.
  return cause === "RESEND" && !skips.includes(null)
    ? skips.map((skip) => (skip === "ALREADY_TRIED" ? null : skip))
    : skips;
}

/** Weighs every option roughly, and the best of them carefully. */
function plansOf(scene: FollowUpScene, prospects: readonly RouteProspect[]): readonly Plan[] {
  const { wellPlanned } = scene.parameters;
  const plans = prospects.map((prospect): Plan => {
    const plan = { prospect, followUp: nothingYet, worth: 0, isCareful: false };
    if (prospects.length > wellPlanned) {
      weigh(scene, plan, prospects, roughly);
    } else {
      weighCarefully(scene, plan, prospects);
    }
    return plan;
  });
  if (prospects.length > wellPlanned) {
    const best = plans.toSorted((one, other) => other.worth - one.worth).slice(0, wellPlanned);
    for (const plan of best) {
      weighCarefully(scene, plan, prospects);
    }
  }
  return plans;
}

const nothingYet: FollowUp = { worth: 0, waitSec: null, next: null };
const roughly = { nexts: 1, waitStep: 4 };

function weighCarefully(
  scene: FollowUpScene,
  plan: Plan,
  prospects: readonly RouteProspect[],
): void {
  weigh(scene, plan, prospects, { nexts: scene.parameters.followUps, waitStep: 1 });
  plan.isCareful = true;
}

function weigh(
  scene: FollowUpScene,
  plan: Plan,
  prospects: readonly RouteProspect[],
  effort: { readonly nexts: number; readonly waitStep: number },
): void {
  const { prospect } = plan;
  const { accept } = prospect.view;
  const next = prospects[0] === prospect ? prospects[1] : prospects[0];
  // A rejection costs nothing, and the next route is tried at once.
  const afterRejection = (1 - accept) * Math.max(0, next?.worth ?? 0);
  plan.followUp = bestFollowUp(scene, prospect, prospects, effort.nexts, effort.waitStep);
  plan.worth = prospect.worth + accept * plan.followUp.worth + afterRejection;
}

function attempt(base: Base, draw: number, share = 1): RouteDecision {
  const { request, plans, parameters, genuine } = base;
  const chances = chancesOf(base);
  const chosen = drawnOption(chances, draw) ?? 0;
  const plan = plans.find(({ prospect }) => prospect.option === chosen);
  if (plan === undefined) {
    throw new Error(`option ${chosen} was drawn and is not usable`);
  }
  if (!plan.isCareful) {
    weighCarefully(base.scene, plan, base.prospects);
  }
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
function chancesOf({ request, plans, parameters }: Base): readonly number[] {
  const { options, cause, floor, value } = request;
  const worths = options.map((): number | null => null);
  const deviations = options.map(() => 0);
  for (const { prospect, worth } of plans) {
    worths[prospect.option] = worth;
    deviations[prospect.option] = parameters.explorationWidth * value * prospect.view.deviation;
  }
  const best = bestOf(worths);
  const probe = cause === "FIRST" ? dueProbe(plans) : null;
  if (probe !== null) {
    return options.map((_, index) => (index === probe ? 1 : 0));
  }
  if (cause === "FIRST") {
    return choiceChances(worths, deviations, floor);
  }
  const others = worths.filter((worth, index) => index !== best && (worth ?? 0) > 0).length;
  const explored = others === 0 || floor === 0 ? 0 : parameters.followUpExploration;
  return worths.map((worth, index) =>
    index === best ? 1 - explored : (worth ?? 0) > 0 ? explored / others : 0,
  );
}

/** An open breaker's route is probed when it would be worth about as much as the best. */
function dueProbe(plans: readonly Plan[]): number | null {
  const closed = plans.filter(({ prospect }) => prospect.view.breaker === "CLOSED");
  const top = Math.max(...closed.map(({ worth }) => worth), Number.NEGATIVE_INFINITY);
  const due = plans.find(
    ({ prospect, worth }) => prospect.view.breaker === "PROBE" && worth > 0.95 * top,
  );
  return due?.prospect.option ?? null;
}

function waitOf(
  { request, atSec, parameters }: Base,
  { prospect, followUp }: Plan,
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

function hold(base: Base, reason: HoldReason): RouteDecision {
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
  { views, request, skips, plans }: Base,
  chances: readonly number[],
): readonly OptionScore[] {
  const planByOption: (Plan | undefined)[] = Array.from({ length: request.options.length });
  for (const plan of plans) {
    planByOption[plan.prospect.option] = plan;
  }
  return request.options.map((_, index) => {
    const plan = planByOption[index];
    const seen = viewAt(views, index);
    return {
      probability: chances[index] ?? 0,
      success: seen.success,
      worth: plan?.worth ?? null,
      trust: seen.trust,
      evidence: seen.evidence,
      breaker: seen.breaker,
      skipped: plan === undefined ? (skips[index] ?? null) : null,
    };
  });
}

function viewAt(views: readonly RouteView[], option: number): RouteView {
  return views[option] as RouteView;
}

function indexesWhere<T>(items: readonly T[], test: (item: T) => boolean): number[] {
  const indexes: number[] = [];
  for (let index = 0; index < items.length; index += 1) {
    if (test(items[index] as T)) {
      indexes.push(index);
    }
  }
  return indexes;
}
