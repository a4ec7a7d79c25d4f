/**
 * The contract between Sandi and a vendor. An adapter is a folder `vendors/<name>/` with send.ts,
 * receipt.ts and codes.ts; it knows the vendor's wire format and nothing of sends, plans or the
 * database.
 */
import type { NumberCheckResult } from "../core/checks/number-facts.js";
import type { PhraseFact } from "../core/messages/phrases.js";
import type { Channel } from "../core/otp/status.js";
import type { VendorFeature } from "../core/otp/vendor-feature.js";
import type {
  CallbackRequest,
  CallbackResult,
  SendOutcome,
  SendRequest,
  VendorReceipt,
} from "../core/otp/vendor-message.js";
import type { Credential, Told } from "./credential.js";
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

/** What a vendor is spoken to over. Adapters of "http" keep nothing open of their own. */
export type Transport = "http" | "smpp" | "smtp";

/**
 * What becomes of our reference: it comes back in receipts, it only shows at the vendor, or the
 * vendor takes none.
 */
export type ReferenceUse = "echoed" | "sent" | "none";

/**
 * The capability record: what an adapter can do. Drives `Vendor.features`, plan problems, lease
 * rules, the README's table and which parts of the contract suite apply.
 */
export interface VendorCapabilities {
  /** The vendor's product as its own site calls it. */
  readonly product: string;
  readonly transport: Transport;
  readonly channels: readonly Channel[];
  /** Receipts, read receipts, our own code, prices in receipts … */
  readonly features: readonly VendorFeature[];
  readonly reference: ReferenceUse;
  /**
   * Channels on which nothing but the code proves that it arrived, whatever `features` says:
   * receipts tell of failures alone. Left out = none.
   */
  readonly provedByCodeOn?: readonly Channel[];
  /** How a callback proves that it is the vendor's, in a few words; null = none are taken. */
  readonly callbackProof: string | null;
  /** True when submitting the same reference twice is known to send once. */
  readonly idempotentByReference: boolean;
  /** Channels on which a sender (from-number, from-address) must be set. */
  readonly senderRequiredOn: readonly Channel[];
  /** Channels on which only a template that the vendor approved can be sent. */
  readonly templateRequiredOn: readonly Channel[];
  /** Messages per second where the account names no limit; null = none. */
  readonly maxPerSecondDefault: number | null;
  /** Give up on an answer after this long; the outcome is then unknown. */
  readonly timeoutMs: number;
  /** How long after the message's validity a receipt may still come. At most 72 h. */
  readonly receiptHorizonSec: number;
  /** What connecting asks for, in the order of a form. */
  readonly credentials: readonly Credential[];
  /** How the vendor is told the callback's address; left out = each message names it. */
  readonly callbackSetup?: Told;
  /** How to try it without paying, in a few words; null = there is no way. */
  readonly sandbox: string | null;
}

/** Takes in what a vendor says of messages unasked; resolves when it is stored, else rejects. */
export type ReceiptSink = (receipts: readonly VendorReceipt[], raw: Buffer) => Promise<void>;

/**
 * A connection to a vendor that stays open between messages; one per account and process. It links
 * up by itself – at once where receipts come over it, else with the first message – and again, with
 * growing pauses, when the link is lost.
 */
export interface VendorConnection {
  /** Hands one message over, also while others are under way. Never throws. */
  send(request: SendRequest): Promise<SendOutcome>;
  /** Lets what is under way be answered, for 5 s at most, then closes. Never throws. */
  close(): Promise<void>;
}

/** What became of the code of one message or call. */
export interface Conversion {
  readonly channel: Channel;
  readonly vendorMessageId: string;
  /** True when it was typed in, false when nobody did in time. */
  readonly isVerified: boolean;
  /** When the code was typed in, or given up. */
  readonly at: Date;
  /** Null but for vendors that ask for it, see `wantsCode`. */
  readonly code: string | null;
  /** Who the message or call came from; null where no code is handed on. */
  readonly from: string | null;
}

/** For vendors that learn from codes that are typed in which of their routes work. */
export interface ConversionFeedback {
  /** The channels that they take it for. */
  readonly channels: readonly Channel[];
  /**
   * True for vendors that take the code itself for proof. They hear of codes that were typed in, at
   * once, and of nothing else: the code is kept for that moment alone. Left out = false.
   */
  readonly wantsCode?: boolean;
  /** Tells of one message; "refused" = for good, "failed" = for now. */
  tell(
    conversion: Conversion,
    account: OpenAccount,
    http: HttpClient,
  ): Promise<"taken" | "refused" | "failed">;
}

/** What is wrong with a credential as it was given, before anything is asked of the vendor. */
export interface CredentialProblem {
  /** The credential. */
  readonly name: string;
  /** Which member of it, with dots between; "" = the whole. */
  readonly place: string;
  readonly reason: PhraseFact;
}

/** How an adapter looks numbers up. */
export interface NumberLookUp {
  /**
   * Asks the vendor about one number, for money. Never throws for anything that the vendor or the
   * network did.
   *
   * @param phone E.164, with its plus
   */
  ask(phone: string, account: OpenAccount, http: HttpClient): Promise<NumberCheckResult>;
  /** The channels that its `reachability` is about; empty = it never tells any. */
  readonly reaches: readonly Channel[];
}

/** The contract of every vendor's adapter; one suite of tests runs on all of them. */
export interface VendorAdapter {
  /** The folder's name, which `listVendor` refers to. */
  readonly name: string;
  readonly capabilities: VendorCapabilities;
  /** Hands one message over. Never throws for anything the vendor or the network did. */
  send(request: SendRequest, account: OpenAccount, http: HttpClient): Promise<SendOutcome>;
  /**
   * For vendors that are spoken to over a connection that stays open: makes it, without waiting
   * for it. The gateway calls this instead of `send`, keeps what it gets for all messages of the
   * account, and closes it at shutdown, when credentials are rotated or the account is
   * disconnected.
   *
   * @param receive takes receipts that come over the connection on the way that callbacks take;
   *                acknowledge them when it resolves, let the vendor repeat them when it rejects
   */
  connect?(account: OpenAccount, receive: ReceiptSink): VendorConnection;
  /**
   * Verifies and reads one callback; never throws. At once and pure but for hashing, unless the
   * vendor's proof needs a look-up (a certificate), which is then kept.
   */
  readCallback(
    request: CallbackRequest,
    account: OpenAccount,
    http: HttpClient,
  ): CallbackResult | Promise<CallbackResult>;
  /**
   * For credentials with a form of their own: what is wrong with it, when an account is connected
   * or its credentials are replaced.
   *
   * @param rules allowsLoopback: true in tests alone, where addresses may be of this machine
   */
  checkCredentials?(
    credentials: Readonly<Record<string, string>>,
    rules: { readonly allowsLoopback: boolean },
  ): readonly CredentialProblem[];
  /** For vendors that are asked about numbers, by those with the feature NUMBER_CHECK. */
  readonly lookUpNumber?: NumberLookUp;
  /** For vendors that want to hear whether codes were typed in; a side job calls it, later. */
  readonly feedback?: ConversionFeedback;
  /** Asks the vendor whether the credentials work; nothing is sent or billed. */
  checkAccount(
    account: OpenAccount,
    http: HttpClient,
  ): Promise<{ readonly ok: boolean; readonly message: string }>;
}
