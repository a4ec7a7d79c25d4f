import type { EventRow } from "../flow/rows.js";
import type { AppendedEvents } from "../flow/tail.js";

/** How many events may wait for those before them; with more, all are read back instead. */
const waitingMax = 2_000;

/**
 * What this process committed to one tenant's log, until everything before it is known: commits of
 * other processes lie between, and two commits may be heard of in the wrong order.
 */
export class HandedEvents {
  /** In the order of the log. */
  #logs: AppendedEvents[] = [];
  #count = 0;

  get isEmpty(): boolean {
    return this.#logs.length === 0;
  }

  /** False = there were too many; all are forgotten. */
  add(log: AppendedEvents): boolean {
    this.#count += log.events.length;
    if (this.#count > waitingMax) {
      this.#logs = [];
      this.#count = 0;
      return false;
    }
    const later = this.#logs.findIndex(({ lastSeq }) => lastSeq > log.lastSeq);
    this.#logs.splice(later === -1 ? this.#logs.length : later, 0, log);
    return true;
  }

  /** Takes out what goes on right after `position`; forgets what lies behind it. */
  takeAfter(position: bigint): EventRow[] {
    const rows: EventRow[] = [];
    let last = position;
    let [log] = this.#logs;
    while (log !== undefined && firstSeq(log) <= last + 1n) {
      for (let seq = firstSeq(log), index = 0; index < log.events.length; seq += 1n, index += 1) {
        const event = log.events[index];
        if (event !== undefined && seq > last) {
          rows.push({ ...event, seq });
          last = seq;
        }
      }
      this.#count -= log.events.length;
      this.#logs.shift();
      [log] = this.#logs;
    }
    return rows;
  }
}

/** The first of the events that were written together. */
export function firstSeq({ lastSeq, events }: AppendedEvents): bigint {
  return lastSeq - BigInt(events.length - 1);
}
