import { setTimeout as sleep } from "node:timers/promises";

/**
 * Repeats a sweep with a pause in between, never twice at once. A failure is reported and the next
 * turn comes as usual. `stop` waits for the turn that is under way.
 */
export function every(
  pauseMs: number,
  sweep: () => Promise<unknown>,
  failed: (error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(pauseMs, sweep, failed, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(
  pauseMs: number,
  sweep: () => Promise<unknown>,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await sleep(pauseMs, undefined, { signal });
      await sweep();
    } catch (error) {
      if (!signal.aborted) {
        failed(error);
      }
    }
  }
}
