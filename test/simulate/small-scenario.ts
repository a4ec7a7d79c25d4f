import { readFileSync } from "node:fs";
import { checkScenario, parseScenario } from "../../src/market/parse-scenario.js";
import type { Scenario, ScenarioInput } from "../../src/market/scenario.js";

/** One of the scenarios in test/market/scenarios. */
export function readScenario(name: string): Scenario {
  const file = new URL(`../market/scenarios/${name}.json`, import.meta.url);
  return parsedOrThrow(parseScenario(readFileSync(file, "utf8"), name));
}

/** Two cells and three routes, for a few hundred sends. */
export function smallScenario(changes: object = {}): Scenario {
  const route = { channel: "sms", accept: 0.98, latency: { "*": { median_s: 4 } } } as const;
  const base: ScenarioInput = {
    format: "otp-market/1",
    name: "small",
    horizon_s: 4 * 3600,
    cells: [
      { id: "BR/vivo", country: "BR", weight: 3, dead: 0.04 },
      { id: "DE/o2", country: "DE", weight: 1 },
    ],
    routes: [
      { ...route, id: "a", vendor: "a", price: { "*": 0.04 }, deliver: { "*": 0.8 } },
      { ...route, id: "b", vendor: "b", price: { "*": 0.05 }, deliver: { "*": 0.95 } },
      {
        ...route,
        id: "c",
        vendor: "c",
        bill: "delivery",
        declared_delivery: 0.99,
        price: { BR: 0.01 },
        deliver: { "*": 0.6 },
      },
    ],
    traffic: { sends_per_day: 2400, diurnal: { amplitude: 0.5 } },
    plan: { static: "a", order: ["a", "b", "c"] },
  };
  return parsedOrThrow(checkScenario({ ...base, ...changes }, "small"));
}

function parsedOrThrow(parsed: ReturnType<typeof checkScenario>): Scenario {
  if (!parsed.ok) {
    throw new Error(parsed.message);
  }
  return parsed.scenario;
}
