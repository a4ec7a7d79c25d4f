import type { Money } from "../../src/core/money.js";
import type { Channel, FailureClass } from "../../src/core/otp/status.js";
import type {
  CallbackAnswer,
  CallbackRequest,
  Charged,
  OpenAccount,
  SendRequest,
  VendorAdapter,
} from "../../src/vendors/vendor.js";
import type { StubAct, StubServer } from "./stub-server.js";

/** What a vendor can be made to say of a message. */
export type Said =
  | "delivered"
  | "read"
  | "accepted_by_carrier"
  | "undelivered_for_good"
  | "undelivered_with_unknown_code"
  | "unknown_status"
  | "refunded";

/** A receipt as the suite wants it said, in the vendor's own format. */
export interface SaidReceipt {
  readonly id: string;
  /** Null where the vendor is to be silent about it, or never echoes it. */
  readonly reference: string | null;
  readonly said: Said;
  /** Not null only where the adapter has the feature PRICE_IN_RECEIPT. */
  readonly price: Money | null;
}

/** An answer that refuses a message, and what the adapter makes of it. */
export interface Refusal<Act> {
  readonly act: Act;
  readonly failureClass: FailureClass;
  /** Left out: "no". */
  readonly charged?: Charged;
  readonly retryAfterMs?: number;
}

/** What a request to the vendor has to carry. */
export type Carried = "reference" | "text" | "code" | "to" | "from" | "subject" | "template";

/**
 * One way of sending through an adapter: one per channel at least; several where a channel has
 * several endpoints.
 */
export interface SendCase<Act = StubAct> {
  readonly channel: Channel;
  /** Told apart by this where a channel has several. */
  readonly name?: string;
  /** What is different of the message: the suite's is to a number; on EMAIL to an address. */
  readonly message?: Partial<SendRequest>;
  /**
   * What the request carries as it is. Left out: "to", "text", and "reference" unless the
   * capability record says that the vendor takes none.
   */
  readonly carries?: readonly Carried[];
  readonly accepted: (ids: readonly string[]) => Act;
  /** How many ids one acceptance can name: parts of a message. */
  readonly idsMax: number;
  /** What an acceptance says of the charge. Left out: "maybe". */
  readonly charged?: Charged;
  /** An acceptance that tells the price; null = the vendor never does. */
  readonly priced: { readonly act: Act; readonly price: Money } | null;
  /** Every code of the table, and what else is known to be a refusal. */
  readonly refusals: readonly Refusal<Act>[];
  /** Too many requests, with this `Retry-After`; null = not an HTTP vendor. */
  readonly throttled: ((retryAfter: string) => Act) | null;
  /** A refusal of a known code with this text as its explanation; null = it explains nothing. */
  readonly refusalSaying: ((text: string) => Act) | null;
  /** A refusal with a code that is in no table. */
  readonly refusalWithUnknownCode: Act;
}

/** One kind of callback that an adapter takes. */
export interface CallbackCase {
  /** Told apart by this where there are several. */
  readonly name?: string;
  /** One call with these receipts, signed at this time for this account. */
  readonly callback: (
    receipts: readonly SaidReceipt[],
    at: Date,
    account: OpenAccount,
  ) => CallbackRequest;
  readonly receiptsPerCallMax: number;
  /** What this vendor has no way to say. */
  readonly cannotSay?: readonly Said[];
  /** Left out: as the capability record says. */
  readonly echoesReference?: boolean;
  /** False where the vendor signs no time, so that nothing is ever stale. */
  readonly signsTime: boolean;
  /**
   * Which bytes of the body (of the query, where the body is empty) the proof covers. Left out:
   * all. A vendor whose callbacks only carry a shared secret covers none.
   */
  readonly isCovered?: (index: number, bytes: Buffer) => boolean;
  /** The call without its proof. Left out: without any header. */
  readonly withoutProof?: (request: CallbackRequest) => CallbackRequest;
  /** Any body, proved as the vendor would; null = not possible (the proof is elsewhere). */
  readonly proved: ((body: string, at: Date, account: OpenAccount) => CallbackRequest) | null;
  /** The class of "undelivered_for_good". Left out: RECIPIENT_PERMANENT. */
  readonly lossClass?: FailureClass;
  /** The amount of receipts that tell a price. Left out: 0.034 USD. */
  readonly price?: Money;
}

/** A call that opens the callback's way and carries no receipt. */
export interface Handshake {
  readonly good: (account: OpenAccount) => CallbackRequest;
  readonly answer: Partial<CallbackAnswer>;
  /** The same from somebody who does not know the secret. */
  readonly bad: (account: OpenAccount) => CallbackRequest;
}

/** A stand-in of a vendor that speaks something else than HTTP; told what to do as a stub is. */
export interface PeerServer<Act> {
  /** What the account's base URL is to be. */
  readonly url: string;
  act: Act;
  /** Every text of every message that it was handed, in order. */
  readonly requests: { readonly texts: readonly string[] }[];
  close(): Promise<void>;
}

/** What an adapter that speaks something else than HTTP is tested with. */
export interface PeerFixture<Act> {
  /** Starts it; an account without `isGood` credentials is refused by it. */
  readonly start: () => Promise<PeerServer<Act>>;
  /** Acts after which nobody knows whether the message was taken: dropped links, no answer. */
  readonly silences: readonly Act[];
  readonly refuseAccount: Act;
}

interface FixtureBase<Act> {
  readonly adapter: VendorAdapter;
  /** All that `credentialNames` asks for. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Those that are no secrets and may show in addresses and words: account ids, regions. */
  readonly publicCredentials?: readonly string[];
  /** The nth id of a message, in the vendor's form. Left out: "id-1", "id-2" … */
  readonly idOf?: (n: number) => string;
  readonly sends: readonly SendCase<Act>[];
  /** Empty only for an adapter that takes no callbacks. */
  readonly callbacks: readonly CallbackCase[];
  readonly handshake?: Handshake;
  /** What the vendor answers to `checkAccount` when all is well. */
  readonly accountWorks: StubServer["act"] | Act;
}

/** What the suite has to know of a vendor that is spoken to over HTTP. */
export interface HttpFixture extends FixtureBase<StubAct> {
  readonly peer?: undefined;
}

/** What it has to know of any other. */
export interface OtherFixture<Act> extends FixtureBase<Act> {
  readonly peer: PeerFixture<Act>;
}

/** What test/vendors/<name>/contract-fixture.ts exports as `contractFixture`. */
export type ContractFixture = HttpFixture | OtherFixture<unknown>;
