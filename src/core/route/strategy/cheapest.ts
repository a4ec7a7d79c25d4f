import { compareMicros } from "../../money.js";
import type { Candidate } from "../candidate.js";
import { certainly, type Strategy } from "./strategy.js";

/**
 * CHEAPEST: the lowest price of the whole message in the tenant's currency; equal prices in plan
 * order.
 */
export const cheapest: Strategy = (candidates, fit) => {
  const order = fit.toSorted((left, right) =>
    compareMicros(priceOf(candidates[left]), priceOf(candidates[right])),
  );
  return { order, probabilities: certainly(candidates.length, order[0]), reason: "CHEAPEST" };
};

function priceOf(candidate: Candidate | undefined): bigint {
  return candidate?.tenantPriceMicros ?? 0n;
}
