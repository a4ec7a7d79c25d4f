import type { RollUpStore } from "../manage/stats/ports.js";
import { rollUp } from "../manage/stats/roll-up.js";
import { repeat, restAfter, type Running } from "./repeat.js";

export interface RollUpPorts {
  readonly store: RollUpStore;
  now(): Date;
  failed(error: unknown, what: string): void;
}

const pauseMsMin = 1_500;
// Slices that change are read again in every turn: while sends flow, there are as few turns as the
// 5 s allow.
const pauseMsMax = 4_000;
const pauseFactor = 200;

/** Rolls attempts up, over and over: what happened is counted within 5 s. */
export function startRollUp(ports: RollUpPorts): Running {
  const turn = async (): Promise<number> => {
    const startedAt = performance.now();
    const done = await rollUp(ports.store, ports.now());
    const tookMs = performance.now() - startedAt;
    return done?.isMore === true ? 0 : restAfter(tookMs, pauseFactor, pauseMsMin, pauseMsMax);
  };
  return repeat(turn, { first: pauseMsMin, afterFailure: pauseMsMax }, (error) =>
    ports.failed(error, "rolling attempts up"),
  );
}
