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
