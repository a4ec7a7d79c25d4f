import { byEvidence } from "./explore.js";
import type { Strategy } from "./strategy.js";

/** BEST_DELIVERY: the low end of the measured delivery rate, so that few samples do not win. */
export const bestDelivery: Strategy = (candidates, fit, draw) =>
  byEvidence(
    candidates,
    fit,
    draw,
    ({ evidence }) => evidence?.deliveryLow ?? null,
    "BEST_DELIVERY",
  );
