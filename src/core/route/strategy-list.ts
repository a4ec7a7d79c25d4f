import type { StrategyName } from "../plan/plan.js";
import { bestDelivery } from "./strategy/best-delivery.js";
import { cheapest } from "./strategy/cheapest.js";
import { fastest } from "./strategy/fastest.js";
import { priority } from "./strategy/priority.js";
import type { Strategy } from "./strategy/strategy.js";
import { weighted } from "./strategy/weighted.js";

/** Every strategy that orders a step's vendors by itself; SMART asks measured routing. */
export const strategyList: Readonly<Record<Exclude<StrategyName, "SMART">, Strategy>> = {
  PRIORITY: priority,
  CHEAPEST: cheapest,
  BEST_DELIVERY: bestDelivery,
  FASTEST: fastest,
  WEIGHTED: weighted,
};

/** The strategies that look at what was measured; for the others nobody looks it up. */
export const measuringStrategies: readonly StrategyName[] = ["BEST_DELIVERY", "FASTEST"];
