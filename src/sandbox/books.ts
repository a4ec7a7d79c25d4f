import { formatMicros } from "../core/money.js";
import type { Channel } from "../core/otp/status.js";

export type BookStatus = "accepted" | "delivered" | "undelivered";

/** One line of what a vendor would bill: a message, or a part where parts are billed one by one. */
export interface BookEntry {
  readonly id: string;
  readonly vendor: string;
  readonly account: string;
  readonly reference: string | null;
  readonly channel: Channel;
  readonly country: string;
  readonly mccmnc: string | null;
  readonly parts: number;
  readonly billedOn: "SUBMITTED" | "DELIVERED";
  readonly pricePerPartMicros: bigint;
  readonly currency: string;
  readonly at: string;
  status: BookStatus;
  isBilled: boolean;
  isRefunded: boolean;
}

const entriesMax = 200_000;

/** The vendors' own books. The oldest line goes when there are 200,000. */
export class Books {
  private readonly entries = new Map<string, BookEntry>();

  add(entry: BookEntry): void {
    this.entries.set(entry.id, entry);
    const [oldest] = this.entries.keys();
    if (this.entries.size > entriesMax && oldest !== undefined) {
      this.entries.delete(oldest);
    }
  }

  /** Books what became of a message, by the vendor's own reckoning. */
  settle(id: string, status: BookStatus, refunds: boolean): void {
    const entry = this.entries.get(id);
    if (entry === undefined) {
      return;
    }
    entry.status = status;
    if (entry.billedOn === "DELIVERED") {
      entry.isBilled = status === "delivered";
    } else if (status === "undelivered" && refunds) {
      entry.isRefunded = true;
    }
  }

  /** One vendor's entries from a moment on and before another, oldest first. */
  entriesOf(vendor: string, from: string | null, to: string | null): readonly BookEntry[] {
    return [...this.entries.values()].filter(
      (entry) =>
        entry.vendor === vendor &&
        (from === null || entry.at >= from) &&
        (to === null || entry.at < to),
    );
  }

  /** One vendor's lines, oldest first; amounts are decimal numbers in `currency`. */
  of(vendor: string): object[] {
    return [...this.entries.values()]
      .filter((entry) => entry.vendor === vendor)
      .map(({ pricePerPartMicros, isBilled, isRefunded, ...entry }) => ({
        ...entry,
        price: formatMicros(pricePerPartMicros),
        amount: formatMicros(
          isBilled && !isRefunded ? pricePerPartMicros * BigInt(entry.parts) : 0n,
        ),
        isBilled,
        isRefunded,
      }));
  }
}
