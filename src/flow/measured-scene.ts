import { genuineLeast } from "../core/guard/genuine-least.js";
import { guardRuleOf } from "../core/guard/guard-rule.js";
import { numberPrefix } from "../core/guard/number-prefix.js";
import type { TryCause } from "../core/failover/engine-state.js";
import { attemptCauseOf, pastOutcomeOf } from "../core/route/measured/past-outcome.js";
import type { DecideRequest, PastAttempt } from "../core/route/measured/route-request.js";
import { routeParameters } from "../core/route/measured/parameters.js";
import { routingPolicy } from "../core/route/routing-policy.js";
import { atSecOf } from "./measured-board.js";
import type { MeasuredDesk } from "./measured-desk.js";
import type { AttemptRow } from "./rows.js";
import type { SendWork } from "./send-work.js";

/** A send as measured routing is asked about it; vendors and V come with each question. */
export type MeasuredScene = Omit<DecideRequest, "options" | "value">;

/** What measured routing has to know of a send for its next attempt. O(attempts). */
export function measuredScene(work: SendWork, desk: MeasuredDesk, cause: TryCause): MeasuredScene {
  const { send, attempts, spec, view } = work;
  const { measured, rules } = view;
  const started = attempts.filter((attempt) => attempt.round === send.round).length;
  const roundSec = (send.roundStartedAt.getTime() - send.createdAt.getTime()) / 1000;
  const codeSec = (send.expiresAt.getTime() - send.createdAt.getTime()) / 1000;
  return {
    cause: attemptCauseOf(cause, work.send.round, latestOfRound(work)?.status ?? null),
    cell: measured.cellOf(send.country, networkOf(work)),
    prefix: numberPrefix(work.secrets?.phone ?? null),
    requestedAtSec: atSecOf(send.createdAt),
    attempts: attempts.map((attempt) => pastOf(work, attempt)),
    resends: send.round,
    shadowPrice: desk.pacing.priceOf(rules.budgets, send.planId, send.country).shadowPrice,
    floor: routingPolicy(rules).explorationRate,
    deadlineSec: Math.min(roundSec + spec.deadlineSec, codeSec),
    attemptsMax: attempts.length + Math.max(1, spec.maxAttempts - started),
    mayDuplicate: desk.bucketOf(rules).mayTake,
    ...guardOf(work),
  };
}

/** Whom the tenant's own limit takes for genuine, the planner does, and nobody else. */
function guardOf(work: SendWork): Pick<MeasuredScene, "guard" | "letThrough"> {
  const { send, view } = work;
  const rule = guardRuleOf(view.rules.guardRules ?? [], "UNVERIFIED_RATE", send.country);
  if ((rule.limit ?? null) === null || rule.mode !== "ENFORCE") {
    return { guard: rule.mode };
  }
  const cell = view.measured.cellOf(send.country, networkOf(work));
  const prefix = numberPrefix(work.secrets?.phone ?? null);
  const seen = view.measured.viewOf(view.rules.tenantId);
  const genuine = seen.genuine(cell, prefix, atSecOf(send.createdAt));
  return genuine < genuineLeast(rule)
    ? { guard: "ENFORCE", letThrough: routeParameters.guard.letThrough }
    : { guard: "MONITOR" };
}

/** mcc and mnc joined; null = not known. */
export function networkOf({ send }: SendWork): string | null {
  return send.mcc === null ? null : `${send.mcc}${send.mnc}`;
}

/** The latest attempt of the running round; null = it begins. */
export function latestOfRound({ send, attempts }: SendWork): AttemptRow | null {
  return attempts.findLast((attempt) => attempt.round === send.round) ?? null;
}

function pastOf({ view }: SendWork, attempt: AttemptRow): PastAttempt {
  return {
    route: view.measured.routeOf(attempt.accountId, attempt.channel),
    submittedAtSec: atSecOf(attempt.submittedAt ?? attempt.createdAt),
    outcome: pastOutcomeOf(attempt.status),
  };
}
