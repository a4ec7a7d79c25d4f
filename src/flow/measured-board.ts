import type { Channel } from "../core/otp/status.js";
import type { BreakerEntry } from "../core/route/measured/breaker-board.js";
import { decideRoute } from "../core/route/measured/decide-route.js";
import { type DemandCurve, demandCurve } from "../core/route/measured/demand-curve.js";
import type { EstimateView } from "../core/route/measured/estimate-view.js";
import { MeasuredRouter } from "../core/route/measured/measured-router.js";
import type { DecideRequest, RouteDecision } from "../core/route/measured/route-request.js";
import { RouteSpace } from "../core/route/measured/route-space.js";
import { breakerEntriesOf } from "./breaker-rows.js";
import { cellFacts, routeId } from "./measured-names.js";
import { type EstimateReader, takeGroups } from "./measured-rows.js";

/** Trust that rests on fewer expected codes is the prior's. */
const expectedCodesMin = 10;

const breakerScopes = ["UPSTREAM", "COUNTRY", "CELL"] as const;

/** Seconds since 1970, as measured routing counts them. */
export function atSecOf(now: Date): number {
  return now.getTime() / 1000;
}

/** A probe that left, although the breaker's row does not say so yet. */
interface ProbeClaim {
  readonly seenProbeAtSec: number;
  readonly untilSec: number;
}

/**
 * What this process knows of measured routing, kept current from outside, so that a decision costs
 * no look at the database. An empty board estimates by the priors.
 */
export class MeasuredBoard {
  readonly space = new RouteSpace();
  readonly router = new MeasuredRouter(this.space);
  #upstreams: ReadonlyMap<string, string> = new Map();
  /** The look whose rows were read last; -1 = none. */
  #version = -1n;
  /** Probes that this process has sent, by breaker, until the learner has heard of them. */
  readonly #probes = new Map<string, ProbeClaim>();

  /** The upstreams of routes by `routeId`; a route that none names is its own. */
  get upstreams(): ReadonlyMap<string, string> {
    return this.#upstreams;
  }

  /** Takes note of upstreams by `routeId`; known routes move to them at once. O(routes). */
  knowUpstreams(upstreams: ReadonlyMap<string, string>): void {
    this.#upstreams = upstreams;
    this.space.moveRoutes(upstreams);
  }

