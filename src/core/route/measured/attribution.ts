import type { OpenAttempt, OpenSend } from "./open-send.js";

/** Within this time of the message nobody has typed its code yet; later most have. */
const typingStartSec = 4;
const typingSpanSec = 16;
/** Sooner than this after its submission no message was read and typed in. */
const soonestSec = 4;

/**
 * The attempt that a typed code is credited to where all attempts carry the same one: the latest
 * that could have arrived, one with a receipt "delivered" before one without. Null = none could.
 */
export function creditedAttempt(send: OpenSend, atSec: number): OpenAttempt | null {
  const could = send.attempts.filter(
    ({ isRejected, receiptAtSec, isDelivered, submittedAtSec }) =>
      !isRejected &&
      (Number.isNaN(receiptAtSec) || isDelivered) &&
      atSec - submittedAtSec >= soonestSec,
  );
  return could.filter(({ isDelivered }) => isDelivered).at(-1) ?? could.at(-1) ?? null;
}

/**
 * How far an attempt is to blame that another one's code was typed, 0..1: had its message arrived
 * when it should have, the code would have been typed before the other message came.
 *
 * @param arrivedAtSec      when its message should have arrived, by its receipt or its usual
 * latency
 * @param otherArrivedAtSec when the other message arrived
 */
export function blameOf(arrivedAtSec: number, otherArrivedAtSec: number): number {
  const gap = otherArrivedAtSec - arrivedAtSec;
  return Math.min(1, Math.max(0, (gap - typingStartSec) / typingSpanSec));
}
