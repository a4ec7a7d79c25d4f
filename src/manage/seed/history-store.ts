import type { Tx } from "../../flow/ports.js";
import type { BudgetPeriodRow, EventRow } from "../../flow/rows.js";
import type { ResolvedAlert } from "./history-rows.js";

/** A tenant that may have a past. */
export interface HistoryTenant {
  readonly id: string;
  readonly slug: string;
  /** When its market began. */
  readonly foundedAt: Date;
}

/** What the past does to the database within its one transaction. */
export interface HistoryTx
  extends Pick<
    Tx,
    | "insertSends"
    | "insertAttempts"
    | "insertReceipts"
    | "insertMessageRoutes"
    | "insertLedgerEntries"
    | "insertAlerts"
    | "changeBudgetPeriods"
  > {
  /** Stores events at places that are kept free. */
  insertPastEvents(events: readonly EventRow[]): Promise<void>;
  insertBudgetPeriods(rows: readonly BudgetPeriodRow[]): Promise<void>;
  resolveAlerts(causes: readonly ResolvedAlert[]): Promise<void>;
  /** Has roll-up and cost facts count these tenants anew. Waits for a turn that is under way. */
  forgetCounted(tenantIds: readonly string[]): Promise<void>;
  /**
   * Lets logs begin so many places earlier. The last statement. Throws where a log has a past
   * already.
   */
  openPast(counts: ReadonlyMap<string, number>): Promise<void>;
}

/** The past's side of the database. */
export interface HistoryStore {
  /**
   * The last place that is kept free for the past in the log of a tenant that is to have one: what
   * happens while it is played comes behind it. Far more than is ever played.
   */
  readonly presentSeq: bigint;
  /** Keeps places free in the logs of tenants of whom nothing was told yet. */
  reservePast(tenantIds: readonly string[]): Promise<void>;
  /** Those that are to have a past and have none: nothing was sent before `before`. */
  withoutPast(
    tenants: readonly { readonly id: string; readonly before: Date }[],
  ): Promise<ReadonlySet<string>>;
  /** All periods of the budgets that there were at a moment, in the order of time. */
  budgetPeriods(tenantIds: readonly string[], at: Date): Promise<readonly BudgetPeriodRow[]>;
  /** Begins periods that nobody has begun. */
  beginBudgetPeriods(rows: readonly BudgetPeriodRow[]): Promise<void>;
  /** Runs `work` while no other process plays these tenants' past; waits for one that does. */
  alone<T>(tenantIds: readonly string[], work: () => Promise<T>): Promise<T>;
  /** One transaction: all of it or nothing. */
  write<T>(work: (tx: HistoryTx) => Promise<T>): Promise<T>;
}
