import { uuidv7 } from "uuidv7";
import { marketplaceTenantId, severityOf, vendorAccountCause } from "../core/alert.js";
import { projectParts, raisePart, statusOfAnswer } from "../core/failover/outcome.js";
import { occurrencesOfReceipt } from "../core/ledger/receipt-money.js";
import type { Occurrence } from "../core/ledger/money-facts.js";
import { sendStatusOf } from "../core/otp/send-progress.js";
import type { SendOutcome } from "../core/otp/vendor-message.js";
import { attemptRises, type AttemptStatus, type FailureClass } from "../core/otp/status.js";
import type { AttemptRow, ReceiptRow, SendEventType } from "./rows.js";
import { emit, type SendWork, touch, vendorSlugOf } from "./send-work.js";
import { settleCharge } from "./settle-charge.js";

/** A receipt that found its attempt, before it is known whether it says anything new. */
export type FoundReceipt = Omit<ReceiptRow, "applied"> & { readonly isCodeKnown: boolean };

const eventOfAttempt: Readonly<Partial<Record<AttemptStatus, SendEventType>>> = {
  UNKNOWN: "ATTEMPT_UNKNOWN",
  SUBMITTED: "ATTEMPT_SUBMITTED",
  TIMED_OUT: "ATTEMPT_TIMED_OUT",
  REJECTED: "ATTEMPT_REJECTED",
  UNDELIVERED: "ATTEMPT_UNDELIVERED",
  CANCELED: "ATTEMPT_CANCELED",
  DELIVERED: "ATTEMPT_DELIVERED",
  READ: "ATTEMPT_READ",
};

/** What becomes of a message only once the vendor has it. */
const showsHandOver: ReadonlySet<AttemptStatus> = new Set([
  "SUBMITTED",
  "UNDELIVERED",
  "DELIVERED",
  "READ",
]);

/**
 * Raises an attempt's status and, with it, the send's; a status of equal or lower rank changes
 * nothing. Returns whether it rose.
 */
export function raiseAttempt(
  work: SendWork,
  attempt: AttemptRow,
  status: AttemptStatus,
  at: Date,
  now: Date,
  failureClass: FailureClass | null = null,
): boolean {
  if (!attemptRises(attempt.status, status)) {
    return false;
  }
  attempt.status = status;
  touch(work, attempt);
  if (showsHandOver.has(status)) {
    // A receipt tells of it whose answer was lost with the process that waited for it.
    attempt.submittedAt ??= attempt.createdAt;
    work.send.firstSubmittedAt ??= attempt.submittedAt;
  }
  if (status === "DELIVERED" || status === "READ") {
    attempt.failureClass = null;
    attempt.deliveredAt ??= at;
    attempt.reachedAt = now;
    attempt.readAt = status === "READ" ? at : attempt.readAt;
    attempt.latencyMs ??= latencyOf(attempt, at);
  } else if (failureClass !== null || status === "SUBMITTED") {
    attempt.failureClass = failureClass;
  }
  const type = eventOfAttempt[status];
  if (type !== undefined) {
    emit(work, type, now, attempt);
  }
  raiseSend(work, attempt, now);
  return true;
}

function latencyOf(attempt: AttemptRow, at: Date): number | null {
  const from = attempt.submittedAt ?? attempt.createdAt;
  return Math.max(0, at.getTime() - from.getTime());
}

/** Raises the send to what its attempts amount to. */
function raiseSend(work: SendWork, attempt: AttemptRow, now: Date): void {
  const { send } = work;
  const status = sendStatusOf(
    send.status,
    work.attempts.map((one) => one.status),
  );
  if (status === send.status) {
    return;
  }
  send.status = status;
  if (status === "SENT") {
    emit(work, "SEND_SENT", now, attempt);
  } else if (status === "DELIVERED" || status === "READ") {
    const wasDelivered = send.deliveredAt !== null;
    send.deliveredAt ??= attempt.deliveredAt ?? now;
    send.failureClass = null;
    send.statusReason = null;
    if (!wasDelivered) {
      send.status = "DELIVERED";
      emit(work, "SEND_DELIVERED", now, attempt);
      send.status = status;
    }
    if (status === "READ") {
      emit(work, "SEND_READ", now, attempt);
    }
  }
}

