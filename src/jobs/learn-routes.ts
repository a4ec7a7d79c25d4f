import { setTimeout as sleep } from "node:timers/promises";
import type { RouteLearner } from "../manage/routes/route-learner.js";

export interface LearnRoutesPorts {
  readonly learner: RouteLearner;
  now(): Date;
  failed(error: unknown, what: string): void;
  /** A past that was put into logs afterwards is learned. */
  learnedPast(sends: number): void;
}

const pauseMsMin = 1_000;
const pauseMsMax = 3_000;
// Sends go first: a turn that took long is followed by a longer pause.
const pauseFactor = 4;

/**
 * Learns from the logs, over and over, while this process is the one that does. Runs until `stop`,
 * which waits for the turn under way and then leaves the seat to others.
 */
export function startLearning(ports: LearnRoutesPorts): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = run(ports, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
      try {
        await ports.learner.leave(ports.now());
      } catch (error) {
        ports.failed(error, "keeping what routing learned");
      }
    },
  };
}

async function run(ports: LearnRoutesPorts, signal: AbortSignal): Promise<void> {
  let pauseMs = pauseMsMin;
  while (!signal.aborted) {
    try {
      await sleep(pauseMs, undefined, { signal });
      const startedAt = performance.now();
      const learned = await ports.learner.turn(ports.now());
      const tookMs = performance.now() - startedAt;
      pauseMs = Math.min(pauseMsMax, Math.max(pauseMsMin, pauseFactor * tookMs));
      if (learned !== null && learned.pastSends !== null) {
        ports.learnedPast(learned.pastSends);
      }
      if (learned?.isMore === true) {
        pauseMs = 2 * tookMs;
      }
    } catch (error) {
      if (!signal.aborted) {
        pauseMs = pauseMsMax;
        ports.failed(error, "learning from the logs");
      }
    }
  }
}
