import type { EventKey } from "./route-event.js";

/** An attempt whose outcome is not yet known for good. Times are seconds; NaN = not yet. */
export interface OpenAttempt {
  readonly key: EventKey;
  readonly send: OpenSend;
  readonly route: number;
  readonly submittedAtSec: number;
  readonly isProbe: boolean;
  /** P(receipt "delivered") and P(arrival) that were expected when it was made, 0..1. */
  readonly expectedReceipt: number;
  readonly expectedArrival: number;
  /** Ages at which half, most and all of the receipts that come have come. */
  readonly medianSec: number;
  readonly lateSec: number;
  readonly fullSec: number;
  isAnswered: boolean;
  isRejected: boolean;
  receiptAtSec: number;
  isDelivered: boolean;
  typedAtSec: number;
  /** Parts of the trials that were counted so far, 0..1. */
  deliveryGiven: number;
  typedGiven: number;
  /** What was expected to be typed, set by the receipt "delivered". */
  expectedTyped: number;
  /** True when it was counted whether it failed early, what came of silence, and by each breaker. */
  isLossCounted: boolean;
  isSilenceCounted: boolean;
  isReceiptScored: boolean;
  isCodeScored: boolean;
}

/** A send that can still be verified. */
export interface OpenSend {
  readonly key: EventKey;
  readonly cell: number;
  readonly prefix: string | null;
  readonly requestedAtSec: number;
  readonly attempts: OpenAttempt[];
  resends: number;
  verifiedAtSec: number;
  isGuardCounted: boolean;
  isAskCounted: boolean;
  isClosed: boolean;
}

/** A send that was just asked for. */
export function newOpenSend(
  key: EventKey,
  cell: number,
  prefix: string | null,
  requestedAtSec: number,
): OpenSend {
  return {
    key,
    cell,
    prefix,
    requestedAtSec,
    attempts: [],
    resends: 0,
    verifiedAtSec: Number.NaN,
    isGuardCounted: false,
    isAskCounted: false,
    isClosed: false,
  };
}
