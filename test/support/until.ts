import { setTimeout as sleep } from "node:timers/promises";

const oftenMs = 10;
const seldomMs = 50;
const oftenForMs = 300;

/**
 * Asks until the answer is not null, undefined or false; throws after the limit. What takes longer
 * is asked for less often, since every question takes time from what is waited for.
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  timeoutMs = 30_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) {
      return answer as NonNullable<Exclude<T, false>>;
    }
    const waitedMs = performance.now() - startedAt;
    if (waitedMs > timeoutMs) {
      throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`);
    }
    await sleep(waitedMs < oftenForMs ? oftenMs : seldomMs);
  }
}
