import type { Conditions, MarketCell, MarketRoute } from "./market-parts.js";
import type { Scenario, ScenarioEvent } from "./scenario.js";

/** The events of a scenario that ever touch this route in this cell, in file order. */
export function eventsOf(
  scenario: Scenario,
  route: MarketRoute,
  cell: MarketCell,
): readonly ScenarioEvent[] {
  return scenario.events.filter(
    ({ where }) =>
      names(where.vendor, route.vendor) &&
      names(where.route, route.id) &&
      names(where.upstream, route.upstream) &&
      names(where.country, cell.country) &&
      names(where.cell, cell.id),
  );
}

/**
 * Changes `now` to what the events under way at `atSec` make of it. Multipliers multiply, set
 * values replace in file order; an event with `ramp_s` grows from nothing to its full size over
 * that time.
 */
export function applyEvents(
  now: Conditions,
  events: readonly ScenarioEvent[],
  atSec: number,
): void {
  for (const event of events) {
    if (atSec < event.at || (event.until !== undefined && atSec >= event.until)) {
      continue;
    }
    const grown = event.ramp_s > 0 ? Math.min(1, (atSec - event.at) / event.ramp_s) : 1;
    const { set } = event;
    now.deliver = Math.min(1, now.deliver * multiplier(set.deliver_mult, grown));
    now.accept = Math.min(1, now.accept * multiplier(set.accept_mult, grown));
    now.medianSec *= multiplier(set.latency_mult, grown);
    now.price *= multiplier(set.price_mult, grown);
    now.tailP = replaced(now.tailP, set.tail_p, grown);
    now.falseDelivered = replaced(now.falseDelivered, set.false_delivered, grown);
    now.coverage = replaced(now.coverage, set.coverage, grown);
  }
}

function names(wanted: string | readonly string[] | undefined, name: string): boolean {
  return (
    wanted === undefined || (typeof wanted === "string" ? wanted === name : wanted.includes(name))
  );
}

function multiplier(factor: number | undefined, grown: number): number {
  return factor === undefined ? 1 : 1 + (factor - 1) * grown;
}

function replaced(base: number, value: number | undefined, grown: number): number {
  return value === undefined ? base : base + (value - base) * grown;
}
