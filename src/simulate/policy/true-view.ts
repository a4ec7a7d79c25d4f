import {
  type CellView,
  type EstimateView,
  latencyPoints,
  type RouteView,
} from "../../core/route/measured/estimate-view.js";
import type { RouteSpace } from "../../core/route/measured/route-space.js";
import type { Market } from "../../market/market.js";
import type { Conditions, MarketCell, MarketRoute } from "../../market/market-parts.js";
import { atCell } from "../../market/table.js";
import { attackedPrefixes, genuineRate } from "../request-stream.js";
import { latencyQuantiles } from "./latency-quantiles.js";
import { marketSpace } from "./market-space.js";
import { truePatience } from "./true-patience.js";

// A receipt follows a delivery after 0.5 to 2 s, a report of failure after 1–5 or 6–46 s.
const receiptDelaySec = 1.25;
const failedEarly = { whatsapp: 1, others: (12 - 6) / (46 - 6) } as const;
const strangersTold = 0.95;
const plenty = 1e6;
// An event that grows over hours has another latency at every moment.
const latenciesMax = 1000;

/** What is true of a scenario's market at each moment, in the words of the planner. */
export class TrueView implements EstimateView {
  readonly space: RouteSpace;
  readonly patienceVersion = 0;
  readonly #market: Market;
  readonly #people: ReturnType<typeof truePatience>;
  readonly #attacked: ReadonlyMap<string, readonly Attack[]>;
  readonly #latencies = new Map<string, Float64Array>();
  /** The latest view of each route × cell, with the conditions that it was made of. */
  readonly #views: (KnownView | undefined)[] = [];

  constructor(market: Market) {
    this.#market = market;
    this.space = marketSpace(market);
    this.#people = truePatience(market);
    this.#attacked = attacksByPrefix(market);
  }

  route(route: number, cell: number, atSec: number): RouteView {
    const { routes, cells } = this.#market;
    const theRoute = routes[route];
    const theCell = cells[cell];
    if (theRoute === undefined || theCell === undefined) {
      throw new Error(`no route ${route} or no cell ${cell}`);
    }
    const now = this.#market.at(theRoute, theCell, atSec);
    if (now === undefined) {
      return nothing;
    }
    const place = route * cells.length + cell;
    const known = this.#views[place];
    if (known !== undefined && isSame(known.of, now)) {
      return known.view;
    }
    const view = this.#viewOf(now, theRoute, theCell);
    this.#views[place] = { of: now, view };
    return view;
  }

  cell(cell: number, _atSec: number): CellView {
    return { dead: this.#market.cells[cell]?.dead ?? 0, asksAgain: this.#people.asksAgain };
  }

  patience(ageSec: number): number {
    return this.#people.stays(ageSec);
  }

  genuine(cell: number, prefix: string | null, atSec: number): number {
    const attack = this.#attackPerSec(prefix, atSec);
    if (attack === 0) {
      return 1;
    }
    const genuine = this.#genuinePerSec(cell, atSec);
    return genuine / (genuine + attack);
  }

  perHour(cell: number, prefix: string | null, atSec: number): number {
    return 3600 * (this.#genuinePerSec(cell, atSec) + this.#attackPerSec(prefix, atSec));
  }

  #attackPerSec(prefix: string | null, atSec: number): number {
    let perSec = 0;
    for (const attack of (prefix === null ? undefined : this.#attacked.get(prefix)) ?? []) {
      perSec += atSec >= attack.at && atSec < attack.until ? attack.perSec : 0;
    }
    return perSec;
  }

  #genuinePerSec(cell: number, atSec: number): number {
    const { scenario, cells } = this.#market;
    const total = cells.reduce((sum, { weight }) => sum + weight, 0);
    const share = (cells[cell]?.weight ?? 0) / total / scenario.traffic.prefixes_per_cell;
    return genuineRate(scenario.traffic, atSec) * share;
  }

  /** The same array for the same latency. */
  #latencyOf(now: Conditions): Float64Array {
    const key = `${now.medianSec} ${now.sigma} ${now.tailP} ${now.tailMult}`;
    let quantiles = this.#latencies.get(key);
    if (quantiles === undefined) {
      if (this.#latencies.size === latenciesMax) {
        this.#latencies.clear();
      }
      quantiles = latencyQuantiles(now, latencyPoints).map((sec) => sec + receiptDelaySec);
      this.#latencies.set(key, quantiles);
    }
    return quantiles;
  }

  #viewOf(now: Conditions, route: MarketRoute, cell: MarketCell): RouteView {
    const { user } = this.#market.scenario;
    const isWhatsapp = route.channel === "whatsapp";
    const reachable =
      route.channel === "email" ? 1 : (1 - cell.dead) * (isWhatsapp ? 1 - cell.noWhatsapp : 1);
    const arrives = now.deliver * reachable;
    const told = arrives * now.coverage;
    const lied = (1 - arrives) * now.falseDelivered;
    const delivered = told + lied;
    const typed = (atCell(user.verify0, cell) ?? 0) * (user.channel_convert[route.channel] ?? 1);
    const strangers = isWhatsapp ? (1 - cell.dead) * cell.noWhatsapp : 0;
    const failed =
      (1 - now.falseDelivered) *
      (strangers * strangersTold + (1 - arrives - strangers) * now.failReport);
    const silent = 1 - delivered;
    return {
      accept: now.accept,
      delivered,
      typedIfDelivered: delivered === 0 ? 0 : (told / delivered) * typed,
      typedIfSilent: silent === 0 ? 0 : ((arrives - told) / silent) * typed,
      success: now.accept * arrives * typed,
      deviation: 0,
      trust: delivered === 0 ? 1 : told / delivered,
      failsEarly:
        silent === 0
          ? 0
          : (failed * (isWhatsapp ? failedEarly.whatsapp : failedEarly.others)) / silent,
      latencySec: this.#latencyOf(now),
      evidence: plenty,
      breaker: "CLOSED",
    };
  }
}

interface KnownView {
  readonly of: Conditions;
  readonly view: RouteView;
}

interface Attack {
  readonly at: number;
  readonly until: number;
  readonly perSec: number;
}

const nothing: RouteView = {
  accept: 0,
  delivered: 0,
  typedIfDelivered: 0,
  typedIfSilent: 0,
  success: 0,
  deviation: 0,
  trust: 1,
  failsEarly: 0,
  latencySec: new Float64Array(latencyPoints).fill(60),
  evidence: plenty,
  breaker: "CLOSED",
};

// The price is not in the view.
function isSame(one: Conditions, other: Conditions): boolean {
  return (
    one.deliver === other.deliver &&
    one.accept === other.accept &&
    one.medianSec === other.medianSec &&
    one.tailP === other.tailP &&
    one.coverage === other.coverage &&
    one.falseDelivered === other.falseDelivered
  );
}

function attacksByPrefix({ scenario }: Market): Map<string, Attack[]> {
  const attacks = new Map<string, Attack[]>();
  scenario.pumping.forEach((attack, index) => {
    const prefixes = attackedPrefixes(scenario, attack, index);
    for (const prefix of prefixes) {
      const until = attack.until ?? Number.POSITIVE_INFINITY;
      const perSec = attack.per_hour / 3600 / prefixes.length;
      attacks.set(prefix, [...(attacks.get(prefix) ?? []), { at: attack.at, until, perSec }]);
    }
  });
  return attacks;
}
