import type { GuardParameters } from "./parameters.js";

/** A prefix that is held for pumped, in units of one currency. */
export interface PumpedPrefix {
  /** What a code to a genuine person of it gains: V m − λ c. */
  readonly gained: number;
  /** λ c, what a message costs. */
  readonly price: number;
  /** Requests. */
  readonly perHour: number;
}

/** Everything a prefix asks for says little more than half of it. */
const letThroughMax = 0.5;

/**
 * L, the share that goes through of what the measurements alone hold for pumped, in plans of every
 * strategy: L × R × c an hour is spent on R requests, and when the prefix becomes genuine
 * unnoticed, k codes have to be typed before all goes through again, while (V m − c) k / L is lost.
 * Their sum is least at L = √(k (V m − c) / (D R c)), D the length of an attack.
 *
 * What a tenant's own limit refuses follows no such law, for a limit that lets through more the
 * fewer requests there are is none: `GuardParameters.letThrough` of it goes through, whatever it
 * is worth.
 *
 * @returns 0..0.5. Pure. Source: the square-root law of inspection (R. Barlow, F. Proschan, 1965)
 */
export function letThroughShare(
  { gained, price, perHour }: PumpedPrefix,
  { provedBy, attackSec }: GuardParameters,
): number {
  const spent = (perHour / 3600) * attackSec * price;
  return Math.min(
    letThroughMax,
    Math.sqrt((provedBy * Math.max(0, gained)) / Math.max(spent, 1e-9)),
  );
}
