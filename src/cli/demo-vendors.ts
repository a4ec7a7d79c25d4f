import type { FailureClass, ReceiptStatus } from "../core/otp/status.js";
import type { SendOutcome } from "../core/otp/vendor-message.js";
import type { HistoryAnswer, HistoryMessage, HistoryReceipt } from "../manage/seed/play-history.js";
import type { Market } from "../market/market.js";
import {
  type VirtualAnswer,
  type VirtualReceipt,
  VirtualVendors,
} from "../sandbox/virtual-vendors.js";
import type { VendorProfile } from "../sandbox/vendor-profiles.js";
import { lossCodes, receiptStatusOf, refusalCodes } from "../vendors/sandbox/codes.js";

/**
 * The demo's vendors in virtual time, read as the sandbox's adapter reads them on the wire.
 *
 * @param startsAt the moment at which the scenario begins
 */
export function demoVendors(
  market: Market,
  profiles: readonly VendorProfile[],
  startsAt: Date,
): (message: HistoryMessage) => HistoryAnswer {
  const vendors = new VirtualVendors(market, profiles);
  return (message) => {
    const { vendorSlug, at, currency, ...rest } = message;
    const atSec = (at.getTime() - startsAt.getTime()) / 1000;
    const virtual = vendors.submit({ ...rest, vendor: vendorSlug, atSec });
    return {
      answeredAfterMs: wholeMs(virtual.answeredAfterSec),
      outcome: outcomeOf(virtual, currency),
      arrivesAfterMs: virtual.arrivesAfterSec === null ? null : wholeMs(virtual.arrivesAfterSec),
      receipts: virtual.receipts.map((receipt) =>
        receiptOf(receipt, virtual.echoesReference, currency),
      ),
    };
  };
}

function outcomeOf({ answer }: VirtualAnswer, currency: string): SendOutcome {
  if (answer.kind === "silent") {
    const vendorText = "no answer within 8 s";
    return { kind: "unknown", charged: "maybe", vendorCode: null, vendorText };
  }
  if (answer.kind === "taken") {
    const { ids, priceMicros } = answer;
    const price = priceMicros === null ? null : { micros: priceMicros, currency };
    return { kind: "accepted", vendorMessageIds: ids, charged: "maybe", price };
  }
  const meaning = refusalCodes.get(answer.code);
  if (meaning === undefined) {
    throw new Error(`the adapter does not know the refusal ${answer.code}`);
  }
  const { code: vendorCode, text: vendorText } = answer;
  return { kind: "rejected", ...meaning, vendorCode, vendorText, retryAfterMs: null };
}

function receiptOf(
  virtual: VirtualReceipt,
  echoesReference: boolean,
  currency: string,
): HistoryReceipt {
  const status: ReceiptStatus = receiptStatusOf.get(virtual.status) ?? "UNKNOWN";
  return {
    afterMs: wholeMs(virtual.afterSec),
    echoesReference,
    receipt: {
      vendorMessageId: virtual.id,
      part: virtual.part,
      status,
      failureClass: lossClass(status, virtual.code),
      vendorStatus: virtual.status,
      vendorCode: virtual.code,
      isCodeKnown: true,
      price: virtual.priceMicros === null ? null : { micros: virtual.priceMicros, currency },
      isRefund: virtual.isRefund,
    },
  };
}

function lossClass(status: ReceiptStatus, code: string | null): FailureClass | null {
  if (status !== "UNDELIVERED" && status !== "EXPIRED") {
    return null;
  }
  return code === null ? "RECIPIENT_TEMPORARY" : (lossCodes.get(code) ?? "OUTCOME_UNKNOWN");
}

function wholeMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
