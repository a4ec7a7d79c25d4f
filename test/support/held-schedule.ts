import { Schedule } from "../../src/sandbox/schedule.js";

interface Held {
  readonly delayMs: number;
  readonly act: () => void;
}

/** A schedule that waits for its test instead of for time. */
export class HeldSchedule extends Schedule {
  #held: Held[] = [];

  override get size(): number {
    return this.#held.length;
  }

  /** The pauses that were asked for and are not over, in the order in which they were. */
  get delays(): number[] {
    return this.#held.map(({ delayMs }) => delayMs);
  }

  override after(delayMs: number, act: () => void): void {
    this.#held.push({ delayMs, act });
  }

  /** Lets all pauses of this length be over. */
  release(delayMs: number): void {
    const due = this.#held.filter((one) => one.delayMs === delayMs);
    this.#held = this.#held.filter((one) => one.delayMs !== delayMs);
    for (const { act } of due) {
      act();
    }
  }

  override close(): void {
    this.#held = [];
  }
}
