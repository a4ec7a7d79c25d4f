/**
 * What the steps need of the outside;
 * store/hot-store.ts and vendors/ implement these, app.ts joins them.
 */
import type { Alert } from "../core/alert.js";
import type { Channel } from "../core/otp/status.js";
import type {
  CallbackRequest,
  CallbackResult,
  SendOutcome,
  SendRequest,
} from "../core/otp/vendor-message.js";
import type { BudgetUse } from "../core/ledger/alerts.js";
import type { BreakerRow, IndexedAccount } from "./market.js";
import type { PlanRevisionRules, RulesVersions } from "./rules.js";
import type {
  AttemptRow,
  BudgetPeriodRow,
  DecidedAttempt,
  GuardDecisionRow,
  LedgerEntry,
  NewEvent,
  ReceiptRow,
  SendRow,
} from "./rows.js";

/** The only source of the time in the steps. */
export interface Clock {
  now(): Date;
}

/** Names one row of tenant data. */
export interface Key {
  readonly tenantId: string;
  readonly id: string;
}

/** An attempt and the send that it belongs to. */
export interface AttemptKey extends Key {
  readonly sendId: string;
}

/** A send whose wake_at has come. */
export interface DueSend extends Key {
  readonly wakeAt: Date;
}

/** A locked send with its attempts by number. */
export interface LockedSend {
  readonly send: SendRow;
  readonly attempts: AttemptRow[];
}

/** Which send a key of a caller stands for; kept for 7 days. */
export interface IdempotencyRow {
  readonly tenantId: string;
  readonly mutation: string;
  readonly key: string;
  readonly bodyHmac: Buffer;
  readonly sendId: string;
  readonly createdAt: Date;
}

/** A message as its vendor names it; ids are unique per account. */
export interface MessageId {
  readonly accountId: string;
  readonly vendorMessageId: string;
}

/** Whose message a vendor's id names. part counts from 1. */
export interface MessageRoute {
  readonly accountId: string;
  readonly vendorMessageId: string;
  readonly tenantId: string;
  readonly attemptId: string;
  readonly part: number;
  readonly createdAt: Date;
}

/** A recipient whose open sends a new send of the same purpose replaces. */
export interface RecipientKey {
  readonly tenantId: string;
  readonly phoneIndex: Buffer | null;
  readonly emailIndex: Buffer | null;
  readonly purpose: string | null;
}

/** What one batch adds to one budget period; deltas may be negative, limit null = not guarded. */
export interface PeriodChange {
  readonly tenantId: string;
  readonly id: string;
  readonly heldMicros: bigint;
  readonly spentMicros: bigint;
  /** With a limit the change is only made while spent + held + the sums fit. */
  readonly limitMicros: bigint | null;
}

/** What a budget period came to with a change. */
export interface PeriodUse extends BudgetUse {
  readonly id: string;
}

/** A verified receipt on its way to its attempt. */
export interface InboxReceipt {
  readonly accountId: string;
  readonly id: string;
  readonly vendorMessageId: string | null;
  readonly receipt: StoredReceipt;
  readonly receivedAt: Date;
}