  /** The number of an account's channel. O(1). */
  routeOf(accountId: string, channel: Channel): number {
    const id = routeId(accountId, channel);
    return this.space.route({ id, channel, upstream: this.#upstreams.get(id) ?? id });
  }

  /**
   * The number of the recipient's network, the same for all attempts of a send. O(1).
   *
   * @param country two letters; null = an e-mail address alone
   * @param network mcc and mnc joined, "51010"; null = not known
   */
  cellOf(country: string | null, network: string | null): number {
    return this.space.cell(cellFacts(country, network));
  }

  /** What is estimated for this tenant's people; the same object as long as the process lives. */
  viewOf(tenantId: string): EstimateView {
    return this.router.viewOf(this.space.tenant(tenantId));
  }

  /** Takes in what was learned since the last look. Two reads; O(rows that changed). */
  async refresh(reader: EstimateReader, now: Date): Promise<void> {
    const [changed] = await Promise.all([
      reader.readEstimates(this.#version),
      this.refreshBreakers(reader, now),
    ]);
    this.router.advance(atSecOf(now));
    takeGroups(this.#names, this.router, changed.groups);
    if (this.#version === -1n && changed.groups.length > 0) {
      this.router.refit(atSecOf(now));
    }
    this.#version = changed.version;
  }

  /** Takes in which breakers are open now. One read of a short table. */
  async refreshBreakers(reader: EstimateReader, now: Date): Promise<void> {
    const entries = breakerEntriesOf(this.#names, await reader.readRouteBreakers());
    const atSec = atSecOf(now);
    for (const entry of entries) {
      const key = keyOf(entry);
      const { breaker } = entry;
      const claim = this.#probes.get(key);
      if (claim?.seenProbeAtSec === breaker.probeAtSec && claim.untilSec > atSec) {
        breaker.probeAtSec = claim.untilSec;
      } else {
        this.#probes.delete(key);
      }
    }
    this.router.breakers.restore(entries);
  }

  /**
   * How far a route's receipts "delivered" are to be trusted, and how many codes were to be
   * expected behind that; null = fewer than ten. country null = everywhere, network null = all of
   * them.
   */
  trustOf(
    accountId: string,
    channel: Channel,
    country: string | null,
    network: string | null,
  ): { readonly trust: number; readonly evidence: number } | null {
    const found = this.router.routes.trust(
      this.routeOf(accountId, channel),
      this.cellOf(country, network),
    );
    return found.evidence < expectedCodesMin ? null : found;
  }

  /** True while any breaker is open by what was measured. O(1). */
  get isAnyOpen(): boolean {
    return this.router.breakers.isAnyOpen;
  }

  /** What keeps attempts off a route there now; null = nothing. O(1). */
  breakerAt(
    accountId: string,
    channel: Channel,
    cell: number,
    now: Date,
  ): { readonly isProbeDue: boolean; readonly failures: number } | null {
    const route = this.routeOf(accountId, channel);
    const { breakers } = this.router;
    const state = breakers.stateOf(route, cell, atSecOf(now));
    if (state === "CLOSED") {
      return null;
    }
    const failures = breakerScopes.map(
      (scope) => breakers.breakerOf(scope, route, cell)?.failures ?? 0,
    );
    return { isProbeDue: state === "PROBE", failures: Math.max(...failures) };
  }

  /** True where a breaker of a whole country or upstream is open. */
  isOutageKnown(accountId: string, channel: Channel, country: string | null): boolean {
    const route = this.routeOf(accountId, channel);
    const cell = this.cellOf(country, null);
    return (["UPSTREAM", "COUNTRY"] as const).some((scope) => {
      const breaker = this.router.breakers.breakerOf(scope, route, cell);
      return breaker !== undefined && breaker.openedAtSec !== null;
    });
  }

  get #names(): { readonly space: RouteSpace; readonly routeOf: MeasuredBoard["routeOf"] } {
    return { space: this.space, routeOf: (accountId, channel) => this.routeOf(accountId, channel) };
  }

  /** How a tenant's attempt is best made. About 30 µs for 30 options. */
  decide(tenantId: string, request: DecideRequest, now: Date, draw: number): RouteDecision {
    const atSec = atSecOf(now);
    this.router.advance(atSec);
    return decideRoute(this.viewOf(tenantId), request, atSec, draw, this.router.parameters);
  }

  /** What a send would cost at every shadow price. As long as ten decisions. */
  demandOf(tenantId: string, request: DecideRequest, now: Date): DemandCurve {
    const view = this.viewOf(tenantId);
    return demandCurve(view, request, atSecOf(now), this.router.parameters);
  }

  /**
   * An attempt goes out as the probe of an open breaker: this process sends no other for a while.
   */
  probeStarted(route: number, cell: number, now: Date): void {
    const { breakers } = this.router;
    const before = new Map(
      breakers.entries().map((entry) => [keyOf(entry), entry.breaker.probeAtSec]),
    );
    breakers.startProbe(route, cell, atSecOf(now));
    for (const entry of breakers.entries()) {
      const seenProbeAtSec = before.get(keyOf(entry));
      const untilSec = entry.breaker.probeAtSec;
      if (seenProbeAtSec !== undefined && seenProbeAtSec !== untilSec) {
        this.#probes.set(keyOf(entry), { seenProbeAtSec, untilSec });
      }
    }
  }
}

function keyOf({ scope, route, place }: BreakerEntry): string {
  return `${scope} ${route} ${place}`;
}
