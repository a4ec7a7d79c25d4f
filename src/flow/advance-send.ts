import { unitsOf } from "../core/route/choose-measured.js";
import { type DemandCurve, fixedDemand } from "../core/route/measured/demand-curve.js";
import { isReceiptDoubted } from "../core/route/measured/plan-wait.js";
import { unservableSteps } from "../core/failover/step-options.js";
import { next } from "../core/failover/engine.js";
import type {
  AttemptChange,
  Halt,
  Move,
  SkippedStep,
  StepOption,
} from "../core/failover/engine-state.js";
import type { Channel } from "../core/otp/status.js";
import type { AttemptPlan, Decided, DecisionPorts, NoPlan } from "./attempt-plan.js";
import { makeDecision } from "./make-decision.js";
import { atSecOf } from "./measured-board.js";
import { latestOfRound, networkOf } from "./measured-scene.js";
import { raiseAttempt } from "./record-status.js";
import type { AttemptRow } from "./rows.js";
import { emit, emitFirst, engineSendOf, type SendWork, touch } from "./send-work.js";
import { settleCharge } from "./settle-charge.js";

/** Why a send got no attempt although it asked for one. */
export type Refusal = NoPlan | "BUDGET_EXHAUSTED";

/** An attempt that a send wants to make, best way first. */
export interface Wish {
  readonly work: SendWork;
  readonly plans: readonly AttemptPlan[];
}

/** What moving a send on needs besides its own rows. */
export interface AdvancePorts extends DecisionPorts {
  /** Uniform in [0, 1). */
  draw(): number;
  /** Told how long a decision took, in milliseconds. */
  decided(ms: number): void;
  /** The send's code, for the length of its message. */
  codeOf(work: SendWork): string;
}

/**
 * Asks the engine what a send does next and carries out what needs no money: times out, cancels,
 * skips, waits, stops. Returns the attempt that it wants to make, null when there is none to make
 * now.
 */
export function advanceSend(work: SendWork, ports: AdvancePorts, now: Date): Wish | null {
  expireCode(work, now);
  if (work.isNew && work.attempts.length === 0) {
    skip(work, unservableSteps(engineSendOf(work)), now);
  }
  const doubted = doubtedReceipts(work, now);
  // Each turn ends the send's wish or raises some attempt, so a handful of turns is enough.
  for (let turn = 0; turn < 16; turn += 1) {
    const move = next(engineSendOf(work, doubted), now);
    applyChanges(work, move.changes, now);
    switch (move.kind) {
      case "wait":
        schedule(work, move.until, move.nextStep?.channel ?? null, now);
        return null;
      case "stop":
        stop(work, move, now);
        schedule(work, null, null, now);
        return null;
      case "try": {
        const decided = decide(work, move.options, ports, now);
        skip(work, move.skipped, now);
        skip(
          work,
          decided.empty.map(({ step, channel, reasons }) => ({
            step,
            channel,
            reason: reasons.join(", ") || "NO_VENDOR",
          })),
          now,
        );
        if (decided.putOffUntil !== null) {
          putOff(work, decided.putOffUntil);
        } else if (decided.noPlan === null) {
          return { work, plans: decided.plans };
        } else {
          halt(work, haltOf[decided.noPlan], decided.noPlan);
        }
      }
    }
  }
  throw new Error(`the engine does not come to rest for send ${work.send.id}`);
}

const haltOf: Readonly<Record<NoPlan, Halt>> = {
  NO_ROUTE: "NO_ROUTE",
  COUNTRY_NOT_SERVED: "NO_ROUTE",
  COST_CAP_TOO_LOW: "BUDGET",
  PUMPED_PREFIX: "FRAUD",
  PREFIX_RATE: "FRAUD",
  BUDGET_PACED: "BUDGET",
  NOT_WORTH_ITS_PRICE: "NO_ROUTE",
};

/** Under which name a work notes that the pacing of budgets has counted it. */
const asRequest = "request";

function decide(
  work: SendWork,
  options: readonly StepOption[],
  ports: AdvancePorts,
  now: Date,
): Decided {
  const startedAt = performance.now();
  const decided = makeDecision(work, options, ports.codeOf(work), ports, now, ports.draw());
  ports.decided(performance.now() - startedAt);
  const { send, view } = work;
  const isNewRequest = work.isNew && work.attempts.length === 0;
  // Those that are refused for their price count, too: else a price that is too high stays so.
  if (
    isNewRequest &&
    decided.noPlan !== "PUMPED_PREFIX" &&
    decided.noPlan !== "PREFIX_RATE" &&
    view.rules.budgets.length > 0 &&
    !work.counted.has(asRequest) &&
    ports.desk.isMeasured(view.rules)
  ) {
    work.counted.add(asRequest);
    ports.desk.pacing.requested(send, view.rules.budgets, atSecOf(now), () =>
      demandOf(work, decided, now),
    );
  }
  return decided;
}

/** What the send would have cost at every shadow price. */
function demandOf({ view }: SendWork, { asked, plans }: Decided, now: Date): DemandCurve {
  const { measured, rules } = view;
  return asked === null
    ? fixedDemand(unitsOf(plans[0]?.priceMicros ?? 0n))
    : measured.demandOf(rules.tenantId, asked, now);
}

/** Leaves the latest attempt's wait open until then: what is under way will probably do. */
function putOff(work: SendWork, until: Date): void {
  const last = latestOfRound(work);
  if (last !== null) {
    last.deadlineAt = until;
    touch(work, last);
  }
}

/**
 * The attempts of adaptive waits whose receipt "delivered" is not borne out by codes typed in: they
 * have arrived when the code is typed in, and have time for it from their receipt on.
 */
