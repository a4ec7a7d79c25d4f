import { setTimeout as sleep } from "node:timers/promises";

export interface TimerLoopPorts {
  /** Looks at what is due; returns how many were, at most `limit`. */
  wake(limit: number): Promise<number>;
  /** When something is due next; null = nothing waits. */
  nextWake(): Promise<Date | null>;
  now(): Date;
  failed(error: unknown, what: string): void;
}

const batchMax = 200;
const sleepMsMax = 250;
const pauseAfterFailureMs = 500;

/**
 * Wakes sends when their time comes: sleeps until the next one is due, at most 250 ms, because
 * another process may have planned something sooner. Runs until `stop`, which waits for the turn
 * that is under way.
 */
export function startTimerLoop(ports: TimerLoopPorts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(ports, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(ports: TimerLoopPorts, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const woken = await ports.wake(batchMax);
      if (woken < batchMax) {
        await pause(await untilNext(ports), signal);
      }
    } catch (error) {
      ports.failed(error, "waking sends");
      await pause(pauseAfterFailureMs, signal);
    }
  }
}

async function untilNext(ports: TimerLoopPorts): Promise<number> {
  const next = await ports.nextWake();
  const ms = next === null ? sleepMsMax : next.getTime() - ports.now().getTime();
  return Math.max(1, Math.min(sleepMsMax, ms));
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    // Aborted: the loop ends.
  }
}
