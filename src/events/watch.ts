import type { EventRow } from "../flow/rows.js";
import { behindMax, type Follower } from "./follower.js";
import { HandedEvents } from "./handed-events.js";
import { matchesFilter } from "./matches-filter.js";

/** One tenant's log as this process reads it, with the followers that are caught up. */
export class Watch {
  readonly handed = new HandedEvents();
  readonly #general = new Set<Follower>();
  /** Most followers want one send: an event must not be held against all of them. */
  readonly #bySend = new Map<string, Set<Follower>>();

  /** @param position the newest event that was read */
  constructor(
    readonly tenantId: string,
    public position: bigint,
  ) {}

  get isEmpty(): boolean {
    return this.#general.size === 0 && this.#bySend.size === 0;
  }

  *followers(): Iterable<Follower> {
    yield* this.#general;
    for (const followers of this.#bySend.values()) {
      yield* followers;
    }
  }

  add(follower: Follower): void {
    const sendId = follower.filter.sendId;
    if (sendId === undefined) {
      this.#general.add(follower);
      return;
    }
    const followers = this.#bySend.get(sendId) ?? new Set();
    followers.add(follower);
    this.#bySend.set(sendId, followers);
  }

  remove(follower: Follower): void {
    const sendId = follower.filter.sendId;
    if (sendId === undefined) {
      this.#general.delete(follower);
      return;
    }
    const followers = this.#bySend.get(sendId);
    followers?.delete(follower);
    if (followers?.size === 0) {
      this.#bySend.delete(sendId);
    }
  }

  /**
   * Gives the next events of the log, and what was handed over right behind them, to whoever wants
   * them; what the position is past already is left out. Returns the followers that could not take
   * theirs: they are followers of this watch no more, and stand where they got to.
   */
  deliver(events: readonly EventRow[], at: number): Follower[] {
    const full = this.#give(events, at);
    const handed = this.handed.takeAfter(this.position);
    return handed.length === 0 ? full : [...full, ...this.#give(handed, at)];
  }

  #give(events: readonly EventRow[], at: number): Follower[] {
    const full: Follower[] = [];
    for (const event of events) {
      if (event.seq <= this.position) {
        continue;
      }
      this.position = event.seq;
      for (const follower of [...this.#general, ...(this.#bySend.get(event.sendId) ?? [])]) {
        if (event.seq <= follower.position || !matchesFilter(event, follower.filter)) {
          continue;
        }
        if (follower.queued < behindMax) {
          follower.push({ kind: "event", event }, at);
        } else {
          follower.position = event.seq - 1n;
          this.remove(follower);
          full.push(follower);
        }
      }
    }
    return full;
  }
}
