import type { RouteEvidence } from "../evidence.js";
import { byEvidence } from "./explore.js";
import type { Strategy } from "./strategy.js";

/**
 * FASTEST: the time that 95 % of the delivered kept to, divided by the low end of the delivery
 * rate: who loses every second message is as slow as who takes twice as long. Who delivered nothing
 * of what was measured comes last of those that were.
 */
export const fastest: Strategy = (candidates, fit, draw) =>
  byEvidence(
    candidates,
    fit,
    draw,
    ({ evidence }) => (evidence === null ? null : perSecond(evidence)),
    "FASTEST",
  );

/** Messages that arrive per second of waiting, at the least. */
function perSecond({ deliveryLow, latencyMsP95 }: RouteEvidence): number {
  return latencyMsP95 === null ? 0 : (deliveryLow * 1000) / Math.max(1, latencyMsP95);
}
