/** Where an attempt's wait comes from; the order is the stored form's, append only. */
export const waitReasons = ["PLAN", "NOT_MEASURED"] as const;
/** One word of `waitReasons`. */
export type WaitReason = (typeof waitReasons)[number];

/** How long an attempt waits for its step's goal, and why. */
export interface Wait {
  readonly waitMs: number;
  readonly reason: WaitReason;
}

const unmeasuredWaitMs = 20_000;

/**
 * The wait of an attempt; `waitSec` null = adaptive, which is 20 s as long as nothing is measured.
 */
export function waitOf(waitSec: number | null): Wait {
  return waitSec === null
    ? { waitMs: unmeasuredWaitMs, reason: "NOT_MEASURED" }
    : { waitMs: waitSec * 1000, reason: "PLAN" };
}
