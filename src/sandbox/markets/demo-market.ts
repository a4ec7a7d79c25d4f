import type { ScenarioInput } from "../../market/scenario.js";
import { demoCells } from "./demo-cells.js";
import { demoOtherRoutes, demoSmsRoutes } from "./demo-routes.js";

/**
 * The market that a fresh start comes with. Its vendors are invented; nothing in it is evidence
 * about real ones.
 */
export const demoMarket: ScenarioInput = {
  format: "otp-market/1",
  name: "demo",
  currency: "USD",
  cells: demoCells,
  routes: [...demoSmsRoutes, ...demoOtherRoutes],
  drift: { step_s: 900, sigma_logit: 0.04, revert: 0.02 },
};
