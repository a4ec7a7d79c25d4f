import type { Charged } from "../ledger/money-facts.js";
import type { Money } from "../money.js";
import type { Channel, FailureClass, ReceiptStatus } from "./status.js";

/** One message or call to hand to a vendor. */
export interface SendRequest {
  /** Our authenticated attempt reference; goes to the vendor wherever it takes one. */
  readonly reference: string;
  readonly channel: Channel;
  /** E.164 number, or an e-mail address on channel EMAIL. */
  readonly to: string;
  readonly text: string;
  readonly subject: string | null;
  /** The code alone, for voice and for vendor-side templates. */
  readonly code: string;
  readonly locale: string;
  readonly from: string | null;
  readonly vendorTemplateName: string | null;
  /** How long the message is worth delivering. */
  readonly validitySec: number;
  /**
   * The most that it may cost, of what is left for the send, in the currency of the vendor's offer;
   * left out = no cap.
   */
  readonly priceMax?: Money;
}

/** What a vendor answered, as a value; never thrown. */
export type SendOutcome =
  | {
      readonly kind: "accepted";
      /** One id per message part, at least one. */
      readonly vendorMessageIds: readonly string[];
      readonly charged: Charged;
      /** What the vendor says that it bills for all parts, when it says so. */
      readonly price: Money | null;
    }
  | {
      readonly kind: "rejected";
      readonly failureClass: FailureClass;
      readonly charged: Charged;
      readonly vendorCode: string | null;
      /** Trimmed to 200 characters; without codes, numbers or secrets. */
      readonly vendorText: string | null;
      readonly retryAfterMs: number | null;
    }
  | {
      /** Maybe sent, maybe billed: a time-out or an answer that cannot be read. */
      readonly kind: "unknown";
      readonly charged: Charged;
      readonly vendorCode: string | null;
      readonly vendorText: string | null;
      /** False when the code is the vendor's and in no table of the adapter: an alert is due. */
      readonly isCodeKnown?: boolean;
    };

/** What a vendor's callback said of one message part, after its signature was verified. */
export interface VendorReceipt {
  /** Our reference, when the vendor echoes it. */
  readonly reference: string | null;
  readonly vendorMessageId: string | null;
  /** 1-based part of a multi-part message; null when the vendor reports whole messages. */
  readonly part: number | null;
  readonly status: ReceiptStatus;
  /** Why, for UNDELIVERED, EXPIRED and REJECTED. */
  readonly failureClass: FailureClass | null;
  readonly vendorStatus: string;
  readonly vendorCode: string | null;
  /**
   * False when the code is in no table of the adapter:
   * the class is OUTCOME_UNKNOWN and an alert is due.
   */
  readonly isCodeKnown: boolean;
  readonly at: Date;
  /** What the vendor bills for this message or part, when the receipt says so. */
  readonly price: Money | null;
  /** True when the vendor takes its charge back. */
  readonly isRefund: boolean;
}

/** A vendor's callback as it came over the wire. */
export interface CallbackRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/** What to answer so that the vendor neither retries nor disables us. */
export interface CallbackAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What a callback turned out to be, and what to answer it. */
export type CallbackResult =
  | {
      readonly kind: "verified";
      readonly receipts: readonly VendorReceipt[];
      readonly answer: CallbackAnswer;
    }
  | {
      readonly kind: "refused";
      readonly reason: "bad_signature" | "stale" | "malformed";
      readonly answer: CallbackAnswer;
    };
