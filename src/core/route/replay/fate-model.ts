import type { KnownSend, PastFate } from "./known-send.js";
import { PairMap } from "./pair-map.js";
import type { ReplayRoutes } from "./replay-log.js";

/** What a number answers to. Drawn once for a send: what it is, it is for all of its messages. */
export interface Reach {
  readonly isAlive: boolean;
  /** Messengers that the person does not have. */
  readonly without: ReadonlySet<string>;
}

const rounds = 12;
/** Pull of the next wider level, in attempts. */
const pull = 30;
const routePrior = { rate: 0.85, weight: 4 } as const;
/** Share of numbers that nothing reaches, and of people without a messenger, before evidence. */
const deadPrior = { rate: 0.04, weight: 60 } as const;
const absentPrior = { rate: 0.06, weight: 40 } as const;
/** "Delivered" of a number that nothing reaches. */
const liePrior = { rate: 0.02, weight: 40 } as const;
const rejectPrior = { rate: 0.01, weight: 20 } as const;
/** What a loss on the same upstream leaves of a route. */
const sameUpstream = 0.55;
/** What an attempt of other tenants counts, and how many do at most. */
const marketWeight = 0.5;
const marketMax = 200;
const messengers: readonly string[] = ["WHATSAPP", "TELEGRAM", "VIBER", "RCS"];

/** Sends to which the same happened in the same order. */
interface Pattern {
  readonly country: string;
  readonly cell: string;
  readonly attempts: readonly PastFate[];
  readonly isTyped: boolean;
  count: number;
}

/** P(alive), and by messenger that was used P(the person lacks it | alive). */
interface Odds {
  readonly alive: number;
  readonly absent: ReadonlyMap<string, number>;
}

const nothing = [0, 0] as const;

/** Hits and trials of routes, or of channels, by place. */
class Rates {
  readonly #sums = new PairMap<[hits: number, trials: number]>();

  add(place: string, what: string, hits: number, trials: number): void {
    const known = this.#sums.get(place, what);
    if (known === undefined) {
      this.#sums.set(place, what, [hits, trials]);
    } else {
      known[0] += hits;
      known[1] += trials;
    }
  }

  /** (hits + weight × rate) / (trials + weight). */
  leaning(place: string, what: string, rate: number, weight: number): number {
    const [hits, trials] = this.#sums.get(place, what) ?? nothing;
    return (hits + weight * rate) / (trials + weight);
  }
}

/** What was counted of arrivals: of routes everywhere, in countries, in cells. */
interface ArrivalRates {
  readonly wide: Rates;
  readonly near: Rates;
  readonly cell: Rates;
}

/** Of all places. */
const everywhere = "";

/**
 * What messages come to, by a log: each route's chance to arrive where the number can be reached,
 * which share of numbers nothing reaches, and who lacks a messenger. Fitted by expectation and
 * maximisation over the whole log: a follow-up speaks of its route as far as the number behind it
 * is likely to be alive. Rates lean on the next wider level: cell, country, route.
 *
 * Source: A. P. Dempster, N. M. Laird, D. B. Rubin, 1977.
 */
export class FateModel {
  #arrives: ArrivalRates = { wide: new Rates(), near: new Rates(), cell: new Rates() };
  #dead = new Rates();
  #absent = new Rates();
  #lies = new Rates();
  readonly #rejects = new Rates();
  readonly #patterns = new Map<string, Pattern>();
  readonly #informed = new PairMap<number>();
  /** Attempts of the log, by country and route. */
  readonly #made = new PairMap<number>();
  /** By country and route, cell and route, country and channel; by cell and route, and past. */
  readonly #rejected = new PairMap<number>();
  readonly #arriving = new PairMap<number>();
  readonly #lacking = new PairMap<number>();
  readonly #fresh = new PairMap<number>();
  readonly #reaches = new PairMap<number>();
  readonly #known = new Map<string, Odds>();

  /** @param deadShare of numbers that nothing reaches, where the log says little */
  constructor(
    private readonly routes: ReplayRoutes,
    private readonly deadShare: number = deadPrior.rate,
  ) {}

  /** Takes a send in; it counts from `fit` on. @param count how often */
  add({ country, cell, fates, pattern, typedMs }: KnownSend, count: number): void {
    const known = this.#patterns.get(pattern);
    if (known === undefined) {
      const isTyped = typedMs !== null;
      this.#patterns.set(pattern, { country, cell, attempts: fates, isTyped, count });
    } else {
      known.count += count;
    }
  }

