import type { RouteView } from "./estimate-view.js";
import { newLatencyBox } from "./latency-box.js";
import { noMeasurement } from "./no-measurement.js";
import type { KeptLatency, MeasuredRoute, RouteStatistics } from "./route-statistics.js";

/** What was measured of a route in a cell, as of a moment ago. */
export interface RecentRoute extends MeasuredRoute {
  route: number;
  cell: number;
  /** The route's version and the moment at which it was read. */
  version: number;
  atSec: number;
  latency: KeptLatency;
  /** The view that was made of it latest; null = none since it was read. */
  view: RouteView | null;
  /** The usual conversion that the view was made of. */
  viewBase: number;
}

/** Nothing new and no older than this: decay takes 0.2 % of the evidence. */
const ageSecMax = 60;
/** Places, a power of two; a pair that meets another in its place takes it. 1 MB when full. */
const places = 8192;

/**
 * What was measured of routes, read anew when a route has learned something or after a minute: most
 * routes of a decision have not been used since the one before.
 */
export class RecentRoutes {
  readonly #known: (RecentRoute | undefined)[] = Array.from({ length: places });

  constructor(readonly statistics: RouteStatistics) {}

  /** Good until the next call. O(1). */
  read(route: number, cell: number, atSec: number): RecentRoute {
    const place = (route * 797 + cell) & (places - 1);
    const version = this.statistics.versionOf(route);
    let known = this.#known[place];
    if (known === undefined) {
      known = unread();
      this.#known[place] = known;
    } else if (
      known.route === route &&
      known.cell === cell &&
      known.version === version &&
      Math.abs(atSec - known.atSec) <= ageSecMax
    ) {
      return known;
    }
    known.route = route;
    known.cell = cell;
    known.version = version;
    known.atSec = atSec;
    this.statistics.read(route, cell, known);
    known.latency = this.statistics.latency(route, cell);
    known.view = null;
    return known;
  }
}

function unread(): RecentRoute {
  return {
    route: -1,
    cell: -1,
    version: -1,
    atSec: Number.NaN,
    latency: { latencySec: new Float64Array(0), box: newLatencyBox() },
    view: null,
    viewBase: 0,
    ...noMeasurement,
  };
}
