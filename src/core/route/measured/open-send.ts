import type { EventKey } from "./route-event.js";
import type { PastAttempt } from "./route-request.js";

/** An attempt whose outcome is not yet known for good. Times are seconds; NaN = not yet. */
export interface OpenAttempt {
  readonly key: EventKey;
  readonly send: OpenSend;
  readonly route: number;
  readonly submittedAtSec: number;
  readonly isProbe: boolean;
  /**
   * How much likelier than for any first attempt a receipt "delivered" was, given what earlier
   * ones of the send met: below 1 where the number may be dead. 0 up.
   */
  readonly reach: number;
  /** The same of its arrival: lower, where the route lies. */
  readonly arrivalReach: number;
  /** P(receipt "delivered") that was expected when it was made, 0..1. */
  readonly expectedReceipt: number;
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
  /** P(it was the first of its send to arrive | receipts), set by the receipt "delivered". */
  firstToArrive: number;
  /** How far its receipt is to be believed, as a share of the route's trust; set by the receipt. */
  truth: number;
  /** P(typed | receipt to be believed, at this age), set by the receipt "delivered". */
  expectedTyped: number;
  /**
   * True when it was counted whether it failed early, what came of silence, and by each breaker.
   */
  isLossCounted: boolean;
  isSilenceCounted: boolean;
  isReceiptScored: boolean;
  isCodeScored: boolean;
  /** Where it lay when all that is open was written down latest; whoever writes sets it. */
  place: number;
}

/** What is fixed of an attempt when it is submitted. */
export type AttemptStart = Pick<
  OpenAttempt,
  | "key"
  | "send"
  | "route"
  | "submittedAtSec"
  | "isProbe"
  | "reach"
  | "arrivalReach"
  | "expectedReceipt"
  | "medianSec"
  | "lateSec"
  | "fullSec"
>;

/** A send that can still be verified. */
export interface OpenSend {
  readonly key: EventKey;
  readonly cell: number;
  readonly prefix: string | null;
  readonly tenant: number;
  readonly requestedAtSec: number;
  readonly attempts: OpenAttempt[];
  resends: number;
  verifiedAtSec: number;
  isGuardCounted: boolean;
  isAskCounted: boolean;
  /** As of attempts. */
  place: number;
}

/** An attempt that has just left. */
export function newOpenAttempt(start: AttemptStart): OpenAttempt {
  // Spelled out: spreading the start costs ten times as much, once per attempt.
  const { key, send, route, submittedAtSec, isProbe, reach } = start;
  return {
    key,
    send,
    route,
    submittedAtSec,
    isProbe,
    reach,
    arrivalReach: start.arrivalReach,
    expectedReceipt: start.expectedReceipt,
    medianSec: start.medianSec,
    lateSec: start.lateSec,
    fullSec: start.fullSec,
    isAnswered: false,
    isRejected: false,
    receiptAtSec: Number.NaN,
    isDelivered: false,
    typedAtSec: Number.NaN,
    deliveryGiven: 0,
    typedGiven: 0,
    firstToArrive: 1,
    truth: 1,
    expectedTyped: 0,
    isLossCounted: false,
    isSilenceCounted: false,
    isReceiptScored: false,
    isCodeScored: false,
    place: -1,
  };
}

/** A send that was just asked for. */
export function newOpenSend(
  key: EventKey,
  cell: number,
  prefix: string | null,
  tenant: number,
  requestedAtSec: number,
): OpenSend {
  return {
    key,
    cell,
    prefix,
    tenant,
    requestedAtSec,
    attempts: [],
    resends: 0,
    verifiedAtSec: Number.NaN,
    isGuardCounted: false,
    isAskCounted: false,
    place: -1,
  };
}

/** An open attempt as the planner looks at it. */
export function pastOf(attempt: OpenAttempt): PastAttempt {
  const { route, submittedAtSec, isRejected, isDelivered, receiptAtSec } = attempt;
  const silent = Number.isNaN(receiptAtSec) ? "SILENT" : "FAILED";
  const outcome = isRejected ? "REJECTED" : isDelivered ? "DELIVERED" : silent;
  return { route, submittedAtSec, outcome };
}
