import type { StepSkipReason } from "../failover/engine-state.js";
import { stepSkipWords } from "../failover/skip-words.js";
import type { Channel } from "../otp/status.js";
import { type SkipReason, skipReasons } from "./candidate.js";
import { skipWords } from "./decision-words.js";

/**
 * Why a step was passed over, in plain English.
 *
 * @param reason  as stored: the engine's reason, or those of the step's vendors, joined by ", "
 * @param country of the recipient; null = none is known
 */
export function skippedStepWords(reason: string, channel: Channel, country: string | null): string {
  return reason
    .split(", ")
    .map((one) =>
      isVendorReason(one) ? skipWords(one, channel, country) : stepSkipWords(one as StepSkipReason),
    )
    .join(", ");
}

function isVendorReason(reason: string): reason is SkipReason {
  return (skipReasons as readonly string[]).includes(reason);
}
