import { repeat, type Running } from "./repeat.js";

/** Repeats a sweep with the same pause before each, in milliseconds. */
export function every(
  pauseMs: number,
  sweep: () => Promise<unknown>,
  failed: (error: unknown) => void,
): Running {
  const turn = async (): Promise<number> => {
    await sweep();
    return pauseMs;
  };
  return repeat(turn, { first: pauseMs, afterFailure: pauseMs }, failed);
}
