import type { EstimateView, RouteView } from "./estimate-view.js";
import type { FollowUpScene } from "./follow-up.js";
import type { RouteParameters } from "./parameters.js";
import { RoutePlans } from "./route-plans.js";
import type { DecideRequest, OptionSkip } from "./route-request.js";
import { sendHistory } from "./send-history.js";

/** The options of a request, weighed: all that a decision rests on. */
export interface WeighedOptions {
  /** In the order of the options. */
  readonly views: readonly RouteView[];
  readonly request: DecideRequest;
  readonly atSec: number;
  readonly genuine: number;
  readonly skips: readonly (OptionSkip | null)[];
  readonly plans: RoutePlans;
  readonly isLeastBad: boolean;
  readonly scene: FollowUpScene;
  readonly parameters: RouteParameters;
}

/** Weighs every option of a request. Pure. */
export function weighOptions(
  view: EstimateView,
  request: DecideRequest,
  atSec: number,
  all: RouteParameters,
): WeighedOptions {
  const parameters = parametersUnder(request.shadowPrice, all);
  const scene = sceneOf(view, request, atSec, parameters);
  const views = request.options.map(({ route }) => view.route(route, request.cell, atSec));
  const skips = skipsOf(request, views);
  const isLeastBad = skips.every((skip) => skip !== null) && skips.includes("BREAKER_OPEN");
  const usable = indexesWhere(skips, (skip) =>
    isLeastBad ? skip === "BREAKER_OPEN" : skip === null,
  );
  const genuine = request.guard === "OFF" ? 1 : view.genuine(request.cell, request.prefix, atSec);
  const weighed = request.guard === "ENFORCE" ? genuine : 1;
  const plans = new RoutePlans(scene, request, usable, views, weighed);
  return {
    views,
    request,
    atSec,
    genuine,
    skips,
    plans,
    scene,
    isLeastBad,
    parameters,
  };
}

/**
 * From this shadow price on money is held for scarce: delay has no price, and what is not worth its
 * price is not sent.
 */
export const scarceFrom = 0.1;
const frugal = new WeakMap<RouteParameters, RouteParameters>();

/** A budget that binds has to buy as many verified users as it can, and no speed. */
function parametersUnder(shadowPrice: number, all: RouteParameters): RouteParameters {
  if (shadowPrice < scarceFrom) {
    return all;
  }
  const found = frugal.get(all) ?? { ...all, delayCostPerSec: 0 };
  frugal.set(all, found);
  return found;
}

function sceneOf(
  view: EstimateView,
  request: DecideRequest,
  atSec: number,
  parameters: RouteParameters,
): FollowUpScene {
  const { cell, requestedAtSec, attempts, resends } = request;
  const ageSec = atSec - requestedAtSec;
  const mayFollow = attempts.length + 1 < request.attemptsMax;
  const people = view.cell(cell, atSec);
  const past = { cell, requestedAtSec, attempts, asksAgain: resends > 0 };
  return {
    view,
    people,
    history: sendHistory(view, past, atSec, parameters, parameters.delayCostPerSec),
    ageSec,
    waitSecMax: mayFollow ? request.deadlineSec - ageSec : 0,
    mayFollow,
    mayDuplicate: request.mayDuplicate,
    parameters,
  };
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

/** What is known of an option. */
export function viewAt(views: readonly RouteView[], option: number): RouteView {
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
