import { normalDraw } from "./coin.js";
import type { Scenario } from "./scenario.js";

/**
 * The slow walk of one route's delivery in one cell: x += -revert * x + sigma * normal, once per
 * step, from 0 (Ornstein-Uhlenbeck, in steps).
 *
 * @returns the offset on the logit scale at a time in seconds. It keeps the steps that it has made:
 *   8 bytes each.
 */
export function driftWalk(drift: Scenario["drift"], key: number): (atSec: number) => number {
  if (drift.sigma_logit === 0) {
    return () => 0;
  }
  const steps = [0];
  return (atSec) => {
    const step = Math.max(0, Math.floor(atSec / drift.step_s));
    while (steps.length <= step) {
      const last = steps.at(-1) ?? 0;
      const push = drift.sigma_logit * normalDraw(key, 2 * steps.length);
      steps.push(last - drift.revert * last + push);
    }
    return steps[step] ?? 0;
  };
}
