import { BreakerBoard, type BreakerEntry } from "./breaker-board.js";
import { decideRoute } from "./decide-route.js";
import type { CellView, EstimateView, RouteBreaker, RouteView } from "./estimate-view.js";
import { deltaOf, type EstimateDelta, mergeDelta } from "./estimate-delta.js";
import { EvidenceBook } from "./evidence-book.js";
import { noMeasurement } from "./no-measurement.js";
import { type LearnerState, OutcomeLearner } from "./outcome-learner.js";
import { type RouteParameters, routeParameters } from "./parameters.js";
import { PeopleStatistics } from "./people-statistics.js";
import { type GuardRow, PrefixGuard } from "./prefix-guard.js";
import type { OpenSend } from "./open-send.js";
import type { EventKey, RouteEvent } from "./route-event.js";
import type { DecideRequest, RouteDecision } from "./route-request.js";
import { RecentRoutes } from "./recent-routes.js";
import type { RouteSpace } from "./route-space.js";
import type { FamilyRows, SumsFamily } from "./sums-family.js";
import { TenantEstimates } from "./tenant-estimates.js";
import { type KeptLatency, type MeasuredRoute, RouteStatistics } from "./route-statistics.js";

/** A usual conversion that differs by no more makes no other view. */
const sameBaseWithin = 0.0003;

/** What a router holds besides its sums and its guard: plain data, with references inside. */
export interface RouterState {
  readonly learner: LearnerState;
  readonly breakers: readonly BreakerEntry[];
}

/**
 * Measured routing: learns from events, and decides. Holds no clock: `atSec` is any count of
 * seconds, the same for events and decisions.
 */
export class MeasuredRouter implements EstimateView {
  readonly routes: RouteStatistics;
  readonly people: PeopleStatistics;
  readonly guard: PrefixGuard;
  readonly breakers: BreakerBoard;
  readonly #learner: OutcomeLearner;
  readonly #recent: RecentRoutes;
  /** The same estimates for planning and learning, of routes no more than a minute old. */
  readonly #quick: EstimateView;
  /** By tenant; place 0 is empty. */
  readonly #tenants: (TenantEstimates | undefined)[] = [];
  readonly #familyByName = new Map<string, SumsFamily>();
  /** The first tenant whose families are not among them. */
  #unnamedTenant = 1;

