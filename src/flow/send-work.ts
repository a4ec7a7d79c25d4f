import type { Alert } from "../core/alert.js";
import type { EngineSend } from "../core/failover/engine-state.js";
import type { PlanSpec } from "../core/plan/plan.js";
import type { MessageRoute } from "./ports.js";
import type {
  AttemptRow,
  DecidedAttempt,
  GuardDecisionRow,
  LedgerEntry,
  NewEvent,
  Progress,
  ReceiptRow,
  SendEventType,
  SendRow,
} from "./rows.js";
import type { TenantView } from "./rules-cache.js";

/** What one batch adds to one budget period. */
export interface PeriodDelta {
  held: bigint;
  spent: bigint;
}

/**
 * What is only known in the process that made the send; everybody else opens the stored ciphers.
 */
export interface SendSecrets {
  readonly phone: string | null;
  readonly email: string | null;
  /** Null with a code per attempt. */
  readonly code: string | null;
}

/**
 * One send under its lock, while one transaction changes it: the rows, and everything that the
 * change adds to other tables. The steps change it; saveWorks writes it.
 */
export interface SendWork {
  readonly send: SendRow;
  readonly attempts: AttemptRow[];
  readonly spec: PlanSpec;
  readonly view: TenantView;
  readonly isNew: boolean;
  /**
   * What a new send was counted in outside of the database: a try that comes to nothing takes none
   * of it back, so the next one leaves it out.
   */
  readonly counted: Set<string>;
  secrets: SendSecrets | null;
  isChanged: boolean;
  readonly changedAttempts: Set<AttemptRow>;
  readonly newAttempts: DecidedAttempt[];
  readonly receipts: ReceiptRow[];
  readonly routes: MessageRoute[];
  /** Those of `routes` that receipts waited for when this change was stored. */
  overtaken: readonly MessageRoute[];
  readonly entries: LedgerEntry[];
  readonly periodDeltas: Map<string, PeriodDelta>;
  readonly events: NewEvent[];
  readonly alerts: Alert[];
  /** What guard rules found in a new send. */
  readonly guarded: GuardDecisionRow[];
  /** Attempts that this process is to hand over after the commit. */
  readonly toSubmit: AttemptRow[];
  /** True when this change is a resend, which has to come to an attempt. */
  isResend: boolean;
  /** The budget that refused an attempt, scope and period: "PLAN DAY"; null = none did. */
  refusedBy: string | null;
  /** True when the books of an attempt changed, if only from MAYBE to CHARGED. */
  isMoneyChanged: boolean;
  /** The attempt whose code was typed in, and the code as it was stored until then. */
  used: { readonly attempt: AttemptRow; readonly sealed: Buffer | null } | null;
}

/**
 * Opens a send for change.
 *
 * @param counted of a new send, what it was counted in already; null = it is not new
 */
export function workOn(
  send: SendRow,
  attempts: readonly AttemptRow[],
  spec: PlanSpec,
  view: TenantView,
  counted: Set<string> | null = null,
): SendWork {
  const isNew = counted !== null;
  return {
    send,
    attempts: [...attempts],
    spec,
    view,
    isNew,
    counted: counted ?? new Set(),
    secrets: null,
    isChanged: isNew,
    changedAttempts: new Set(),
    newAttempts: [],
    receipts: [],
    routes: [],
    overtaken: [],
    entries: [],
    periodDeltas: new Map(),
    events: [],
    alerts: [],
    guarded: [],
    toSubmit: [],
    isResend: false,
    refusedBy: null,
    isMoneyChanged: false,
    used: null,
  };
}

/** Marks an attempt as changed; new ones are inserted whole. */
export function touch(work: SendWork, attempt: AttemptRow): void {
  work.isChanged = true;
  if (!isNewAttempt(work, attempt)) {
    work.changedAttempts.add(attempt);
  }
}

/** True when this change makes the attempt: it is inserted whole. */
export function isNewAttempt(work: SendWork, attempt: AttemptRow): boolean {
  return work.newAttempts.some((one) => one === attempt);
}