/** Records what a vendor answered to a submission that left at `startedAt`. */
export function recordOutcome(
  work: SendWork,
  attempt: AttemptRow,
  outcome: SendOutcome,
  startedAt: Date,
  now: Date,
): void {
  attempt.leaseOwner = null;
  attempt.leaseUntil = null;
  touch(work, attempt);
  const failureClass = outcome.kind === "rejected" ? outcome.failureClass : null;
  const status = statusOfAnswer(outcome.kind, failureClass);
  if (outcome.kind === "accepted") {
    recordAcceptance(work, attempt, outcome.vendorMessageIds, startedAt, now);
  } else {
    attempt.vendorCode = outcome.vendorCode;
    attempt.vendorMessage = outcome.vendorText;
    const isUnmapped = outcome.kind === "unknown" && outcome.isCodeKnown === false;
    const alertClass = isUnmapped ? "OUTCOME_UNKNOWN" : failureClass;
    raiseAccountAlert(work, attempt, alertClass, outcome.vendorCode, now);
  }
  if (attempt.submittedAt === null) {
    attempt.submittedAt = startedAt;
  }
  if (status !== "REJECTED") {
    work.send.firstSubmittedAt ??= startedAt;
  }
  raiseAttempt(work, attempt, status, now, now, failureClass ?? unknownClass(status));
  settleCharge(work, attempt, [occurrenceOf(outcome, status, attempt, now)], now);
}

function unknownClass(status: AttemptStatus): FailureClass | null {
  return status === "UNKNOWN" ? "OUTCOME_UNKNOWN" : null;
}

function recordAcceptance(
  work: SendWork,
  attempt: AttemptRow,
  vendorMessageIds: readonly string[],
  startedAt: Date,
  now: Date,
): void {
  attempt.vendorMessageIds = vendorMessageIds;
  attempt.submittedAt = startedAt;
  if (attempt.deliveredAt !== null) {
    // The receipt was faster than the answer.
    attempt.latencyMs = latencyOf(attempt, attempt.deliveredAt);
  }
  const waitEnd = new Date(startedAt.getTime() + attempt.waitMs);
  if (attempt.deadlineAt === null || attempt.deadlineAt < waitEnd) {
    attempt.deadlineAt = waitEnd;
  }
  vendorMessageIds.forEach((vendorMessageId, index) => {
    work.routes.push({
      accountId: attempt.accountId,
      vendorMessageId,
      tenantId: attempt.tenantId,
      attemptId: attempt.id,
      part: index + 1,
      createdAt: now,
    });
  });
}

function occurrenceOf(
  outcome: SendOutcome,
  status: AttemptStatus,
  attempt: AttemptRow,
  now: Date,
): Occurrence {
  if (outcome.kind === "accepted") {
    const isOurCurrency = outcome.price?.currency === attempt.priceCurrency;
    return {
      kind: "accepted",
      charged: outcome.charged,
      quote:
        outcome.price !== null && isOurCurrency
          ? { micros: outcome.price.micros, atMs: now.getTime() }
          : null,
    };
  }
  return { kind: status === "REJECTED" ? "rejected" : "unknown", charged: outcome.charged };
}

/**
 * Records one verified receipt; kept whatever it says,
 * applied when it raises a part or moves money.
 */
export function recordReceipt(
  work: SendWork,
  attempt: AttemptRow,
  receipt: FoundReceipt,
  now: Date,
): void {
  const part = partOf(attempt, receipt);
  const key = String(part ?? 1);
  const before = part === null ? wholeState(attempt) : (attempt.partStates[key] ?? null);
  const raised = raisePart(before, receipt.status);
  const isNews = raised !== null && raised !== before;
  const wasStatus = attempt.status;
  if (isNews) {
    attempt.partStates =
      part === null ? allParts(attempt, raised) : { ...attempt.partStates, [key]: raised };
    applyParts(work, attempt, receipt, now);
  } else {
    emitConflict(work, attempt, receipt, now);
  }
  const charge = attempt.charge;
  settleCharge(work, attempt, receiptOccurrences(attempt, receipt, part), now);
  learnMessageId(work, attempt, receipt, now);
  const { isCodeKnown, ...row } = receipt;
  work.receipts.push({
    ...row,
    applied: attempt.status !== wasStatus || isNews || charge !== attempt.charge,
  });
  work.isChanged = true;
  if (!isCodeKnown) {
    raiseAccountAlert(work, attempt, "OUTCOME_UNKNOWN", receipt.vendorCode, now);
  }
}

/**
 * Where the answer to a submission was lost, a receipt that echoes our reference still tells the
 * vendor's id of the message: later receipts, and the invoice, are matched by it.
 */
function learnMessageId(
  work: SendWork,
  attempt: AttemptRow,
  { vendorMessageId, part }: FoundReceipt,
  now: Date,
): void {
  const known = attempt.vendorMessageIds;
  const isNext = known.length === 0 ? (part ?? 1) === 1 : part === known.length + 1;
  if (vendorMessageId === null || known.includes(vendorMessageId) || !isNext) {
    return;
  }
  attempt.vendorMessageIds = [...known, vendorMessageId];
  touch(work, attempt);
  work.routes.push({
    accountId: attempt.accountId,
    vendorMessageId,
    tenantId: attempt.tenantId,
    attemptId: attempt.id,
    part: known.length + 1,
    createdAt: now,
  });
}

