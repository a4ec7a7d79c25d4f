import type { Scenario } from "./scenario.js";

/**
 * The same market on its best day: nothing refused, lost, unreported, lied about or drifting.
 * Latencies stay.
 */
export function idealScenario(scenario: Scenario): Scenario {
  return {
    ...scenario,
    cells: scenario.cells.map((cell) => ({ ...cell, dead: 0, no_whatsapp: 0 })),
    routes: scenario.routes.map((route) => ({
      ...route,
      accept: 1,
      deliver: mapValues(route.deliver, () => 1),
      latency: mapValues(route.latency, (latency) => ({ ...latency, tail_p: 0 })),
      // A route that reports nothing at all goes on reporting nothing.
      dlr: mapValues(route.dlr, ({ coverage, fail_report }) => ({
        coverage: coverage === 0 ? 0 : 1,
        false_delivered: 0,
        fail_report,
      })),
    })),
    user: { ...scenario.user, same_upstream_retry: 1 },
    drift: { ...scenario.drift, sigma_logit: 0 },
    events: [],
    pumping: [],
  };
}

function mapValues<T, R>(table: Readonly<Record<string, T>>, change: (value: T) => R) {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, change(value)]));
}
