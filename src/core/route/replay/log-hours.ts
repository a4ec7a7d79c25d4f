import type { KnownSend } from "./known-send.js";

/** A send of a log drawn anew, and how often. */
export interface CountedSend {
  readonly send: KnownSend;
  readonly count: number;
}

/** A log cut into its hours, from which other logs like it are drawn. */
export class LogHours {
  /** In the order of time. */
  readonly #hours: readonly (readonly KnownSend[])[];

  /** @param sends by time */
  constructor(private readonly sends: readonly KnownSend[]) {
    const hours = new Map<number, KnownSend[]>();
    for (const send of sends) {
      const known = hours.get(send.hour);
      if (known === undefined) {
        hours.set(send.hour, [send]);
      } else {
        known.push(send);
      }
    }
    this.#hours = [...hours.values()];
  }

  /**
   * Hours drawn with replacement, until they hold about as many sends as are wanted; by time.
   * O(hours + sends drawn).
   *
   * @param draw uniform in [0, 1), another one at every call
   */
  drawn(wanted: number, draw: () => number): readonly CountedSend[] {
    const hours = this.#hours;
    const turns = Math.ceil(hours.length * Math.min(1, wanted / this.sends.length));
    const counts = hours.map(() => 0);
    for (let turn = 0; turn < turns; turn += 1) {
      const hour = Math.floor(draw() * hours.length);
      counts[hour] = (counts[hour] ?? 0) + 1;
    }
    return hours.flatMap((sends, hour) => {
      const count = counts[hour] ?? 0;
      return count === 0 ? [] : sends.map((send) => ({ send, count }));
    });
  }
}