/** The part that a receipt speaks of; null = the whole message. */
function partOf(attempt: AttemptRow, receipt: FoundReceipt): number | null {
  const index = attempt.vendorMessageIds.indexOf(receipt.vendorMessageId ?? "");
  if (attempt.parts === 1 || (attempt.vendorMessageIds.length <= 1 && receipt.part === null)) {
    return null;
  }
  const part = receipt.part ?? (index < 0 ? null : index + 1);
  return part === null ? null : Math.min(Math.max(part, 1), attempt.parts);
}

function wholeState(attempt: AttemptRow): AttemptStatus | null {
  const states = Array.from({ length: attempt.parts }, (_, at) => attempt.partStates[at + 1]);
  return states.every((state) => state === states[0]) ? (states[0] ?? null) : null;
}

function allParts(
  attempt: AttemptRow,
  status: AttemptStatus,
): Readonly<Record<string, AttemptStatus>> {
  const states: Record<string, AttemptStatus> = {};
  for (let part = 1; part <= attempt.parts; part += 1) {
    const known = attempt.partStates[part];
    states[part] = known !== undefined && !attemptRises(known, status) ? known : status;
  }
  return states;
}

function partsOf(attempt: AttemptRow): ReturnType<typeof projectParts> {
  return projectParts(
    Array.from({ length: attempt.parts }, (_, at) => attempt.partStates[at + 1] ?? null),
  );
}

function applyParts(work: SendWork, attempt: AttemptRow, receipt: FoundReceipt, now: Date): void {
  touch(work, attempt);
  const { status } = partsOf(attempt);
  if (receipt.vendorCode !== null && receipt.failureClass !== null) {
    attempt.vendorCode = receipt.vendorCode;
    attempt.vendorMessage = receipt.vendorStatus;
  }
  if (status !== null) {
    raiseAttempt(work, attempt, status, receipt.at, now, receipt.failureClass);
  }
}

/** A receipt that contradicts a final one is shown; a mere repeat is not. */
function emitConflict(work: SendWork, attempt: AttemptRow, receipt: FoundReceipt, now: Date): void {
  const saysLost = ["UNDELIVERED", "REJECTED", "EXPIRED"].includes(receipt.status);
  const isReached = attempt.status === "DELIVERED" || attempt.status === "READ";
  if (saysLost && isReached) {
    emit(work, "RECEIPT_CONFLICT", now, attempt, { receiptStatus: receipt.status });
  }
}

function receiptOccurrences(
  attempt: AttemptRow,
  receipt: FoundReceipt,
  part: number | null,
): readonly Occurrence[] {
  const price =
    receipt.priceMicros === null || receipt.priceCurrency === null
      ? null
      : { micros: receipt.priceMicros, currency: receipt.priceCurrency };
  return occurrencesOfReceipt(
    { status: receipt.status, part, price, isRefund: receipt.isRefund, at: receipt.at },
    partsOf(attempt),
    attempt.parts,
    attempt.priceCurrency,
  );
}

/** Tells the account's owner what only the owner can mend. */
function raiseAccountAlert(
  work: SendWork,
  attempt: AttemptRow,
  failureClass: FailureClass | null,
  vendorCode: string | null,
  now: Date,
): void {
  const reason =
    failureClass === "ACCOUNT"
      ? "REFUSED"
      : failureClass === "CONTENT"
        ? "CONTENT"
        : failureClass === "OUTCOME_UNKNOWN"
          ? "UNMAPPED_CODE"
          : null;
  const account = work.view.market.accounts.get(attempt.accountId);
  if (reason === null || account === undefined) {
    return;
  }
  const facts = {
    kind: "VENDOR_ACCOUNT" as const,
    vendor: vendorSlugOf(work, attempt),
    accountLabel: account.label,
    reason,
    vendorCode,
  } as const;
  // What is wrong with the message is the tenant's to mend, whoever owns the account.
  const owner = reason === "CONTENT" ? attempt.tenantId : (account.tenantId ?? marketplaceTenantId);
  work.alerts.push({
    tenantId: owner,
    id: uuidv7(),
    severity: severityOf(facts),
    cause: vendorAccountCause(attempt.accountId, reason, vendorCode, now),
    facts,
    vendorId: attempt.vendorId,
    planId: reason === "CONTENT" ? work.send.planId : null,
    budgetId: null,
    raisedAt: now,
    endsAt: null,
  });
}
