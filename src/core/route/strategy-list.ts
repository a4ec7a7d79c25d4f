import type { StrategyName } from "../plan/plan.js";
import { cheapest } from "./strategy/cheapest.js";
import { priority } from "./strategy/priority.js";
import type { Strategy } from "./strategy/strategy.js";
import { weighted } from "./strategy/weighted.js";

/** Every strategy that works; a name that is missing is refused with STRATEGY_NOT_AVAILABLE. */
export const strategyList: Readonly<Partial<Record<StrategyName, Strategy>>> = {
  PRIORITY: priority,
  CHEAPEST: cheapest,
  WEIGHTED: weighted,
};
