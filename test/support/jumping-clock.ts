import type { Clock } from "../../src/flow/ports.js";

/** Real time that a test can push forward: timers and vendors see the same moment. */
export class JumpingClock implements Clock {
  #aheadMs = 0;

  now = (): Date => new Date(Date.now() + this.#aheadMs);

  /** Lets so many seconds pass at once. */
  jump(sec: number): void {
    this.#aheadMs += sec * 1000;
  }
}
