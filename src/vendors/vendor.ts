/**
 * The contract between Sandi and a vendor. An adapter is a folder `vendors/<name>/` with send.ts, receipt.ts
 * and codes.ts; it knows the vendor's wire format and nothing of sends, plans or the database.
 */
import type { Money } from "../core/money.js";
import type { Channel, FailureClass, ReceiptStatus } from "../core/otp/status.js";
import type { HttpClient } from "./http-client.js";

/** Whether the vendor bills for a message, as far as its answer tells. */
export type Charged = "no" | "maybe" | "yes";

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
}

/** One account at a vendor, opened for use: never logged, never stored in this form. */
export interface OpenAccount {
  readonly accountId: string;
  readonly baseUrl: string;
  readonly credentials: Readonly<Record<string, string>>;
  /** Where the vendor is to call back. */
  readonly callbackUrl: string;
  /** The vendor's name at the adapter; sandbox vendors share one adapter. */
  readonly vendor: string;
}

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
  /** False when the code is in no table of the adapter: the class is OUTCOME_UNKNOWN and an alert is due. */
  readonly isCodeKnown: boolean;
  readonly at: Date;
  /** What the vendor bills for this message or part, when the receipt says so. */
  readonly price: Money | null;
  /** True when the vendor takes its charge back. */
  readonly isRefund: boolean;
}

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

export type VendorFeature =
  | "DELIVERY_RECEIPTS"
  | "READ_RECEIPTS"
  | "CUSTOM_CODE"
  | "UNICODE"
  | "REFUND_UNDELIVERED"
  | "PRICE_IN_RECEIPT"
  | "NUMBER_CHECK";

/** What an adapter can do; drives `Vendor.features`, plan problems and lease rules. */
export interface VendorCapabilities {
  readonly channels: readonly Channel[];
  readonly features: readonly VendorFeature[];
  /** True when submitting the same reference twice is known to send once. */
  readonly idempotentByReference: boolean;
  /** Channels on which a sender (from-number, from-address) must be set. */
  readonly senderRequiredOn: readonly Channel[];
  readonly maxPerSecondDefault: number | null;
  /** Give up on an answer after this long; the outcome is then unknown. */
  readonly timeoutMs: number;
  /** How long after the message's validity a receipt may still come. At most 72 h. */
  readonly receiptHorizonSec: number;
  /** Names of the credentials that connecting needs. */
  readonly credentialNames: readonly string[];
}

export interface VendorAdapter {
  /** The folder's name, which `listVendor` refers to. */
  readonly name: string;
  readonly capabilities: VendorCapabilities;
  /** Hands one message over. Never throws for anything the vendor or the network did. */
  send(request: SendRequest, account: OpenAccount, http: HttpClient): Promise<SendOutcome>;
  /** Verifies and reads one callback. Pure but for hashing; never throws. */
  readCallback(request: CallbackRequest, account: OpenAccount): CallbackResult;
  /** Asks the vendor whether the credentials work; nothing is sent or billed. */
  checkAccount(
    account: OpenAccount,
    http: HttpClient,
  ): Promise<{ readonly ok: boolean; readonly message: string }>;
}
