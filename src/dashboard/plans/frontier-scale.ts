import { scale } from "../charts/scale.js";
import type { EstimateFragment } from "./estimate.generated.js";

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where each estimate stands by cost and success on a plot of 760 by 130. */
export function frontierScale(
  estimates: readonly EstimateFragment[],
): (estimate: EstimateFragment) => Place {
  const costs = estimates.map(costOf);
  const rates = estimates.map(({ successRate }) => successRate ?? 0);
  const x = scale(Math.min(...costs), Math.max(...costs), 70, 700);
  const y = scale(Math.min(...rates), Math.max(...rates), 90, 30);
  return (estimate) => ({ x: x(costOf(estimate)), y: y(estimate.successRate ?? 0) });
}

function costOf({ costPerVerified }: EstimateFragment): number {
  return Number(costPerVerified?.amount ?? 0);
}
