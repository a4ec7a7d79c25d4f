import type { StrategyName } from "../core/plan/plan.js";
import { enumType } from "./enum-type.js";

export const StrategyEnum = enumType<StrategyName>(
  "Strategy",
  "How a step picks among its vendors.",
  {
    PRIORITY: "In the order in which the step names them.",
    CHEAPEST: "The lowest price for this recipient first.",
    BEST_DELIVERY:
      "The best measured delivery rate first, by the low end of its interval; those of which too " +
      "little is measured come last. 2 % of the choices try the others.",
    FASTEST:
      "The shortest measured time to delivery first, longer the less arrives; those of which too " +
      "little is measured come last. 2 % of the choices try the others.",
    WEIGHTED: "Drawn by chance, in proportion to the weights.",
    SMART: "The one first that promises most after costs, learned from codes that were typed in.",
  },
);
