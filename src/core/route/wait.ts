/** Where an attempt's wait comes from; the order is the stored form's, append only. */
export const waitReasons = [
  "PLAN",
  "NOT_MEASURED",
  "GAIN",
  "PROBE",
  "NOTHING_NEXT",
  "DUPLICATE_CAP",
] as const;
/** One word of `waitReasons`. */
export type WaitReason = (typeof waitReasons)[number];

/** A vendor as a plan names it: step from 1, and index into the step's vendors. */
export interface VendorPlace {
  readonly step: number;
  readonly vendorIndex: number;
}

/** How long an attempt waits for its step's goal, and why. */
export interface Wait {
  readonly waitMs: number;
  readonly reason: WaitReason;
  /** Who follows when it ends; null = nobody, or nobody looked. */
  readonly next: VendorPlace | null;
  /**
   * Share, 0..1, of the vendor's receipts "delivered" that come within it; null = not looked at.
   */
  readonly arrivedBy: number | null;
}

const unmeasuredWaitMs = 20_000;

/**
 * The wait of an attempt where nothing measured decides; `waitSec` null = adaptive, which is 20 s
 * as long as nothing is measured.
 */
export function waitOf(waitSec: number | null): Wait {
  const rest = { next: null, arrivedBy: null };
  return waitSec === null
    ? { waitMs: unmeasuredWaitMs, reason: "NOT_MEASURED", ...rest }
    : { waitMs: waitSec * 1000, reason: "PLAN", ...rest };
}

/**
 * A wait that ends with the send at the latest: nobody is told of a moment at which nothing can
 * follow any more.
 *
 * @param leftMs until the plan's deadline or the code's end, whichever is first; below 0 = over
 */
export function endingWith(wait: Wait, leftMs: number): Wait {
  return { ...wait, waitMs: Math.max(0, Math.round(Math.min(wait.waitMs, leftMs))) };
}
