import type { StrategyName } from "../core/plan/plan.js";
import { enumType } from "./enum-type.js";

export const StrategyEnum = enumType<StrategyName>(
  "Strategy",
  "How a step picks among its vendors.",
  {
    PRIORITY: "In the order in which the step names them.",
    CHEAPEST: "The lowest price for this recipient first.",
    BEST_DELIVERY: "The best measured delivery rate first; comes with measured quality.",
    FASTEST: "The shortest measured time to delivery first; comes with measured quality.",
    WEIGHTED: "Drawn by chance, in proportion to the weights.",
    SMART: "Learned from codes that were typed in; comes with measured routing.",
  },
);
