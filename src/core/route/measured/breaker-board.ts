import type { RouteBreaker } from "./estimate-view.js";
import {
  type BreakerSignal,
  cusumStep,
  endBreakerProbe,
  newBreaker,
  type OutageBreaker,
  scoreBreaker,
  startBreakerProbe,
} from "./outage-breaker.js";
import type { BreakerParameters } from "./parameters.js";
import type { RouteSpace } from "./route-space.js";

/** How far a breaker reaches, widest first. */
export type BreakerScope = "UPSTREAM" | "COUNTRY" | "CELL";

/** A breaker that opened or closed. */
export interface BreakerChange {
  readonly scope: BreakerScope;
  /** The route whose attempt it was; with scope UPSTREAM all routes of its upstream are meant. */
  readonly route: number;
  readonly cell: number;
  readonly isOpen: boolean;
  /** True when it opened soon after it had closed: what it saw lasts. */
  readonly isFlap: boolean;
  readonly by: BreakerSignal;
}

/** How one attempt ended, as far as a breaker looks at it. */
export interface BreakerOutcome {
  readonly route: number;
  readonly cell: number;
  readonly signal: BreakerSignal;
  readonly isHit: boolean;
  /** The hit rate that was estimated for it, 0..1. */
  readonly expected: number;
  /** How much it says, 0..1. */
  readonly weight: number;
  /** True when it left through an open breaker. */
  readonly isProbe: boolean;
}

/** One breaker with its place, as plain data. Numbers are the space's. */
export interface BreakerEntry {
  readonly scope: BreakerScope;
  /** A route that it is about; with scope UPSTREAM any one of the upstream. */
  readonly route: number;
  /** A cell, or with scope COUNTRY a country; 0 with scope UPSTREAM. */
  readonly place: number;
  readonly breaker: OutageBreaker;
}

const scopes: readonly BreakerScope[] = ["UPSTREAM", "COUNTRY", "CELL"];
// A route has fewer cells and countries than this.
const span = 65_536;

