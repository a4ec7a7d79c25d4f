import { type DomainError, domainError, type Fact } from "../core/errors.js";
import type { BudgetCode } from "../core/messages/reason-words.js";
import type { SendRow } from "./rows.js";

/**
 * Why a send got no attempt, for its caller.
 *
 * @param refusedBy the budget that had no room; null = not known
 * Errors: BLOCKED_BY_GUARD, BUDGET_EXHAUSTED, COST_CAP_TOO_LOW, COUNTRY_NOT_SERVED, NO_ROUTE.
 */
export function refusalErrors(send: SendRow, refusedBy: BudgetCode | null): readonly DomainError[] {
  switch (send.statusReason) {
    case "PUMPED_PREFIX":
      return [domainError("BLOCKED_BY_GUARD", null, { rule: "UNVERIFIED_RATE" })];
    case "PREFIX_RATE":
      return [domainError("BLOCKED_BY_GUARD", null, { rule: "PREFIX_RATE" })];
    case "BUDGET_EXHAUSTED":
    case "BUDGET_PACED":
      return [domainError("BUDGET_EXHAUSTED", null, { budget: refusedBy ?? "SEND" })];
    case "COST_CAP_TOO_LOW":
      return send.maxCostMicros === null
        ? [domainError("COST_CAP_TOO_LOW", null, { cap: "maxCostPerSend" })]
        : [domainError("COST_CAP_TOO_LOW", ["maxCost"], { cap: "maxCost" })];
    case "COUNTRY_NOT_SERVED":
      return [domainError("COUNTRY_NOT_SERVED", ["phone"], { country: send.country ?? "" })];
    case null:
    default:
      return [domainError("NO_ROUTE", null, { reason: whyNoStep(send) })];
  }
}

function whyNoStep({ skippedSteps, country, statusReason }: SendRow): Fact {
  return skippedSteps.length > 0
    ? { skippedSteps, country }
    : { statusReason: statusReason ?? "no_step_serves" };
}
