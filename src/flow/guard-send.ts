import { genuineFrom, genuineLeast, percentOf } from "../core/guard/genuine-least.js";
import type { GuardFacts } from "../core/guard/guard-facts.js";
import { type GuardMode, guardRuleOf, type GuardSetting } from "../core/guard/guard-rule.js";
import { numberPrefix } from "../core/guard/number-prefix.js";
import { unitsOf } from "../core/route/choose-measured.js";
import { letThroughShare } from "../core/route/measured/let-through.js";
import { routeParameters } from "../core/route/measured/parameters.js";
import type { PrefixReport } from "../core/route/measured/prefix-guard.js";
import type { AttemptPlan, DecisionPorts } from "./attempt-plan.js";
import { noteGuard } from "./guard-note.js";
import { atSecOf } from "./measured-board.js";
import { networkOf } from "./measured-scene.js";
import type { SendWork } from "./send-work.js";
import type { WeighedStep } from "./weigh-step.js";

/** Which guard rule refused a send. */
export type GuardRefusal = "PUMPED_PREFIX" | "PREFIX_RATE";

/** A new send that could be made, and what the guard looks at. */
interface Guarded {
  readonly work: SendWork;
  readonly plan: AttemptPlan;
  readonly ports: DecisionPorts;
  readonly prefix: string;
  readonly cell: number;
  readonly atSec: number;
  readonly now: Date;
  readonly draw: number;
}

/**
 * The guard rules' word on a new send that could be made: null = it may be. What they find is
 * counted and kept, also where they only watch. O(1).
 *
 * @param value V, in units of the tenant's currency; asked for where it matters
 * @param draw  uniform in [0, 1)
 */
export function guardSend(
  work: SendWork,
  plan: AttemptPlan,
  ports: DecisionPorts,
  value: () => number,
  now: Date,
  draw: number,
): GuardRefusal | null {
  const prefix = numberPrefix(work.secrets?.phone ?? null);
  if (plan.cause !== "first" || prefix === null) {
    return null;
  }
  const cell = work.view.measured.cellOf(work.send.country, networkOf(work));
  const guarded: Guarded = { work, plan, ports, prefix, cell, atSec: atSecOf(now), now, draw };
  return isUnverified(guarded, value)
    ? "PUMPED_PREFIX"
    : isTooFrequent(guarded)
      ? "PREFIX_RATE"
      : null;
}

/** Keeps that the planner itself refused a send whose codes are hardly ever typed in. */
export function notePumped(work: SendWork, weighed: readonly WeighedStep[], now: Date): void {
  const prefix = numberPrefix(work.secrets?.phone ?? null);
  if (prefix === null) {
    return;
  }
  const prices = weighed.flatMap(({ candidates }) =>
    candidates.flatMap(({ skippedBecause, tenantPriceMicros }) =>
      skippedBecause === null && tenantPriceMicros !== null ? [tenantPriceMicros] : [],
    ),
  );
  const cheapest = prices.reduce((least, one) => (one < least ? one : least), prices[0] ?? 0n);
  const rule = ruleOf(work, "UNVERIFIED_RATE");
  const cell = work.view.measured.cellOf(work.send.country, networkOf(work));
  noteGuard(
    work,
    rule,
    unverifiedFacts(work, rule, cell, prefix, atSecOf(now)),
    true,
    cheapest,
    now,
  );
}

/**
 * Codes sent to numbers like this one are not typed in, so that the send is not worth its price; a
 * limit of the tenant's own is held whatever it is worth. Some of what would be refused goes
 * through, to learn whether it still is an attack: of the measurements' refusals what looking is
 * worth (`letThroughShare`), of an own limit's 4 in 100, in plans of every strategy.
 */
function isUnverified(guarded: Guarded, value: () => number): boolean {
  const { work, plan, prefix, cell, atSec, draw } = guarded;
  const rule = ruleOf(work, "UNVERIFIED_RATE");
  const { accountId, channel } = plan.candidate;
  if (rule.mode === "OFF" || accountId === null) {
    return false;
  }
  const board = work.view.measured;
  const seen = board.viewOf(work.view.rules.tenantId);
  const genuine = seen.genuine(cell, prefix, atSec);
  if (genuine >= genuineLeast(rule)) {
    return false;
  }
  const { guard } = routeParameters;
  let share = guard.letThrough;
  if ((rule.limit ?? null) === null) {
    const { success } = seen.route(board.routeOf(accountId, channel), cell, atSec);
    const price = unitsOf(plan.priceMicros);
    if (value() * genuine * success > price) {
      return false;
    }
    const perHour = seen.perHour(cell, prefix, atSec);
    share = letThroughShare({ gained: value() * success - price, price, perHour }, guard);
  }
  // Where measured routing decided, it has drawn who goes through.
  const isDrawn = plan.order.measured !== null;
  const isLetThrough = rule.mode === "ENFORCE" && (isDrawn || (draw * 8191) % 1 < share);
  const facts = unverifiedFacts(work, rule, cell, prefix, atSec);
  return judged(guarded, rule, isLetThrough ? { ...facts, isLetThrough } : facts, isLetThrough);
}

