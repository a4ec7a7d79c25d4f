import type { Channel } from "../../otp/status.js";

/** A way to a handset: one vendor account on one channel. */
export interface RouteFacts {
  /** Unique, e.g. account id and channel. */
  readonly id: string;
  readonly channel: Channel;
  /** What it shares with other routes and dies with; its own id when nothing is known. */
  readonly upstream: string;
}

/** A network that recipients belong to. */
export interface CellFacts {
  /** Unique, e.g. mcc and mnc; the country's or "*" where the network is not known. */
  readonly id: string;
  /** Two letters, or "*" without one. */
  readonly country: string;
}

/** Text keys numbered 0, 1, 2 … in the order in which they are first seen. */
class Numbering {
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#places.size;
  }

  /** The number of a key that was seen before; else null. */
  find(key: string): number | null {
    return this.#places.get(key) ?? null;
  }

  /** The number of a key; a new key gets the next one. */
  of(key: string): number {
    const found = this.#places.get(key);
    if (found !== undefined) {
      return found;
    }
    const next = this.#places.size;
    this.#places.set(key, next);
    return next;
  }
}

/**
 * Gives routes and cells small whole numbers, so that estimates can lie in flat arrays. Numbers are
 * this process's own: what is stored names routes and cells by their ids.
 */
export class RouteSpace {
  readonly routes: RouteFacts[] = [];
  readonly cells: CellFacts[] = [];
  /** Countries of the cells, by number. */
  readonly countries: string[] = [];
  /** Tenants whose people are told apart, by number; 0 = all together. */
  readonly tenants: string[] = [""];
  readonly #routeNumbers = new Numbering();
  readonly #cellNumbers = new Numbering();
  readonly #upstreams = new Numbering();
  readonly #countries = new Numbering();
  readonly #tenants = new Numbering();
  readonly #upstreamOfRoute: number[] = [];
  readonly #countryOfCell: number[] = [];

  /** The route's number; facts of a known id are kept as they are. O(1). */
  route(facts: RouteFacts): number {
    const index = this.#routeNumbers.of(facts.id);
    if (index === this.routes.length) {
      this.routes.push(facts);
      this.#upstreamOfRoute.push(this.#upstreams.of(facts.upstream));
    }
    return index;
  }

  /** Known routes share from now on what is told of them here, by id; else their own. O(routes). */
  moveRoutes(upstreams: ReadonlyMap<string, string>): void {
    this.routes.forEach((facts, index) => {
      const upstream = upstreams.get(facts.id) ?? facts.id;
      if (upstream !== facts.upstream) {
        this.routes[index] = { ...facts, upstream };
        this.#upstreamOfRoute[index] = this.#upstreams.of(upstream);
      }
    });
  }

  /** The cell's number. O(1). */
  cell(facts: CellFacts): number {
    const index = this.#cellNumbers.of(facts.id);
    if (index === this.cells.length) {
      this.cells.push(facts);
      this.#countryOfCell.push(this.country(facts.country));
    }
    return index;
  }

  /** The country's number. O(1). */
  country(id: string): number {
    const index = this.#countries.of(id);
    if (index === this.countries.length) {
      this.countries.push(id);
    }
    return index;
  }

  /** The tenant's number; "" = all together. O(1). */
  tenant(id: string): number {
    if (id === "") {
      return 0;
    }
    const index = this.#tenants.of(id) + 1;
    if (index === this.tenants.length) {
      this.tenants.push(id);
    }
    return index;
  }

  /** The number of a known route; null = unknown. */
  routeNumber(id: string): number | null {
    return this.#routeNumbers.find(id);
  }

  /** The number of a known cell; null = unknown. */
  cellNumber(id: string): number | null {
    return this.#cellNumbers.find(id);
  }

  /** The number of a route's upstream. */
  upstreamOf(route: number): number {
    return this.#upstreamOfRoute[route] ?? 0;
  }

  /** A route of the upstream; null = all have moved away. O(routes). */
  routeOfUpstream(upstream: number): number | null {
    const found = this.#upstreamOfRoute.indexOf(upstream);
    return found === -1 ? null : found;
  }

  /** The number of a cell's country. */
  countryOf(cell: number): number {
    return this.#countryOfCell[cell] ?? 0;
  }

  channelOf(route: number): Channel {
    const facts = this.routes[route];
    if (facts === undefined) {
      throw new Error(`no route has number ${route}`);
    }
    return facts.channel;
  }
}
