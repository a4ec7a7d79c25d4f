import { repeat, type Running } from "./repeat.js";

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
 * another process may have planned something sooner.
 */
export function startTimerLoop(ports: TimerLoopPorts): Running {
  const turn = async (): Promise<number> =>
    (await ports.wake(batchMax)) < batchMax ? await untilNext(ports) : 0;
  return repeat(turn, { first: 0, afterFailure: pauseAfterFailureMs }, (error) =>
    ports.failed(error, "waking sends"),
  );
}

async function untilNext(ports: TimerLoopPorts): Promise<number> {
  const next = await ports.nextWake();
  const ms = next === null ? sleepMsMax : next.getTime() - ports.now().getTime();
  return Math.max(1, Math.min(sleepMsMax, ms));
}
