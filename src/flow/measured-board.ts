import type { Channel } from "../core/otp/status.js";
import { decideRoute } from "../core/route/measured/decide-route.js";
import type { EstimateView } from "../core/route/measured/estimate-view.js";
import { MeasuredRouter } from "../core/route/measured/measured-router.js";
import type { DecideRequest, RouteDecision } from "../core/route/measured/route-request.js";
import { RouteSpace } from "../core/route/measured/route-space.js";
import { cellFacts, routeId } from "./measured-names.js";

/** Seconds since 1970, as measured routing counts them. */
export function atSecOf(now: Date): number {
  return now.getTime() / 1000;
}

/**
 * What this process knows of measured routing, kept current from outside, so that a decision costs
 * no look at the database. An empty board estimates by the priors.
 */
export class MeasuredBoard {
  readonly space = new RouteSpace();
  readonly router = new MeasuredRouter(this.space);
  #upstreams: ReadonlyMap<string, string> = new Map();

  /** Takes note of upstreams by `routeId`; routes that have a number already keep theirs. */
  knowUpstreams(upstreams: ReadonlyMap<string, string>): void {
    this.#upstreams = upstreams;
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
  viewOf(_tenantId: string): EstimateView {
    return this.router;
  }

  /** How a tenant's attempt is best made. About 30 µs for 30 options. */
  decide(tenantId: string, request: DecideRequest, now: Date, draw: number): RouteDecision {
    const atSec = atSecOf(now);
    this.router.advance(atSec);
    return decideRoute(this.viewOf(tenantId), request, atSec, draw, this.router.parameters);
  }

  /** An attempt goes out as the probe of an open breaker: this process sends no other for a while. */
  probeStarted(route: number, cell: number, now: Date): void {
    this.router.breakers.startProbe(route, cell, atSecOf(now));
  }
}