  /** Fits the rates to all that was taken in. Pauses now and then. */
  *fit(): Generator<void, void> {
    const patterns = [...this.#patterns.values()];
    for (const { country, attempts, count } of patterns) {
      for (const { route, fate } of attempts) {
        this.#made.set(country, route, (this.#made.get(country, route) ?? 0) + count);
        for (const place of [country, everywhere]) {
          this.#rejects.add(place, route, fate === "REJECTED" ? count : 0, count);
        }
      }
    }
    for (let round = 0; round < rounds; round += 1) {
      this.#improve(patterns);
      yield;
    }
    for (const pattern of patterns) {
      this.#inform(pattern);
    }
  }

  /**
   * Effective number of attempts on a route in a country that tell of it: each of the log counts by
   * the square of the chance that the number could be reached, as its send stood before; one of
   * other tenants for a half, 100 at most.
   */
  informed(country: string, route: string): number {
    return (this.#informed.get(country, route) ?? 0) + this.#market(country, route).weight;
  }

  /** P(the vendor rejects it). */
  rejects(country: string, route: string): number {
    return this.#rejected.known(country, route, () => {
      const wide = this.#rejects.leaning(everywhere, route, rejectPrior.rate, rejectPrior.weight);
      return this.#rejects.leaning(country, route, wide, pull);
    });
  }

