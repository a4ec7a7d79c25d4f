import type { RouteLearner } from "../manage/routes/route-learner.js";
import { repeat, restAfter, type Running } from "./repeat.js";

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
const pauseFactorBehind = 2;

/**
 * Learns from the logs, over and over, while this process is the one that does. `stop` leaves the
 * seat to others.
 */
export function startLearning(ports: LearnRoutesPorts): Running {
  const turn = async (): Promise<number> => {
    const startedAt = performance.now();
    const learned = await ports.learner.turn(ports.now());
    const tookMs = performance.now() - startedAt;
    if (learned !== null && learned.pastSends !== null) {
      ports.learnedPast(learned.pastSends);
    }
    return learned?.isMore === true
      ? pauseFactorBehind * tookMs
      : restAfter(tookMs, pauseFactor, pauseMsMin, pauseMsMax);
  };
  const running = repeat(turn, { first: pauseMsMin, afterFailure: pauseMsMax }, (error) =>
    ports.failed(error, "learning from the logs"),
  );
  return {
    async stop() {
      await running.stop();
      try {
        await ports.learner.leave(ports.now());
      } catch (error) {
        ports.failed(error, "keeping what routing learned");
      }
    },
  };
}
