import assert from "node:assert/strict";
import type { AttemptStatus, FailureClass } from "../otp/status.js";
import type { AdvanceTrigger, PlanStep } from "../plan/plan.js";
import { ruleOfClass } from "./class-rule.js";
import type {
  AttemptChange,
  EngineAttempt,
  EngineSend,
  Halt,
  Move,
  SkippedStep,
  StopReason,
} from "./engine-state.js";
import { stepsAhead } from "./step-options.js";

/**
 * Decides what a send does next: try a vendor, wait, or stop. The same state and time give the same
 * move, and a move whose changes are carried out never asks for them again. Pure; O(steps × vendors
 * + attempts).
 *
 * @param send every attempt of every round, as stored under the send's lock
 * @param now  the moment that all deadlines are compared with
 */
export function next(send: EngineSend, now: Date): Move {
  const closed = closedReason(send, now);
  if (closed !== null) {
    return stopClosed(
      send,
      closed,
      cancelPlanned(send, () => true),
    );
  }
  const overdue = closeOverdue(send, now);
  if (hasArrived(send)) {
    return {
      kind: "wait",
      until: null,
      nextStep: null,
      changes: merge(
        cancelPlanned(send, () => true),
        overdue,
      ),
    };
  }
  const changes = merge(
    cancelPlanned(send, (attempt) => attempt.round < send.round),
    overdue,
  );
  const last = latestOfRound(send);
  const leavesAt = last === null ? now : whenToMove(send, last, now);
  const movesAt = leavesAt !== null && leavesAt < now ? now : leavesAt;
  const halt = movesAt === null ? null : whyNoMore(send, movesAt);
  const ahead = halt === null ? stepsAhead(send, last) : { options: [], skipped: [] };
  const [first] = ahead.options;
  const waits = movesAt === null || movesAt > now;
  if (waits && !(first === undefined && last !== null && isLost(last.status))) {
    const until = movesAt === null || movesAt.getTime() >= endOf(send) ? null : movesAt;
    const nextStep =
      until === null || first === undefined ? null : { step: first.step, channel: first.channel };
    return { kind: "wait", until, nextStep, changes };
  }
  if (first !== undefined) {
    return { kind: "try", options: ahead.options, skipped: ahead.skipped, changes };
  }
  return stopOpen(send, halt, ahead.skipped, changes);
}

/** Why nothing may ever be tried again; null while the send is open. */
function closedReason(send: EngineSend, now: Date): StopReason | null {
  if (send.status === "CANCELED" || send.verification === "CANCELED") {
    return "canceled";
  }
  if (send.status === "BLOCKED") {
    return "blocked";
  }
  if (send.verification === "VERIFIED") {
    return "verified";
  }
  if (send.verification === "CHECKS_EXHAUSTED") {
    return "checks_exhausted";
  }
  return send.verification === "EXPIRED" || now >= send.expiresAt ? "expired" : null;
}

/**
 * Expiry fails a send that nothing was seen to arrive of; every other end leaves the status as it
 * is.
 */
function stopClosed(send: EngineSend, reason: StopReason, changes: readonly AttemptChange[]): Move {
  const isOpen = send.status === "QUEUED" || send.status === "SENDING" || send.status === "SENT";
  const fails =
    reason === "expired" && isOpen && !send.attempts.some(({ status }) => hasReached(status));
  return {
    kind: "stop",
    status: fails ? "FAILED" : null,
    failureClass: fails ? latestClass(send) : null,
    reason,
    skipped: [],
    changes,
  };
}

/**
 * Nothing is left to try: FAILED only when nothing can arrive any more, else as it is until news or
 * expiry.
 */
function stopOpen(
  send: EngineSend,
  halt: StopReason | null,
  skipped: readonly SkippedStep[],
  changes: readonly AttemptChange[],
): Move {
  const hasAttempts = send.attempts.length > 0;
  const canceled = new Set(changes.flatMap(({ number, to }) => (to === "CANCELED" ? number : [])));
  const isLostForGood = send.attempts.every(
    (attempt) => isLost(attempt.status) || canceled.has(attempt.number),
  );
  const status = !hasAttempts ? "BLOCKED" : isLostForGood ? "FAILED" : null;
  return {
    kind: "stop",
    status,
    failureClass: status === null ? null : classOfEnd(send),
    reason: halt ?? (hasAttempts ? "nothing_left" : "no_step_serves"),
    skipped,
    changes,
  };
}

/**
 * The moment at which the engine leaves `last` behind: `now` for at once, null for never without
 * news.
 */