/** The breakers of all routes: upstream worldwide, route × country, route × cell. */
export class BreakerBoard {
  readonly #byScope = {
    UPSTREAM: new Map<number, OutageBreaker>(),
    COUNTRY: new Map<number, OutageBreaker>(),
    CELL: new Map<number, OutageBreaker>(),
  };

  /** Open breakers: mostly none, and then there is nothing to look for. */
  #openCount = 0;

  constructor(
    readonly space: RouteSpace,
    readonly parameters: BreakerParameters,
  ) {}

  /**
   * How a route stands in a cell: OPEN when a breaker above it is, PROBE when all such may probe.
   */
  stateOf(route: number, cell: number, atSec: number): RouteBreaker {
    let state: RouteBreaker = "CLOSED";
    if (this.#openCount === 0) {
      return state;
    }
    for (const scope of scopes) {
      const breaker = this.#find(scope, route, cell);
      if (breaker !== undefined && breaker.openedAtSec !== null) {
        if (breaker.probeAtSec > atSec) {
          return "OPEN";
        }
        state = "PROBE";
      }
    }
    return state;
  }

  /** True while a breaker is open that missed receipts, not codes. */
  isOut(route: number, cell: number): boolean {
    return this.#open(route, cell).some(({ openedBy }) => openedBy === "RECEIPT");
  }

  /** True while any breaker is open. O(1). */
  get isAnyOpen(): boolean {
    return this.#openCount > 0;
  }

  /** The breaker of a scope; undefined = it has seen nothing bad. */
  breakerOf(scope: BreakerScope, route: number, cell: number): OutageBreaker | undefined {
    return this.#find(scope, route, cell);
  }

  /** All breakers that have seen something bad; not copies. O(breakers). */
  entries(): readonly BreakerEntry[] {
    return scopes.flatMap((scope) =>
      [...this.#byScope[scope]].flatMap(([key, breaker]): BreakerEntry[] => {
        if (scope !== "UPSTREAM") {
          return [{ scope, route: Math.floor(key / span), place: key % span, breaker }];
        }
        // One that all routes have left keeps nothing away.
        const route = this.space.routeOfUpstream(key);
        return route === null ? [] : [{ scope, route, place: 0, breaker }];
      }),
    );
  }

  /** Puts these in the place of all breakers. */
  restore(entries: readonly BreakerEntry[]): void {
    for (const scope of scopes) {
      this.#byScope[scope].clear();
    }
    for (const { scope, route, place, breaker } of entries) {
      const key = scope === "UPSTREAM" ? this.space.upstreamOf(route) : route * span + place;
      this.#byScope[scope].set(key, breaker);
    }
    this.#countOpen();
  }

  /** A probe of an open breaker leaves. */
  startProbe(route: number, cell: number, atSec: number): void {
    for (const breaker of this.#open(route, cell)) {
      startBreakerProbe(breaker, atSec);
    }
  }

  /**
   * Takes in how an attempt ended.
   *
   * @returns what opened or closed by it; a wide breaker that opens takes the narrow ones' place
   */
  score(outcome: BreakerOutcome, atSec: number): readonly BreakerChange[] {
    const { route, cell, signal, isHit, expected, weight, isProbe } = outcome;
    if (isProbe) {
      return this.#endProbe(route, cell, signal, isHit, atSec);
    }
    if (this.#open(route, cell).length > 0) {
      return [];
    }
    const { parameters } = this;
    const broken = signal === "RECEIPT" ? parameters.broken : parameters.brokenTyped;
    const healthy = signal === "RECEIPT" ? parameters.healthy : 1;
    const step = weight * cusumStep(isHit, expected, healthy, broken);
    const changes: BreakerChange[] = [];
    for (const scope of scopes) {
      const breaker = this.#chart(scope, route, cell, isHit);
      const openAt = scope === "UPSTREAM" ? parameters.openAtUpstream : parameters.openAt;
      if (
        breaker !== undefined &&
        scoreBreaker(breaker, signal, isHit, step, openAt, parameters, atSec)
      ) {
        const isFlap = breaker.flapFactor > 1;
        changes.push({ scope, route, cell, isOpen: true, isFlap, by: signal });
        this.#forgetBelow(scope, route, cell);
        this.#countOpen();
        break;
      }
    }
    return changes;
  }

  #endProbe(
    route: number,
    cell: number,
    signal: BreakerSignal,
    isHit: boolean,
    atSec: number,
  ): readonly BreakerChange[] {
    const changes = scopes.flatMap((scope) => {
      const breaker = this.#find(scope, route, cell);
      return breaker !== undefined &&
        breaker.openedAtSec !== null &&
        endBreakerProbe(breaker, signal, isHit, this.parameters, atSec)
        ? [{ scope, route, cell, isOpen: false, isFlap: false, by: signal }]
        : [];
    });
    this.#countOpen();
    return changes;
  }

  #countOpen(): void {
    this.#openCount = 0;
    for (const scope of scopes) {
      for (const { openedAtSec } of this.#byScope[scope].values()) {
        this.#openCount += openedAtSec === null ? 0 : 1;
      }
    }
  }

  /** The breaker to score; a hit needs none where nothing bad was seen. */
  #chart(
    scope: BreakerScope,
    route: number,
    cell: number,
    isHit: boolean,
  ): OutageBreaker | undefined {
    const found = this.#find(scope, route, cell);
    if (found !== undefined || isHit) {
      return found;
    }
    const made = newBreaker();
    this.#byScope[scope].set(this.#key(scope, route, cell), made);
    return made;
  }

  #forgetBelow(scope: BreakerScope, route: number, cell: number): void {
    if (scope === "CELL") {
      return;
    }
    const { space } = this;
    const isWithin = (oneRoute: number): boolean =>
      scope === "UPSTREAM"
        ? space.upstreamOf(oneRoute) === space.upstreamOf(route)
        : oneRoute === route;
    const country = space.countryOf(cell);
    for (const key of this.#byScope.CELL.keys()) {
      const isThere = scope === "UPSTREAM" || space.countryOf(key % span) === country;
      if (isThere && isWithin(Math.floor(key / span))) {
        this.#byScope.CELL.delete(key);
      }
    }
    if (scope === "UPSTREAM") {
      for (const key of this.#byScope.COUNTRY.keys()) {
        if (isWithin(Math.floor(key / span))) {
          this.#byScope.COUNTRY.delete(key);
        }
      }
    }
  }

  #open(route: number, cell: number): readonly OutageBreaker[] {
    if (this.#openCount === 0) {
      return [];
    }
    return scopes.flatMap((scope) => {
      const breaker = this.#find(scope, route, cell);
      return breaker === undefined || breaker.openedAtSec === null ? [] : [breaker];
    });
  }

  #find(scope: BreakerScope, route: number, cell: number): OutageBreaker | undefined {
    return this.#byScope[scope].get(this.#key(scope, route, cell));
  }

  #key(scope: BreakerScope, route: number, cell: number): number {
    switch (scope) {
      case "UPSTREAM":
        return this.space.upstreamOf(route);
      case "COUNTRY":
        return route * span + this.space.countryOf(cell);
      case "CELL":
        return route * span + cell;
    }
  }
}
