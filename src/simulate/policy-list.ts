import type { Market } from "../market/market.js";
import { type AblationName, ablationList } from "./ablation-list.js";
import { oraclePolicy } from "./policy/oracle.js";
import { cheapestPolicy, declaredPolicy, fixedPolicy, staticPolicy } from "./policy/ordered.js";
import type { Policy } from "./policy/policy.js";
import { smartPolicy } from "./policy/smart.js";

/** Policies by the names that people give, in the order in which they are shown. */
export const policyNames = ["static", "fixed", "cheapest", "declared", "smart", "oracle"] as const;
export type PolicyName = (typeof policyNames)[number];

/**
 * Ways to play each policy through a market. Of several the one that reached the most value counts:
 * the clairvoyant has the better of its own timers and fixed ones.
 */
export const policyList: Readonly<Record<PolicyName, readonly ((market: Market) => Policy)[]>> = {
  static: [staticPolicy],
  fixed: [fixedPolicy],
  cheapest: [cheapestPolicy],
  declared: [declaredPolicy],
  smart: [(market) => smartPolicy(market)],
  oracle: [(market) => oraclePolicy(market, true), (market) => oraclePolicy(market, false)],
};

/** Whatever can be played: a policy, or measured routing without one of its ideas. */
export type PlayedName = PolicyName | AblationName;

/** The ways to play it. */
export function waysToPlay(name: PlayedName): readonly ((market: Market) => Policy)[] {
  return name in policyList
    ? policyList[name as PolicyName]
    : [(market) => smartPolicy(market, ablationList[name as AblationName].changes)];
}
