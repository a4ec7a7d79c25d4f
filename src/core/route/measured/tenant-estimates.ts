import type { CellView, EstimateView, RouteView } from "./estimate-view.js";
import type { PeopleStatistics } from "./people-statistics.js";
import type { PrefixGuard } from "./prefix-guard.js";
import type { RouteSpace } from "./route-space.js";

/** What all tenants share. */
interface SharedEstimates {
  readonly space: RouteSpace;
  routeFor(people: PeopleStatistics, route: number, cell: number, atSec: number): RouteView;
  genuine(cell: number, prefix: string | null, atSec: number): number;
  perHour(cell: number, prefix: string | null, atSec: number): number;
}

/** What is held to be true for one tenant: routes as all have measured them, its own people. */
export class TenantEstimates implements EstimateView {
  constructor(
    readonly shared: SharedEstimates,
    readonly people: PeopleStatistics,
    readonly guard: PrefixGuard,
  ) {}

  get space(): RouteSpace {
    return this.shared.space;
  }

  route(route: number, cell: number, atSec: number): RouteView {
    this.people.advance(atSec);
    return this.shared.routeFor(this.people, route, cell, atSec);
  }

  cell(cell: number, atSec: number): CellView {
    this.people.advance(atSec);
    return { dead: this.people.dead(cell), asksAgain: this.people.asksAgain(cell) };
  }

  patience(ageSec: number): number {
    return this.people.patienceCurve.at(ageSec);
  }

  get patienceVersion(): number {
    return this.people.patienceCurve.version;
  }

  genuine(cell: number, prefix: string | null, atSec: number): number {
    this.people.advance(atSec);
    return (this.people.isOwn ? this.guard : this.shared).genuine(cell, prefix, atSec);
  }

  perHour(cell: number, prefix: string | null, atSec: number): number {
    this.people.advance(atSec);
    return (this.people.isOwn ? this.guard : this.shared).perHour(cell, prefix, atSec);
  }
}
