import { setTimeout as sleep } from "node:timers/promises";

/** Work that goes on until it is stopped; `stop` waits for the turn that is under way. */
export interface Running {
  stop(): Promise<void>;
}

/** One turn; returns how many milliseconds to rest before the next. */
export type Turn = () => Promise<number>;

export interface Pauses {
  /** Before the first turn, in milliseconds. */
  readonly first: number;
  /** After a turn that failed, in milliseconds. */
  readonly afterFailure: number;
}

/** Takes turns, never two at once. A failure is reported, and the next turn comes all the same. */
export function repeat(turn: Turn, pauses: Pauses, failed: (error: unknown) => void): Running {
  const stopping = new AbortController();
  const running = run(turn, pauses, failed, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(
  turn: Turn,
  pauses: Pauses,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let pauseMs = pauses.first;
  while (!signal.aborted) {
    try {
      if (pauseMs > 0) {
        await sleep(pauseMs, undefined, { signal });
      }
      pauseMs = await turn();
    } catch (error) {
      pauseMs = pauses.afterFailure;
      if (!signal.aborted) {
        failed(error);
      }
    }
  }
}

/** Rests `factor` times as long as a turn took, within bounds: whatever is urgent goes first. */
export function restAfter(tookMs: number, factor: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, factor * tookMs));
}
