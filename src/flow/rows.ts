/** The stored facts as the steps handle them; column for field what migrations/0002 says. */
import type { GuardFacts } from "../core/guard/guard-facts.js";
import type { Halt } from "../core/failover/engine-state.js";
import type { StoredDecision } from "../core/route/decision.js";
import type { StoredFacts } from "../core/ledger/stored-facts.js";
import type {
  AttemptStatus,
  BillingTrigger,
  Channel,
  ChargeState,
  FailureClass,
  ReceiptStatus,
  SendStatus,
  VerificationStatus,
} from "../core/otp/status.js";

/** A caller's own note on a send. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** A step that was passed over. step counts from 1; reason is a code of ours. */
export interface SkippedStep {
  readonly step: number;
  readonly channel: Channel;
  readonly reason: string;
}

/** One verification of one recipient. Money in the tenant's currency. */
export interface SendRow {
  tenantId: string;
  id: string;
  planId: string;
  revisionId: string;
  /** Encrypted JSON {phone, email}; opened only by whoever may read recipients, and to send. */
  recipient: Buffer;
  phoneIndex: Buffer | null;
  emailIndex: Buffer | null;
  country: string | null;
  mcc: string | null;
  mnc: string | null;
  lineType: string | null;
  locale: string;
  purpose: string | null;
  externalId: string | null;
  metadata: readonly KeyValue[];
  maxCostMicros: bigint | null;
  status: SendStatus;
  verification: VerificationStatus;
  statusReason: string | null;
  failureClass: FailureClass | null;
  codeHmac: Buffer | null;
  codeCipher: Buffer | null;
  codeKeyId: string;
  checksLeft: number;
  resendsLeft: number;
  resendAvailableAt: Date | null;
  round: number;
  roundStartedAt: Date;
  resendChannel: Channel | null;
  skippedSteps: readonly SkippedStep[];
  /** Why no attempt of this round could be placed although steps were left. */
  halted: Halt | null;
  costMicros: bigint;
  heldMicros: bigint;
  nextStepAt: Date | null;
  nextChannel: Channel | null;
  /** When anything about this send has to be looked at; null = never again. */
  wakeAt: Date | null;
  firstSubmittedAt: Date | null;
  deliveredAt: Date | null;
  verifiedAt: Date | null;
  expiresAt: Date;
  createdAt: Date;
}

/**
 * One message or call inside a send.
 * hold and cost in the tenant's currency, price and vendorCost in the vendor's.
 */
export interface AttemptRow {
  tenantId: string;
  id: string;
  sendId: string;
  number: number;
  step: number;
  channel: Channel;
  /** Index into the step's vendors. */
  vendorIndex: number;
  vendorId: string;
  accountId: string;
  round: number;
  isAutomatic: boolean;
  status: AttemptStatus;
  failureClass: FailureClass | null;
  vendorCode: string | null;
  vendorMessage: string | null;
  vendorMessageIds: readonly string[];
  leaseOwner: string | null;
  leaseUntil: Date | null;
  codeHmac: Buffer | null;
  codeCipher: Buffer | null;
  country: string | null;
  mcc: string | null;
  mnc: string | null;
  parts: number;
  /** What receipts said of each part of a multi-part message, by part; empty for one part. */
  partStates: Readonly<Record<string, AttemptStatus>>;
  billedOn: BillingTrigger;
  /** Per part. */
  priceMicros: bigint;
  priceCurrency: string;
  /** Decimal as text; fixed at the hold. */
  exchangeRate: string;
  holdMicros: bigint;
  charge: ChargeState;
  costMicros: bigint;
  vendorCostMicros: bigint;
  /** core/ledger/stored-facts.ts's form of what is known of the money. */
  moneyFacts: StoredFacts;
  holdUntil: Date;
  heldAt: Date;
  settledAt: Date | null;
  budgetPeriods: readonly string[];
  createdAt: Date;
  submittedAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  /** When we learned that it was DELIVERED, or READ if later. */
  reachedAt: Date | null;
  deadlineAt: Date | null;
  waitMs: number;
  latencyMs: number | null;
  verifiedAt: Date | null;
}

/** An attempt with why it was made so: written with it, and never looked back at by the steps. */
export interface DecidedAttempt extends AttemptRow {
  decision: StoredDecision;
}

