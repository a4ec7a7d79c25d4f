import type { Bus } from "../../flow/tail.js";
import type { AdapterCatalogue } from "../accounts/ports.js";
import type { PlanFactsReader, PlanStore } from "./ports.js";
import type { PlanPartyStores } from "./resolve-plan.js";

/** Everything that the steps around plans need; app.ts joins it. */
export interface PlanPorts extends PlanPartyStores {
  readonly plans: PlanStore;
  readonly facts: PlanFactsReader;
  readonly adapters: Pick<AdapterCatalogue, "find">;
  readonly bus: Bus;
}
