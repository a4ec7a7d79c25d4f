import { checkScenario } from "../market/parse-scenario.js";
import type { Scenario, ScenarioInput } from "../market/scenario.js";
import { demoIncidents } from "./markets/demo-incidents.js";
import { demoMarket } from "./markets/demo-market.js";

/** The market that a fresh start comes with, its defaults filled in. */
export function openDemoScenario(): Scenario {
  return checked(demoMarket);
}

/** The same as it was in the days before a fresh start, incidents included. */
export function openDemoHistoryScenario(days: number): Scenario {
  return checked({ ...demoMarket, events: demoIncidents(days) });
}

function checked(input: ScenarioInput): Scenario {
  const parsed = checkScenario(input, "src/sandbox/markets/demo-market.ts");
  if (!parsed.ok) {
    throw new Error(parsed.message);
  }
  return parsed.scenario;
}