/**
 * More codes are asked for numbers like this one than the tenant's limit allows, as all processes
 * count them, or without one far more than for their neighbours: then what is beyond that is
 * refused, unless the codes are typed in: a tenant whose people are all of one block asks for it
 * more often than others, too.
 */
function isTooFrequent(guarded: Guarded): boolean {
  const { work, ports, prefix, cell, atSec, draw } = guarded;
  const rule = ruleOf(work, "PREFIX_RATE");
  const { mode, limit = null, windowSec = null } = rule;
  if (mode === "OFF") {
    return false;
  }
  if (limit === null || windowSec === null) {
    const board = work.view.measured;
    const found = board.router.guard.reportOf(cell, prefix, atSec);
    const genuine = board.viewOf(work.view.rules.tenantId).genuine(cell, prefix, atSec);
    if (found?.isHot !== true || genuine >= genuineFrom || (draw * 127) % 1 < usualShare(found)) {
      return false;
    }
    const ratio = Math.round(found.ratio);
    const perHour = Math.round(found.perHour);
    return judged(guarded, rule, { kind: "PREFIX_RATE", perHour, ratio }, false);
  }
  const { prefixes } = ports.desk;
  const key = `${work.send.tenantId} ${rule.country ?? ""} ${windowSec} ${prefix}`;
  const isCounted = work.counted.has(key);
  const seen = prefixes.seen(key, windowSec, atSec) - (isCounted ? 1 : 0);
  const isWithin = seen + 1 <= limit;
  if (!isCounted && (isWithin || mode === "MONITOR")) {
    prefixes.add(key, windowSec, atSec);
    work.counted.add(key);
  }
  const count = Math.ceil(seen) + 1;
  return (
    !isWithin && judged(guarded, rule, { kind: "PREFIX_RATE", count, limit, windowSec }, false)
  );
}

/** What share of a hot prefix's requests would not have made it hot. */
function usualShare({ ratio, perHour }: PrefixReport): number {
  const { hotRatio, hotRequests } = routeParameters.guard;
  return Math.max(hotRatio / ratio, (2 * hotRequests) / perHour);
}

/** Counts and keeps what a rule found; true = the send is refused. */
function judged(
  { work, plan, ports, now }: Guarded,
  rule: GuardSetting,
  facts: GuardFacts,
  isLetThrough: boolean,
): boolean {
  const isBlocked = rule.mode === "ENFORCE" && !isLetThrough;
  ports.metrics.guardJudged(verdictOf(rule.mode, isLetThrough));
  noteGuard(work, rule, facts, isBlocked, plan.priceMicros, now);
  return isBlocked;
}

function verdictOf(
  mode: GuardMode,
  isLetThrough: boolean,
): Parameters<DecisionPorts["metrics"]["guardJudged"]>[0] {
  return mode === "MONITOR" ? "would_refuse" : isLetThrough ? "let_through" : "refused";
}

function unverifiedFacts(
  { view }: SendWork,
  rule: GuardSetting,
  cell: number,
  prefix: string,
  atSec: number,
): GuardFacts {
  const board = view.measured;
  const found = board.router.guard.reportOf(cell, prefix, atSec);
  const genuine = board.viewOf(view.rules.tenantId).genuine(cell, prefix, atSec);
  return {
    kind: "UNVERIFIED_RATE",
    sends: Math.round(found?.sends ?? 0),
    verified: Math.round(found?.verified ?? 0),
    percent: percentOf(genuine),
    percentMin: percentOf(genuineLeast(rule)),
  };
}

function ruleOf({ view, send }: SendWork, kind: "PREFIX_RATE" | "UNVERIFIED_RATE"): GuardSetting {
  return guardRuleOf(view.rules.guardRules ?? [], kind, send.country);
}
