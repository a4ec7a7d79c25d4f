import type { AlertFacts } from "../alert.js";
import type { Budget } from "./budget.js";

/** Spent and held of one budget period against its limit, in micro-units of one currency. */
export interface BudgetUse {
  readonly spentMicros: bigint;
  readonly heldMicros: bigint;
}

const fractionScale = 1_000_000;

/**
 * The thresholds that a change crossed upwards, lowest first. A threshold of a period is crossed
 * again after its use fell below it; whoever raises the alert does so once per threshold and
 * period.
 *
 * @param alertAt fractions of the limit, above 0, to 6 digits; 1 = used up
 * @param limitMicros above 0
 */
export function thresholdsCrossed(
  limitMicros: bigint,
  alertAt: readonly number[],
  before: BudgetUse,
  after: BudgetUse,
): readonly number[] {
  return [...new Set(alertAt)]
    .filter(
      (fraction) =>
        !isPassed(limitMicros, fraction, before) && isPassed(limitMicros, fraction, after),
    )
    .sort((left, right) => left - right);
}

/**
 * The most that may be used of a period without anything to refuse and anything new to tell of it:
 * up to the limit, short of the next threshold. Null = its limit is passed already.
 *
 * @param alertAt fractions of the limit, above 0, to 6 digits
 */
export function quietUseMax(
  limitMicros: bigint,
  alertAt: readonly number[],
  { spentMicros, heldMicros }: BudgetUse,
): bigint | null {
  const used = spentMicros + heldMicros;
  if (used > limitMicros) {
    return null;
  }
  const quiet = alertAt.map((fraction) => lastBelow(limitMicros, fraction));
  return quiet.filter((most) => most >= used).reduce(least, limitMicros);
}

/** The most that can be used and does not reach a fraction of the limit. */
function lastBelow(limitMicros: bigint, fraction: number): bigint {
  const scaled = limitMicros * BigInt(Math.round(fraction * fractionScale));
  return (scaled - 1n) / BigInt(fractionScale);
}

function least(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/**
 * Whether a change of a budget ends what an alert of its running period tells of: a threshold that
 * is not passed or not watched any more, or a budget that has more room than it had. A limit that
 * was not raised leaves a budget exhausted whose room was too small for an attempt.
 *
 * @param limitBefore the limit until the change
 */
export function isAlertOver(
  facts: AlertFacts,
  limitBefore: bigint,
  { limitMicros, alertAt, onExhausted }: Pick<Budget, "limitMicros" | "alertAt" | "onExhausted">,
  use: BudgetUse,
): boolean {
  switch (facts.kind) {
    case "BUDGET_THRESHOLD":
      return !alertAt.includes(facts.fraction) || !isPassed(limitMicros, facts.fraction, use);
    case "BUDGET_EXHAUSTED": {
      const used = use.spentMicros + use.heldMicros;
      return onExhausted === "ALERT_ONLY"
        ? used <= limitMicros
        : limitMicros > limitBefore && used < limitMicros;
    }
    case "PRICE_CHANGE":
    case "VENDOR_ACCOUNT":
    case "VENDOR_DOWN":
      return false;
  }
}

function isPassed(limitMicros: bigint, fraction: number, use: BudgetUse): boolean {
  const scaled = limitMicros * BigInt(Math.round(fraction * fractionScale));
  return (use.spentMicros + use.heldMicros) * BigInt(fractionScale) >= scaled;
}
