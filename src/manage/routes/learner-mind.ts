import type { EstimateDelta } from "../../core/route/measured/estimate-delta.js";
import { MeasuredRouter, type RouterState } from "../../core/route/measured/measured-router.js";
import type { RouteParameters } from "../../core/route/measured/parameters.js";
import { routeParameters } from "../../core/route/measured/parameters.js";
import { RouteSpace } from "../../core/route/measured/route-space.js";
import type { CellFacts, RouteFacts } from "../../core/route/measured/route-space.js";
import type { Keyring } from "../../flow/keyring.js";
import { routeId } from "../../flow/measured-names.js";
import { type EstimateGroup, type EstimateRow, takeGroups } from "../../flow/measured-rows.js";
import type { LogPart, Look, TaughtEvent } from "./ports.js";
import { teach, type TeachPorts } from "./teach.js";

/** All that the learner holds beside its rows: plain data, with references inside. */
export interface MindState {
  readonly clockSec: number;
  readonly routes: readonly RouteFacts[];
  readonly cells: readonly CellFacts[];
  readonly countries: readonly string[];
  readonly tenants: readonly string[];
  readonly router: RouterState;
}

/** What the learner asks of the market and of keys. */
export interface MindPorts {
  readonly keyring: Pick<Keyring, "open">;
  /** By `routeId`. */
  readonly upstreams: ReadonlyMap<string, string>;
  readonly parameters?: RouteParameters;
}

/** What the learner knows, and how far it is. */
export class LearnerMind {
  readonly space = new RouteSpace();
  readonly router: MeasuredRouter;
  readonly #teaching: TeachPorts;
  #upstreams: MindPorts["upstreams"];
  /** How far time has come, seconds since 1970. */
  clockSec = 0;

  /**
   * @param base  what was stored at the checkpoint
   * @param state what was open then; null = nothing
   */
  constructor(ports: MindPorts, base: readonly EstimateGroup[], state: MindState | null) {
    const { space } = this;
    this.#upstreams = ports.upstreams;
    this.router = new MeasuredRouter(space, ports.parameters ?? routeParameters, true);
    this.#teaching = {
      space,
      router: this.router,
      keyring: ports.keyring,
      routeOf: (accountId, channel) => {
        const id = routeId(accountId, channel);
        return space.route({ id, channel, upstream: this.#upstreams.get(id) ?? id });
      },
    };
    if (state !== null) {
      this.#number(state);
      space.moveRoutes(ports.upstreams);
      this.clockSec = state.clockSec;
      this.router.advance(state.clockSec);
    }
    takeGroups(this.#teaching, this.router, base);
    if (state !== null) {
      this.router.restore(state.router);
      this.router.refit(state.clockSec);
    }
  }

  /** What is open now; not a copy. */
  get state(): MindState {
    const { clockSec, space, router } = this;
    const { routes, cells, countries, tenants } = space;
    return { clockSec, routes, cells, countries, tenants, router: router.state };
  }

  /** Takes note of the market's upstreams as they are now. O(1) where they are the same map. */
  knowUpstreams(upstreams: MindPorts["upstreams"]): void {
    if (upstreams !== this.#upstreams) {
      this.#upstreams = upstreams;
      this.space.moveRoutes(upstreams);
    }
  }

  /** Learns from events in their order, then lets time pass. */
  learn(events: readonly TaughtEvent[], fromSec: number, toSec: number): void {
    this.#advance(fromSec);
    for (const event of inOrder(events)) {
      teach(this.#teaching, event, this.clockSec);
      this.clockSec = Math.max(this.clockSec, event.at.getTime() / 1000);
    }
    this.#advance(toSec);
  }

  /** Adds what was learned elsewhere, with its rows of guards in the place of what they name. */
  absorb({ space }: LearnerMind, delta: EstimateDelta, states: readonly EstimateRow[]): void {
    this.#number(space);
    this.router.merge(delta);
    takeGroups(this.#teaching, this.router, groupsOf(states));
  }

  /** Learns a look again, whose evidence is stored already. */
  learnAgain({ fromSec, toSec }: Look, events: readonly TaughtEvent[]): void {
    this.learn(events, fromSec, toSec);
    this.router.takeDelta();
    this.router.takeGuardChanges();
  }

  #advance(toSec: number): void {
    this.clockSec = Math.max(this.clockSec, toSec);
    if (this.clockSec > 0) {
      this.router.advance(this.clockSec);
    }
  }

  /** The same numbers as before, because what is open refers to them. */
  #number({
    routes,
    cells,
    countries,
    tenants,
  }: Pick<MindState, "routes" | "cells" | "countries" | "tenants">): void {
    countries.forEach((id) => this.space.country(id));
    cells.forEach((facts) => this.space.cell(facts));
    routes.forEach((facts) => this.space.route(facts));
    tenants.forEach((id) => this.space.tenant(id));
  }
}

/**
 * How much of each part can be learned now: where parts end early, because there is much to read,
 * nothing is taken in that happened after the earliest of their ends.
 */
export function withinReach(
  parts: readonly LogPart[],
  events: readonly TaughtEvent[],
  isCut: (part: LogPart) => boolean,
): { readonly parts: readonly LogPart[]; readonly events: readonly TaughtEvent[] } {
  const byTenant = Map.groupBy(events, ({ tenantId }) => tenantId);
  const ends = parts.filter(isCut).map(({ tenantId }) => byTenant.get(tenantId)?.at(-1)?.at);
  const known = ends.flatMap((at) => at ?? []);
  if (known.length === 0) {
    return { parts, events };
  }
  const end = Math.min(...known.map((at) => at.getTime()));
  const reached: TaughtEvent[] = [];
  const taken = parts.flatMap((part): LogPart[] => {
    const own = byTenant.get(part.tenantId) ?? [];
    const beyond = own.findIndex(({ at }) => at.getTime() > end);
    const within = beyond === -1 ? own : own.slice(0, beyond);
    reached.push(...within);
    const upTo = beyond === -1 ? part.upTo : (own[beyond]?.seq ?? part.upTo) - 1n;
    return upTo > part.after ? [{ ...part, upTo }] : [];
  });
  return { parts: taken, events: reached };
}

/** Rows as they are read: a group of its own for each, for there are few. */
function groupsOf(rows: readonly EstimateRow[]): readonly EstimateGroup[] {
  return rows.map(({ ownerId, family, key, refSec, amounts }) => {
    return { ownerId, family, refSec, keys: [key], amounts: [Float64Array.from(amounts)] };
  });
}

/** By time, each log in its own order: processes' clocks differ a little. */
function inOrder(events: readonly TaughtEvent[]): readonly TaughtEvent[] {
  const latest = new Map<string, number>();
  const timed = events.map((event) => {
    const at = Math.max(event.at.getTime(), latest.get(event.tenantId) ?? 0);
    latest.set(event.tenantId, at);
    return { at, event };
  });
  return timed
    .sort(
      (one, other) =>
        one.at - other.at ||
        compare(one.event.tenantId, other.event.tenantId) ||
        Number(one.event.seq - other.event.seq),
    )
    .map(({ event }) => event);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
