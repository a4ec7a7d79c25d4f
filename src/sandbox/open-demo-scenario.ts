import { checkScenario } from "../market/parse-scenario.js";
import type { Scenario } from "../market/scenario.js";
import { demoMarket } from "./markets/demo-market.js";

/** The market that a fresh start comes with, its defaults filled in. */
export function openDemoScenario(): Scenario {
  const parsed = checkScenario(demoMarket, "src/sandbox/markets/demo-market.ts");
  if (!parsed.ok) {
    throw new Error(parsed.message);
  }
  return parsed.scenario;
}
