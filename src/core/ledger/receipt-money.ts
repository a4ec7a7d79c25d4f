import type { Money } from "../money.js";
import type { ReceiptStatus } from "../otp/status.js";
import { type Occurrence, refundAllMicros } from "./money-facts.js";

/** What a receipt says that money depends on. */
export interface ReceiptMoney {
  readonly status: ReceiptStatus;
  /** 1-based; null when the receipt speaks of the whole message. */
  readonly part: number | null;
  readonly price: Money | null;
  /** True when the vendor takes its charge back. */
  readonly isRefund: boolean;
  readonly at: Date;
}

/** The parts of the attempt once the receipt is counted in, as `projectParts` gives them. */
export interface PartCounts {
  readonly partsDelivered: number;
  readonly partsKnown: number;
}

/**
 * What a receipt means for its attempt's money. A price in another currency than the offer's is
 * left out: the rate that was fixed at the hold does not convert it.
 *
 * @param priceCurrency the offer's
 */
export function occurrencesOfReceipt(
  receipt: ReceiptMoney,
  counts: PartCounts,
  parts: number,
  priceCurrency: string,
): readonly Occurrence[] {
  const occurrences: Occurrence[] = [{ kind: "parts", ...counts }];
  if (receipt.status === "ACCEPTED_BY_CARRIER") {
    occurrences.push({ kind: "taken" });
  }
  if (receipt.status === "REJECTED" && (receipt.part === null || parts === 1)) {
    occurrences.push({ kind: "rejected", charged: "no" });
  }
  const { part, price, isRefund } = receipt;
  const atMs = receipt.at.getTime();
  const micros = price?.currency === priceCurrency ? price.micros : null;
  if (isRefund) {
    occurrences.push({
      kind: "refunded",
      part,
      amount: { micros: magnitude(micros ?? refundAllMicros), atMs },
    });
  } else if (micros !== null) {
    occurrences.push({ kind: "priced", part, price: { micros: magnitude(micros), atMs } });
  }
  return occurrences;
}

/** Some vendors write charges as negative amounts. */
function magnitude(micros: bigint): bigint {
  return micros < 0n ? -micros : micros;
}
