import type { MeasuredRouter } from "../../core/route/measured/measured-router.js";
import type { EstimateRow } from "../../flow/measured-rows.js";
import type { AgedRow } from "./ports.js";

const daySec = 86_400;

/**
 * Rows of sums, told relative to the beginning of the day: what is stored stays small, and rows of
 * one day add up as they are.
 */
export function agedRows(
  router: MeasuredRouter,
  rows: readonly EstimateRow[],
  refSec: number,
): readonly AgedRow[] {
  const halfLives = new Map<string, number>();
  return rows.map((row) => {
    const halfLifeSec = halfLives.get(row.family) ?? router.halfLifeSec(row.family);
    halfLives.set(row.family, halfLifeSec);
    const factor = 2 ** ((row.refSec - refSec) / halfLifeSec);
    return { ...row, refSec, halfLifeSec, amounts: row.amounts.map((amount) => amount * factor) };
  });
}

/** When the day began that a moment is in; both in seconds since 1970. */
export function dayStart(atSec: number): number {
  return Math.floor(atSec / daySec) * daySec;
}
