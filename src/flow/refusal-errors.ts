import { type DomainError, domainError } from "../core/errors.js";
import { skippedStepWords } from "../core/route/skipped-step-words.js";
import type { SendRow } from "./rows.js";

/**
 * Why a send got no attempt, for its caller.
 *
 * @param refusedBy the budget that had no room, in words; null = not told
 * Errors: BUDGET_EXHAUSTED, COST_CAP_TOO_LOW, COUNTRY_NOT_SERVED, NO_ROUTE.
 */
export function refusalErrors(send: SendRow, refusedBy: string | null): readonly DomainError[] {
  switch (send.statusReason) {
    case "BUDGET_EXHAUSTED":
      return [domainError("BUDGET_EXHAUSTED", null, { budget: refusedBy ?? "this send" })];
    case "COST_CAP_TOO_LOW":
      return send.maxCostMicros === null
        ? [domainError("COST_CAP_TOO_LOW", null, { cap: "the plan's maxCostPerSend" })]
        : [domainError("COST_CAP_TOO_LOW", ["maxCost"], { cap: "maxCost" })];
    case "COUNTRY_NOT_SERVED":
      return [domainError("COUNTRY_NOT_SERVED", ["phone"], { country: send.country ?? "" })];
    case null:
    default:
      return [domainError("NO_ROUTE", null, { reason: reasonWords(send) })];
  }
}

function reasonWords(send: SendRow): string {
  const skipped = send.skippedSteps.map(
    ({ step, channel, reason }) =>
      `step ${step}: ${skippedStepWords(reason, channel, send.country)}`,
  );
  return skipped.join("; ") || (send.statusReason ?? "no step serves it");
}
