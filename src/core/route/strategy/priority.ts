import { certainly, type Strategy } from "./strategy.js";

/** PRIORITY: the plan's own order. */
export const priority: Strategy = (candidates, fit) => ({
  order: fit,
  probabilities: certainly(candidates.length, fit[0]),
  reason: "FIRST_IN_PLAN",
});
