import type { ReplayWatch } from "./replay-ports.js";

/** Pauses where `pieces` do; null = nobody waited any more at one of these pauses. */
export function* unlessLeft<T>(
  pieces: Generator<void, T>,
  watch: Pick<ReplayWatch, "isLeft">,
): Generator<void, T | null> {
  for (;;) {
    if (watch.isLeft()) {
      return null;
    }
    const { done, value } = pieces.next();
    if (done === true) {
      return value;
    }
    yield;
  }
}
