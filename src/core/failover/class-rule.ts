import type { FailureClass } from "../otp/status.js";

/**
 * What a failure class closes for the rest of the send: nothing, its channel, or the account it
 * came from.
 */
export type Closes = "nothing" | "channel" | "account";

/** How the engine treats one failure class. */
export interface ClassRule {
  /** True when the engine moves on at once, whatever the step's `advanceOn` says. */
  readonly isAlwaysAtOnce: boolean;
  readonly closes: Closes;
}

const byTrigger: ClassRule = { isAlwaysAtOnce: false, closes: "nothing" };

/**
 * Says where a failure leads: `closes` is never tried again in this send, all else may be. BUDGET,
 * FRAUD and NO_ROUTE are ours and stop the send before there is an attempt; on an attempt they
 * close nothing.
 */
export function ruleOfClass(failureClass: FailureClass): ClassRule {
  switch (failureClass) {
    case "RECIPIENT_PERMANENT":
    case "CONTENT":
      return { isAlwaysAtOnce: false, closes: "channel" };
    case "ACCOUNT":
      return { isAlwaysAtOnce: true, closes: "account" };
    case "THROTTLED":
    case "VENDOR_DOWN":
      return { isAlwaysAtOnce: true, closes: "nothing" };
    case "RECIPIENT_TEMPORARY":
    case "ROUTE_BLOCKED":
    case "OUTCOME_UNKNOWN":
    case "BUDGET":
    case "FRAUD":
    case "NO_ROUTE":
      return byTrigger;
  }
}
