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
  const used = before.spentMicros + before.heldMicros;
  const uses = after.spentMicros + after.heldMicros;
  return [...new Set(alertAt)]
    .filter((fraction) => {
      const scaled = limitMicros * BigInt(Math.round(fraction * fractionScale));
      const isBelow = used * BigInt(fractionScale) < scaled;
      return isBelow && uses * BigInt(fractionScale) >= scaled;
    })
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
