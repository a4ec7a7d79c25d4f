import { keyOf, mixKeys } from "./coin.js";
import { driftWalk } from "./drift.js";
import { applyEvents, eventsOf } from "./market-events.js";
import type { Conditions, MarketCell, MarketRoute } from "./market-parts.js";
import type { Scenario, ScenarioEvent, ScenarioRoute } from "./scenario.js";
import { atCell } from "./table.js";

/**
 * A scenario opened under a seed: everything random in it is a hash of the seed and of what is
 * asked.
 */
export interface Market {
  readonly scenario: Scenario;
  readonly seed: number;
  /** The scenario's cells, then "*" for e-mail when the scenario has none of that id. */
  readonly cells: readonly MarketCell[];
  readonly routes: readonly MarketRoute[];
  readonly cellById: ReadonlyMap<string, MarketCell>;
  readonly routeById: ReadonlyMap<string, MarketRoute>;
  /** True when the route has a price for the cell. */
  isOffered(route: MarketRoute, cell: MarketCell): boolean;
  /** What holds at `atSec` after the scenario's start; undefined where the route is not offered. */
  at(route: MarketRoute, cell: MarketCell, atSec: number): Conditions | undefined;
}

interface Entry {
  readonly base: Conditions;
  readonly events: readonly ScenarioEvent[];
  readonly driftAt: (atSec: number) => number;
}

/** Opens a scenario. Conditions are worked out per route and cell when they are first asked for. */
export function openMarket(scenario: Scenario, seed: number): Market {
  const cells = cellsOf(scenario);
  const routes = scenario.routes.map(routeOf);
  const entries = new Map<number, Entry | null>();
  const entryOf = (route: MarketRoute, cell: MarketCell): Entry | null => {
    const slot = route.index * cells.length + cell.index;
    let entry = entries.get(slot);
    if (entry === undefined) {
      entry = openEntry(scenario, seed, route, cell);
      entries.set(slot, entry);
    }
    return entry;
  };
  return {
    scenario,
    seed,
    cells,
    routes,
    cellById: new Map(cells.map((cell) => [cell.id, cell])),
    routeById: new Map(routes.map((route) => [route.id, route])),
    isOffered: (route, cell) => entryOf(route, cell) !== null,
    at(route, cell, atSec) {
      const entry = entryOf(route, cell);
      if (entry === null) {
        return undefined;
      }
      const now = { ...entry.base };
      now.deliver = drifted(now.deliver, entry.driftAt(atSec));
      applyEvents(now, entry.events, atSec);
      return now;
    },
  };
}

function cellsOf(scenario: Scenario): MarketCell[] {
  const cells = scenario.cells.map((cell, index) => ({
    index,
    id: cell.id,
    country: cell.country,
    operator: cell.operator ?? cell.id.split("/")[1] ?? cell.id,
    weight: cell.weight,
    dead: cell.dead,
    noWhatsapp: cell.no_whatsapp,
    prefixes: cell.prefixes,
    mccmnc: cell.mccmnc,
  }));
  if (cells.every((cell) => cell.id !== "*")) {
    const anywhere = { id: "*", country: "*", operator: "*", prefixes: [], mccmnc: null };
    cells.push({ ...anywhere, index: cells.length, weight: 0, dead: 0, noWhatsapp: 0 });
  }
  return cells;
}

function routeOf(route: ScenarioRoute, index: number): MarketRoute {
  return {
    index,
    id: route.id,
    vendor: route.vendor,
    channel: route.channel,
    upstream: route.upstream ?? route.vendor,
    declaredDelivery: route.declared_delivery,
    bill: route.bill,
    capPerSec: route.cap_per_s,
    key: keyOf(route.id),
  };
}

function openEntry(
  scenario: Scenario,
  seed: number,
  route: MarketRoute,
  cell: MarketCell,
): Entry | null {
  const source = scenario.routes[route.index];
  const price = source === undefined ? undefined : atCell(source.price, cell);
  if (source === undefined || price === undefined) {
    return null;
  }
  const latency = atCell(source.latency, cell);
  const dlr = atCell(source.dlr, cell);
  const base: Conditions = {
    price,
    accept: source.accept,
    deliver: atCell(source.deliver, cell) ?? 0,
    medianSec: latency?.median_s ?? 5,
    sigma: latency?.sigma ?? 0.5,
    tailP: latency?.tail_p ?? 0,
    tailMult: latency?.tail_mult ?? 1,
    coverage: dlr?.coverage ?? 0.95,
    falseDelivered: dlr?.false_delivered ?? 0,
    failReport: dlr?.fail_report ?? 0.5,
  };
  const key = mixKeys(mixKeys(seed, keyOf("drift")), mixKeys(route.key, keyOf(cell.id)));
  return {
    base,
    events: eventsOf(scenario, route, cell),
    driftAt: driftWalk(scenario.drift, key),
  };
}

// On the logit scale, so that a share stays a share; 0 and 1 stay what they are.
function drifted(share: number, offset: number): number {
  if (offset === 0 || share <= 0 || share >= 1) {
    return share;
  }
  return 1 / (1 + ((1 - share) / share) * Math.exp(-offset));
}