/** A callback as it came, sealed. */
export interface RawCallback {
  readonly accountId: string;
  readonly id: string;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/** A vendor's receipt as JSON keeps it: dates as ISO text, money as text. */
export interface StoredReceipt {
  readonly part: number | null;
  readonly status: string;
  readonly failureClass: string | null;
  readonly vendorStatus: string;
  readonly vendorCode: string | null;
  readonly isCodeKnown: boolean;
  readonly at: string;
  readonly priceMicros: string | null;
  readonly priceCurrency: string | null;
  readonly isRefund: boolean;
}

/**
 * One short transaction of the hot side. Lock order: recipient → send → attempt → budget period →
 * tenant counter, each by (tenant_id, id); appendEvents comes last. Every method is one set-based
 * statement, which is on its way when the method returns, or the method throws.
 */
export interface Tx {
  /** Returns the keys of rows that were not there yet. */
  insertIdempotency(rows: readonly IdempotencyRow[]): Promise<ReadonlySet<string>>;
  /**
   * Returns at once where this process wrote all of them last; the transaction begins anew, and
   * reads them, where somebody else has changed one since.
   */
  lockSends(keys: readonly Key[]): Promise<readonly LockedSend[]>;
  /** Those of the sends that are still due and that nobody else holds. */
  lockDueSends(keys: readonly Key[], now: Date): Promise<readonly LockedSend[]>;
  loadRevisions(keys: readonly Key[]): Promise<ReadonlyMap<string, PlanRevisionRules>>;
  /** One transaction at a time makes sends to the same recipients; its first lock. */
  lockRecipients(recipients: readonly RecipientKey[]): Promise<void>;
  /** Open sends to these recipients and purposes, made since then; not locked. */
  findOpenSends(recipients: readonly RecipientKey[], since: Date): Promise<readonly Key[]>;
  /**
   * Claims the keys. Fails, and the transaction with it, with Outdated, where one is taken or a
   * send is open to one of these recipients and purposes.
   */
  presumeNew(
    keys: readonly IdempotencyRow[],
    recipients: readonly RecipientKey[],
    since: Date,
  ): void;
  insertSends(rows: readonly SendRow[]): Promise<void>;
  updateSends(rows: readonly SendRow[]): Promise<void>;
  insertAttempts(rows: readonly DecidedAttempt[]): Promise<void>;
  updateAttempts(rows: readonly AttemptRow[]): Promise<void>;
  insertReceipts(rows: readonly ReceiptRow[]): Promise<void>;
  insertMessageRoutes(rows: readonly MessageRoute[]): Promise<void>;
  insertLedgerEntries(rows: readonly LedgerEntry[]): Promise<void>;
  lockBudgetPeriods(keys: readonly Key[]): Promise<readonly BudgetPeriodRow[]>;
  /** Fails, and the transaction with it, with Outdated, where a guard refuses. */
  changeBudgetPeriods(changes: readonly PeriodChange[]): Promise<readonly PeriodUse[]>;
  /** Raises alerts, once per cause; returns those that are new. */
  insertAlerts(alerts: readonly Alert[]): Promise<readonly Alert[]>;
  insertGuardDecisions(rows: readonly GuardDecisionRow[]): Promise<void>;
  /** Keeps what came, once however often it is handed in. */
  insertRawCallbacks(rows: readonly RawCallback[]): Promise<void>;
  /** Keeps receipts that cannot be matched yet. */
  insertInbox(rows: readonly InboxReceipt[]): Promise<void>;
  /** Takes out and returns waiting receipts of these messages. */
  takeInbox(
    ids: readonly { accountId: string; vendorMessageId: string }[],
  ): Promise<readonly InboxReceipt[]>;
  /**
   * Counts one check per recipient and hour; returns the count within the window, by index in hex.
   */
  countRecipientChecks(
    recipients: readonly { tenantId: string; index: Buffer; checks: number }[],
    now: Date,
  ): Promise<ReadonlyMap<string, { readonly checks: number; readonly windowStartedAt: Date }>>;
  appendEvents(events: readonly NewEvent[]): Promise<void>;
  /**
   * Fails, and the transaction with it, with Outdated, where tenants or the market are at another
   * version of their rules.
   */
  confirmRules(versions: RulesVersions): void;
  /**
   * Ends the transaction; rejects when a statement before it failed, and nothing was stored then.
   * Sent behind the last writes without waiting for them, it saves a round trip.
   */
  commit(): Promise<void>;
  /**
   * Those of these messages that receipts wait for. Sent right behind the commit, it sees all that
   * was stored by then: the receipts of others, while others see what this transaction stored.
   */
  findWaitingInbox(
    ids: readonly { accountId: string; vendorMessageId: string }[],
  ): Promise<readonly { accountId: string; vendorMessageId: string }[]>;
}

/** The hot side of the database, as the steps use it; tenants are named in every call. */
export interface HotStore {
  /**
   * Runs `work` in a transaction, which ends with tx.commit or when the work has; begins anew, at
   * most 3 times, on 40001 and 40P01.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Sends whose wake_at has come, longest due first. */
  findDueSends(now: Date, limit: number): Promise<readonly DueSend[]>;
  /** When the next send is due; null when none waits. */
  findNextWake(): Promise<Date | null>;
  readIdempotency(
    keys: readonly Pick<IdempotencyRow, "tenantId" | "mutation" | "key">[],
  ): Promise<readonly IdempotencyRow[]>;
  readSends(keys: readonly Key[]): Promise<readonly SendRow[]>;
  /**
   * PLANNED → SUBMITTING for attempts that `owner` leases, and QUEUED sends → SENDING; returns the
   * attempts that may go to the wire now. One statement, own transaction.
   */
  markSubmitting(
    keys: readonly AttemptKey[],
    owner: string,
    leaseUntil: Date,
  ): Promise<readonly Key[]>;
  /** Extends the leases of PLANNED attempts that wait for a slot. */
  renewLeases(keys: readonly Key[], owner: string, leaseUntil: Date): Promise<void>;
  /** The latest period of each budget that has one. */
  readBudgetPeriods(budgets: readonly Key[]): Promise<readonly BudgetPeriodRow[]>;
  /** Inserts where (budget, startsAt) is new. */
  insertBudgetPeriods(rows: readonly BudgetPeriodRow[]): Promise<void>;
  findMessageRoutes(
    ids: readonly { accountId: string; vendorMessageId: string }[],
  ): Promise<readonly MessageRoute[]>;
  /** Waiting receipts whose message is known by now. */
  findMatchableInbox(
    limit: number,
  ): Promise<readonly { accountId: string; vendorMessageId: string }[]>;
  /** Puts off due sends that could not be looked at. */
  postponeSends(keys: readonly Key[], now: Date, until: Date): Promise<void>;
  /**
   * Which send an attempt belongs to; attempts that do not exist are left out. It never changes, so
   * that this process asks once at most.
   */
  findSendsOfAttempts(
    attempts: readonly Key[],
  ): Promise<readonly { attemptId: string; sendId: string }[]>;
  /**
   * Takes `count` slots of an account's pace;
   * returns the first slot's time, the others follow at 1/perSecond.
   */
  takeSlots(accountId: string, count: number, perSecond: number, now: Date): Promise<Date>;
  /** Leaves an account's pace without a free slot until then, in all processes. */
  putOffSlots(accountId: string, until: Date): Promise<void>;
}

/** What of an adapter's capability record the steps look at. */
export interface VendorRules {
  /** True when submitting the same reference twice is known to send once. */
  readonly idempotentByReference: boolean;
  readonly receiptHorizonSec: number;
  /** Submissions per second where the account names no limit; null = none. */
  readonly maxPerSecondDefault: number | null;
}

/**
 * The way to the vendors: picks the adapter, opens the account's credentials,
 * never throws for what a vendor did.
 */
export interface VendorGateway {
  submit(account: IndexedAccount, request: SendRequest): Promise<SendOutcome>;
  rulesOf(adapter: string): VendorRules;
  /** Asks the vendor whether the account works; nothing is sent or billed. */
  checkAccount(
    account: IndexedAccount,
  ): Promise<{ readonly ok: boolean; readonly message: string }>;
  /** Verifies and reads a callback; an adapter that throws refuses it. */
  readCallback(account: IndexedAccount, request: CallbackRequest): Promise<CallbackResult>;
}

/** A route whose breaker changed. */
export interface BreakerChange extends BreakerRow {
  readonly changedAt: Date;
}

/** A cause that is gone; what begins with `cause` is meant. */
export interface ResolvedCause {
  readonly tenantId: string;
  readonly cause: string;
}

/** What news of routes come to. */
export interface BreakerDecision {
  readonly changes: readonly BreakerChange[];
  readonly alerts: readonly Alert[];
  readonly resolved: readonly ResolvedCause[];
}

/** Breakers and stopped accounts, outside of any send's transaction. */
export interface HealthStore {
  /**
   * Locks the breakers of these routes, lets `decide` say what becomes of them, stores it with the
   * alerts and notes which causes are gone. Runs in a transaction of its own.
   */
  changeBreakers(
    routes: readonly { accountId: string; channel: Channel; country: string }[],
    decide: (rows: readonly BreakerRow[]) => BreakerDecision,
  ): Promise<void>;
  /** Marks accounts as refused by their vendor; returns those that were not marked before. */
  stopAccounts(accountIds: readonly string[], now: Date): Promise<readonly string[]>;
  /**
   * Lets a stopped account be used again and resolves the alerts of its refusal.
   * Returns false when it was not stopped any more.
   */
  restartAccount(
    accountId: string,
    resolved: ResolvedCause,
    message: string,
    now: Date,
  ): Promise<boolean>;
}
