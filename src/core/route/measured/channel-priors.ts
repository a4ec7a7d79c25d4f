import type { RouteSpace } from "./route-space.js";

/** A rate before anything is measured of a route, and the trials that it weighs. */
export interface RatePrior {
  readonly rate: number;
  readonly weight: number;
}

/** Sums over everything that was measured of a route: hits and trials of one rate. */
export interface RouteTotals {
  hits(route: number): number;
  trials(route: number): number;
}

/** A route with so many trials says half as much of its channel as one with any number. */
const trialsForHalf = 10;
/** How far routes of a channel differ before any is measured, as a standard deviation. */
const spreadBefore = 0.2;
/** What other routes say never weighs more, trials: routes do differ. */
const weightMax = 30;
const ageSecMax = 60;

/**
 * What is expected of a route of a channel by what the channel's routes have shown: the mean of
 * their rates, weighing as many trials as they agree (method of moments of a beta distribution, J.
 * Kleinman, 1973). Messengers report failures in seconds, networks hardly ever: no one prior fits
 * both.
 */
export class ChannelPriors {
  readonly #known = new Map<string, RatePrior>();
  #atSec = Number.NaN;

  constructor(
    readonly space: RouteSpace,
    readonly prior: RatePrior,
    readonly totals: RouteTotals,
  ) {}

  /** Forgets what was worked out, and when. */
  clear(): void {
    this.#known.clear();
    this.#atSec = Number.NaN;
  }

  /** What is expected of a route, as of a minute ago at most. O(routes) once a minute. */
  of(route: number, atSec: number): RatePrior {
    if (!(Math.abs(atSec - this.#atSec) <= ageSecMax)) {
      this.#known.clear();
      this.#atSec = atSec;
    }
    const channel = this.space.channelOf(route);
    let found = this.#known.get(channel);
    if (found === undefined) {
      found = this.#fit(channel);
      this.#known.set(channel, found);
    }
    return found;
  }

  #fit(channel: string): RatePrior {
    const { prior, totals, space } = this;
    let weights = 1;
    let sum = prior.rate;
    let squares = prior.rate ** 2 + spreadBefore ** 2;
    for (let route = 0; route < space.routes.length; route += 1) {
      const trials = space.channelOf(route) === channel ? totals.trials(route) : 0;
      if (trials > 0) {
        const rate = Math.min(1, totals.hits(route) / trials);
        const weight = trials / (trials + trialsForHalf);
        weights += weight;
        sum += weight * rate;
        squares += weight * rate ** 2;
      }
    }
    const rate = sum / weights;
    const variance = Math.max(1e-4, squares / weights - rate ** 2);
    const agreed = (rate * (1 - rate)) / variance - 1;
    return { rate, weight: Math.min(weightMax, Math.max(prior.weight, agreed)) };
  }
}
