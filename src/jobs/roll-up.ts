import { setTimeout as sleep } from "node:timers/promises";
import type { RollUpStore } from "../manage/stats/ports.js";
import { rollUp } from "../manage/stats/roll-up.js";

export interface RollUpPorts {
  readonly store: RollUpStore;
  now(): Date;
  failed(error: unknown, what: string): void;
}

const pauseMsMin = 1_500;
const pauseMsMax = 3_500;
// Sends go first: a turn that took long is followed by a longer pause.
const pauseFactor = 20;

/**
 * Rolls attempts up, over and over: what happened is counted within 5 s. Runs until `stop`, which
 * waits for the turn that is under way.
 */
export function startRollUp(ports: RollUpPorts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(ports, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function run(ports: RollUpPorts, signal: AbortSignal): Promise<void> {
  let pauseMs = pauseMsMin;
  while (!signal.aborted) {
    try {
      await sleep(pauseMs, undefined, { signal });
      const startedAt = performance.now();
      const done = await rollUp(ports.store, ports.now());
      const tookMs = performance.now() - startedAt;
      pauseMs =
        done?.isMore === true
          ? 0
          : Math.min(pauseMsMax, Math.max(pauseMsMin, pauseFactor * tookMs));
    } catch (error) {
      if (!signal.aborted) {
        pauseMs = pauseMsMax;
        ports.failed(error, "rolling attempts up");
      }
    }
  }
}
