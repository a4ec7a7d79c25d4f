/** A rate with the ends of its 95 % interval, all 0..1. */
export interface Rate {
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

const z = 1.959963984540054;

/**
 * A rate with its 95 % interval; null without samples, never 0.
 *
 * @param hits  0..total
 * @param total 0 up
 * Source: score interval (E. B. Wilson, 1927).
 */
export function wilson(hits: number, total: number): Rate | null {
  if (total === 0) {
    return null;
  }
  const rate = hits / total;
  const square = (z * z) / total;
  const centre = rate + square / 2;
  const margin = z * Math.sqrt((rate * (1 - rate)) / total + square / (4 * total));
  const low = hits === 0 ? 0 : (centre - margin) / (1 + square);
  const high = hits === total ? 1 : (centre + margin) / (1 + square);
  return { rate, low: Math.max(0, low), high: Math.min(1, high) };
}