function whenToMove(send: EngineSend, last: EngineAttempt, now: Date): Date | null {
  const step = stepOf(send, last);
  const isAtOnce = (trigger: AdvanceTrigger): boolean =>
    step.advanceOn.includes(trigger) ||
    (last.failureClass !== null && ruleOfClass(last.failureClass).isAlwaysAtOnce);
  const waitEnd = last.deadlineAt ?? now;
  switch (last.status) {
    case "PLANNED":
    case "SUBMITTING":
    case "SUBMITTED":
      return last.deadlineAt;
    case "UNKNOWN":
      return isAtOnce("OUTCOME_UNKNOWN") ? now : waitEnd;
    case "REJECTED":
      return isAtOnce("REJECTED") ? now : waitEnd;
    case "UNDELIVERED":
      return isAtOnce("UNDELIVERED") ? now : waitEnd;
    case "DELIVERED":
    case "READ":
      return waitEnd;
    case "TIMED_OUT":
      return waitEnd > now ? waitEnd : now;
    case "CANCELED":
      return now;
  }
}

/** Why no attempt may start at `at` although the send is open; null when one may. */
function whyNoMore(send: EngineSend, at: Date): StopReason | null {
  if (send.halted !== null) {
    return reasonOfHalt[send.halted];
  }
  const started = send.attempts.filter((attempt) => attempt.round === send.round).length;
  if (started >= send.spec.maxAttempts) {
    return "attempts_used_up";
  }
  return at.getTime() >= endOf(send) ? "deadline_passed" : null;
}

/** From when on no attempt of this round may start, in milliseconds since 1970. */
function endOf({ roundStartedAt, expiresAt, spec }: EngineSend): number {
  return Math.min(roundStartedAt.getTime() + spec.deadlineSec * 1000, expiresAt.getTime());
}

const reasonOfHalt: Readonly<Record<Halt, StopReason>> = {
  BUDGET: "budget",
  NO_ROUTE: "no_route",
  FRAUD: "fraud",
};

/** True when some attempt got as far as its step waits for, and that is news of this round. */
function hasArrived(send: EngineSend): boolean {
  return send.attempts.some((attempt) => {
    const isNews =
      attempt.round === send.round ||
      (attempt.reachedAt !== null && attempt.reachedAt >= send.roundStartedAt);
    const isBelieved = attempt.isDoubted !== true || attempt.status === "READ";
    return isNews && isBelieved && hasReachedGoal(attempt.status, stepOf(send, attempt));
  });
}

function hasReachedGoal(status: AttemptStatus, step: PlanStep): boolean {
  switch (step.waitFor) {
    case "DELIVERED":
      return hasReached(status);
    case "READ":
      return status === "READ";
    case "VERIFIED":
      return false;
  }
}

function hasReached(status: AttemptStatus): boolean {
  return status === "DELIVERED" || status === "READ";
}

function isLost(status: AttemptStatus): boolean {
  return status === "REJECTED" || status === "UNDELIVERED" || status === "CANCELED";
}

/**
 * Attempts whose wait is over: what was not handed over yet is canceled, what is silent has timed
 * out.
 */
function closeOverdue(send: EngineSend, now: Date): readonly AttemptChange[] {
  return send.attempts.flatMap((attempt) => {
    if (attempt.deadlineAt === null || attempt.deadlineAt > now) {
      return [];
    }
    if (attempt.status === "PLANNED") {
      return [canceled(attempt)];
    }
    return attempt.status === "SUBMITTING" || attempt.status === "SUBMITTED"
      ? [{ number: attempt.number, from: attempt.status, to: "TIMED_OUT" as const }]
      : [];
  });
}

function cancelPlanned(
  send: EngineSend,
  which: (attempt: EngineAttempt) => boolean,
): readonly AttemptChange[] {
  return send.attempts.filter((a) => a.status === "PLANNED" && which(a)).map(canceled);
}

function canceled(attempt: EngineAttempt): AttemptChange {
  return { number: attempt.number, from: attempt.status, to: "CANCELED" };
}

/** Both lists, one change per attempt. */
function merge(
  left: readonly AttemptChange[],
  right: readonly AttemptChange[],
): readonly AttemptChange[] {
  return [...left, ...right.filter((one) => !left.some((other) => other.number === one.number))];
}

function latestOfRound(send: EngineSend): EngineAttempt | null {
  return send.attempts.reduce<EngineAttempt | null>(
    (best, attempt) =>
      attempt.round === send.round && (best === null || attempt.number > best.number)
        ? attempt
        : best,
    null,
  );
}

/** Our own refusal when there was one, else the class of the latest attempt that has one. */
function classOfEnd(send: EngineSend): FailureClass | null {
  if (send.halted !== null) {
    return send.halted;
  }
  return send.attempts.length === 0 ? "NO_ROUTE" : latestClass(send);
}

function latestClass(send: EngineSend): FailureClass | null {
  const classed = send.attempts.filter((attempt) => attempt.failureClass !== null);
  return classed.sort((a, b) => b.number - a.number)[0]?.failureClass ?? null;
}

function stepOf(send: EngineSend, attempt: EngineAttempt): PlanStep {
  const step = send.spec.steps[attempt.step - 1];
  assert(step !== undefined, "an attempt belongs to a step of its plan revision");
  return step;
}
