import { uuidv7 } from "uuidv7";
import type { GuardFacts } from "../core/guard/guard-facts.js";
import type { GuardSetting } from "../core/guard/guard-rule.js";
import { guardRuleId } from "../core/guard/guard-rule-id.js";
import type { SendWork } from "./send-work.js";

/**
 * Keeps what a guard rule found in a new send; stored with the send.
 *
 * @param savedMicros the price that would have been held, tenant's currency; 0 where it was sent
 */
export function noteGuard(
  work: SendWork,
  rule: GuardSetting,
  facts: GuardFacts,
  isBlocked: boolean,
  savedMicros: bigint,
  now: Date,
): void {
  const { tenantId, id: sendId } = work.send;
  work.guarded.push({
    tenantId,
    id: uuidv7(),
    ruleId: guardRuleId(tenantId, facts.kind, rule.country),
    sendId,
    at: now,
    isBlocked,
    facts,
    savedMicros: isBlocked ? savedMicros : 0n,
  });
}
