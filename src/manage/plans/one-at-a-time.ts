import { setImmediate } from "node:timers/promises";
import type { Calculate } from "./estimate-ports.js";

/**
 * Runs computations one after the other; at every pause, whatever else waits goes first: a send
 * waits for a piece of a few milliseconds at the most.
 */
export function oneAtATime(): Calculate {
  let last: Promise<unknown> = Promise.resolve();
  return (open) => {
    const mine = last.then(() => inPieces(open()));
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Runs one computation; at every pause, whatever else waits goes first. */
export async function inPieces<T>(pieces: Generator<void, T>): Promise<T> {
  for (;;) {
    const { done, value } = pieces.next();
    if (done === true) {
      return value;
    }
    await setImmediate();
  }
}
