import { coin } from "../market/coin.js";
import type { AttemptFate } from "../market/attempt-fate.js";
import type { MarketChannel } from "../market/scenario.js";
import type { FaultKind } from "./faults.js";
import type { VendorProfile } from "./vendor-profiles.js";

export type WireStatus = "accepted" | "delivered" | "read" | "undelivered" | "expired";

/**
 * What becomes of a message at a vendor: its fate in the market, faults and its validity reckoned
 * in.
 */
export interface VendorFate extends AttemptFate {
  /** True when its time ran out on the way. */
  readonly isExpired: boolean;
}

/** One receipt that a vendor is going to send. */
export interface PlannedReceipt {
  readonly afterSec: number;
  readonly status: WireStatus;
  /** Why, when undelivered. */
  readonly code: string | null;
  readonly isRefund: boolean;
  /** Signed with a wrong secret, as somebody else would. */
  readonly isForged: boolean;
}

export interface PlanInput {
  readonly fate: VendorFate;
  readonly profile: VendorProfile;
  readonly channel: MarketChannel;
  readonly isBilledAtHandOver: boolean;
  readonly faults: ReadonlySet<FaultKind>;
  readonly messageKey: number;
}

const ask = { carrierDelay: 31, isRead: 32, readDelay: 33, lossCode: 34 } as const;
const readShare = 0.6;

/**
 * What faults, and the time that a message is worth delivering, do to it before anybody reports on
 * it.
 */
export function vendorFate(
  fate: AttemptFate,
  faults: ReadonlySet<FaultKind>,
  validitySec: number,
): VendorFate {
  const lost = { ...fate, arrivesAfterSec: null, isExpired: false };
  if (faults.has("lie")) {
    const receipt = { isDelivered: true, afterSec: fate.latencySec + 1 };
    return { ...lost, lossCause: "lost", receipt, isBilled: true };
  }
  if (faults.has("drop_message")) {
    return { ...lost, lossCause: "lost", receipt: null };
  }
  if (fate.arrivesAfterSec !== null && fate.arrivesAfterSec > validitySec) {
    const receipt = fate.receipt === null ? null : { isDelivered: false, afterSec: validitySec };
    return { ...lost, lossCause: "lost", receipt, isExpired: true };
  }
  return { ...fate, isExpired: false };
}

/** The receipts of one message, in the order in which they are sent. Lateness is the caller's. */
export function receiptPlan(input: PlanInput): PlannedReceipt[] {
  const forged = input.faults.has("forged_receipt") ? [forgedReceipt(input.fate)] : [];
  if (input.faults.has("drop_receipts")) {
    return forged;
  }
  const told = input.faults.has("reorder_receipts") ? reordered(input) : inOrder(input);
  const copies = input.faults.has("duplicate_receipts") ? told.flatMap(threeTimes) : told;
  return [...forged, ...copies].toSorted((one, other) => one.afterSec - other.afterSec);
}

function inOrder(input: PlanInput): PlannedReceipt[] {
  const { profile, fate, messageKey } = input;
  const final = finalReceipt(input);
  const plan: PlannedReceipt[] = [];
  // A message that a fault dropped on the floor never met a carrier.
  if (profile.reportsCarrier && !input.faults.has("drop_message")) {
    const soon = 0.2 + coin(messageKey, ask.carrierDelay);
    const afterSec = Math.min(soon, (final?.afterSec ?? fate.latencySec) / 2);
    plan.push(receipt(afterSec, "accepted"));
  }
  if (final !== null) {
    plan.push(final);
    const canBeRead = input.channel === "whatsapp" || input.channel === "telegram";
    const isRead = coin(messageKey, ask.isRead) < readShare && fate.arrivesAfterSec !== null;
    if (profile.reportsRead && canBeRead && final.status === "delivered" && isRead) {
      plan.push(receipt(final.afterSec + 1 + 6 * coin(messageKey, ask.readDelay), "read"));
    }
  }
  return plan;
}

// The final word first, then what came before it, then a contradiction.
function reordered(input: PlanInput): PlannedReceipt[] {
  const final = finalReceipt(input);
  if (final === null) {
    return inOrder(input);
  }
  const plan = [final, receipt(final.afterSec + 0.5, "accepted")];
  if (final.status === "delivered") {
    plan.push({ ...receipt(final.afterSec + 1, "undelivered"), code: "carrier_timeout" });
  }
  return plan;
}

function finalReceipt(input: PlanInput): PlannedReceipt | null {
  const { fate, profile } = input;
  if (fate.receipt === null) {
    return null;
  }
  if (fate.receipt.isDelivered) {
    return receipt(fate.receipt.afterSec, "delivered");
  }
  return {
    ...receipt(fate.receipt.afterSec, fate.isExpired ? "expired" : "undelivered"),
    code: fate.isExpired ? null : lossCode(input),
    isRefund: profile.refundsUndelivered && input.isBilledAtHandOver,
  };
}

const lossCodes: Readonly<Record<MarketChannel, readonly string[]>> = {
  sms: ["absent_subscriber", "carrier_timeout", "carrier_filtered", "network_failure"],
  whatsapp: ["carrier_timeout", "held_back"],
  telegram: ["not_on_channel"],
  voice: ["no_answer", "busy", "network_failure"],
  missed_call: ["busy", "network_failure"],
  email: ["mailbox_full", "mail_refused"],
};

function lossCode({ fate, channel, messageKey }: PlanInput): string {
  if (fate.lossCause === "dead_number") {
    return "unknown_subscriber";
  }
  if (fate.lossCause === "not_on_channel") {
    return "not_on_channel";
  }
  const codes = lossCodes[channel];
  return codes[Math.floor(coin(messageKey, ask.lossCode) * codes.length)] ?? "network_failure";
}

// Says the opposite of the truth, before the truth is out.
function forgedReceipt(fate: AttemptFate): PlannedReceipt {
  const isArriving = fate.arrivesAfterSec !== null;
  return {
    afterSec: 0.1,
    status: isArriving ? "undelivered" : "delivered",
    code: isArriving ? "unknown_subscriber" : null,
    isRefund: false,
    isForged: true,
  };
}

function threeTimes(one: PlannedReceipt): PlannedReceipt[] {
  return [one, { ...one, afterSec: one.afterSec + 0.2 }, { ...one, afterSec: one.afterSec + 1 }];
}

function receipt(afterSec: number, status: WireStatus): PlannedReceipt {
  return { afterSec, status, code: null, isRefund: false, isForged: false };
}
