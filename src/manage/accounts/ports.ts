import type { PhraseFact } from "../../core/messages/phrases.js";
import type { Channel } from "../../core/otp/status.js";
import type { VendorFeature } from "../../core/otp/vendor-feature.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** A credential's name and its last characters; never more. */
export interface CredentialHint {
  readonly name: string;
  readonly endsWith: string;
}

/** A sender id, from-number or from-address. country null = everywhere. */
export interface SenderRow {
  readonly channel: Channel;
  readonly country: string | null;
  readonly value: string;
}

/** An account at a vendor without its credentials. tenantId null = the marketplace's. */
export interface AccountRow {
  readonly id: string;
  readonly tenantId: string | null;
  readonly vendorId: string;
  readonly label: string;
  readonly channels: readonly Channel[];
  readonly credentialHints: readonly CredentialHint[];
  readonly senders: readonly SenderRow[];
  readonly maxPerSecond: number | null;
  readonly lastCheckedAt: Date | null;
  readonly lastCheckOk: boolean | null;
  readonly lastCheckMessage: string | null;
  readonly disconnectedAt: Date | null;
  readonly createdAt: Date;
}

export interface AccountCheck {
  readonly at: Date;
  readonly ok: boolean;
  readonly message: string;
}

/**
 * Every change is to the viewer's own account (a tenant's, or the marketplace's for an operator),
 * and bumps what its readers watch: the tenant's rules, or the market. Null = no such account of
 * the viewer's.
 */
export interface AccountStore {
  insertAccount(
    viewer: KeyViewer,
    account: AccountRow,
    sealedCredentials: Buffer,
  ): Promise<"stored" | "label_taken">;
  replaceCredentials(
    viewer: KeyViewer,
    id: string,
    sealedCredentials: Buffer,
    hints: readonly CredentialHint[],
  ): Promise<AccountRow | null>;
  /** "label_taken": another open account of the viewer's has it. */
  changeAccount(
    viewer: KeyViewer,
    id: string,
    change: Pick<AccountRow, "label" | "maxPerSecond" | "senders">,
  ): Promise<AccountRow | null | "label_taken">;
  /** Keeps the first time; withdraws the prices of the account itself. */
  disconnectAccount(viewer: KeyViewer, id: string, now: Date): Promise<AccountRow | null>;
  storeCheck(viewer: KeyViewer, id: string, check: AccountCheck): Promise<AccountRow | null>;
  /** The account with its sealed credentials, if it is the viewer's own. */
  ownAccount(
    viewer: KeyViewer,
    id: string,
  ): Promise<{ readonly account: AccountRow; readonly sealedCredentials: Buffer } | null>;
  /** The viewer's own and the marketplace's; open ones first, then by creation. */
  accounts(viewer: KeyViewer): Promise<readonly AccountRow[]>;
  /** In the order of ids; null where the viewer may see none. */
  accountsById(viewer: KeyViewer, ids: readonly string[]): Promise<readonly (AccountRow | null)[]>;
}

/** A text for people, in each language. */
type Told = Readonly<Record<"en" | "id", string>>;

/** One value that connecting asks for. */
export interface CredentialFacts {
  readonly name: string;
  /** What the vendor's own pages call it. */
  readonly label: string;
  readonly help: Told;
  readonly isSecret: boolean;
  /** Left out = true. */
  readonly isRequired?: boolean;
  /** Left out = false. */
  readonly isMultiline?: boolean;
  readonly example: string | null;
  readonly pattern?: RegExp;
  readonly page?: string;
}

/** What a vendor's adapter can do, as connecting and listing need it. */
export interface AdapterFacts {
  readonly name: string;
  /** The vendor's product, as its own site calls it. */
  readonly product: string;
  readonly channels: readonly Channel[];
  readonly features: readonly VendorFeature[];
  readonly credentialNames: readonly string[];
  readonly optionalCredentialNames: readonly string[];
  /** All of them, in the order of a form. */
  readonly credentials: readonly CredentialFacts[];
  /** How the vendor is told where to call back; null = each message says it. */
  readonly callbackSetup: Told | null;
  readonly senderRequiredOn: readonly Channel[];
  readonly templateRequiredOn: readonly Channel[];
  /** Where no receipt says that a message arrived; left out = nowhere. */
  readonly provedByCodeOn?: readonly Channel[];
  readonly maxPerSecondDefault: number | null;
  /**
   * What is wrong with the form of credentials that are all there: which one, which member of it
   * ("" = the whole), and why.
   */
  checkCredentials(credentials: Readonly<Record<string, string>>): readonly {
    readonly name: string;
    readonly place: string;
    readonly reason: PhraseFact;
  }[];
}

/** The adapters that are built in; app.ts makes it of vendors/vendor-list.ts. */
export interface AdapterCatalogue {
  find(name: string): AdapterFacts | null;
  readonly names: readonly string[];
}

/**
 * Asks a vendor whether credentials work; nothing is sent or billed.
 * Never throws for what the vendor did.
 */
export interface AccountChecker {
  check(question: {
    readonly adapter: string;
    readonly vendorSlug: string;
    readonly baseUrl: string | null;
    readonly accountId: string;
    readonly credentials: Readonly<Record<string, string>>;
  }): Promise<{ readonly ok: boolean; readonly message: string }>;
}
