import { uuidv7 } from "uuidv7";
import type { Channel } from "../core/otp/status.js";
import { holdUntil } from "../core/ledger/hold-until.js";
import { holdMovement } from "../core/ledger/settle.js";
import { storeDecision } from "../core/route/decision.js";
import { duplicateRisk } from "../core/route/measured/plan-wait.js";
import type { AttemptPlan } from "./attempt-plan.js";
import { isTimerDriven } from "./make-decision.js";
import { atSecOf } from "./measured-board.js";
import type { MeasuredDesk } from "./measured-desk.js";
import { measuredScene, networkOf } from "./measured-scene.js";
import { makeCode } from "./make-code.js";
import type { Keyring } from "./keyring.js";
import type { AttemptRow, DecidedAttempt, SendRow } from "./rows.js";
import { addToPeriod, emit, emitFirst, type SendWork } from "./send-work.js";
import { book } from "./settle-charge.js";

/**
 * How long a process is believed to be handing an attempt over; longer than any vendor's time-out.
 */
export const leaseMs = 15_000;

/** What planning an attempt needs besides its send. */
export interface StartPorts {
  readonly keyring: Keyring;
  /** This process, as the owner of leases. */
  readonly processId: string;
  /** How long after a message's validity the vendor's receipts still come, in seconds. */
  receiptHorizonSec(vendorId: string): number;
  readonly desk: MeasuredDesk;
  /** Told of an attempt that probes an open breaker, so that nobody else does. */
  probeStarted(attempt: AttemptRow): void;
}

/**
 * Plans an attempt whose money was admitted:
 * holds its price and leaves it to this process to hand over.
 */
export function startAttempt(
  work: SendWork,
  plan: AttemptPlan,
  periods: readonly string[],
  ports: StartPorts,
  now: Date,
): AttemptRow {
  countMessage(work, plan, ports.desk, now);
  const attempt = plannedAttempt(work, plan, periods, ports, now);
  work.attempts.push(attempt);
  work.newAttempts.push(attempt);
  work.toSubmit.push(attempt);
  work.isChanged = true;
  if (plan.candidate.isProbe) {
    ports.probeStarted(attempt);
  }
  work.send.heldMicros += plan.priceMicros;
  book(work, attempt, holdMovement(plan.priceMicros), now);
  for (const periodId of periods) {
    addToPeriod(work, periodId, plan.priceMicros, 0n);
  }
  if (plan.cause === "first") {
    emitFirst(work, "SEND_QUEUED", now, attempt);
  } else if (plan.cause === "auto_switch" || plan.cause === "failover") {
    const previous = work.attempts.at(-2);
    emit(
      work,
      plan.cause === "auto_switch" ? "VENDOR_SWITCHED" : "CHANNEL_FAILED_OVER",
      now,
      attempt,
      previous === undefined ? null : { from: previous.channel, afterAttempt: previous.number },
    );
  }
  return attempt;
}

/** Keeps the tenant's cap on needless messages, and which of measured routing's probes are out. */
function countMessage(
  work: SendWork,
  { cause, order, place, candidate }: AttemptPlan,
  desk: MeasuredDesk,
  now: Date,
): void {
  const { send, view } = work;
  const { rules, measured } = view;
  if (cause === "first") {
    desk.bucketOf(rules).earn();
  } else if (cause !== "resend" && isTimerDriven(work)) {
    const scene = measuredScene(work, desk, cause);
    const risk = duplicateRisk(measured.viewOf(rules.tenantId), scene, atSecOf(now));
    desk.bucketOf(rules).take(risk);
  }
  if (candidate.accountId === null || !measured.isAnyOpen) {
    return;
  }
  const { accountId, channel } = candidate;
  const cell = measured.cellOf(send.country, networkOf(work));
  const isProbe =
    order.measured === null
      ? measured.breakerAt(accountId, channel, cell, now)?.isProbeDue === true
      : order.choice.reason === "MEASURED_PROBE" && order.choice.order[0] === place;
  if (isProbe) {
    measured.probeStarted(measured.routeOf(accountId, channel), cell, now);
  }
}

function plannedAttempt(
  { send, attempts, spec }: SendWork,
  { candidate, ...plan }: AttemptPlan,
  periods: readonly string[],
  ports: StartPorts,
  now: Date,
): DecidedAttempt {
  if (candidate.price === null || candidate.accountId === null || candidate.vendorId === null) {
    throw new Error("an attempt goes to a vendor with an account and a price");
  }
  const id = uuidv7();
  const wait = plan.wait();
  const isOwnCode = spec.code.perAttempt && send.codeHmac === null;
  const code = isOwnCode ? makeCode(spec.code, id, send, ports.keyring) : null;
  const validitySec = Math.max(1, Math.ceil((send.expiresAt.getTime() - now.getTime()) / 1000));
  return {
    tenantId: send.tenantId,
    id,
    sendId: send.id,
    number: attempts.length + 1,
    step: plan.position,
    channel: candidate.channel,
    vendorIndex: candidate.vendorIndex,
    vendorId: candidate.vendorId,
    accountId: candidate.accountId,
    round: send.round,
    isAutomatic: plan.cause !== "resend",
    status: "PLANNED",
    failureClass: null,
    vendorCode: null,
    vendorMessage: null,
    vendorMessageIds: [],
    leaseOwner: ports.processId,
    leaseUntil: new Date(now.getTime() + leaseMs),
    codeHmac: code?.hmac ?? null,
    codeCipher: code?.cipher ?? null,
    ...destinationOf(send, candidate.channel),
    parts: candidate.parts,
    partStates: {},
    billedOn: candidate.price.billedOn,
    priceMicros: candidate.price.micros,
    priceCurrency: candidate.price.currency,
    exchangeRate: candidate.exchangeRate ?? "1",
    holdMicros: plan.priceMicros,
    charge: "HELD",
    costMicros: 0n,
    vendorCostMicros: 0n,
    moneyFacts: {},
    holdUntil: holdUntil(now, validitySec, ports.receiptHorizonSec(candidate.vendorId)),
    heldAt: now,
    settledAt: null,
    budgetPeriods: periods,
    decision: storeDecision({ ...plan.order, chosen: plan.place, wait }),
    createdAt: now,
    submittedAt: null,
    deliveredAt: null,
    readAt: null,
    reachedAt: null,
    deadlineAt: new Date(now.getTime() + wait.waitMs),
    waitMs: wait.waitMs,
    latencyMs: null,
    verifiedAt: null,
  };
}

/** E-mail knows no country and no network. */
function destinationOf(
  { country, mcc, mnc }: SendRow,
  channel: Channel,
): Pick<AttemptRow, "country" | "mcc" | "mnc"> {
  return channel === "EMAIL" ? { country: null, mcc: null, mnc: null } : { country, mcc, mnc };
}