  /** @param isShared true = `takeDelta` is used: what is added is kept for it, too */
  constructor(
    readonly space: RouteSpace,
    readonly parameters: RouteParameters = routeParameters,
    readonly isShared = false,
  ) {
    this.routes = new RouteStatistics(space, parameters, isShared);
    this.people = new PeopleStatistics(space, parameters, isShared);
    this.guard = new PrefixGuard(parameters.guard, isShared);
    this.breakers = new BreakerBoard(space, parameters.breaker);
    this.#recent = new RecentRoutes(this.routes);
    this.#quick = quickView(this, (route, cell, atSec) =>
      this.routeFor(this.people, route, cell, atSec),
    );
    const book = new EvidenceBook(
      this,
      this.routes,
      this.people,
      this.guard,
      this.breakers,
      parameters,
    );
    this.#learner = new OutcomeLearner(book);
  }

  /** Takes in one event. O(1) but for what became due. */
  learn(event: RouteEvent): void {
    this.#learner.learn(event);
  }

  /** Lets time pass: what was due by then counts. */
  advance(atSec: number): void {
    this.#learner.advance(atSec);
  }

  /**
   * Decides by what was learned.
   *
   * @param draw   uniform in [0, 1)
   * @param tenant whose person it is, by the space's number; 0 = nobody's in particular
   */
  decide(request: DecideRequest, atSec: number, draw: number, tenant = 0): RouteDecision {
    this.advance(atSec);
    return decideRoute(this.viewOf(tenant), request, atSec, draw, this.parameters);
  }

  /** What is estimated for a tenant's people; the same object every time. */
  viewOf(tenant: number): EstimateView {
    return tenant === 0 ? this.#quick : this.#tenant(tenant);
  }

  /** A tenant's people as of this moment. */
  peopleOf(tenant: number, atSec: number): PeopleStatistics {
    if (tenant === 0) {
      return this.people;
    }
    const { people } = this.#tenant(tenant);
    people.advance(atSec);
    return people;
  }

  /** The guard that hears of a tenant's prefixes: its own once it sends enough. */
  guardOf(tenant: number, atSec: number): PrefixGuard {
    return tenant !== 0 && this.peopleOf(tenant, atSec).isOwn
      ? this.#tenant(tenant).guard
      : this.guard;
  }

  /** What guards have learned since the last call, by tenant. */
  takeGuardChanges(): readonly { readonly tenant: number; readonly rows: readonly GuardRow[] }[] {
    const own = this.#tenants.map((one, tenant) => ({
      tenant,
      rows: one?.guard.takeChanges() ?? [],
    }));
    return [{ tenant: 0, rows: this.guard.takeChanges() }, ...own.slice(1)];
  }

  /** Puts what a guard knows in the place of what is known of the same prefixes. */
  loadGuard(tenant: number, rows: readonly GuardRow[]): void {
    (tenant === 0 ? this.guard : this.#tenant(tenant).guard).load(rows);
  }

  /** What was learned since the last call, for other processes and the database. */
  takeDelta(): EstimateDelta {
    return deltaOf([...this.#families().values()], (sums) => sums.takeDelta());
  }

  /** All that was learned; merged into a new router, it estimates the same. */
  dump(): EstimateDelta {
    return deltaOf([...this.#families().values()], (sums) => sums.dump());
  }

  /**
   * Adds what others learned, in any order and split. Rows of routes and cells that the space does
   * not know are passed over.
   */
  merge(delta: EstimateDelta): void {
    mergeDelta([...this.#families().values()], delta);
    this.#merged();
  }

  /**
   * Puts rows in the place of what was held of them; what is not named stays. Rows of what the
   * space does not know are passed over. O(rows + tenants).
   */
  replace(groups: Iterable<FamilyRows>): void {
    const families = this.#families();
    for (const { name, refSec, rows } of groups) {
      const family = families.get(name);
      const amounts = new Map<number, Float64Array>();
      for (const [key, row] of rows) {
        const slot = family?.slotOf(key) ?? null;
        if (slot !== null) {
          amounts.set(slot, row);
        }
      }
      family?.sums.replace({ refSec, amounts });
    }
    this.#merged();
  }

  /**
   * Works everything out anew that is worked out of sums: from here on, two routers with the same
   * sums and state learn the same.
   */
  refit(atSec: number): void {
    this.advance(atSec);
    this.routes.refit();
    this.people.refit(atSec);
    for (const tenant of this.#tenants) {
      tenant?.people.refit(atSec);
    }
  }

  /** How fast a family's sums lose weight, seconds. Throws when there is no such family. */
  halfLifeSec(family: string): number {
    const found = this.#families().get(family);
    if (found === undefined) {
      throw new Error(`no family of sums is called ${family}`);
    }
    return found.sums.halfLifeSec;
  }

  /** A send that is not over; undefined = it is, or was never heard of. */
  openSend(key: EventKey): OpenSend | undefined {
    return this.#learner.openSend(key);
  }

  /** What is open; not a copy. */
  get state(): RouterState {
    return { learner: this.#learner.state, breakers: this.breakers.entries() };
  }

  /** Goes on where another router of the same space stood. `state` is used up. */
  restore({ learner, breakers }: RouterState): void {
    this.breakers.restore(breakers);
    this.#learner.restore(learner);
  }

  #merged(): void {
    this.routes.merged();
    this.people.merged();
    for (const tenant of this.#tenants) {
      tenant?.people.merged();
    }
  }

  /** By name, with those of every tenant that the space knows. O(tenants that are new). */
  #families(): ReadonlyMap<string, SumsFamily> {
    const named = this.#familyByName;
    const note = (family: SumsFamily): unknown => named.set(family.name, family);
    if (named.size === 0) {
      [...this.routes.families(), ...this.people.families()].forEach(note);
    }
    for (; this.#unnamedTenant < this.space.tenants.length; this.#unnamedTenant += 1) {
      this.#tenant(this.#unnamedTenant).people.families().forEach(note);
    }
    return named;
  }

  #tenant(tenant: number): TenantEstimates {
    const { space, parameters, people, isShared } = this;
    return (this.#tenants[tenant] ??= new TenantEstimates(
      this,
      new PeopleStatistics(space, parameters, isShared, people, space.tenants[tenant] ?? ""),
      new PrefixGuard(parameters.guard, isShared, this.guard),
    ));
  }

  route(route: number, cell: number, atSec: number): RouteView {
    const measured = { ...noMeasurement };
    this.routes.read(route, cell, measured);
    const latency = this.routes.latency(route, cell);
    const breaker = this.breakers.stateOf(route, cell, atSec);
    return this.#viewOf(measured, latency, this.people.base(cell), breaker);
  }

  /** The same for these people, of routes no more than a minute old. */
  routeFor(people: PeopleStatistics, route: number, cell: number, atSec: number): RouteView {
    const recent = this.#recent.read(route, cell, atSec);
    const base = people.base(cell);
    const breaker = this.breakers.stateOf(route, cell, atSec);
    const isSame = Math.abs(base - recent.viewBase) <= sameBaseWithin;
    if (recent.view === null || !isSame || recent.view.breaker !== breaker) {
      recent.view = this.#viewOf(recent, recent.latency, base, breaker);
      recent.viewBase = base;
    }
    return recent.view;
  }

  #viewOf(
    measured: MeasuredRoute,
    { latencySec, box }: KeptLatency,
    base: number,
    breaker: RouteBreaker,
  ): RouteView {
    const { delivered, trust, accept } = measured;
    const typedIfDelivered = Math.min(0.99, base * trust);
    const typedIfSilent = Math.min(measured.typedIfSilent, typedIfDelivered);
    const typed = delivered * typedIfDelivered + (1 - delivered) * typedIfSilent;
    const honesty = 1 - this.parameters.lieDiscount * Math.max(0, 1 - trust);
    return {
      accept,
      delivered,
      typedIfDelivered,
      typedIfSilent,
      success: accept * typed * honesty,
      deviation: deviationOf(measured, typedIfDelivered, typedIfSilent, base),
      trust,
      failsEarly: measured.failsEarly,
      latencySec,
      latencyBox: box,
      arrival: undefined,
      evidence: measured.deliveredTrials,
      breaker,
    };
  }

  cell(cell: number, _atSec: number): CellView {
    return { dead: this.people.dead(cell), asksAgain: this.people.asksAgain(cell) };
  }

  patience(ageSec: number): number {
    return this.people.patience.at(ageSec);
  }

  get patienceVersion(): number {
    return this.people.patience.version;
  }

  genuine(cell: number, prefix: string | null, atSec: number): number {
    return this.guard.genuine(cell, prefix, atSec);
  }

  perHour(cell: number, prefix: string | null, atSec: number): number {
    return this.guard.perHour(cell, prefix, atSec);
  }
}

/** The router's view with another reading of routes. */
function quickView(router: MeasuredRouter, route: EstimateView["route"]): EstimateView {
  return {
    space: router.space,
    route,
    cell: (cell, atSec) => router.cell(cell, atSec),
    patience: (ageSec) => router.patience(ageSec),
    get patienceVersion() {
      return router.patienceVersion;
    },
    genuine: (cell, prefix, atSec) => router.genuine(cell, prefix, atSec),
    perHour: (cell, prefix, atSec) => router.perHour(cell, prefix, atSec),
  };
}

/** √( (v − u)² d (1 − d) / (n_d + 1) + d² v (1.2 − v) / (n_v b + 2) ). */
function deviationOf(
  { delivered, deliveredTrials, trustTrials }: MeasuredRoute,
  typedIfDelivered: number,
  typedIfSilent: number,
  base: number,
): number {
  const byDelivery =
    ((typedIfDelivered - typedIfSilent) ** 2 * delivered * (1 - delivered)) / (deliveredTrials + 1);
  const byTrust =
    (delivered ** 2 * typedIfDelivered * (1.2 - typedIfDelivered)) / (trustTrials * base + 2);
  return Math.sqrt(byDelivery + byTrust);
}
