/**
 * The contract between Sandi and a vendor. An adapter is a folder `vendors/<name>/` with send.ts,
 * receipt.ts and codes.ts; it knows the vendor's wire format and nothing of sends, plans or the
 * database.
 */
import type { Channel } from "../core/otp/status.js";
import type { VendorFeature } from "../core/otp/vendor-feature.js";
import type {
  CallbackRequest,
  CallbackResult,
  SendOutcome,
  SendRequest,
} from "../core/otp/vendor-message.js";
import type { HttpClient } from "./http-client.js";

export type { Charged } from "../core/ledger/money-facts.js";
export type {
  CallbackAnswer,
  CallbackRequest,
  CallbackResult,
  SendOutcome,
  SendRequest,
  VendorReceipt,
} from "../core/otp/vendor-message.js";

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

/** The contract of every vendor's adapter; one suite of tests runs on all of them. */
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
