import type { RouteView } from "./estimate-view.js";
import { bestFollowUp, type FollowUp, type FollowUpScene } from "./follow-up.js";
import {
  noPromise,
  type PromiseScene,
  promiseOf,
  type RouteProspect,
  routeProspect,
} from "./route-prospect.js";
import type { DecideRequest } from "./route-request.js";

/** An option with how the send would go on after it. */
export interface RoutePlan {
  readonly prospect: RouteProspect;
  readonly followUp: FollowUp;
}

/** A follow-up is about this much less typed in than a message that leaves now. */
const followUpPatience = 0.95;
const promise = noPromise();

/**
 * The worth of every usable option with all that may follow it. All are looked at roughly, as if
 * what they lose were sent on to the best other one at once; only the best of them are planned,
 * with every follow-up and wait. So a decision among many options costs little more than one among
 * six.
 */
export class RoutePlans {
  /** tot(a) by option, tenant's currency; null = not usable. */
  readonly worths: (number | null)[];
  /** Options that were planned, the best of their own first: they may follow each other. */
  readonly #prospects: RouteProspect[] = [];
  /** In the same order. */
  readonly #followUps: FollowUp[] = [];
  readonly #promises: PromiseScene;

  /**
   * @param usable  indexes of the options that may be used
   * @param views   what is known of each option
   * @param genuine how far the request counts, 0..1
   */
  constructor(
    readonly scene: FollowUpScene,
    request: DecideRequest,
    usable: readonly number[],
    readonly views: readonly RouteView[],
    genuine: number,
  ) {
    const { view, history, people, ageSec, parameters } = scene;
    const { dead } = people;
    this.#promises = { view, request, history, genuine, dead, ageSec, parameters };
    this.worths = request.options.map(() => null);
    const { wellPlanned } = parameters;
    const planned = usable.length > wellPlanned ? this.#best(usable, wellPlanned) : usable;
    for (const option of planned) {
      this.#prospects.push(this.#prospect(option));
    }
    this.#prospects.sort((one, other) => other.worth - one.worth);
    let tooHigh = Number.POSITIVE_INFINITY;
    for (const prospect of this.#prospects) {
      const rough = this.worths[prospect.option] ?? 0;
      const followUp = this.#followUpOf(prospect);
      this.#followUps.push(followUp);
      const worth = this.#worthOf(prospect, followUp);
      tooHigh = Math.min(tooHigh, rough - worth);
      this.worths[prospect.option] = worth;
    }
    if (planned !== usable) {
      this.#lower(usable, planned, tooHigh);
    }
  }

  /** The highest worth; null = no option is usable. */
  get worth(): number | null {
    let top: number | null = null;
    for (const worth of this.worths) {
      if (worth !== null && (top === null || worth > top)) {
        top = worth;
      }
    }
    return top;
  }

  /** The plan of an option, made now if it was only looked at. */
  planOf(option: number): RoutePlan {
    const place = this.#prospects.findIndex((one) => one.option === option);
    const prospect = this.#prospects[place] ?? this.#prospect(option);
    return { prospect, followUp: this.#followUps[place] ?? this.#followUpOf(prospect) };
  }

  /** Looks at every option, and picks those that promise most. */
  #best(usable: readonly number[], count: number): readonly number[] {
    const { scene, worths } = this;
    const { lost } = scene.history;
    let rescue = 0;
    let nextRescue = 0;
    let rescuer = -1;
    const losses: number[] = [];
    for (const option of usable) {
      const seen = this.views[option] as RouteView;
      promiseOf(this.#promises, option, seen, promise);
      worths[option] = promise.worth;
      losses.push(lost * (1 - promise.arrives) * (1 - promise.lies) * seen.accept);
      const saves = followUpPatience * promise.earns * promise.patience - promise.cost;
      if (saves > rescue) {
        nextRescue = rescue;
        rescue = saves;
        rescuer = option;
      } else if (saves > nextRescue) {
        nextRescue = saves;
      }
    }
    if (scene.mayFollow) {
      for (let place = 0; place < usable.length; place += 1) {
        const option = usable[place] as number;
        const saved = option === rescuer ? nextRescue : rescue;
        worths[option] = (worths[option] ?? 0) + (losses[place] ?? 0) * saved;
      }
    }
    return topOf(usable, worths, count);
  }

  /** What was only looked at is held for as much too high as what was planned, at the least. */
  #lower(usable: readonly number[], planned: readonly number[], tooHigh: number): void {
    for (const option of usable) {
      if (!planned.includes(option)) {
        this.worths[option] = (this.worths[option] ?? 0) - tooHigh;
      }
    }
  }

  #prospect(option: number): RouteProspect {
    return routeProspect(this.#promises, option, this.views[option] as RouteView);
  }

  #followUpOf(prospect: RouteProspect): FollowUp {
    const { scene } = this;
    return bestFollowUp(scene, prospect, this.#prospects, scene.parameters.followUps);
  }

  #worthOf(prospect: RouteProspect, followUp: FollowUp): number {
    const prospects = this.#prospects;
    const { accept } = prospect.view;
    const next = prospects[0] === prospect ? prospects[1] : prospects[0];
    // A rejection costs nothing, and the next route is tried at once.
    const afterRejection = (1 - accept) * Math.max(0, next?.worth ?? 0);
    return prospect.worth + accept * followUp.worth + afterRejection;
  }
}

/** The options of the highest worths, best first; of equal ones those that come first. */
function topOf(
  options: readonly number[],
  worths: readonly (number | null)[],
  count: number,
): readonly number[] {
  const top: number[] = [];
  for (const option of options) {
    const worth = worths[option] ?? 0;
    let place = top.length;
    while (place > 0 && (worths[top[place - 1]!] ?? 0) < worth) {
      place -= 1;
    }
    if (place < count) {
      // The rest moves on by one; the last falls out.
      for (let last = Math.min(top.length, count - 1); last > place; last -= 1) {
        top[last] = top[last - 1]!;
      }
      top[place] = option;
    }
  }
  return top;
}
