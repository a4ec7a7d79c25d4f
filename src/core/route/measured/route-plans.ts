import type { RouteView } from "./estimate-view.js";
import { bestFollowUp, type FollowUp, type FollowUpScene } from "./follow-up.js";
import { noPromise, promiseOf, type RouteProspect, routeProspect } from "./route-prospect.js";
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
  readonly #followUps = new Map<RouteProspect, FollowUp>();

  /**
   * @param usable  indexes of the options that may be used
   * @param views   what is known of each option
   * @param genuine how far the request counts, 0..1
   */
  constructor(
    readonly scene: FollowUpScene,
    readonly request: DecideRequest,
    usable: readonly number[],
    readonly views: readonly RouteView[],
    readonly genuine: number,
    readonly atSec: number,
  ) {
    this.worths = request.options.map(() => null);
    const { wellPlanned } = scene.parameters;
    const planned = usable.length > wellPlanned ? this.#best(usable, wellPlanned) : usable;
    for (const option of planned) {
      this.#prospects.push(this.#prospect(option));
    }
    this.#prospects.sort((one, other) => other.worth - one.worth);
    let tooHigh = Number.POSITIVE_INFINITY;
    for (const prospect of this.#prospects) {
      const rough = this.worths[prospect.option] ?? 0;
      const worth = this.#plan(prospect);
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
    let prospect = this.#prospects.find((one) => one.option === option);
    if (prospect === undefined) {
      prospect = this.#prospect(option);
      this.#plan(prospect);
    }
    return { prospect, followUp: this.#followUps.get(prospect) ?? nothing };
  }

  /** Looks at every option, and picks those that promise most. */
  #best(usable: readonly number[], count: number): readonly number[] {
    const { scene, request, worths } = this;
    const { history, people, parameters } = scene;
    let rescue = 0;
    let nextRescue = 0;
    let rescuer = -1;
    const lost: number[] = [];
    for (const option of usable) {
      const seen = this.views[option] as RouteView;
      const { dead } = people;
      const { view } = scene;
      const { genuine, atSec } = this;
      promiseOf(view, request, history, genuine, option, seen, atSec, parameters, dead, promise);
      worths[option] = promise.worth;
      lost.push(history.lost * (1 - promise.arrives) * (1 - promise.lies) * seen.accept);
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
        worths[option] = (worths[option] ?? 0) + (lost[place] ?? 0) * saved;
      }
    }
    return usable
      .toSorted((one, other) => (worths[other] ?? 0) - (worths[one] ?? 0))
      .slice(0, count);
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
    const { scene, request, genuine, atSec } = this;
    const { view, history, people, parameters } = scene;
    const seen = this.views[option] as RouteView;
    const { dead } = people;
    return routeProspect(view, request, history, genuine, option, seen, atSec, parameters, dead);
  }

  #plan(prospect: RouteProspect): number {
    const { scene } = this;
    const prospects = this.#prospects;
    const followUp = bestFollowUp(scene, prospect, prospects, scene.parameters.followUps);
    this.#followUps.set(prospect, followUp);
    const { accept } = prospect.view;
    const next = prospects[0] === prospect ? prospects[1] : prospects[0];
    // A rejection costs nothing, and the next route is tried at once.
    const afterRejection = (1 - accept) * Math.max(0, next?.worth ?? 0);
    return prospect.worth + accept * followUp.worth + afterRejection;
  }
}

const nothing: FollowUp = { worth: 0, waitSec: null, next: null };