/** What a vendor said of a message; append-only. price null = the receipt names none. */
export interface ReceiptRow {
  tenantId: string;
  attemptId: string;
  id: string;
  vendorMessageId: string | null;
  part: number | null;
  status: ReceiptStatus;
  failureClass: FailureClass | null;
  vendorStatus: string;
  vendorCode: string | null;
  priceMicros: bigint | null;
  priceCurrency: string | null;
  isRefund: boolean;
  at: Date;
  receivedAt: Date;
  applied: boolean;
}

/** What the log can tell of a send. */
export const sendEventTypes = [
  "SEND_QUEUED",
  "SEND_BLOCKED",
  "SEND_SENT",
  "ATTEMPT_SUBMITTED",
  "ATTEMPT_REJECTED",
  "ATTEMPT_UNKNOWN",
  "ATTEMPT_DELIVERED",
  "ATTEMPT_READ",
  "ATTEMPT_UNDELIVERED",
  "ATTEMPT_TIMED_OUT",
  "ATTEMPT_CANCELED",
  "STEP_SKIPPED",
  "VENDOR_SWITCHED",
  "CHANNEL_FAILED_OVER",
  "BUDGET_REFUSED_ATTEMPT",
  "RECEIPT_CONFLICT",
  "RESEND_REQUESTED",
  "SEND_DELIVERED",
  "SEND_READ",
  "SEND_FAILED",
  "SEND_CANCELED",
  "CODE_CHECK_FAILED",
  "CHECKS_EXHAUSTED",
  "SEND_VERIFIED",
  "CODE_EXPIRED",
  "COST_CHANGED",
] as const;
/** What an event of the log tells. */
export type SendEventType = (typeof sendEventTypes)[number];

/**
 * What an end user's screen may know of a send, as of an event.
 * Stored in event.progress, dates as ISO text.
 */
export interface Progress {
  readonly channel: Channel | null;
  readonly resendsLeft: number;
  readonly resendAvailableAt: string | null;
  readonly checksLeft: number;
  readonly expiresAt: string;
}

/** One row of a tenant's log: stands alone, also when it is replayed. */
export interface EventRow {
  tenantId: string;
  seq: bigint;
  at: Date;
  type: SendEventType;
  sendId: string;
  planId: string;
  country: string | null;
  status: SendStatus;
  verification: VerificationStatus;
  attemptId: string | null;
  attemptNumber: number | null;
  step: number | null;
  channel: Channel | null;
  vendorSlug: string | null;
  attemptStatus: AttemptStatus | null;
  failureClass: FailureClass | null;
  nextStepAt: Date | null;
  nextChannel: Channel | null;
  costMicros: bigint;
  heldMicros: bigint;
  progress: Progress;
  /** Small typed facts that the event's message needs, e.g. {reason}. */
  detail: Readonly<Record<string, string | number>> | null;
}

/** An event before its transaction gives it a place in the log. */
export type NewEvent = Omit<EventRow, "seq">;

/** What a guard rule found in a send; saved in the tenant's currency, 0 unless it was refused. */
export interface GuardDecisionRow {
  readonly tenantId: string;
  readonly id: string;
  readonly ruleId: string;
  readonly sendId: string;
  readonly at: Date;
  readonly isBlocked: boolean;
  readonly facts: GuardFacts;
  readonly savedMicros: bigint;
}

/** Where a tenant's money can be: free, held for attempts, charged, or perhaps charged. */
export type LedgerAccount = "FUNDS" | "HELD" | "CHARGED" | "MAYBE";

/** One movement of a tenant's money; amount > 0, tenant's currency. */
export interface LedgerEntry {
  tenantId: string;
  id: string;
  attemptId: string;
  kind: string;
  debit: LedgerAccount;
  credit: LedgerAccount;
  amountMicros: bigint;
  at: Date;
}

/**
 * What one period of a budget has spent and holds, in the tenant's micro-units.
 * endsAt null = never.
 */
export interface BudgetPeriodRow {
  tenantId: string;
  id: string;
  budgetId: string;
  startsAt: Date;
  endsAt: Date | null;
  spentMicros: bigint;
  heldMicros: bigint;
}
