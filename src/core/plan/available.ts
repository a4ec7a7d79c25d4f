import type { StepOrder, StrategyName } from "./plan.js";

/**
 * The strategies that a plan may use; the others of the contract are refused with
 * STRATEGY_NOT_AVAILABLE.
 */
export const availableStrategies: readonly StrategyName[] = [
  "PRIORITY",
  "CHEAPEST",
  "BEST_DELIVERY",
  "FASTEST",
  "WEIGHTED",
];

/** The step orders that a plan may use; the others are refused with STRATEGY_NOT_AVAILABLE. */
export const availableOrders: readonly StepOrder[] = ["AS_WRITTEN"];