function doubtedReceipts(work: SendWork, now: Date): ReadonlySet<AttemptRow> {
  const doubted = new Set<AttemptRow>();
  const { send, attempts, spec, view } = work;
  for (const attempt of attempts) {
    const step = spec.steps[attempt.step - 1];
    if (attempt.status !== "DELIVERED" || step?.waitSec !== null || step.waitFor !== "DELIVERED") {
      continue;
    }
    const { measured, rules } = view;
    const { parameters } = measured.router;
    const seen = measured
      .viewOf(rules.tenantId)
      .route(
        measured.routeOf(attempt.accountId, attempt.channel),
        measured.cellOf(send.country, networkOf(work)),
        atSecOf(now),
      );
    if (!isReceiptDoubted(seen, parameters)) {
      continue;
    }
    doubted.add(attempt);
    const from = attempt.reachedAt ?? now;
    const until = new Date(from.getTime() + parameters.confirmSec * 1000);
    if (attempt.deadlineAt === null || attempt.deadlineAt < until) {
      attempt.deadlineAt = until;
      touch(work, attempt);
    }
  }
  return doubted;
}

/** Records why no attempt of this round can be placed; the engine then stops or waits for news. */
export function halt(work: SendWork, reason: Halt, refusal: Refusal): void {
  work.isChanged = true;
  work.send.halted = reason;
  work.send.statusReason = refusal;
}

/** Sets the send's public next step and when this send has to be looked at again. */
export function schedule(
  work: SendWork,
  until: Date | null,
  channel: Channel | null,
  now: Date,
): void {
  const { send } = work;
  const wakeAt = soonEnough(send.wakeAt, wakeOf(work, until, now), until, now);
  if (
    send.nextStepAt?.getTime() !== until?.getTime() ||
    send.nextChannel !== channel ||
    send.wakeAt?.getTime() !== wakeAt?.getTime()
  ) {
    send.nextStepAt = until;
    send.nextChannel = channel;
    send.wakeAt = wakeAt;
    work.isChanged = true;
  }
}

/**
 * The earliest moment at which anything about this send is due; null = nothing is left to look at.
 */
function wakeOf({ send, attempts }: SendWork, until: Date | null, now: Date): Date | null {
  const moments: Date[] = until === null ? [] : [until];
  if (send.verification === "PENDING" && send.status !== "BLOCKED") {
    moments.push(send.expiresAt);
  }
  for (const attempt of attempts) {
    if (attempt.leaseUntil !== null && isOnItsWay(attempt.status)) {
      moments.push(attempt.leaseUntil);
    }
    if (attempt.charge === "HELD" && attempt.status !== "PLANNED") {
      moments.push(attempt.holdUntil);
    }
  }
  const wakeAt = moments.reduce<Date | null>(
    (least, one) => (least === null || one < least ? one : least),
    null,
  );
  // What is overdue was dealt with in this very turn; looking again at once would change nothing.
  return wakeAt !== null && wakeAt <= now ? new Date(now.getTime() + 1_000) : wakeAt;
}

/**
 * While an attempt is under way, a moment that comes earlier than it has to is kept: no index is
 * written for it, and only a send that is still under way then is looked at once in vain.
 */
function soonEnough(known: Date | null, due: Date | null, until: Date | null, now: Date) {
  const isKept = until !== null && known !== null && due !== null && known > now && known <= due;
  return isKept ? known : due;
}

function isOnItsWay(status: string): boolean {
  return status === "PLANNED" || status === "SUBMITTING";
}

function expireCode(work: SendWork, now: Date): void {
  const { send } = work;
  if (send.verification === "PENDING" && send.status !== "BLOCKED" && now >= send.expiresAt) {
    send.verification = "EXPIRED";
    work.isChanged = true;
    emit(work, "CODE_EXPIRED", now);
  }
}

/** Carries out what a move does to attempts that are there already. */
function applyChanges(work: SendWork, changes: readonly AttemptChange[], now: Date): void {
  for (const change of changes) {
    const attempt = work.attempts.find((one) => one.number === change.number);
    if (attempt === undefined || attempt.status !== change.from) {
      continue;
    }
    if (change.to === "CANCELED") {
      attempt.leaseOwner = null;
      attempt.leaseUntil = null;
    }
    touch(work, attempt);
    raiseAttempt(work, attempt, change.to, now, now);
    if (change.to === "CANCELED") {
      settleCharge(work, attempt, [{ kind: "canceled" }], now);
    }
  }
}

function skip(
  work: SendWork,
  skipped: readonly (Pick<SkippedStep, "step" | "channel"> & { readonly reason: string })[],
  now: Date,
): void {
  const { send } = work;
  for (const one of skipped) {
    const isKnown = send.skippedSteps.some(
      (known) => known.step === one.step && known.reason === one.reason,
    );
    if (!isKnown) {
      send.skippedSteps = [...send.skippedSteps, one];
      emit(work, "STEP_SKIPPED", now, null, {
        step: one.step,
        channel: one.channel,
        reason: one.reason,
      });
    }
  }
}

function stop(work: SendWork, move: Extract<Move, { kind: "stop" }>, now: Date): void {
  const { send } = work;
  skip(work, move.skipped, now);
  if (move.status === null || move.status === send.status) {
    return;
  }
  send.status = move.status;
  send.failureClass = move.failureClass;
  send.statusReason ??= move.reason;
  work.isChanged = true;
  const detail = {
    reason: send.statusReason,
    ...(work.refusedBy === null ? {} : { budget: work.refusedBy }),
  };
  if (move.status === "BLOCKED") {
    emitFirst(work, "SEND_BLOCKED", now, null, detail);
  } else {
    emit(work, "SEND_FAILED", now, null, detail);
  }
}