  /** P(arrives | accepted, a number of this cell that can be reached, after these). */
  arrives(country: string, cell: string, route: string, past: readonly PastFate[]): number {
    const rate = this.#arriving.known(cell, route, () => {
      const { rate: usual, weight } = routePrior;
      const wide = this.#arrives.wide.leaning(everywhere, route, usual, weight);
      return this.#arrives.cell.leaning(cell, route, this.#nearRate(country, route, wide), pull);
    });
    return Math.min(0.995, rate * this.worn(route, past));
  }

  /** P(reported delivered | accepted, the number cannot be reached). */
  lies(route: string): number {
    return this.#lies.leaning(everywhere, route, liePrior.rate, liePrior.weight);
  }

  /**
   * P(arrives | accepted, as the send stood before).
   *
   * @param reached P(the route can reach the number), as `reachable` tells it
   */
  expected(
    country: string,
    cell: string,
    route: string,
    past: readonly PastFate[],
    reached: number,
  ): number {
    const arrives = this.arrives(country, cell, route, past);
    return reached * arrives + (1 - reached) * this.lies(route);
  }

  /** P(a route can reach the number | what came of earlier messages). */
  reachable(country: string, cell: string, route: string, past: readonly PastFate[]): number {
    const work = (): number => {
      const { alive, absent } = this.#odds(country, cell, past, false);
      const channel = this.routes.channelOf(route);
      return alive * (1 - (absent.get(channel) ?? this.#lacksChannel(country, channel)));
    };
    return past.length === 0
      ? this.#fresh.known(cell, route, work)
      : this.#reaches.known(`${cell} ${route}`, wordsOf(past), work);
  }

  /** Draws what the number of a send answers to, given what came of all of its messages. */
  drawReach({ country, cell, fates, pattern, typedMs }: KnownSend, draw: () => number): Reach {
    const found = this.#known.get(pattern) ?? this.#odds(country, cell, fates, typedMs !== null);
    this.#known.set(pattern, found);
    const { alive, absent } = found;
    const isAlive = draw() < alive;
    const without = new Set<string>();
    for (const channel of messengers) {
      const lacks = absent.get(channel) ?? this.#lacksChannel(country, channel);
      if (draw() < lacks) {
        without.add(channel);
      }
    }
    return { isAlive, without };
  }

  #improve(patterns: readonly Pattern[]): void {
    const arrives: ArrivalRates = { wide: new Rates(), near: new Rates(), cell: new Rates() };
    const dead = new Rates();
    const absent = new Rates();
    const lies = new Rates();
    for (const { country, cell, attempts, isTyped, count } of patterns) {
      const odds = this.#odds(country, cell, attempts, isTyped);
      dead.add(country, "", count * (1 - odds.alive), count);
      for (const [channel, lacks] of odds.absent) {
        absent.add(country, channel, count * odds.alive * lacks, count * odds.alive);
      }
      attempts.forEach(({ route, fate }, index) => {
        if (fate === "REJECTED") {
          return;
        }
        const past = attempts.slice(0, index);
        const lacks = odds.absent.get(this.routes.channelOf(route)) ?? 0;
        const reached = odds.alive * (1 - lacks);
        const hit = fate === "ARRIVED" ? count : 0;
        const worn = this.worn(route, past);
        arrives.wide.add(everywhere, route, hit * reached, count * reached * worn);
        arrives.near.add(country, route, hit * reached, count * reached * worn);
        arrives.cell.add(cell, route, hit * reached, count * reached * worn);
        lies.add(everywhere, route, hit * (1 - reached), count * (1 - reached));
      });
    }
    this.#arrives = arrives;
    this.#dead = dead;
    this.#absent = absent;
    this.#lies = lies;
    for (const made of [this.#arriving, this.#lacking, this.#fresh, this.#reaches]) {
      made.clear();
    }
  }

  #odds(country: string, cell: string, past: readonly PastFate[], isTyped: boolean): Odds {
    const dead = this.#dead.leaning(country, "", this.deadShare, deadPrior.weight);
    const channels = new Map<string, [reached: number, unreached: number]>();
    past.forEach(({ route, fate }, index) => {
      if (fate === "REJECTED") {
        return;
      }
      const rate = this.arrives(country, cell, route, past.slice(0, index));
      const lie = this.lies(route);
      const channel = this.routes.channelOf(route);
      const known = channels.get(channel) ?? [1, 1];
      known[0] *= fate === "ARRIVED" ? rate : 1 - rate;
      known[1] *= fate === "ARRIVED" ? lie : 1 - lie;
      channels.set(channel, known);
    });
    let ifAlive = 1 - dead;
    let ifDead = isTyped ? 0 : dead;
    const absent = new Map<string, number>();
    for (const [channel, [reached, unreached]] of channels) {
      const lacks = this.#lacksChannel(country, channel);
      const both = (1 - lacks) * reached + lacks * unreached;
      ifAlive *= both;
      ifDead *= unreached;
      absent.set(channel, both === 0 ? 0 : (lacks * unreached) / both);
    }
    const all = ifAlive + ifDead;
    return { alive: all === 0 ? 1 : ifAlive / all, absent };
  }

  #lacksChannel(country: string, channel: string): number {
    return messengers.includes(channel)
      ? this.#lacking.known(country, channel, () =>
          this.#absent.leaning(country, channel, absentPrior.rate, absentPrior.weight),
        )
      : 0;
  }

  #nearRate(country: string, route: string, wide: number): number {
    const { rate, weight } = this.#market(country, route);
    const lean = (pull * wide + weight * rate) / (pull + weight);
    return this.#arrives.near.leaning(country, route, lean, pull + weight);
  }

  /** What others' attempts say: among them are dead numbers, and follow-ups. */
  #market(country: string, route: string): { readonly rate: number; readonly weight: number } {
    const found = this.routes.marketOf(route, country);
    if (found === null || found.settled === 0) {
      return { rate: 0, weight: 0 };
    }
    const others = Math.max(0, found.settled - (this.#made.get(country, route) ?? 0));
    const rate = Math.min(0.99, found.delivered / found.settled / (1 - this.deadShare));
    return { rate, weight: marketWeight * Math.min(marketMax, others) };
  }

  /** What losses on the same upstream leave of a route, 0..1. */
  worn(route: string, past: readonly PastFate[]): number {
    if (past.length === 0) {
      return 1;
    }
    const upstream = this.routes.upstreamOf(route);
    const lost = past.filter(
      (one) => one.fate === "LOST" && this.routes.upstreamOf(one.route) === upstream,
    ).length;
    return sameUpstream ** lost;
  }

  #inform({ country, cell, attempts, count }: Pattern): void {
    attempts.forEach(({ route }, index) => {
      const reached = this.reachable(country, cell, route, attempts.slice(0, index));
      const known = this.#informed.get(country, route) ?? 0;
      this.#informed.set(country, route, known + count * reached ** 2);
    });
  }
}

function wordsOf(past: readonly PastFate[]): string {
  return past.map(({ route, fate }) => route + fate).join("|");
}
