import type { MailAnswer } from "../../core/checks/judge-email.js";
import type { DatedFacts, NumberCheckResult } from "../../core/checks/number-facts.js";
import type { Money } from "../../core/money.js";
import type { Channel } from "../../core/otp/status.js";
import type { Keyring } from "../../flow/keyring.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AccountStore } from "../accounts/ports.js";
import type { VendorStore } from "../vendors/ports.js";

/** What is known of domains as places for mail. */
export interface MailDomains {
  /** Asks the domain name system, within a time limit; answers are kept a while. Never throws. */
  ask(domain: string): Promise<{ readonly answer: MailAnswer; readonly at: Date }>;
  /** True for domains, and names under them, that give out addresses that are thrown away. */
  isDisposable(domain: string): boolean;
}

/** The account at which numbers are looked up, opened. */
export interface LookUpAccount {
  readonly adapter: string;
  readonly vendorSlug: string;
  readonly baseUrl: string | null;
  readonly accountId: string;
  readonly credentials: Readonly<Record<string, string>>;
}

/** The vendors that numbers can be looked up at. */
export interface NumberLookUps {
  /** The channels that the adapter's answers are about; null = it looks no numbers up. */
  reachesOf(adapter: string): readonly Channel[] | null;
  /** Asks about one number, for money. Never throws for what the vendor did. */
  ask(phone: string, account: LookUpAccount): Promise<NumberCheckResult>;
}

/** One answer of a vendor, to be kept. */
export interface NumberCheckRow extends DatedFacts {
  readonly index: Buffer;
  readonly vendorId: string;
}

/** Answers of vendors by tenant and number; numbers are known by their keyed hash alone. */
export interface NumberCheckStore {
  /** The answers about these numbers, latest first. */
  findChecks(
    viewer: KeyViewer & { readonly tenantId: string },
    indexes: readonly Buffer[],
  ): Promise<readonly NumberCheckRow[]>;
  /** Keeps answers, in place of older ones of the same vendor about the same number. */
  keepChecks(
    viewer: KeyViewer & { readonly tenantId: string },
    rows: readonly NumberCheckRow[],
  ): Promise<void>;
  /** The most that a vendor said to bill this tenant for one look-up; null = it never said. */
  dearestCheck(
    viewer: KeyViewer & { readonly tenantId: string },
    vendorId: string,
    currency: string,
  ): Promise<Money | null>;
}

/** All that checking numbers needs. */
export interface CheckPorts {
  readonly checks: NumberCheckStore;
  readonly lookUps: NumberLookUps;
  readonly mail: MailDomains;
  readonly accounts: AccountStore;
  readonly vendors: VendorStore;
  readonly keyring: Pick<Keyring, "open" | "recipientIndex">;
}
