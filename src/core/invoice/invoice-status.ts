import type { ReceiptStatus } from "../otp/status.js";
import type { StatusWord } from "./invoice-mapping.js";

/**
 * What an invoice can say of a message's end; everything else says nothing that can be compared.
 */
export type InvoicedStatus = "DELIVERED" | "UNDELIVERED";

const usualWords: Readonly<Record<string, ReceiptStatus>> = {
  delivered: "DELIVERED",
  delivrd: "DELIVERED",
  success: "DELIVERED",
  successful: "DELIVERED",
  answered: "DELIVERED",
  read: "READ",
  undelivered: "UNDELIVERED",
  undeliv: "UNDELIVERED",
  undeliverable: "UNDELIVERED",
  failed: "UNDELIVERED",
  failure: "UNDELIVERED",
  expired: "EXPIRED",
  rejected: "REJECTED",
  rejectd: "REJECTED",
  accepted: "ACCEPTED_BY_CARRIER",
  acceptd: "ACCEPTED_BY_CARRIER",
  sent: "ACCEPTED_BY_CARRIER",
  submitted: "ACCEPTED_BY_CARRIER",
  enroute: "ACCEPTED_BY_CARRIER",
  billed: "UNKNOWN",
  unknown: "UNKNOWN",
};

/**
 * Reads the status words of one vendor: its own first, then the usual ones of the trade (SMPP's
 * among them). Case and spaces around do not count.
 *
 * @returns by word: null = it says nothing that can be compared, undefined = nobody knows the word
 */
export function statusReader(
  own: readonly StatusWord[],
): (word: string) => InvoicedStatus | null | undefined {
  const words = new Map<string, ReceiptStatus>([
    ...Object.entries(usualWords),
    ...own.map(({ word, status }) => [word.trim().toLowerCase(), status] as const),
  ]);
  return (word) => {
    const status = words.get(word.trim().toLowerCase());
    return status === undefined ? undefined : invoiced(status);
  };
}

function invoiced(status: ReceiptStatus): InvoicedStatus | null {
  switch (status) {
    case "DELIVERED":
    case "READ":
      return "DELIVERED";
    case "UNDELIVERED":
    case "EXPIRED":
    case "REJECTED":
      return "UNDELIVERED";
    case "ACCEPTED_BY_CARRIER":
    case "UNKNOWN":
      return null;
  }
}