/** Adds to a budget period's sums. */
export function addToPeriod(work: SendWork, periodId: string, held: bigint, spent: bigint): void {
  const delta = work.periodDeltas.get(periodId) ?? { held: 0n, spent: 0n };
  delta.held += held;
  delta.spent += spent;
  work.periodDeltas.set(periodId, delta);
}

/**
 * Adds an event with the send as it stands now. Next step, cost and hold are filled in when the
 * work is saved: all events of one transaction tell the same.
 */
export function emit(
  work: SendWork,
  type: SendEventType,
  at: Date,
  attempt: AttemptRow | null = null,
  detail: Readonly<Record<string, string | number>> | null = null,
): void {
  const { send } = work;
  work.isChanged = true;
  work.events.push({
    tenantId: send.tenantId,
    at,
    type,
    sendId: send.id,
    planId: send.planId,
    country: send.country,
    status: send.status,
    verification: send.verification,
    attemptId: attempt?.id ?? null,
    attemptNumber: attempt?.number ?? null,
    step: attempt?.step ?? null,
    channel: attempt?.channel ?? null,
    vendorSlug: attempt === null ? null : vendorSlugOf(work, attempt),
    attemptStatus: attempt?.status ?? null,
    failureClass: attempt === null ? send.failureClass : attempt.failureClass,
    nextStepAt: null,
    nextChannel: null,
    costMicros: 0n,
    heldMicros: 0n,
    progress: progressOf(work),
    detail,
  });
}

/**
 * The same, ahead of this change's other events:
 * a send's log begins with SEND_QUEUED or SEND_BLOCKED.
 */
export function emitFirst(...args: Parameters<typeof emit>): void {
  emit(...args);
  const [work] = args;
  const event = work.events.pop();
  if (event !== undefined) {
    const { status, verification } = event;
    const others = work.events.map((other) => ({ ...other, status, verification }));
    work.events.splice(0, others.length, event, ...others);
  }
}

/** What an end user's screen may know of a send. */
function progressOf({ send, attempts }: SendWork): Progress {
  return {
    channel: attempts.at(-1)?.channel ?? null,
    resendsLeft: send.resendsLeft,
    resendAvailableAt: send.resendAvailableAt?.toISOString() ?? null,
    checksLeft: send.checksLeft,
    expiresAt: send.expiresAt.toISOString(),
  };
}

/** The vendor that an attempt went to. */
export function vendorSlugOf(work: SendWork, attempt: AttemptRow): string {
  return work.view.market.vendors.get(attempt.vendorId)?.slug ?? "";
}

const nothingDoubted: ReadonlySet<AttemptRow> = new Set();

/**
 * The send as the engine sees it.
 *
 * @param doubted attempts whose receipt "delivered" does not end their wait
 */
export function engineSendOf(
  { send, attempts, spec }: SendWork,
  doubted: ReadonlySet<AttemptRow> = nothingDoubted,
): EngineSend {
  return {
    spec,
    status: send.status,
    verification: send.verification,
    country: send.country,
    hasPhone: send.phoneIndex !== null,
    hasEmail: send.emailIndex !== null,
    expiresAt: send.expiresAt,
    round: send.round,
    roundStartedAt: send.roundStartedAt,
    resendChannel: send.resendChannel,
    halted: send.halted,
    attempts:
      doubted.size === 0
        ? attempts
        : attempts.map((attempt) => ({ ...attempt, isDoubted: doubted.has(attempt) })),
  };
}

/**
 * What is left of maxCostPerSend and maxCost, in the tenant's currency; null = no cap.
 * Never below 0.
 */
export function capLeftOf({ send, spec }: SendWork): bigint | null {
  const caps = [spec.maxCostPerSendMicros, send.maxCostMicros].filter((cap) => cap !== null);
  if (caps.length === 0) {
    return null;
  }
  const cap = caps.reduce((least, one) => (one < least ? one : least));
  const left = cap - send.costMicros - send.heldMicros;
  return left > 0n ? left : 0n;
}
