import type { MailAnswer } from "../../core/checks/judge-email.js";
import type { DatedFacts, NumberCheckResult } from "../../core/checks/number-facts.js";
import type { LookUpEnd } from "../../core/ledger/look-up-money.js";
import type { Money } from "../../core/money.js";
import type { BudgetCode } from "../../core/messages/reason-words.js";
import type { Channel } from "../../core/otp/status.js";
import type { Keyring } from "../../flow/keyring.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AccountStore } from "../accounts/ports.js";
import type { TenantStore } from "../tenants/ports.js";
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
  /** The most that a vendor said to bill this tenant for one look-up; null = it never said. */
  dearestCheck(
    viewer: KeyViewer & { readonly tenantId: string },
    vendorId: string,
    currency: string,
  ): Promise<Money | null>;
}

/** The list that look-ups are asked for: it asks about a number once. */
export interface LookUpList {
  /** A uuid; of a list check, or made up for a file. */
  readonly id: string;
  /** The run of the list check, without which nothing is held; null = it is none. */
  readonly runId: string | null;
  /** No question is asked once it aborts. */
  readonly signal?: AbortSignal;
  /** Answers that are under way are not waited for, but for a moment, once it aborts. */
  readonly stopping?: AbortSignal;
}

/** One question that money is asked for. */
export interface LookUpWish {
  /** A new uuid. */
  readonly id: string;
  readonly index: Buffer;
  /** ISO 3166-1; null = of no one country. */
  readonly country: string | null;
}

/** Questions at one account, at one price. */
export interface LookUpHold {
  readonly tenantId: string;
  readonly vendorId: string;
  readonly accountId: string;
  /** What one is reckoned to cost, in `currency`. */
  readonly priceMicros: bigint;
  readonly currency: string;
  /** Null = a request of its own. */
  readonly list: LookUpList | null;
  readonly wishes: readonly LookUpWish[];
}

/** What was held. */
export type LookUpHolds =
  | {
      readonly kind: "held";
      /** By id of the wish: the scope and period of the budget without room. */
      readonly refusals: ReadonlyMap<string, BudgetCode>;
    }
  /** No exchange rate to the tenant's currency; nothing is held. */
  | { readonly kind: "no_rate" }
  /** The list's check was stopped, or another run has it; nothing is held. */
  | { readonly kind: "stopped" };

/** Why a budget is too small; amounts with their currency, as people read them. */
export type NoRoom = Readonly<Record<"budget" | "available" | "cost", string>>;

/** Money for look-ups: in every budget that they fall under, and in the ledger. */
export interface LookUpMoney {
  /** True when amounts of this currency can be held for the tenant. */
  hasRate(tenantId: string, currency: string, now: Date): Promise<boolean>;
  /**
   * The budget of the whole tenant that has no room for so much, by locked rows: its name, and what
   * it and the amount come to; null = all have room.
   */
  withoutRoom(tenantId: string, amount: Money, now: Date): Promise<NoRoom | null>;
  /**
   * Holds for questions, in their order, from locked budgets: what does not fit is refused and
   * takes nothing. To be called before a vendor is asked.
   */
  hold(hold: LookUpHold, now: Date): Promise<LookUpHolds>;
  /**
   * Books what came of a question and keeps the answer, at once; what it costs in its currency.
   *
   * @param end null = nothing was heard; unasked = the question was not asked after all
   */
  settle(
    look: { readonly tenantId: string; readonly id: string },
    came: { readonly end: LookUpEnd; readonly answer: NumberCheckRow | null },
    now: Date,
  ): Promise<bigint>;
  /** Which of these numbers a list has asked about; why without an answer, null = not known. */
  askedOf(
    tenantId: string,
    listId: string,
    indexes: readonly Buffer[],
  ): Promise<readonly { readonly index: Buffer; readonly failure: string | null }[]>;
  /** What a list's look-ups cost so far at most, in their currency, and how many there were. */
  costOf(
    tenantId: string,
    listId: string,
  ): Promise<{ readonly micros: bigint; readonly asked: number }>;
}

/** All that checking numbers needs. */
export interface CheckPorts {
  readonly checks: NumberCheckStore;
  readonly money: LookUpMoney;
  readonly pause: (ms: number) => Promise<void>;
  readonly lookUps: NumberLookUps;
  readonly mail: MailDomains;
  readonly accounts: AccountStore;
  readonly vendors: VendorStore;
  readonly tenants: Pick<TenantStore, "tenantsById">;
  readonly keyring: Pick<Keyring, "open" | "recipientIndex">;
}
