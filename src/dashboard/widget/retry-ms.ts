const firstMs = 400;
const mostMs = 15_000;

/**
 * How long to wait before the next try, in milliseconds: twice as long after each failure, and by
 * chance up to a half longer, so that all screens do not come back at once.
 */
export function retryMs(failures: number, chance = Math.random()): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(failures, 10)) * (1 + chance / 2);
}
